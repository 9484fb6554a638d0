"""What the search box finds: people first, then employers and vacancies. Runs in the reader lane."""

from __future__ import annotations

from caseworker import codes
from caseworker.desk import Desk
from caseworker.people.find import PersonHit, find_people
from ui.shell.screen import SearchHit
from ui.words import language


def search(desk: Desk, typed: str) -> list[SearchHit]:
    """Hits for what was typed, people first."""
    return [_person(hit) for hit in find_people(desk, typed)]


def _person(hit: PersonHit) -> SearchHit:
    detail = "　".join(part for part in (hit.id_masked, hit.phone_masked, hit.community) if part)
    state = codes.table("case_state").name(hit.case_state, language()) if hit.case_state else ""
    params = {"case_id": hit.case_id} if hit.case_id else {"person_id": hit.person_id}
    return SearchHit("person", hit.name, detail, "case" if hit.case_id else "registration", params, state)

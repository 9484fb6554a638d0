"""What the search box finds: people; when nobody is found, employers and vacancies. Runs in the reader lane."""

from __future__ import annotations

from caseworker import codes
from caseworker.desk import Desk
from caseworker.people.find import PersonHit, find_people
from caseworker.vacancies.employers import EmployerChoice, district_name, find_employers
from caseworker.vacancies.listing import VacancyRow, find_vacancies
from caseworker.vacancies.pay import format_pay
from ui.shell.screen import SearchHit
from ui.words import language

OTHERS = 5
"""How many employers and how many vacancies are shown below the people."""


def search(desk: Desk, typed: str) -> list[SearchHit]:
    """Hits for what was typed. Numbers and pinyin are of people alone.

    All are found by keys. Posts are asked for only when the text names nobody.
    """
    people = [_person(hit) for hit in find_people(desk, typed)]
    if people or len(typed.strip()) < 2 or typed.strip().isascii():
        return people
    employers = [_employer(choice) for choice in find_employers(desk, typed, OTHERS)]
    return [*employers, *(_vacancy(row) for row in find_vacancies(desk, typed, OTHERS))]


def _person(hit: PersonHit) -> SearchHit:
    detail = "　".join(part for part in (hit.id_masked, hit.phone_masked, hit.community) if part)
    state = codes.table("case_state").name(hit.case_state, language()) if hit.case_state else ""
    params = {"case_id": hit.case_id} if hit.case_id else {"person_id": hit.person_id}
    return SearchHit("person", hit.name, detail, "case" if hit.case_id else "registration", params, state)


def _employer(choice: EmployerChoice) -> SearchHit:
    return SearchHit("employer", choice.name, choice.district, "vacancies", {"text": choice.name})


def _vacancy(row: VacancyRow) -> SearchHit:
    detail = "　".join(
        part for part in (row.employer, format_pay(row.pay, language()), district_name(row.region)) if part
    )
    return SearchHit("vacancy", row.title, detail, "vacancies", {"vacancy_id": row.id})

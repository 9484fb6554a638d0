"""Everything the case screen shows, brought in one go by the reader lane."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from caseworker import districts, drafts
from caseworker.cases.listing import latest_case
from caseworker.cases.timeline import DRAFT
from caseworker.cases.view import CaseView, case_view
from caseworker.desk import Desk
from caseworker.drafts import OpenDraft
from caseworker.loans.listing import LoanLine, loans_of
from caseworker.people.card import PersonCard, person_card
from caseworker.vacancies.referrals import ReferralRow, person_referrals


@dataclass(frozen=True, slots=True)
class CasePicture:
    """A person, and the case when there is one. `places` are the names of the districts named on the card."""

    person: PersonCard
    places: dict[str, str]
    view: CaseView | None = None
    referrals: tuple[ReferralRow, ...] = ()
    loans: tuple[LoanLine, ...] = ()
    draft: OpenDraft | None = None


def load(desk: Desk, case_id: UUID | None, person_id: UUID | None) -> CasePicture:
    """The picture of a case, or of a person's newest case; of the person alone when there is none."""
    if case_id is None and person_id is not None:
        case_id = latest_case(desk, person_id)
    if case_id is None:
        assert person_id is not None, "a case screen is for a case or a person"
        person = person_card(desk, person_id)
        return CasePicture(person, _places(person))
    view = case_view(desk, case_id)
    return CasePicture(
        person=view.person,
        places=_places(view.person),
        view=view,
        referrals=person_referrals(desk, case_id),
        loans=tuple(loans_of(desk, view.person.person_id)),
        draft=drafts.load(desk, DRAFT, str(case_id)),
    )


def _places(person: PersonCard) -> dict[str, str]:
    """Read here because the table of districts is large."""
    codes = {person.hukou_region, person.live_region, *person.wanted_regions} - {""}
    return {code: _short(districts.path(code[:6])) for code in codes}


def _short(names: tuple[str, ...]) -> str:
    """四川 广元 利州区: the upper names without 省 and 市; a district of Chongqing stands alone."""
    if names and names[0].startswith("重庆"):
        return names[-1]
    upper = [name.removesuffix("省").removesuffix("市") for name in names[:-1]]
    return " ".join([*upper, *names[-1:]])

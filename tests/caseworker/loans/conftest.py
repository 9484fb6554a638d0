"""A real encrypted store with one office, one registered person with an open case, and a clock the test moves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import pytest

from caseworker.access.entry import Entry
from caseworker.clock import FixedClock, china_instant
from caseworker.desk import Desk
from caseworker.loans.applications import save_application, start_intention
from caseworker.loans.form import LoanForm
from caseworker.people.card import person_card
from caseworker.people.form import MemberEntry, RegistrationForm, TagEntry
from caseworker.people.household import link_member
from caseworker.people.registration import register
from caseworker.sample.loans import sample_uscc
from caseworker.sample.office import OFFICE
from caseworker.sample.people import sample_id
from db.local.key_slots import Cost

TODAY = date(2026, 11, 20)
"""A Friday, in the time of V-2025."""

FULL = LoanForm(
    amount=200_000_00,
    term_months=36,
    purpose="门店装修、购置设备",
    bank="样例银行巴南支行",
    method="interest_quarterly",
    repay_source="经营收入",
    guarantee="none",
    group_code="REG_UNEMP",
    marital="10",
    prior_count=0,
    entity_name="样例理发店",
    entity_no=sample_uscc(7),
    entity_kind="sole_trader",
    entity_on=date(2025, 1, 6),
    entity_region="500113",
    entity_address="样例路8号",
    no_other_loans=True,
)
"""An application that lacks nothing."""


@dataclass(frozen=True)
class Office:
    """The desk, its clock, and the people of the tests."""

    desk: Desk
    clock: FixedClock
    person_id: UUID
    case_id: UUID

    def go_to(self, day: date) -> None:
        """Move the clock to nine o'clock of a day in China."""
        self.clock.instant = china_instant(day)

    def loan(self, form: LoanForm = FULL) -> UUID:
        """An application of the person with this form saved."""
        loan_id = start_intention(self.desk, self.person_id).value
        save_application(self.desk, loan_id, form)
        return loan_id


def person(name: str, order: int, *, birth: date = date(1990, 3, 5), **changes: object) -> RegistrationForm:
    """A sample registration; an odd `order` is a man's."""
    values: dict[str, object] = {
        "name": name,
        "id_no": sample_id(birth, order),
        "mobile": "13800001111",
        "education": "61",
        "employment_status": "unemployed",
        "hukou_region": "511622",
        "hukou_address": "样例镇样例村1组",
        "live_region": "500113",
        "live_address": "样例路3号",
        "marital": "10",
        "tags": (TagEntry("REG_UNEMP"),),
        "consent": True,
    }
    return RegistrationForm(**(values | changes))  # type: ignore[arg-type]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """An office on a fixed day with one person and an open case."""
    clock = FixedClock(datetime(2026, 11, 20, 3, tzinfo=UTC))
    entry = Entry(tmp_path / "office", clock, Cost(1024, 1, 1))
    desk = entry.create_office(OFFICE, practice=True)
    registered = register(desk, person("苏样三", 1), open_case=True).value
    assert registered.case_id is not None
    yield Office(desk, clock, registered.person_id, registered.case_id)
    desk.store.close()


@pytest.fixture
def couple(office: Office) -> UUID:
    """A woman whose husband is registered in the same household."""
    wife = person("钱样八", 8, birth=date(1992, 6, 7), marital="21", members=(MemberEntry("郑样七", "10"),))
    wife_id = register(office.desk, wife).value.person_id
    husband_id = register(office.desk, person("郑样七", 5, marital="21")).value.person_id
    (member,) = person_card(office.desk, wife_id).relatives
    link_member(office.desk, member.member_id, husband_id)
    return wife_id

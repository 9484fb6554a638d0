"""A supervisor puts a district's pack in force on a real store; applications keep what they were made under."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from importlib.resources import files
from uuid import UUID

import pytest
from sqlalchemy import select

from caseworker.access.actor import Role
from caseworker.desk import Desk
from caseworker.loans.applications import save_application
from caseworker.loans.assessment import assessment
from caseworker.loans.listing import Filter, list_loans
from caseworker.policy.adoption import Standing, compare_pack, policy_packs, put_in_force, take_out
from caseworker.policy.comparison import Part
from caseworker.policy.shelf import edition
from caseworker.problems import OfficerProblem
from db.models import AuditEntry, LoanApplication, Outbox, PolicyPack
from tests.caseworker.loans.conftest import FULL, Office, office  # noqa: F401  (fixture)
from tests.caseworker.sync.arrivals import arrive

LOAN = "personal_guarantee_loan"
V2025 = (files("resources") / "policies" / "500000" / LOAN / "V-2025.toml").read_text("utf-8")
CORRECTED = V2025.replace("value = 500000\n", "value = 400000\n", 1)
CAP = 400_000_00


def bring(desk: Desk, text: str, sha256: str = "", version: str = "V-2025") -> UUID:
    """A pack as sync brings it."""
    pack = PolicyPack(
        region="500000",
        name=LOAN,
        version=version,
        body=text,
        sha256=sha256 or hashlib.sha256(text.encode()).hexdigest(),
        published_at=desk.now,
        office_id=UUID(int=0),
        district_id=desk.actor.district_id,
        rev=1,
    )
    arrive(desk, pack)
    return pack.id


def withdraw(desk: Desk, pack_id: UUID) -> None:
    with desk.write() as unit:
        unit.session.get_one(PolicyPack, pack_id).withdrawn_at = desk.now
        unit.audit("test.withdraw")


@pytest.fixture
def supervisor(office: Office) -> Desk:  # noqa: F811
    return Desk(office.desk.store, replace(office.desk.actor, role=Role.SUPERVISOR), office.clock)


@pytest.fixture
def officer(supervisor: Desk) -> Desk:
    return Desk(supervisor.store, replace(supervisor.actor, role=Role.OFFICER), supervisor.clock)


@pytest.fixture
def pack(office: Office) -> UUID:  # noqa: F811
    return bring(office.desk, CORRECTED)


def standing(desk: Desk, pack_id: UUID) -> Standing:
    return next(one.standing for one in policy_packs(desk).from_district if one.pack_id == pack_id)


def test_it_arrives_as_new_and_changes_nothing(office: Office, supervisor: Desk, officer: Desk, pack: UUID) -> None:  # noqa: F811
    page = policy_packs(supervisor)
    assert (page.waiting, page.may_decide, standing(supervisor, pack)) == (1, True, Standing.NEW)
    assert [one.version for one in page.in_force] == ["V-2025", "V-2024", "V-2022", "V-2021"]
    assert {one.since for one in page.in_force} == {None}
    assert not policy_packs(officer).may_decide
    found = assessment(office.desk, office.loan())
    assert found.cost.cap == 500_000_00


def test_the_text_that_ships_is_nothing_new(office: Office) -> None:  # noqa: F811
    bring(office.desk, V2025)
    assert policy_packs(office.desk).from_district == ()


def test_in_force_it_decides_and_older_applications_keep_theirs(
    office: Office,  # noqa: F811
    supervisor: Desk,
    pack: UUID,
) -> None:
    accepted = office.loan()
    with office.desk.write() as unit:
        loan = unit.session.get_one(LoanApplication, accepted)
        loan.applied_on, loan.pack_version, loan.stage = office.desk.today, "V-2025", "street_acceptance"
        unit.audit("test.accept")
    put_in_force(supervisor, pack)
    page = policy_packs(office.desk)
    assert (page.in_force[0].version, page.in_force[0].since) == ("V-2025", office.desk.now)
    assert page.in_force[0].by and len(page.in_force) == 4 and page.waiting == 0
    kept = assessment(office.desk, accepted)
    assert (kept.cost.cap, kept.pack and kept.pack.version) == (500_000_00, "V-2025")
    save_application(office.desk, accepted, replace(FULL, amount=450_000_00, pack_version="V-2025"))
    fresh = assessment(office.desk, accepted, replace(FULL, pack_version=None))
    assert (fresh.cost.cap, fresh.pack and fresh.pack.version) == (
        CAP,
        edition("V-2025", hashlib.sha256(CORRECTED.encode()).hexdigest()),
    )
    assert len(list_loans(office.desk, Filter.ALL)) == 1


def test_a_new_application_is_held_to_it_and_keeps_it_when_it_is_taken_out(
    office: Office,  # noqa: F811
    supervisor: Desk,
    pack: UUID,
) -> None:
    put_in_force(supervisor, pack)
    loan_id = office.loan()
    with pytest.raises(OfficerProblem, match=r"amount_over_cap"):
        save_application(office.desk, loan_id, replace(FULL, amount=CAP + 100))
    before = assessment(office.desk, loan_id)
    assert before.pack is not None
    save_application(office.desk, loan_id, replace(FULL, pack_version=before.pack.version))
    take_out(supervisor, pack, "区县通知暂缓")
    assert standing(office.desk, pack) is Standing.ENDED
    assert assessment(office.desk, loan_id).cost.cap == CAP
    assert assessment(office.desk, loan_id, FULL).cost.cap == 500_000_00


def test_twice_is_once_and_both_are_on_record(office: Office, supervisor: Desk, pack: UUID) -> None:  # noqa: F811
    put_in_force(supervisor, pack)
    put_in_force(supervisor, pack)
    take_out(supervisor, pack, "写错了")
    with pytest.raises(OfficerProblem, match=r"policy\.pack_not_in_force"):
        take_out(supervisor, pack, "写错了")
    with office.desk.read() as session:
        actions = session.scalars(select(AuditEntry.action).where(AuditEntry.action.like("policy.%"))).all()
        sent = session.scalars(select(Outbox.op).where(Outbox.entity == "policy_adoption")).all()
        nothing = session.scalars(select(Outbox.op).where(Outbox.entity == "policy_pack")).all()
    assert sorted(actions) == ["policy.put_in_force", "policy.take_out"]
    assert sent == ["I", "U"] and nothing == []


def test_the_newer_displaces_the_older(office: Office, supervisor: Desk, pack: UUID) -> None:  # noqa: F811
    other = bring(office.desk, CORRECTED.replace("value = 400000\n", "value = 300000\n", 1))
    put_in_force(supervisor, pack)
    put_in_force(supervisor, other)
    assert (standing(office.desk, pack), standing(office.desk, other)) == (Standing.ENDED, Standing.IN_FORCE)
    assert assessment(office.desk, office.loan()).cost.cap == 300_000_00


def test_what_changes_is_told_against_what_stands(supervisor: Desk, pack: UUID) -> None:
    for _ in range(2):  # before and after it is in force
        found = compare_pack(supervisor, pack)
        assert found.before is not None and found.before.version == "V-2025"
        assert [one.notice.text() for one in found.differences] == ["个人最高额度：50万元 → 40万元"]
        assert len(found.of(Part.NUMBERS)) == 1
        put_in_force(supervisor, pack)


@pytest.mark.parametrize(
    ("text", "sha256", "code"),
    [
        ("not toml at all", "", "syntax"),
        (V2025.replace('unit = "months"', 'unit = "years"', 1), "", "needed"),
        (CORRECTED, "0" * 64, "checksum"),
    ],
)
def test_a_malformed_pack_is_shown_as_such_and_changes_nothing(
    office: Office,  # noqa: F811
    supervisor: Desk,
    text: str,
    sha256: str,
    code: str,
) -> None:
    pack_id = bring(office.desk, text, sha256)
    [one] = policy_packs(supervisor).from_district
    assert (one.standing, one.faults[0].code) == (Standing.UNREADABLE, f"policy.fault.{code}")
    assert one.faults[0].text() and one.faults[0].text("en")
    for act in (put_in_force, compare_pack):
        with pytest.raises(OfficerProblem, match=r"policy\.pack_unreadable"):
            act(supervisor, pack_id)
    assert assessment(office.desk, office.loan()).cost.cap == 500_000_00


def test_a_withdrawn_pack_is_not_put_in_force_and_is_said_of_one_that_is(
    office: Office,  # noqa: F811
    supervisor: Desk,
    pack: UUID,
) -> None:
    put_in_force(supervisor, pack)
    withdraw(office.desk, pack)
    [one] = policy_packs(supervisor).from_district
    assert one.standing is Standing.IN_FORCE and one.withdrawn_at is not None
    take_out(supervisor, pack, "区县已撤回")
    assert standing(supervisor, pack) is Standing.WITHDRAWN
    with pytest.raises(OfficerProblem, match=r"policy\.pack_withdrawn"):
        put_in_force(supervisor, pack)


def test_it_is_a_supervisors_to_decide(officer: Desk, supervisor: Desk, pack: UUID) -> None:
    for act in (lambda: put_in_force(officer, pack), lambda: take_out(officer, pack, "x")):
        with pytest.raises(OfficerProblem, match=r"access\.not_allowed"):
            act()
    with pytest.raises(OfficerProblem, match=r"policy\.reason_missing"):
        take_out(supervisor, pack, "  ")
    with pytest.raises(OfficerProblem, match=r"policy\.pack_gone"):
        put_in_force(supervisor, UUID(int=1))


def test_an_application_under_rules_this_pc_does_not_have_says_so(office: Office) -> None:  # noqa: F811
    found = assessment(office.desk, office.loan(), replace(FULL, pack_version="V-2026+0badc0de"))
    assert found.pack is None and [notice.code for notice in found.notices] == ["policy.no_version"]

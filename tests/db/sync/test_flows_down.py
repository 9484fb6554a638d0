"""What flows down from a real central store to every PC it concerns: directory, accounts, vacancies, policy packs."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import select

from db.actor import Role
from db.central import directory, enrolling
from db.central.database import Central
from db.central.directory import Founding
from db.central.packs import Publication, publish, withdraw
from db.models import Employer, Office, Officer, PolicyAdoption, PolicyPack, Vacancy
from db.models.base import Synced, new_id
from db.sync import status
from tests.db.records import NOW, TODAY
from tests.db.sync.meetings import DISTRICT, Make, meet, save
from tests.db.sync.pcs import Pc

ELSEWHERE = "510502"
PACK = Publication("500000", "personal_guarantee_loan", "V-9", "version = 9\n")


def employer() -> Employer:
    return Employer(name="样例公司", name_key="样例公司")


def held(pc: Pc, kind: type[Synced]) -> dict[UUID, Synced]:
    with pc.store.read() as session:
        return {row.id: row for row in session.scalars(select(kind).where(~kind.deleted))}


def test_the_directory_and_the_accounts_reach_every_pc(central: Central, first: Pc, make: Make) -> None:
    far = make(new_id(), district=ELSEWHERE)
    assert meet(far).problem == ""
    office, officer = new_id(), new_id()
    asked = Founding("丙", ELSEWHERE, "样例区", "zhou", "周样一")
    with central.transaction(None, directory.SCOPE) as connection:
        directory.found(connection, asked, office, officer, "cli:tests", NOW)
        colleague = new_id()
        directory.add_officer(
            connection, colleague, first.office_id, DISTRICT, "wu", "吴样二", Role.OFFICER, "cli:tests", NOW
        )
    for pc in (first, far):
        assert meet(pc).problem == ""
        offices, officers = held(pc, Office), held(pc, Officer)
        assert isinstance(found := offices[office], Office) and (found.name, found.district_id) == ("丙", ELSEWHERE)
        assert {officer, colleague} <= officers.keys()
        assert isinstance(account := officers[colleague], Officer) and (account.login, account.active) == ("wu", True)
    enrolling.close_account(central, colleague, "cli:tests", NOW)
    for pc in (first, far):
        meet(pc)
        assert isinstance(account := held(pc, Officer)[colleague], Officer) and not account.active


def test_vacancies_reach_the_district_and_no_other(first: Pc, make: Make) -> None:
    near, far = make(new_id()), make(new_id(), district=ELSEWHERE)
    firm = employer()
    post = Vacancy(employer_id=firm.id, title="电工", published_on=TODAY, valid_to=TODAY)
    save(first, firm, post)
    for pc in (first, near, far):
        assert meet(pc).problem == ""
    assert post.id in held(near, Vacancy) and firm.id in held(near, Employer)
    assert held(far, Vacancy) == {} == held(far, Employer)
    with near.saving("test.edit") as unit:
        unit.session.get_one(Vacancy, post.id).title = "焊工"
    meet(near)
    meet(first)
    assert isinstance(seen := held(first, Vacancy)[post.id], Vacancy) and seen.title == "焊工"


def test_a_policy_pack_reaches_the_pcs_of_its_district(central: Central, first: Pc, make: Make) -> None:
    near, far = make(new_id()), make(new_id(), district=ELSEWHERE)
    for pc in (near, far):
        pc.found("乙")
        meet(pc)
    publish(central, PACK, [DISTRICT], "cli:tests", datetime(2026, 11, 22, tzinfo=UTC))
    late = make(new_id())  # its first meeting reads a copy, not pages
    for pc in (first, near, far, late):
        assert meet(pc).problem == ""
    assert held(far, PolicyPack) == {}
    for pc in (first, near, late):
        [pack] = held(pc, PolicyPack).values()
        assert isinstance(pack, PolicyPack)
        assert (pack.body, pack.sha256, pack.withdrawn_at) == (PACK.body, PACK.sha256, None)
        assert status.standing(pc.store).waiting == 0, "nothing of it goes back"
    withdraw(central, "500000", PACK.name, "V-9", None, "cli:tests", datetime(2026, 11, 23, tzinfo=UTC))
    meet(near)
    [pack] = held(near, PolicyPack).values()
    assert isinstance(pack, PolicyPack) and pack.withdrawn_at is not None


def test_what_one_pc_puts_in_force_the_others_of_the_office_work_by(
    central: Central, first: Pc, second: Pc, make: Make
) -> None:
    near = make(new_id())
    publish(central, PACK, None, "cli:tests", NOW)
    meet(first)
    [pack_id] = held(first, PolicyPack)
    save(first, PolicyAdoption(pack_id=pack_id, sha256=PACK.sha256, adopted_at=NOW, adopted_by=first.officer_id))
    for pc in (first, second, near):
        assert meet(pc).problem == ""
    assert [row.pack_id for row in held(second, PolicyAdoption).values() if isinstance(row, PolicyAdoption)] == [
        pack_id
    ]
    assert held(near, PolicyAdoption) == {}, "another office decides for itself"
    assert held(near, PolicyPack).keys() == {pack_id}


def test_a_pack_written_on_a_pc_is_refused_and_the_rest_goes_up(first: Pc) -> None:
    forged = PolicyPack(region="500000", name="x", version="V-1", body="x", sha256="x", published_at=NOW)
    save(first, forged)
    save(first, firm := employer())
    report = meet(first)
    assert report.problem == ""
    assert [one.code for one in status.stuck_changes(first.store)] == ["server_only"]
    assert held(first, Employer).keys() >= {firm.id}

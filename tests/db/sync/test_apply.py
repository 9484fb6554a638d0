"""What arrives from the central store: written once, never over our own pending edits, found like everything else."""

from __future__ import annotations

import pytest

from db.models import Activity, Case, Employer, Person
from db.models.base import append_only_tables, new_id, synced_tables
from db.sync.columns import entities
from db.sync.problems import BadReply
from db.sync.writing import arriving
from tests.db.records import OFFICER_ID, StoreDesk, activity, case, person
from tests.db.sync.arriving import block, row, take

ID = new_id()


def keys(desk: StoreDesk) -> set[str]:
    return {key for (key,) in desk.rows("SELECT key FROM person_key")}


def known(desk: StoreDesk, entity: str) -> list[tuple[object, ...]]:
    return [tuple(found) for found in desk.rows(f'SELECT rev, deleted FROM "{entity}" WHERE rev > 0')]


@pytest.mark.parametrize("entity", list(entities()))
def test_a_row_of_every_kind_comes_new_and_comes_again_later(desk: StoreDesk, entity: str) -> None:
    assert take(desk, block(entity, row(entity, ID, 1))) == {(entity, "insert")}
    assert take(desk, block(entity, row(entity, ID, 1))) == set()
    assert take(desk, block(entity, row(entity, ID, 4))) == {(entity, "update")}
    assert take(desk, block(entity, row(entity, ID, 3))) == set()
    assert known(desk, entity) == [(4, 0)]
    assert desk.rows("SELECT capture FROM change_context")[0][0] == 1


@pytest.mark.parametrize("entity", sorted(synced_tables().keys() - append_only_tables().keys()))
def test_a_row_marked_deleted_is_told_as_such(desk: StoreDesk, entity: str) -> None:
    take(desk, block(entity, row(entity, ID, 1)))
    assert take(desk, block(entity, row(entity, ID, 2, deleted=1))) == {(entity, "delete")}
    assert known(desk, entity) == [(2, 1)]


@pytest.mark.parametrize("entity", list(entities()))
def test_values_are_what_the_models_read(desk: StoreDesk, entity: str) -> None:
    """Every column of a row that arrived is read back through the model as the kind it is."""
    full = {column.name: None for column in entities()[entity].columns}
    values = row(entity, ID, 1)
    named = dict(zip(("id", "rev", *full), values, strict=True))
    take(desk, block(entity, values))
    with desk.store.read() as session:
        table = synced_tables()[entity]
        found = session.execute(table.select().where(table.c.rev > 0)).mappings().one()
    assert found["id"] == ID
    assert {name for name, value in found.items() if value is None} == {n for n, v in named.items() if v is None}


def test_nothing_that_arrives_is_sent_back(desk: StoreDesk) -> None:
    before = desk.count("outbox")
    take(desk, block("person", row("person", ID, 1)), block("case", row("case", new_id(), 1, person_id=ID.hex)))
    take(desk, leave=[("person", ID.hex)])
    assert desk.count("outbox") == before


def test_a_child_may_come_before_its_parent_and_without_it(desk: StoreDesk) -> None:
    take(desk, block("referral", row("referral", ID, 1, vacancy_id=new_id().hex)))
    someone = person()
    desk.save(someone)
    with desk.write() as unit:  # references are enforced again for everything of our own
        assert unit.session.connection().exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
        unit.session.get_one(Person, someone.id).mobile = "13800000000"
        unit.audit("test.edit")


def test_a_field_that_waits_to_be_sent_keeps_our_value(desk: StoreDesk) -> None:
    take(desk, block("person", row("person", ID, 3, name="李样二", mobile="138", remarks="旧")))
    with desk.write() as unit:
        unit.session.get_one(Person, ID).mobile = "139"
        unit.audit("test.edit")
    take(desk, block("person", row("person", ID, 5, name="李样三", mobile="137", remarks="新")))
    assert desk.rows("SELECT name, mobile, remarks, rev FROM person") == [("李样三", "139", "新", 3)]
    assert desk.rows("SELECT base_rev, patch FROM outbox WHERE row_id = :id", id=ID.bytes) == [
        (3, '{"mobile":["138","139"]}')
    ]


def test_a_second_edit_on_top_still_says_what_it_was_based_on(desk: StoreDesk) -> None:
    """Or the central store would take the second for one made in the knowledge of what came meanwhile."""
    take(desk, block("person", row("person", ID, 3, mobile="138")))
    for mobile, pulled in (("139", 5), ("136", 6)):
        with desk.write() as unit:
            unit.session.get_one(Person, ID).mobile = mobile
            unit.audit("test.edit")
        take(desk, block("person", row("person", ID, pulled, mobile="137")))
    assert desk.rows("SELECT base_rev FROM outbox WHERE row_id = :id", id=ID.bytes) == [(3,), (3,)]


def test_a_row_made_here_and_pending_stays_as_we_wrote_it(desk: StoreDesk) -> None:
    someone = person(name="李样二")
    desk.save(someone)
    take(desk, block("person", row("person", someone.id, 2, name="李样九")))
    assert desk.rows("SELECT name, rev FROM person") == [("李样二", 0)]


def test_history_takes_a_new_place_and_nothing_else(desk: StoreDesk) -> None:
    take(desk, block("activity", row("activity", ID, 1, text="样一")))
    there = new_id()
    take(desk, block("activity", row("activity", ID, 2, text="样二", office_id=there.hex)))
    with desk.store.read() as session:
        found = session.get_one(Activity, ID)
    assert (found.text, found.office_id, found.rev) == ("样一", there, 2)


def test_rows_that_leave_are_gone_with_their_keys_but_not_what_waits(desk: StoreDesk) -> None:
    take(
        desk, block("person", row("person", ID, 1, name="李样二")), block("case", row("case", ID, 1, person_id=ID.hex))
    )
    with desk.write() as unit:
        unit.session.get_one(Case, ID).grade = "A"
        unit.audit("test.edit")
    assert take(desk, leave=[("person", ID.hex), ("case", ID.hex), ("nothing_known", ID.hex)]) == {("person", "delete")}
    assert (desk.count("person"), desk.count("case")) == (0, 1)
    assert keys(desk) == set()


def test_people_are_found_as_soon_as_they_arrive(desk: StoreDesk) -> None:
    take(desk, block("person", row("person", ID, 1, name="单样二", id_no="509999199001010016", mobile="12900000001")))
    assert {"n单样二", "isye", "idye", "d0016", "p12900000001", "d0001"} <= keys(desk)
    take(desk, block("person", row("person", ID, 2, name="李样二", id_no="509999199001010016")))
    assert "ilye" in keys(desk) and "isye" not in keys(desk) and "p12900000001" not in keys(desk)
    take(desk, block("person", row("person", ID, 3, name="李样二", deleted=1)))
    assert keys(desk) == set()


def test_a_person_with_pending_edits_is_found_by_what_is_shown(desk: StoreDesk) -> None:
    take(desk, block("person", row("person", ID, 1, name="李样二", id_no="509999199001010016")))
    with desk.write() as unit:
        unit.session.get_one(Person, ID).mobile = "12900000009"
        unit.audit("test.edit")
    take(desk, block("person", row("person", ID, 2, name="王样二", id_no="509999199001010016")))
    assert {"n王样二", "p12900000009"} <= keys(desk) and "n李样二" not in keys(desk)


def test_posts_are_found_as_soon_as_they_arrive(desk: StoreDesk) -> None:
    take(desk, block("vacancy", row("vacancy", ID, 1, title="样例护理员")))
    assert desk.rows("SELECT text FROM post_key WHERE key = 'v护理员'") == [("样例护理员",)]


def test_what_a_newer_server_knows_besides_is_passed_over(desk: StoreDesk) -> None:
    known_row = row("employer", ID, 1, name="样例公司")
    newer = block("employer", [*known_row, "样"])
    newer["cols"].append("nickname")
    assert take(desk, newer, {"e": "horoscope", "cols": ["id", "rev"], "rows": [[ID.hex, 1]]}) == {
        ("employer", "insert")
    }
    with desk.store.read() as session:
        assert session.get_one(Employer, ID).name == "样例公司"


def test_what_an_older_server_does_not_know_is_blank(desk: StoreDesk) -> None:
    older = block("vacancy", row("vacancy", ID, 1))
    for name in ("advert_flags", "description", "headcount", "remarks", "verified_by"):
        if name in older["cols"]:
            at = older["cols"].index(name)
            del older["cols"][at], older["rows"][0][at]
    take(desk, older)
    assert desk.rows("SELECT advert_flags, description, headcount, verified_by FROM vacancy") == [("[]", "", 0, None)]


def test_a_page_that_cannot_be_written_leaves_nothing(desk: StoreDesk) -> None:
    broken = row("case", new_id(), 1)
    broken[2 + entities()["case"].names.index("state")] = None
    short = row("case", new_id(), 1)[:9]
    odd = [[], *row("case", new_id(), 1)[1:]]
    for wrong in (broken, short, odd):
        with pytest.raises(BadReply):
            take(desk, block("person", row("person", ID, 1)), block("case", wrong))
        assert desk.count("person") == 0
    assert desk.rows("SELECT capture FROM change_context")[0][0] == 1
    desk.save(person())


def test_a_killed_transaction_leaves_capture_on(desk: StoreDesk) -> None:
    with pytest.raises(KeyboardInterrupt), arriving(desk.store) as raw:
        raw.execute("DELETE FROM officer WHERE id = ?", (OFFICER_ID.bytes,))
        raise KeyboardInterrupt
    assert desk.count("officer") == 1
    someone = person()
    desk.save(someone)
    history = case(someone)
    desk.save(history, activity(history))
    assert desk.rows("SELECT count(*) FROM outbox WHERE entity = 'activity'")[0][0] == 1


def test_a_firm_takes_the_name_another_has(desk: StoreDesk) -> None:
    """The keys of that name are there already; the page is taken all the same."""
    ids = [new_id(), new_id()]
    for row_id, name in zip(ids, ("样一厂", "样二厂"), strict=True):
        take(desk, block("employer", row("employer", row_id, 1, name=name, name_key=name)))
    assert take(desk, block("employer", row("employer", ids[0], 2, name="样二厂", name_key="样二厂")))
    texts = {text for (text,) in desk.rows("SELECT text FROM post_key")}
    assert texts == {"样二厂"}

"""Pushing: what is sent is stored once, answered for each operation, and counted without gaps."""

from __future__ import annotations

from typing import Any

import pytest

from db.actor import Role
from db.central.database import Central
from db.central.problems import Refusal
from db.central.push import push
from db.models.base import new_id
from db.sync import wire
from db.sync.columns import entities
from tests.db.central.office import AT, DISTRICT, Pc, one, opened, rows

SERVER_MADE = {"conflict", "case_transfer", "policy_pack"}
"""No PC may push one just so."""


@pytest.fixture
def pc(central: Central) -> Pc:
    return Pc(central)


def test_a_person_arrives_whole(pc: Pc) -> None:
    op = pc.insert("person", name="王样\\一\t\n", mobile="", wanted_jobs='[{"code": "5-1", "title": "样"}]', pay_min=-5)
    reply = pc.push(op)
    assert reply["res"] == [[1, "ok", 1, None]]
    scope = f"o:{pc.office.hex}"
    assert (reply["batch"], reply["seqs"]) == (1, {scope: [0, 1]})
    found = rows(
        pc.central,
        "SELECT name, mobile, wanted_jobs::text, pay_min, rev, sync_scope, made_by, deleted, grid FROM person",
    )
    assert found == [("王样\\一\t\n", "", '[{"code": "5-1", "title": "样"}]', -5, 1, scope, pc.officer, False, None)]
    assert rows(pc.central, "SELECT scope, seq, entity, district_id, op, rev FROM hub.change_log") == [
        (scope, 1, "person", DISTRICT, "I", 1)
    ]


def test_every_noun_can_be_pushed(pc: Pc) -> None:
    """A row of each, in the order of the columns list: parents before what is part of them."""
    ids = {name: new_id().hex for name in entities()} | {"office": pc.office.hex}
    ops = []
    for name, entity in entities().items():
        if name in SERVER_MADE:
            continue
        parent = {entity.parent[0]: ids[entity.parent[1]]} if entity.parent else {}
        ops.append(pc.insert(name, id=ids[name], **parent))
    assert set(pc.statuses(*ops)) == {"ok"}
    for name in ids.keys() - SERVER_MADE:
        assert one(pc.central, f'SELECT count(*) FROM "{name}"') == 1, name


def test_awkward_text_stays_as_it_is(pc: Pc) -> None:
    """What separates values on their way into PostgreSQL may stand in a value."""
    texts = ["\x1f", "\x1e", "a\x1fb", "", "NULL", "{}", '"', "\\", "'", "样\u2028\U0001f600"]
    ops = [pc.insert("household", id=new_id().hex, address=text) for text in texts]
    assert set(pc.statuses(*ops)) == {"ok"}
    found = {row[0].hex: row[1] for row in rows(pc.central, "SELECT id, address FROM household")}
    assert found == {op[3]: text for op, text in zip(ops, texts, strict=True)}


def test_an_edit_on_the_newest_state_is_taken_as_sent(pc: Pc) -> None:
    person = pc.new("person", mobile="13900000000")
    assert pc.push(pc.update("person", person, 1, mobile=("13900000000", None), grid=(None, "三")))["res"] == [
        [2, "ok", 2, None]
    ]
    [(mobile, grid, stamps)] = rows(pc.central, "SELECT mobile, grid, field_rev FROM person")
    assert (mobile, grid) == (None, "三")
    assert stamps == {name: [2, pc.officer.hex, AT] for name in ("mobile", "grid")}


def test_several_edits_of_one_row_in_a_batch_are_one_revision(pc: Pc) -> None:
    new = pc.insert("person", mobile="1")
    after = [pc.update("person", new[3], 0, mobile=(str(n), str(n + 1))) for n in range(1, 4)]
    assert [result[1:3] for result in pc.push(new, *after)["res"]] == [["ok", 1]] * 4
    again = [pc.update("person", new[3], 1, mobile=(str(n), str(n + 1))) for n in range(4, 6)]
    reply = pc.push(*again)
    assert [result[1:3] for result in reply["res"]] == [["ok", 2]] * 2
    assert reply["seqs"] == {f"o:{pc.office.hex}": [1, 2]}
    assert one(pc.central, "SELECT mobile FROM person") == "6"


def test_an_edit_sent_before_the_insert_was_answered_is_no_conflict(pc: Pc) -> None:
    person = pc.new("person", mobile="1")
    assert pc.statuses(pc.update("person", person, 0, mobile=("1", "2"))) == ["merged"]
    assert pc.statuses(pc.update("person", person, 1, mobile=("2", "3"))) == ["merged"]
    assert one(pc.central, "SELECT count(*) FROM conflict") == 0
    assert rows(pc.central, "SELECT mobile, rev FROM person") == [("3", 3)]


def test_a_repeated_batch_gets_the_reply_of_the_first_time(pc: Pc) -> None:
    body = pc.body(pc.insert("person"), pc.insert("household"))
    first = push(pc.central, pc.caller, body)
    assert push(pc.central, pc.caller, body) == first
    assert one(pc.central, "SELECT count(*) FROM person") == 1
    assert one(pc.central, "SELECT head FROM hub.scope") == 2


def test_a_number_used_again_for_other_content_is_refused(pc: Pc) -> None:
    pc.push(pc.insert("person"))
    pc.batch = 0
    with pytest.raises(Refusal, match="409 batch_reused"):
        pc.push(pc.insert("person"))
    assert one(pc.central, "SELECT count(*) FROM person") == 1


def test_a_gap_in_the_batches_is_refused(pc: Pc) -> None:
    pc.push()
    pc.batch = 2
    with pytest.raises(Refusal, match="409 batch_gap"):
        pc.push()


def test_the_body_is_kept_as_history(pc: Pc) -> None:
    op = pc.insert("person")
    pc.push(op)
    [(body, ops, office)] = rows(pc.central, "SELECT body, ops, office FROM hub.push_batch")
    assert opened(body)["ops"] == [op]
    assert (ops, office) == (1, pc.office)


def test_the_device_is_the_callers(pc: Pc) -> None:
    with pytest.raises(Refusal, match="403 not_yours"):
        push(pc.central, pc.colleague().caller, pc.body())


@pytest.mark.parametrize(
    ("body", "refusal"),
    [
        (b"no zstd", "400 malformed"),
        (wire.pack(b"["), "400 malformed"),
        (wire.pack(b"[]"), "400 malformed"),
        (wire.pack(b'{"schema": 1}'), "400 malformed"),
        (wire.pack(b'{"schema": 99}'), "426 schema"),
        (wire.pack(b" " * (wire.MAX_BODY + 1)), "413 too_large"),
    ],
)
def test_a_body_no_pc_would_send_is_refused(pc: Pc, body: bytes, refusal: str) -> None:
    with pytest.raises(Refusal, match=refusal):
        push(pc.central, pc.caller, body)


BROKEN_OPS: list[Any] = [
    "op",
    [1],
    [1, "tx", "person", "0" * 32, 0, "I", {}, "0" * 32, AT],
    [1, "0" * 32, "person", "0" * 31, 0, "I", {}, "0" * 32, AT],
    [1, "0" * 32, "person", "0" * 32, -1, "I", {}, "0" * 32, AT],
    [0, "0" * 32, "person", "0" * 32, 0, "I", {}, "0" * 32, AT],
    [1, "0" * 32, "person", "0" * 32, 0, "D", {}, "0" * 32, AT],
    [1, "0" * 32, "person", "0" * 32, 0, "I", {"name": ["x"]}, "0" * 32, AT],
    [1, "0" * 32, "person", "0" * 32, 0, "I", [], "0" * 32, AT],
    [1, "0" * 32, "person", "0" * 32, 0, "I", {}, "0" * 32, "yesterday"],
    [True, "0" * 32, "person", "0" * 32, 0, "I", {}, "0" * 32, AT],
]


@pytest.mark.parametrize("op", BROKEN_OPS)
def test_operations_out_of_shape_are_refused_with_their_batch(pc: Pc, op: Any) -> None:
    with pytest.raises(Refusal, match="400 malformed"):
        pc.push(op)


def test_operations_out_of_order_are_refused(pc: Pc) -> None:
    one_, two = pc.insert("person"), pc.insert("person")
    with pytest.raises(Refusal, match="400 malformed"):
        pc.push(two, one_)


def test_more_operations_than_a_batch_holds_are_refused(pc: Pc) -> None:
    with pytest.raises(Refusal, match="413 too_large"):
        pc.push(*(pc.insert("household") for _ in range(wire.MAX_OPS + 1)))


def test_a_full_batch_is_taken(pc: Pc) -> None:
    assert set(pc.statuses(*(pc.insert("person") for _ in range(wire.MAX_OPS)))) == {"ok"}
    assert one(pc.central, "SELECT head FROM hub.scope") == wire.MAX_OPS


def test_a_part_whose_whole_has_not_arrived_waits(pc: Pc) -> None:
    tx, person = new_id().hex, new_id().hex
    case = pc.insert("case", person_id=person, tx=tx)
    beside = pc.insert("household", tx=tx)
    edit = pc.update("case", case[3], 0, grade=(None, "A"))
    part = pc.insert("task", case_id=case[3])
    assert pc.statuses(case, beside, edit, part) == ["deferred"] * 4
    assert one(pc.central, "SELECT count(*) FROM hub.push_batch") == 1
    assert one(pc.central, "SELECT (SELECT count(*) FROM household) + (SELECT count(*) FROM hub.quarantine)") == 0
    assert pc.statuses(pc.insert("person", id=person)) == ["ok"]
    assert pc.statuses(*([next(pc.numbers), *op[1:]] for op in (case, beside, edit, part))) == ["ok"] * 4


def test_rows_of_a_batch_may_be_part_of_one_another(pc: Pc) -> None:
    tx, person = new_id().hex, new_id().hex
    whole = pc.insert("person", id=person, tx=tx)
    case = pc.insert("case", person_id=person, tx=tx)
    assert pc.statuses(whole, case, pc.insert("task", case_id=case[3])) == ["ok"] * 3


def test_a_row_sent_again_under_another_batch_is_known(pc: Pc) -> None:
    """A PC restored from its backup sends with a new device what it had sent before."""
    person, case = pc.insert("person", grid="一"), pc.insert("household")
    assert pc.statuses(person, case) == ["ok", "ok"]
    again = pc.colleague()
    fresh = again.insert("person")
    assert again.statuses([1, *person[1:]], [2, *case[1:]], [3, *fresh[1:]]) == ["ok"] * 3
    assert rows(pc.central, "SELECT rev FROM person ORDER BY id") == [(1,), (1,)]
    assert one(pc.central, "SELECT head FROM hub.scope") == 3


def test_a_row_sent_again_with_another_value_is_merged(pc: Pc) -> None:
    op = pc.insert("person", grid="一")
    pc.push(op)
    op[6]["grid"] = [None, "二"]
    reply = pc.colleague().push([1, *op[1:]])
    assert reply["res"][0][1:3] == ["conflict", 2]
    assert rows(pc.central, "SELECT kept, other, state FROM conflict") == [('"二"', '"一"', "rule")]


def test_history_sent_again_is_known_and_another_history_is_not(pc: Pc) -> None:
    person = pc.new("person")
    consent = pc.insert("consent", person_id=person)
    assert pc.statuses(consent) == ["ok"]
    assert pc.colleague().statuses([1, *consent[1:]]) == ["ok"]
    consent[6]["given"] = [None, 1]
    assert pc.colleague().statuses([1, *consent[1:]]) == ["reject:append_only"]


def test_the_same_insert_twice_in_a_batch_is_refused(pc: Pc) -> None:
    op = pc.insert("household")
    again = pc.insert("household", id=op[3])
    assert pc.statuses(op, again) == ["ok", "reject:bad_value"]


def test_what_is_not_of_the_office_is_refused(pc: Pc, central: Central) -> None:
    other = Pc(central)
    theirs = other.new("person", grid="一")
    assert (
        pc.statuses(
            pc.insert("person", office_id=other.office.hex),
            pc.insert("person", district_id="510000"),
            pc.update("person", theirs, 1, grid=("一", "二")),
            pc.update("person", new_id().hex, 1, grid=("一", "二")),
            pc.insert("person", id=theirs),
            pc.insert("office", name="别处"),
        )
        == ["reject:not_yours"] * 6
    )
    assert rows(central, "SELECT grid, rev FROM person") == [("一", 1)]


def test_a_row_cannot_be_moved_by_an_edit(pc: Pc) -> None:
    person = pc.new("person")
    home = pc.office.hex
    assert pc.statuses(pc.update("person", person, 1, office_id=(home, new_id().hex))) == ["reject:not_yours"]


def test_vacancies_of_the_district_are_everybodys(pc: Pc, central: Central) -> None:
    employer = pc.new("employer", name="样甲公司")
    neighbour, stranger = Pc(central), Pc(central, district="510000")
    assert neighbour.statuses(neighbour.update("employer", employer, 1, name=("样甲公司", "样乙公司"))) == ["ok"]
    assert stranger.statuses(stranger.update("employer", employer, 2, name=("样乙公司", "x"))) == ["reject:not_yours"]
    assert one(central, "SELECT DISTINCT scope FROM hub.change_log") == f"d:{DISTRICT}"


def test_a_manager_writes_the_districts_and_no_offices_rows(central: Central) -> None:
    manager = Pc(central, role=Role.MANAGER)
    assert manager.statuses(manager.insert("employer"), manager.insert("person")) == ["ok", "reject:not_yours"]


def test_an_auditor_writes_nothing(central: Central) -> None:
    auditor = Pc(central, role=Role.AUDITOR)
    ops = [auditor.insert(name) for name in ("officer", "employer", "person")]
    assert auditor.statuses(*ops) == ["reject:not_yours"] * 3


def test_only_a_supervisor_changes_what_an_officer_may_do(pc: Pc, central: Central) -> None:
    officer = pc.new("officer", role="officer", login="wang")
    edit = {"role": ("officer", "supervisor")}
    assert pc.statuses(pc.update("officer", officer, 1, **edit)) == ["reject:not_yours"]
    supervisor = Pc(central, pc.office, role=Role.SUPERVISOR)
    assert supervisor.statuses(supervisor.update("officer", officer, 1, **edit)) == ["ok"]

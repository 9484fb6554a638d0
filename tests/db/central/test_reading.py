"""Reading: pull, snapshot and digest tell one story, and resume at any place."""

from __future__ import annotations

import hashlib
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from db.actor import Role
from db.central import counters, digest, pull, snapshot
from db.central.database import Central
from db.central.problems import Refusal
from db.models.base import new_id
from db.sync import wire
from db.sync.columns import entities
from tests.db.central.office import DISTRICT, OTHER_DISTRICT, Pc, one, opened

Rows = dict[tuple[str, str], list[Any]]


@pytest.fixture
def pc(central: Central) -> Pc:
    return Pc(central)


def scope_of(pc: Pc) -> str:
    return wire.office(pc.office)


def head(pc: Pc, scope: str) -> dict[str, Any]:
    said = opened(counters.hello(pc.central, pc.caller))
    [found] = [one_ for one_ in said["scopes"] if one_["id"] == scope]
    return dict(found)


def page(pc: Pc, scope: str, after: int = 0, limit: int = wire.PAGE_ROWS) -> dict[str, Any]:
    return opened(pull.pull(pc.central, pc.caller, scope, head(pc, scope)["epoch"], after, limit))


def rows_in(said: dict[str, Any]) -> Rows:
    return {(part["e"], row[0]): row for part in said["ent"] for row in part["rows"]}


def pulled(pc: Pc, scope: str, limit: int = wire.PAGE_ROWS) -> Rows:
    """Everything, page by page."""
    found: Rows = {}
    after = 0
    while True:
        said = page(pc, scope, after, limit)
        assert said["from"] == after and said["to"] == min(after + limit, said["head"])
        found |= rows_in(said)
        after = said["to"]
        if after == said["head"]:
            return found


def snapped(pc: Pc, scope: str) -> tuple[Rows, dict[str, Any]]:
    listed = opened(snapshot.manifest(pc.central, pc.caller, scope))
    found: Rows = {}
    for part in listed["parts"]:
        body = snapshot.part(pc.central, pc.caller, scope, listed["id"], part["n"])
        assert (len(body), hashlib.sha256(body).hexdigest()) == (part["bytes"], part["sha256"])
        said = opened(body)
        assert (said["e"], len(said["rows"])) == (part["e"], part["rows"])
        found |= rows_in({"ent": [said]})
    return found, listed


def sums(found: Rows) -> list[list[Any]]:
    """The digest as a PC reckons it."""
    buckets: list[list[int]] = [[0, 0] for _ in range(digest.BUCKETS)]
    for row in found.values():
        hashed = hashlib.md5(f"{row[0]}:{row[1]}".encode()).digest()
        buckets[hashed[0]][0] += 1
        buckets[hashed[0]][1] ^= int.from_bytes(hashed[:8], "big")
    return [[count, f"{joined:016x}"] for count, joined in buckets]


def fill(pc: Pc, people: int = 30) -> None:
    """People with cases, an edited one and a deleted one among them."""
    persons = [pc.insert("person", name=f"王样{n}") for n in range(people)]
    cases = [pc.insert("case", person_id=op[3]) for op in persons]
    pc.push(*persons, *cases)
    pc.push(
        pc.update("person", persons[0][3], 1, grid=(None, "二")),
        pc.update("person", persons[1][3], 1, deleted=(0, 1)),
    )


def test_a_row_comes_back_as_it_was_sent(pc: Pc) -> None:
    """Every column of every noun, in the outbox's own form."""
    for name, entity in entities().items():
        if name in {"conflict", "case_transfer", "office", "policy_pack"} or entity.parent:
            continue
        op = pc.insert(name, **({"wanted_jobs": '[ {"b":1,"a":"样"} ]'} if name == "person" else {}))
        assert pc.statuses(op) == ["ok"]
        scope = {"o": scope_of(pc), "d": wire.district(DISTRICT), "r": wire.region()}
        row = pulled(pc, scope[{"office": "o", "district": "d", "region": "r"}[entity.reach]])[name, op[3]]
        said = dict(zip(["id", "rev", *entity.names], row, strict=True))
        sent = {column: pair[1] for column, pair in op[6].items()}
        assert said == dict.fromkeys(entity.names) | {"id": op[3], "rev": 1} | sent
        assert {type(value) for value in sent.values()} <= {str, int}


def test_hello_tells_how_far_each_scope_is(pc: Pc) -> None:
    said = opened(counters.hello(pc.central, pc.caller))
    assert (said["schema"], said["poll_s"], said["last_batch"]) == ([1, wire.SCHEMA], 60, 0)
    assert [scope["id"] for scope in said["scopes"]] == sorted(pc.caller.scopes)
    assert {(scope["head"], scope["floor"]) for scope in said["scopes"]} == {(0, 0)}
    fill(pc)
    assert head(pc, scope_of(pc))["head"] == 62
    assert opened(counters.hello(pc.central, pc.caller))["last_batch"] == 2
    assert head(pc, scope_of(pc))["epoch"] == {s["id"]: s for s in said["scopes"]}[scope_of(pc)]["epoch"]


@pytest.mark.parametrize("limit", [1, 7, 5000])
def test_pages_of_any_size_make_the_same_whole(pc: Pc, limit: int) -> None:
    fill(pc)
    found = pulled(pc, scope_of(pc), limit)
    assert len(found) == 60
    assert sums(found) == opened(digest.digest(pc.central, pc.caller, scope_of(pc)))["buckets"]


def test_a_row_that_changed_often_is_sent_once_and_as_it_is_now(pc: Pc) -> None:
    person = pc.new("person", grid="0")
    for n in range(1, 6):
        pc.push(pc.update("person", person, n, grid=(str(n - 1), str(n))))
    said = page(pc, scope_of(pc), 0)
    [row] = rows_in(said).values()
    assert (row[1], row[2 + entities()["person"].names.index("grid")], said["to"]) == (6, "5", 6)
    assert rows_in(page(pc, scope_of(pc), 0, 2)) == rows_in(said), "the page of an older place tells the newest state"
    assert page(pc, scope_of(pc), 6)["ent"] == []


def test_a_place_in_another_history_is_refused(pc: Pc) -> None:
    fill(pc)
    here = head(pc, scope_of(pc))
    with pytest.raises(Refusal, match="410 epoch"):
        pull.pull(pc.central, pc.caller, scope_of(pc), new_id().hex, 0)
    with pytest.raises(Refusal, match="410 epoch"):
        pull.pull(pc.central, pc.caller, scope_of(pc), here["epoch"], here["head"] + 1)
    with pc.central.transaction(None) as connection:
        assert counters.rotate_epoch(connection, [scope_of(pc)]) == 1
    with pytest.raises(Refusal, match="410 epoch"):
        pull.pull(pc.central, pc.caller, scope_of(pc), here["epoch"], 0)
    assert head(pc, scope_of(pc))["epoch"] != here["epoch"]


def test_a_place_before_the_floor_is_refused(pc: Pc) -> None:
    fill(pc)
    with pc.central.transaction(None) as connection:
        assert counters.forget_before(connection, scope_of(pc), 10) == 10
    with pytest.raises(Refusal, match="410 floor"):
        page(pc, scope_of(pc), 9)
    assert head(pc, scope_of(pc))["floor"] == 10
    assert page(pc, scope_of(pc), 10)["to"] == 62


def test_a_snapshot_is_the_whole_and_the_log_goes_on_from_it(pc: Pc, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshot, "PART_ROWS", 7)
    fill(pc)
    found, listed = snapped(pc, scope_of(pc))
    assert found == pulled(pc, scope_of(pc))
    assert [part["rows"] for part in listed["parts"]] == [7, 7, 7, 7, 2] * 2
    assert [part["n"] for part in listed["parts"]] == list(range(10))
    pc.push(pc.insert("person"))
    after = page(pc, scope_of(pc), listed["seq"])
    found |= rows_in(after)
    assert sums(found) == opened(digest.digest(pc.central, pc.caller, scope_of(pc)))["buckets"]


def test_a_snapshot_is_made_once_and_shared(pc: Pc) -> None:
    fill(pc)
    with ThreadPoolExecutor(3) as threads:
        made = list(threads.map(lambda _: snapped(pc, scope_of(pc))[1], range(6)))
    assert all(one_ == made[0] for one_ in made)
    elsewhere = Central(pc.central.dsn)
    assert opened(snapshot.manifest(elsewhere, pc.caller, scope_of(pc))) == made[0]
    elsewhere.close()
    assert one(pc.central, "SELECT count(*) FROM hub.audit_log WHERE action = 'snapshot'") == 1


def test_another_history_has_another_snapshot(pc: Pc) -> None:
    fill(pc)
    first = snapped(pc, scope_of(pc))[1]
    with pc.central.transaction(None) as connection:
        counters.rotate_epoch(connection)
    second = snapped(pc, scope_of(pc))[1]
    assert second["id"] != first["id"] and second["epoch"] == head(pc, scope_of(pc))["epoch"]


def test_an_old_snapshot_is_replaced_and_in_the_end_dropped(pc: Pc) -> None:
    fill(pc)
    first = snapped(pc, scope_of(pc))[1]
    with pc.central.transaction(None) as connection:
        connection.execute("UPDATE hub.snapshot SET at = at - interval '7 hours'")
    assert snapped(pc, scope_of(pc))[1]["id"] != first["id"]
    assert snapshot.part(pc.central, pc.caller, scope_of(pc), first["id"], 0)
    with pc.central.transaction(None) as connection:
        connection.execute("UPDATE hub.snapshot SET at = at - interval '18 hours'")
    snapped(pc, scope_of(pc))
    with pytest.raises(Refusal, match="404 snapshot"):
        snapshot.part(pc.central, pc.caller, scope_of(pc), first["id"], 0)


def test_an_empty_scope_is_told_as_empty(pc: Pc) -> None:
    found, listed = snapped(pc, scope_of(pc))
    assert (found, listed["parts"], listed["seq"]) == ({}, [], 0)
    assert opened(digest.digest(pc.central, pc.caller, scope_of(pc)))["buckets"] == [[0, "0" * 16]] * 256


def test_another_offices_scope_is_refused_everywhere(pc: Pc, central: Central) -> None:
    fill(pc)
    other, scope = Pc(central).caller, scope_of(pc)
    listed = snapped(pc, scope)[1]
    epoch = head(pc, scope)["epoch"]
    for read in (
        lambda: pull.pull(central, other, scope, epoch, 0),
        lambda: snapshot.manifest(central, other, scope),
        lambda: snapshot.part(central, other, scope, listed["id"], 0),
        lambda: digest.digest(central, other, scope),
    ):
        with pytest.raises(Refusal, match="403 not_yours"):
            read()
    with pytest.raises(Refusal, match="404 snapshot"):
        snapshot.part(central, other, wire.office(other.office_id), listed["id"], 0)


def test_the_directory_of_all_districts_is_everybodys(central: Central) -> None:
    here = Pc(central).settle_in("样例街道")
    there = Pc(central, district=OTHER_DISTRICT).settle_in("别处街道")
    for pc in (here, there):
        assert {key[1] for key in pulled(pc, "r")} == {here.office.hex, there.office.hex}
        assert snapped(pc, "r")[0] == pulled(pc, "r")
        assert sums(pulled(pc, "r")) == opened(digest.digest(central, pc.caller, "r"))["buckets"]


def asked(pc: Pc, **ids: list[str]) -> Rows:
    return rows_in(opened(pull.rows(pc.central, pc.caller, wire.pack(wire.dumps(ids)))))


def test_shared_rows_are_read_by_id(pc: Pc, central: Central) -> None:
    pc.settle_in()
    employer = pc.new("employer")
    neighbour = Pc(central, role=Role.SUPERVISOR)
    assert set(asked(neighbour, employer=[employer, new_id().hex], office=[pc.office.hex])) == {
        ("employer", employer),
        ("office", pc.office.hex),
    }
    assert asked(Pc(central, district=OTHER_DISTRICT), employer=[employer]) == {}


@pytest.mark.parametrize(
    ("body", "refusal"),
    [
        (b'{"person": []}', "403 not_yours"),
        (b'{"nothing": []}', "403 not_yours"),
        (b'{"employer": ["x"]}', "400 malformed"),
        (b'["employer"]', "400 malformed"),
        (b'{"employer": 5}', "400 malformed"),
    ],
)
def test_rows_that_are_not_shared_are_not_read(pc: Pc, body: bytes, refusal: str) -> None:
    with pytest.raises(Refusal, match=refusal):
        pull.rows(pc.central, pc.caller, wire.pack(body))

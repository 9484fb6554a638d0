"""What the central store lets go of in time, and that nobody who comes late loses anything by it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import orjson
import psycopg
import pyrage
import pytest

from db.central import audit, counters, doctor, pull, push, retention
from db.central.database import Central
from db.central.problems import Refusal
from db.central.retention import Archive, Pruned
from db.central.settings import Keep
from db.problems import SurroundingsProblem
from tests.db.central.office import DISTRICT, Pc, one, rows
from tests.db.central.test_reading import head, scope_of

DAY = timedelta(days=1)
NOW = datetime.now(UTC) + DAY
"""Some time after everything the tests do: what is let go of depends on the hour of the run, not of the rows."""


def prune(central: Central, at: datetime = NOW, archive: Archive | None = None) -> Pruned:
    keep = Keep(log_days=180, batch_days=400, audit_days=400)
    return retention.prune(central.dsn, keep, archive, "cli:tests", at)


def floor(central: Central, pc: Pc) -> int:
    return int(one(central, "SELECT floor FROM hub.scope WHERE id = %s", scope_of(pc)))


@pytest.fixture
def pc(central: Central) -> Pc:
    return Pc(central)


def test_a_log_goes_when_it_is_as_old_as_it_is_kept_and_no_earlier(pc: Pc, central: Central) -> None:
    for _ in range(3):
        pc.new("person")
    assert prune(central).log == 0
    pc.new("person")
    assert prune(central, NOW + 179 * DAY).log == 0
    assert prune(central, NOW + 180 * DAY).log == 3 == floor(central, pc)
    pc.new("person")
    assert (head(pc, scope_of(pc))["head"], one(central, "SELECT count(*) FROM hub.change_log")) == (5, 2)
    assert [one_.check for one_ in doctor.examine(central.dsn, None, NOW) if not one_.sound] == []
    assert prune(central, NOW + 400 * DAY).log == 1, "the day at which the fifth came is known from now on alone"


def test_a_place_below_the_floor_is_refused_and_one_above_reads_on(pc: Pc, central: Central) -> None:
    for _ in range(3):
        pc.new("person")
    prune(central)
    pc.new("person")
    prune(central, NOW + 180 * DAY)
    place = head(pc, scope_of(pc))
    with pytest.raises(Refusal, match="410 floor"):
        pull.pull(central, pc.caller, place["id"], place["epoch"], 2)
    pull.pull(central, pc.caller, place["id"], place["epoch"], 3)


def test_a_page_is_not_half_of_a_log_that_is_cut_while_it_is_read(
    pc: Pc, central: Central, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        pc.new("person")
    place = head(pc, scope_of(pc))
    plain = pull._changed

    def cut_first(*arguments: object) -> object:
        with psycopg.connect(central.dsn) as connection:
            counters.forget_before(connection, place["id"], 2)
        return plain(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(pull, "_changed", cut_first)
    with pytest.raises(Refusal, match="410 floor"):
        pull.pull(central, pc.caller, place["id"], place["epoch"], 0)


def test_what_a_killed_run_left_is_taken_out_by_the_next(
    pc: Pc, central: Central, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(5):
        pc.new("person")
    with psycopg.connect(central.dsn) as connection:
        counters.raise_floor(connection, scope_of(pc), 4)
    assert [found.check for found in doctor.examine(central.dsn, None, NOW) if not found.sound] == []
    monkeypatch.setattr(retention, "SLICE", 3)
    assert prune(central).log == 4
    assert rows(central, "SELECT seq FROM hub.change_log WHERE scope = %s", scope_of(pc)) == [(5,)]


def test_old_batches_go_but_never_a_pcs_newest(pc: Pc, central: Central, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "SLICE", 2)
    for _ in range(5):
        pc.new("person")
    body = pc.body(pc.insert("person"), pc.insert("person", name=5))
    reply = push.push(central, pc.caller, body)
    assert prune(central, NOW + 399 * DAY).batches == 0
    done = prune(central, NOW + 400 * DAY)
    assert (done.batches, done.refused) == (5, 1)
    assert push.push(central, pc.caller, body) == reply, "it may be sent again at any time"
    pc.new("person")


def test_audit_entries_go_into_an_archive_and_the_chain_stays_whole(
    pc: Pc, central: Central, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retention, "SLICE", 1)
    for _ in range(12):
        pc.new("person")
    identity = pyrage.x25519.Identity.generate()
    archive = Archive(tmp_path / "old", str(identity.to_public()))
    kept = rows(central, "SELECT seq, hash FROM hub.audit_log ORDER BY seq")
    assert prune(central, NOW + 400 * DAY).audit == 0, "not without an archive"
    assert prune(central, NOW + 399 * DAY, archive).audit == 0
    assert not archive.folder.exists()
    assert prune(central, NOW + 400 * DAY, archive).audit == len(kept)
    files = sorted(archive.folder.iterdir(), key=lambda path: path.stat().st_mtime_ns)
    lines = [line for path in files for line in pyrage.decrypt(path.read_bytes(), [identity]).splitlines()]
    assert [(entry[1], entry[-1]) for entry in map(orjson.loads, lines)] == kept
    assert b"person" not in b"".join(path.read_bytes() for path in files)
    assert one(central, "SELECT min(action) FROM hub.audit_log") == "pruned"
    with central.transaction(None) as connection:
        assert audit.first_broken(connection, DISTRICT) is None
    pc.new("person")
    with psycopg.connect(central.dsn) as connection, pytest.raises(psycopg.errors.RaiseException):
        connection.execute("DELETE FROM hub.audit_log")
    with psycopg.connect(central.dsn) as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute("DELETE FROM hub.audit_log WHERE seq = %s", (kept[-1][0] + 1,))
        assert audit.first_broken(connection, DISTRICT) == kept[-1][0] + 1


def test_a_broken_chain_is_not_cut(pc: Pc, central: Central, tmp_path: Path) -> None:
    pc.new("person")
    with psycopg.connect(central.dsn) as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute("UPDATE hub.audit_log SET rows = 7")
    archive = Archive(tmp_path, str(pyrage.x25519.Identity.generate().to_public()))
    with pytest.raises(SurroundingsProblem, match=r"central\.audit_broken"):
        prune(central, NOW + 400 * DAY, archive)
    assert list(tmp_path.iterdir()) == []


def test_the_services_own_user_may_not(pc: Pc, central: Central) -> None:
    with psycopg.connect(central.dsn, autocommit=True) as connection:
        connection.execute("CREATE ROLE pruning_guest LOGIN PASSWORD 'guest' IN ROLE caseworker_app")
    try:
        dsn = psycopg.conninfo.make_conninfo(central.dsn, user="pruning_guest", password="guest")
        with pytest.raises(SurroundingsProblem, match=r"central\.not_owner"):
            retention.prune(dsn, Keep(), None, "cli:tests", NOW)
    finally:
        with psycopg.connect(central.dsn, autocommit=True) as connection:
            connection.execute("DROP ROLE pruning_guest")

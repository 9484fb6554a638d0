"""Either side comes back from an older copy, or as two."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from uuid import UUID

import psycopg
import pytest

from db.central import counters
from db.central.database import Central
from db.central.embedded import EmbeddedPostgres
from db.models.base import new_id
from db.sync import outbox, refused, status, wire
from db.sync.outbox import HeldBack
from db.sync.writing import writing
from tests.db.central.office import rows
from tests.db.sync.meetings import DISTRICT, Make, agreed, database_copy, edit, meet, people, register
from tests.db.sync.pcs import START, Line, Pc, Ticking
from tests.postgres import contents, put_back


class TestRestores:
    """Either side comes back from an older copy."""

    def test_a_log_that_begins_anew_is_copied_and_the_outbox_kept(
        self, first: Pc, second: Pc, central: Central
    ) -> None:
        kept, gone = register(first, 2)
        meet(first)
        meet(second)
        edit(second, kept, mobile="139")
        (fresh,) = register(second, name="李样九")
        with central.transaction(None, *second.scopes) as connection:
            connection.execute("RESET ROLE")
            connection.execute("DELETE FROM person WHERE district_id = %s AND id = %s", (DISTRICT, gone))
            counters.rotate_epoch(connection)
        report = meet(second)
        assert report.problem == ""
        assert {found[0] for found in people(second)} == {kept.hex, fresh.hex}
        assert agreed(second)
        meet(first)
        assert people(first) == people(second)

    def test_a_row_with_pending_edits_outlives_a_copy_it_is_not_in(
        self, first: Pc, second: Pc, central: Central, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The edit is made while the copy is under way; it then goes up and is refused where it can be seen."""
        edited, gone = register(first, 2)
        meet(first)
        meet(second)
        with central.transaction(None, *second.scopes) as connection:
            connection.execute("RESET ROLE")
            connection.execute("DELETE FROM person WHERE district_id = %s", (DISTRICT,))
            counters.rotate_epoch(connection)
        plain = Line.manifest

        def manifest(line: Line, scope: str) -> bytes:
            if scope == wire.office(second.office_id):
                edit(second, edited, mobile="139")
            return plain(line, scope)

        with monkeypatch.context() as patch:
            patch.setattr(Line, "manifest", manifest)
            assert meet(second).problem == ""
        assert [(found[0], found[2]) for found in people(second)] == [(edited.hex, "139")]
        assert meet(second).problem == ""
        assert [(stuck.row_id, stuck.fields) for stuck in status.stuck_changes(second.store)] == [(edited, ("mobile",))]
        assert gone != edited

    def test_a_row_that_comes_after_the_copy_of_a_new_life_is_taken_at_any_revision(
        self, first: Pc, second: Pc, central: Central, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The centre lost the row and gets it again, at its first revision, while the copy is under way."""
        (row_id,) = register(first, name="李样二")
        unsent = first.kept()
        meet(first)
        edit(first, row_id, mobile="139")
        meet(first)
        meet(second)
        with central.transaction(None, *second.scopes) as connection:
            connection.execute("RESET ROLE")
            connection.execute("DELETE FROM person WHERE district_id = %s", (DISTRICT,))
            counters.rotate_epoch(connection)
        first.restore(unsent)
        plain = Line.manifest

        def manifest(line: Line, scope: str) -> bytes:
            said = plain(line, scope)
            if line is second.line and scope == wire.office(second.office_id):
                meet(first)
            return said

        with monkeypatch.context() as patch:
            patch.setattr(Line, "manifest", manifest)
            assert meet(second).problem == ""
        assert people(second) == people(first)
        assert agreed(second)

    def test_a_log_cut_off_before_our_place_is_copied(self, first: Pc, second: Pc, central: Central) -> None:
        register(first, 5)
        meet(first)
        scope = wire.office(first.office_id)
        with central.transaction(None) as connection:
            connection.execute("RESET ROLE")
            counters.forget_before(connection, scope, 4)
        report = meet(second)
        assert (report.problem, len(people(second))) == ("", 5)
        assert agreed(second)

    def test_an_old_copy_of_the_store_stops_with_words_and_joins_anew(self, first: Pc, second: Pc) -> None:
        (row_id,) = register(first, name="李样二")
        meet(first)
        edit(first, row_id, mobile="138")
        copy = first.kept()
        meet(first)
        edit(first, row_id, mobile="139")
        meet(first)
        device = first.line.caller
        actor = first.actor
        first.restore(copy)
        joined = first.line
        with writing(first.store) as raw:  # as the backup was: still the old device, with its old numbering
            raw.execute("UPDATE store_fact SET value = ? WHERE name = 'sync_device'", (device.device_id.hex,))
        first.line = Line(joined.central, device)
        assert meet(first).problem == "sync.restored"
        first.join()
        assert meet(first).problem == ""
        meet(second)
        assert people(first) == people(second)
        assert agreed(first)
        assert first.actor.officer_id == actor.officer_id

    def test_what_is_given_up_here_and_was_taken_there_stays(self, first: Pc) -> None:
        """The store is an older copy, in which a person waits who is at the central store by now."""
        (row_id,) = register(first)
        copy = first.kept()
        meet(first)
        first.restore(copy)
        outbox.stick(first.store, [n for (n,) in first.all("SELECT n FROM outbox")], "poison", START)
        meet(first)
        with first.saving("test.give_up") as unit:
            for (tx,) in first.all("SELECT DISTINCT tx FROM stuck"):
                refused.give_up(unit.session, UUID(bytes=tx))
        assert first.all("SELECT id, deleted FROM person") == [(row_id.bytes, 0)]
        assert first.all("SELECT 1 FROM stuck") == [] and agreed(first)

    def test_a_cloned_pc_stops_with_words(self, first: Pc, make: Make) -> None:
        clone = make(first.office_id, first.officer_id)
        device = first.line.caller
        clone.restore(first.kept())
        with writing(clone.store) as raw:
            raw.execute("DELETE FROM push_batch")
            raw.execute("UPDATE store_fact SET value = ? WHERE name = 'sync_device'", (device.device_id.hex,))
            raw.execute(
                "INSERT INTO push_batch (number, body, sha256, ops, made_at, answered_at)"
                " VALUES (1, x'00', '', 1, '2026-11-22T01:30:00.000000Z', '2026-11-22T01:30:00.000000Z')"
            )
        clone.line = Line(clone.line.central, device)
        register(first)
        register(clone)
        frozen = outbox.freeze(clone.store, device.device_id, START, HeldBack())
        assert frozen is not None and frozen.number == 2
        meet(first)
        assert meet(clone).problem == "sync.restored"
        assert len(people(clone)) == 1

    def test_a_server_from_an_older_backup_is_given_everything_again(
        self, tmp_path: Path, postgres: EmbeddedPostgres, central_dsn: str
    ) -> None:
        server = [Central(central_dsn, pool=2)]
        office, officer = new_id(), new_id()
        first, second = (
            Pc(tmp_path / name, lambda: server[0], office, DISTRICT, officer, Ticking()) for name in ("a", "b")
        )
        first.found("甲")
        ids = register(first, 3)
        for pc in (first, second):
            meet(pc)
        server[0].close()
        with database_copy(postgres, central_dsn) as older:
            server[0] = Central(central_dsn, pool=2)
            edit(first, ids[0], mobile="139")
            (fresh,) = register(first, name="李样九")
            edit(second, ids[2], mobile="136")
            for pc in (first, second, first):
                meet(pc)
            server[0].close()
            server[0] = Central(older, pool=2)
            with server[0].transaction(None) as connection:
                connection.execute("RESET ROLE")
                counters.rotate_epoch(connection)
            edit(first, ids[1], mobile="137")
            for pc in (first, second, first):
                assert meet(pc).problem == ""
            assert {found[0]: found[2] for found in people(first)} == {
                ids[0].hex: "139", ids[1].hex: "137", ids[2].hex: "136", fresh.hex: None
            }  # fmt: skip
            assert people(first) == people(second)
            assert agreed(first) and agreed(second)
            for pc in (first, second):
                pc.store.close()
            server[0].close()

    def test_a_server_that_does_not_know_an_earlier_device_gets_its_batches_from_the_later_one(
        self, first: Pc, central: Central
    ) -> None:
        """An office connected, worked, and had to connect anew: the centre came back from a backup before all that."""
        (row_id,) = register(first)
        meet(first)
        edit(first, row_id, mobile="139")
        meet(first)
        before = contents(central.dsn)
        register(first, name="李样八")
        edit(first, row_id, mobile="138", name="李样九")
        actor = first.officer_id
        meet(first)
        put_back(central.dsn, before)
        with psycopg.connect(central.dsn) as connection:
            counters.rotate_epoch(connection)
        first.join()
        edit(first, row_id, school="样例中学")
        report = meet(first)
        assert (report.problem, report.pushed) == ("", 3)
        assert rows(central, "SELECT name, mobile, school FROM person ORDER BY id") == [
            ("李样九", "138", "样例中学"), ("李样八", None, None)
        ]  # fmt: skip
        assert {row[0] for row in rows(central, "SELECT made_by FROM person")} == {actor}
        assert agreed(first) and first.all("SELECT count(*) FROM outbox") == [(0,)]
        assert rows(central, "SELECT count(*) FROM conflict") == [(0,)]
        assert meet(first).pushed == 0

    def test_what_an_earlier_device_sent_is_not_sent_again_without_need(self, first: Pc) -> None:
        (row_id,) = register(first)
        meet(first)
        for mobile in ("138", "139"):
            first.join()
            edit(first, row_id, mobile=mobile)
            assert meet(first).pushed == 1
        assert first.all("SELECT count(DISTINCT device) FROM earlier_batch") == [(2,)]
        first.clock.at += timedelta(days=31)
        assert meet(first).pushed == 0
        assert first.all("SELECT count(*) FROM earlier_batch") == [(0,)]

    def test_a_server_older_than_what_is_kept_here_stops_with_words(self, first: Pc, central: Central) -> None:
        for _ in range(3):
            register(first)
            meet(first)
        with central.transaction(None) as connection:
            connection.execute("RESET ROLE")
            connection.execute("DELETE FROM hub.push_batch WHERE device = %s", (first.line.caller.device_id,))
        with writing(first.store) as raw:
            raw.execute("DELETE FROM push_batch WHERE number = 1")
        assert meet(first).problem == "sync.server_behind"

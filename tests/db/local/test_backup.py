"""Backups are sound when they are named, made while people work, and bring a lost store back whole."""

from __future__ import annotations

import shutil
from datetime import timedelta, timezone
from pathlib import Path
from threading import Event, Thread

import pytest

from db.local import backup
from db.local.audit import first_broken
from db.local.engine import make_engine
from db.local.folder import OfficeFolder
from db.problems import OfficerProblem, SurroundingsProblem
from tests.db.records import LOGIN, NOW, PASSWORD, StoreDesk, person

HOUR = timedelta(hours=1)


def names(path: Path, key: bytes) -> list[str]:
    """The people a backup holds."""
    engine = make_engine(path, key, reader=True)
    with engine.connect() as connection:
        found = [row.name for row in connection.exec_driver_sql("SELECT name FROM person ORDER BY id")]
        assert first_broken(connection) is None
    engine.dispose()
    return found


def test_a_backup_holds_what_was_saved_and_is_ready_to_be_copied_away(desk: StoreDesk, folder: OfficeFolder) -> None:
    desk.save(person())
    made = folder.back_up(desk.store, NOW)
    assert made.path.name == f"store-20261122T013000Z-{made.entries}.backup"
    assert made.entries == desk.count("audit_entry") == backup.check(made.path, desk.store.key)
    assert [path.name for path in folder.backups.iterdir()] == [made.path.name]
    assert names(made.path, desk.store.key) == ["李样二"]


def test_a_backup_is_made_while_people_work_and_nobody_waits(desk: StoreDesk, folder: OfficeFolder) -> None:
    saved: list[str] = []
    stop = Event()

    def work() -> None:
        while not stop.is_set():
            name = f"李样{len(saved)}"
            desk.save(person(name=name, remarks="样" * 500))
            saved.append(name)

    writer = Thread(target=work)
    writer.start()
    try:
        for round_ in range(5):
            before = list(saved)
            made = folder.back_up(desk.store, NOW + round_ * HOUR)
            held = names(made.path, desk.store.key)
            assert held[: len(before)] == before
            assert held == saved[: len(held)] or held == [*saved, f"李样{len(saved)}"]
    finally:
        stop.set()
        writer.join()
    assert len(saved) > 5


def test_a_backup_waits_for_no_writer(desk: StoreDesk, folder: OfficeFolder) -> None:
    """Even inside a long unit of work, as an import is; it holds what was committed before."""
    desk.save(person())
    with desk.write() as unit:
        unit.add(person(name="李样三"))
        unit.session.flush()
        made = folder.back_up(desk.store, NOW)
        unit.audit("test.save")
    assert names(made.path, desk.store.key) == ["李样二"]


def test_a_backup_is_due_an_hour_after_the_last_if_something_changed(desk: StoreDesk, folder: OfficeFolder) -> None:
    assert folder.back_up_if_due(desk.store, NOW) is not None
    desk.save(person())
    assert folder.back_up_if_due(desk.store, NOW + HOUR - timedelta(seconds=1)) is None
    assert folder.back_up_if_due(desk.store, NOW + HOUR) is not None
    assert folder.back_up_if_due(desk.store, NOW + 5 * HOUR) is None
    desk.save(person(name="李样三"))
    assert folder.back_up_if_due(desk.store, NOW + 5 * HOUR) is not None


def test_an_empty_store_needs_no_backup(tmp_path: Path) -> None:
    assert backup.due(tmp_path, 0, NOW) is False
    assert backup.due(tmp_path, 1, NOW) is True


def test_old_backups_make_room_for_new_ones(desk: StoreDesk, folder: OfficeFolder) -> None:
    first = folder.back_up(desk.store, NOW)
    for hour in range(1, backup.KEEP):
        shutil.copy(first.path, first.path.with_name(f"store-{NOW + hour * HOUR:%Y%m%dT%H%M%SZ}-1.backup"))
    assert first.path.exists() and len(backup.available(folder.backups)) == backup.KEEP
    newest = folder.back_up(desk.store, NOW + 100 * HOUR)
    kept = backup.available(folder.backups)
    assert kept[0] == newest.path and len(kept) == backup.KEEP
    assert not first.path.exists()


@pytest.mark.parametrize("where", [0.0, 0.3, 0.6, 0.99])
def test_a_damaged_backup_is_refused_and_the_store_left_alone(folder: OfficeFolder, where: float) -> None:
    desk = StoreDesk(folder.open(LOGIN, PASSWORD))
    made = folder.back_up(desk.store, NOW)
    desk.close()
    content = bytearray(made.path.read_bytes())
    content[int(len(content) * where) + 20] ^= 1
    made.path.write_bytes(bytes(content))
    before = folder.store_path.read_bytes()
    with pytest.raises(SurroundingsProblem) as caught:
        folder.restore(LOGIN, PASSWORD, made.path, NOW)
    assert (caught.value.code, caught.value.params) == ("backup.unsound", {"file": made.path.name})
    assert folder.store_path.read_bytes() == before
    assert not list(folder.root.glob("*.quarantine"))


@pytest.mark.parametrize("content", [b"", b"not a store at all", bytes(8192)])
def test_what_is_no_backup_is_refused(folder: OfficeFolder, tmp_path: Path, content: bytes) -> None:
    other = tmp_path / "other.backup"
    other.write_bytes(content)
    with pytest.raises(SurroundingsProblem, match=r"backup\.unsound"):
        folder.restore(LOGIN, PASSWORD, other, NOW)
    with pytest.raises(SurroundingsProblem, match=r"backup\.unsound"):
        folder.restore(LOGIN, PASSWORD, tmp_path / "gone.backup", NOW)
    folder.open(LOGIN, PASSWORD).close()


def test_only_an_officer_of_the_office_may_restore(folder: OfficeFolder) -> None:
    desk = StoreDesk(folder.open(LOGIN, PASSWORD))
    made = folder.back_up(desk.store, NOW)
    desk.close()
    with pytest.raises(OfficerProblem, match=r"access\.wrong_password"):
        folder.restore(LOGIN, "wrong", made.path, NOW)


@pytest.mark.parametrize("ruin", ["overwritten", "deleted", "cut"])
def test_a_ruined_store_comes_back_from_its_backup(folder: OfficeFolder, ruin: str) -> None:
    desk = StoreDesk(folder.open(LOGIN, PASSWORD))
    desk.save(person())
    made = folder.back_up(desk.store, NOW)
    desk.save(person(name="李样三"))
    desk.close()
    if ruin == "deleted":
        folder.store_path.unlink()
    else:
        folder.store_path.write_bytes(b"x" * 10_000 if ruin == "overwritten" else folder.store_path.read_bytes()[:9000])
    wreck = folder.store_path.read_bytes() if folder.store_path.exists() else None
    kept = folder.restore(LOGIN, PASSWORD, made.path, NOW + HOUR)
    assert (kept.read_bytes() if kept else None) == wreck
    again = StoreDesk(folder.open(LOGIN, PASSWORD))
    assert [row.name for row in again.rows("SELECT name FROM person")] == ["李样二"]
    again.save(person(name="李样四"))
    with again.store.read() as session:
        assert first_broken(session.connection()) is None
    again.close()
    assert made.path.exists()


def test_the_old_store_is_kept_with_the_work_still_in_its_log(folder: OfficeFolder) -> None:
    """Restoring by mistake can be undone: the newest work may be in the write-ahead log of a killed program."""
    desk = StoreDesk(folder.open(LOGIN, PASSWORD))
    made = folder.back_up(desk.store, NOW)
    desk.save(person())
    crashed = folder.root.with_name("crashed")
    shutil.copytree(folder.root, crashed)
    key = desk.store.key
    desk.close()
    other = OfficeFolder(crashed)
    kept = other.restore(LOGIN, PASSWORD, other.backups / made.path.name, NOW)
    assert kept is not None and kept.name == "store-20261122T013000Z.quarantine"
    again = StoreDesk(other.open(LOGIN, PASSWORD))
    assert again.count("person") == 0
    again.close()
    assert names(kept, key) == ["李样二"]


def test_a_backup_that_cannot_be_written_leaves_the_earlier_ones(desk: StoreDesk, folder: OfficeFolder) -> None:
    made = folder.back_up(desk.store, NOW)
    blocked = folder.backups / "backup.new"
    blocked.mkdir()
    with pytest.raises(SurroundingsProblem, match=r"backup\.failed"):
        folder.back_up(desk.store, NOW + HOUR)
    blocked.rmdir()
    assert backup.available(folder.backups) == [made.path]


def test_leftovers_of_a_backup_that_was_cut_off_do_no_harm(desk: StoreDesk, folder: OfficeFolder) -> None:
    folder.backups.mkdir()
    for name in ("backup.new", "backup.new-wal", "backup.new-journal"):
        (folder.backups / name).write_bytes(b"rubbish" * 1000)
    made = folder.back_up(desk.store, NOW)
    assert [path.name for path in folder.backups.iterdir()] == [made.path.name]


def test_names_of_backups_say_when_in_universal_time(desk: StoreDesk, folder: OfficeFolder) -> None:
    in_china = NOW.astimezone(timezone(timedelta(hours=8)))
    assert in_china.hour == 9
    assert folder.back_up(desk.store, in_china).path.name.startswith("store-20261122T013000Z")

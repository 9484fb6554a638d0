"""Attachments come back with their backup; bytes nobody names any more are let go of in time, and no sooner."""

from __future__ import annotations

import hashlib
import os
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from db.local import backup, blob_keeping, migrate
from db.local.folder import OfficeFolder
from db.models import Attachment
from db.models.base import new_id
from db.models.file import CHUNK_BYTES
from db.problems import SurroundingsProblem
from tests.db.records import LOGIN, NOW, OFFICER_ID, PASSWORD, StoreDesk, person

DAY = timedelta(days=1)
SCAN = b"\xff\xd8\xff" + bytes(range(256)) * 1500


def attach(desk: StoreDesk, content: bytes) -> Attachment:
    """A paper of somebody, bytes and row."""
    owner = person(id=new_id(), id_no=new_id().hex[-18:])
    row = Attachment(
        id=new_id(), person_id=owner.id, kind="scan", name="样.jpg", media_type="image/jpeg", size=len(content),
        sha256=desk.store.blobs.put(content), added_at=NOW, added_by=OFFICER_ID,
    )  # fmt: skip
    desk.save(owner)
    desk.save(row)
    return row


def copied(folder: OfficeFolder) -> set[Path]:
    return set((folder.backups / "blobs").glob("*"))


def wreck(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(bytes(content))


def test_a_backup_copies_what_came_since_the_last(desk: StoreDesk, folder: OfficeFolder) -> None:
    attach(desk, SCAN)
    folder.back_up(desk.store, NOW)
    (first,) = copied(folder)
    written = first.stat().st_mtime_ns
    attach(desk, b"another")
    attach(desk, SCAN)
    folder.back_up(desk.store, NOW + DAY)
    assert len(copied(folder)) == 2 and first.stat().st_mtime_ns == written
    assert SCAN[:64] not in first.read_bytes()
    assert len(backup.available(folder.backups)) == 2


@pytest.mark.parametrize("loss", ["gone", "damaged"])
def test_a_restore_brings_back_what_its_rows_name(folder: OfficeFolder, loss: str) -> None:
    desk = StoreDesk(folder.open(LOGIN, PASSWORD))
    row = attach(desk, SCAN)
    made = folder.back_up(desk.store, NOW)
    path = desk.store.blobs.path(row.sha256)
    desk.close()
    if loss == "gone":
        shutil.rmtree(path.parent)
    else:
        wreck(path)
    folder.restore(LOGIN, PASSWORD, made.path, NOW)
    again = StoreDesk(folder.open(LOGIN, PASSWORD))
    assert again.store.blobs.get(row.sha256) == SCAN
    again.close()


def test_a_restore_takes_no_damaged_copy_and_keeps_what_is_whole(folder: OfficeFolder) -> None:
    desk = StoreDesk(folder.open(LOGIN, PASSWORD))
    row, lost = attach(desk, SCAN), attach(desk, b"lost")
    made = folder.back_up(desk.store, NOW)
    for path in copied(folder):
        wreck(path)
    desk.store.blobs.remove(lost.sha256)
    desk.close()
    folder.restore(LOGIN, PASSWORD, made.path, NOW)
    again = StoreDesk(folder.open(LOGIN, PASSWORD))
    assert again.store.blobs.get(row.sha256) == SCAN
    assert not again.store.blobs.has(lost.sha256)
    again.close()


@pytest.mark.skipif(os.name == "nt", reason="there is no largest file size to set")
def test_a_disk_too_full_for_the_bytes_restores_nothing(folder: OfficeFolder) -> None:
    import resource

    desk = StoreDesk(folder.open(LOGIN, PASSWORD))
    row = attach(desk, SCAN * 10)
    made = folder.back_up(desk.store, NOW)
    desk.save(person(name="李样三"))
    desk.store.blobs.remove(row.sha256)
    desk.close()
    before = folder.store_path.read_bytes()
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(before), limits[1]))
    try:
        with pytest.raises(SurroundingsProblem, match=r"backup\.not_restored"):
            folder.restore(LOGIN, PASSWORD, made.path, NOW)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert folder.store_path.read_bytes() == before and not list(folder.root.glob("*.quarantine"))


def test_a_backup_mends_what_is_damaged_here(desk: StoreDesk, folder: OfficeFolder) -> None:
    row = attach(desk, SCAN)
    folder.back_up(desk.store, NOW)
    wreck(desk.store.blobs.path(row.sha256))
    with pytest.raises(SurroundingsProblem, match=r"blobs\.damaged"):
        desk.store.blobs.get(row.sha256)
    folder.back_up(desk.store, NOW + DAY)
    assert desk.store.blobs.get(row.sha256) == SCAN


def test_what_is_damaged_here_takes_no_copy_with_it(desk: StoreDesk, folder: OfficeFolder) -> None:
    row = attach(desk, SCAN)
    wreck(desk.store.blobs.path(row.sha256))
    folder.back_up(desk.store, NOW)
    assert copied(folder) == set()
    with pytest.raises(SurroundingsProblem, match=r"blobs\.damaged"):
        desk.store.blobs.get(row.sha256)


def test_a_backup_without_its_bytes_keeps_the_records(desk: StoreDesk, folder: OfficeFolder) -> None:
    attach(desk, SCAN)
    folder.backups.mkdir()
    (folder.backups / "blobs").touch()
    with pytest.raises(SurroundingsProblem, match=r"backup\.failed"):
        folder.back_up(desk.store, NOW)
    assert len(backup.available(folder.backups)) == 1
    (folder.backups / "blobs").unlink()
    folder.back_up(desk.store, NOW + DAY)
    assert len(copied(folder)) == 1


def test_a_store_older_than_attachments_is_backed_up(desk: StoreDesk, folder: OfficeFolder) -> None:
    migrate.downgrade(desk.store.engine, "0006")
    made = folder.back_up(desk.store, NOW)
    assert blob_keeping.hashes(made.path, desk.store.key) == []


def test_bytes_are_let_go_of_when_no_row_named_them_for_a_month(desk: StoreDesk, folder: OfficeFolder) -> None:
    now = datetime.now(UTC)
    row, kept = attach(desk, SCAN), attach(desk, b"kept")
    orphan = desk.store.blobs.put(b"a form that was never saved")
    with desk.write() as unit:
        unit.delete(unit.session.get_one(Attachment, row.id))
        unit.audit("test.delete")
    blob_keeping.let_go(desk.store, now)
    blob_keeping.let_go(desk.store, now + 29 * DAY)
    assert all(desk.store.blobs.has(name) for name in (row.sha256, kept.sha256, orphan))
    blob_keeping.let_go(desk.store, now + 31 * DAY)
    assert [desk.store.blobs.has(name) for name in (row.sha256, kept.sha256, orphan)] == [False, True, False]


def test_bytes_that_are_wanted_again_stay(desk: StoreDesk) -> None:
    """The same paper, in a form whose row is not saved yet; and a deletion that was taken back."""
    now = datetime.now(UTC)
    row, other = attach(desk, SCAN), attach(desk, b"other")
    for record, gone in ((row, True), (other, True), (other, False)):
        with desk.write() as unit:
            unit.session.get_one(Attachment, record.id).deleted = gone
            unit.audit("test.delete")
        blob_keeping.let_go(desk.store, now - 40 * DAY)
    desk.store.blobs.put(SCAN)
    blob_keeping.let_go(desk.store, now)
    assert desk.store.blobs.has(row.sha256) and desk.store.blobs.has(other.sha256)


def test_what_was_begun_and_never_ended_goes(desk: StoreDesk) -> None:
    blobs = desk.store.blobs
    blobs.add_chunk(hashlib.sha256(b"part").hexdigest(), 2 * CHUNK_BYTES, 0, bytes(CHUNK_BYTES))
    (blobs.folder / "0123-beef.new").touch()
    blob_keeping.let_go(desk.store, datetime.now(UTC))
    assert len(list(blobs.folder.iterdir())) == 2
    blob_keeping.let_go(desk.store, datetime.now(UTC) + 2 * DAY)
    assert [path.suffix for path in blobs.folder.iterdir()] == [".part"]
    blob_keeping.let_go(desk.store, datetime.now(UTC) + 31 * DAY)
    assert list(blobs.folder.iterdir()) == []


def test_copies_go_with_the_last_backup_that_names_them(
    desk: StoreDesk, folder: OfficeFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup, "KEEP", 2)
    row = attach(desk, SCAN)
    folder.back_up(desk.store, NOW)
    desk.tamper("DELETE FROM attachment")
    desk.store.blobs.remove(row.sha256)
    folder.back_up(desk.store, NOW + DAY)
    assert len(copied(folder)) == 1
    folder.back_up(desk.store, NOW + 2 * DAY)
    assert copied(folder) == set()


def test_a_folder_of_bytes_that_is_lost_takes_no_copies_with_it(desk: StoreDesk, folder: OfficeFolder) -> None:
    row = attach(desk, SCAN)
    folder.back_up(desk.store, NOW)
    shutil.rmtree(desk.store.blobs.folder)
    folder.back_up(desk.store, NOW + DAY)
    assert desk.store.blobs.get(row.sha256) == SCAN

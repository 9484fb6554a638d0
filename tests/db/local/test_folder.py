"""What a start finds, and what it says when something is wrong: nothing is lost, nothing is made worse."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.local import migrate
from db.local.engine import create_file
from db.local.folder import Condition, OfficeFolder
from db.problems import Problem, SurroundingsProblem
from tests.db import child
from tests.db.records import CHEAP, HOLDER, LOGIN, NEW_PASSWORD, NOW, PASSWORD, StoreDesk, person

NOBODY = "65534" if os.geteuid() == 0 else ""
PAGE = 4096


def refusal(folder: OfficeFolder, password: str = PASSWORD) -> str:
    with pytest.raises(Problem) as caught:
        folder.open(LOGIN, password).close()
    return caught.value.code


def flip(path: Path, position: int) -> None:
    with path.open("rb+") as file:
        file.seek(position)
        byte = file.read(1)[0]
        file.seek(position)
        file.write(bytes([byte ^ 1]))


def read_all(folder: OfficeFolder) -> None:
    """Every row of every table."""
    desk = StoreDesk(folder.open(LOGIN, PASSWORD))
    try:
        for row in desk.rows("SELECT name FROM sqlite_master WHERE type = 'table'"):
            desk.rows(f'SELECT * FROM "{row.name}"')
    finally:
        desk.close()


def test_conditions_without_a_key(tmp_path: Path, folder: OfficeFolder) -> None:
    assert OfficeFolder(tmp_path / "nothing").condition() is Condition.ABSENT
    assert folder.condition() is Condition.READY
    assert folder.holders() == [HOLDER]
    opened = folder.open(LOGIN, PASSWORD)
    assert OfficeFolder(folder.root).condition() is Condition.IN_USE
    opened.close()
    assert folder.condition() is Condition.READY
    folder.store_path.unlink()
    assert folder.condition() is Condition.MISSING


def test_what_was_saved_is_there_after_a_restart(folder: OfficeFolder) -> None:
    first = StoreDesk(folder.open(LOGIN, PASSWORD))
    first.save(person())
    first.close()
    again = StoreDesk(folder.open(LOGIN, PASSWORD))
    assert again.rows("SELECT name FROM person") == [("李样二",)]
    assert again.actor == first.actor
    again.close()


def test_the_device_keeps_its_id(folder: OfficeFolder) -> None:
    first, again = (_device_of(folder) for _ in range(2))
    assert first == again


def _device_of(folder: OfficeFolder) -> object:
    opened = folder.open(LOGIN, PASSWORD)
    opened.close()
    return opened.device_id


def test_a_wrong_password_is_not_a_damaged_file(folder: OfficeFolder) -> None:
    assert refusal(folder, "wrong") == "access.wrong_password"
    flip(folder.store_path, 100)
    assert refusal(folder, "wrong") == "access.wrong_password"
    assert refusal(folder) == "store.damaged"


def test_a_bit_flipped_in_any_used_page_is_found(folder: OfficeFolder) -> None:
    """On access or by the check of a backup; pages that no table uses hold nothing to lose."""
    pages = folder.store_path.stat().st_size // PAGE
    assert pages > 50
    whole = folder.store_path.read_bytes()
    for page in (0, 1, 2, pages // 2, pages - 1):
        flip(folder.store_path, page * PAGE + 200)
        with pytest.raises(SurroundingsProblem) as caught:
            _open_and_check(folder)
        assert caught.value.code in {"store.damaged", "backup.failed"}, page
        folder.store_path.write_bytes(whole)
    _open_and_check(folder)


def _open_and_check(folder: OfficeFolder) -> None:
    desk = StoreDesk(folder.open(LOGIN, PASSWORD))
    try:
        folder.back_up(desk.store, NOW)
    finally:
        desk.close()


@pytest.mark.parametrize("length", [1, 100, PAGE - 1, PAGE + 1, 20 * PAGE])
def test_a_store_cut_short_is_damaged(folder: OfficeFolder, length: int) -> None:
    os.truncate(folder.store_path, length)
    before = folder.store_path.read_bytes()
    with pytest.raises(SurroundingsProblem, match=r"store\.damaged"):
        read_all(folder)
    assert folder.store_path.read_bytes() == before


def test_an_emptied_store_is_not_taken_for_a_new_one(folder: OfficeFolder) -> None:
    os.truncate(folder.store_path, 0)
    assert refusal(folder) == "store.damaged"


def test_a_blank_store_beside_backups_is_not_taken_for_a_new_one(folder: OfficeFolder) -> None:
    desk = StoreDesk(folder.open(LOGIN, PASSWORD))
    folder.back_up(desk.store, NOW)
    key = desk.store.key
    desk.close()
    folder.store_path.unlink()
    create_file(folder.store_path, key)
    assert refusal(folder) == "store.damaged"


def test_a_first_run_that_was_cut_off_goes_on(folder: OfficeFolder) -> None:
    """The slot and the blank store were written, the tables not yet."""
    opened = folder.open(LOGIN, PASSWORD)
    key = opened.store.key
    opened.close()
    folder.store_path.unlink()
    create_file(folder.store_path, key)
    desk = StoreDesk(folder.open(LOGIN, PASSWORD))
    assert desk.count("officer") == 0
    desk.close()


def test_a_missing_store_is_named(folder: OfficeFolder) -> None:
    folder.store_path.unlink()
    assert refusal(folder, "wrong") == "access.wrong_password"
    assert refusal(folder) == "store.missing"
    assert not folder.store_path.exists()


def test_a_store_that_is_there_is_never_made_anew(folder: OfficeFolder) -> None:
    before = {path: path.read_bytes() for path in folder.root.rglob("*") if path.is_file()}
    with pytest.raises(SurroundingsProblem, match=r"store\.exists"):
        folder.create(HOLDER, NEW_PASSWORD)
    assert {path: path.read_bytes() for path in folder.root.rglob("*") if path.is_file()} == before


def test_a_first_run_cut_short_starts_again(tmp_path: Path) -> None:
    """Killed at any point before the first records were written: nobody is locked out of an empty folder."""
    unfinished = OfficeFolder(tmp_path / "office", CHEAP)
    unfinished.create(HOLDER, PASSWORD).close()
    assert unfinished.condition() is Condition.ABSENT
    again = unfinished.create(HOLDER, NEW_PASSWORD)
    unfinished.finish_creation()
    again.close()
    assert unfinished.condition() is Condition.READY
    assert refusal(unfinished) == "access.wrong_password"
    unfinished.open(LOGIN, NEW_PASSWORD).close()


def test_a_place_that_takes_no_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(SurroundingsProblem, match=r"store\.cannot_create"):
        OfficeFolder(tmp_path / "file" / "office", CHEAP).create(HOLDER, PASSWORD)


def test_a_second_program_is_told_at_once(folder: OfficeFolder) -> None:
    with child.start("hold", folder.root) as holder:
        assert holder.stdout is not None and "open" in holder.stdout.readline()
        assert folder.condition() is Condition.IN_USE
        assert refusal(folder) == "store.in_use"
        with pytest.raises(SurroundingsProblem, match=r"store\.in_use"):
            folder.restore(LOGIN, PASSWORD, folder.store_path, NOW)
        holder.communicate()
    folder.open(LOGIN, PASSWORD).close()


def test_a_killed_program_does_not_keep_the_store(folder: OfficeFolder) -> None:
    with child.start("hold", folder.root) as holder:
        assert holder.stdout is not None and "open" in holder.stdout.readline()
        holder.kill()
    folder.open(LOGIN, PASSWORD).close()


@pytest.fixture
def shared_root() -> Iterator[Path]:
    """A folder outside pytest's own, which another user cannot enter."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name) / "office"


def readable_only(root: Path) -> None:
    """Readable by everybody, writable by nobody but root."""
    for path in [root, *root.rglob("*")]:
        path.chmod(0o555 if path.is_dir() else 0o444)


def writable(root: Path) -> None:
    for path in [root, *root.rglob("*")]:
        path.chmod(0o755 if path.is_dir() else 0o644)


@pytest.mark.skipif(os.name == "nt", reason="rights are tried with users of POSIX")
@pytest.mark.parametrize("left_open", [False, True])
def test_a_folder_one_may_not_write_can_be_looked_at(folder: OfficeFolder, shared_root: Path, left_open: bool) -> None:
    """Also when the newest work is still in the write-ahead log, as after a crash."""
    desk = StoreDesk(folder.open(LOGIN, PASSWORD))
    desk.save(person())
    if not left_open:
        desk.close()
    shutil.copytree(folder.root, shared_root)
    assert (shared_root / "store.db-wal").exists() is left_open
    desk.close()
    readable_only(shared_root)
    before = {path: path.read_bytes() for path in shared_root.rglob("*") if path.is_file()}
    _, said = child.outcome("look", shared_root, NOBODY)
    assert said == [["condition", "read_only"], ["people", ["李样二"]], ["problem", "store.read_only"]]
    kept = {path: path.read_bytes() for path in before if path.suffix != ".db-shm"}
    assert kept == {path: content for path, content in before.items() if path in kept}
    writable(shared_root)


@pytest.mark.skipif(os.name == "nt", reason="rights are tried with users of POSIX")
def test_an_older_store_one_may_not_write_is_named(folder: OfficeFolder, shared_root: Path) -> None:
    desk = StoreDesk(folder.open(LOGIN, PASSWORD))
    migrate.downgrade(desk.store.engine, "0004")
    desk.close()
    shutil.copytree(folder.root, shared_root)
    readable_only(shared_root)
    assert child.outcome("look", shared_root, NOBODY)[1][1:] == [["problem", "store.older_read_only"]]
    writable(shared_root)


def test_a_shut_keyring_locks_nobody_out(folder: OfficeFolder) -> None:
    """The device secret was in a keyring that does not answer today: say so, and do not make another."""
    secret = folder.slots / "device.secret"
    kept = secret.read_bytes()
    secret.unlink()
    assert refusal(folder) == "access.no_device_secret"
    assert not secret.exists()
    secret.write_bytes(kept)
    folder.open(LOGIN, PASSWORD).close()

"""The open store: full disks, reads that nobody waits for, every character of the country, nothing plain at rest."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from sqlalchemy import insert

from db.local.engine import refuse_unsafe_sqlite
from db.local.failures import Interrupted
from db.local.folder import OfficeFolder
from db.models import Person
from db.models.local import Draft, ImportBatch
from db.problems import SurroundingsProblem
from tests.db import child
from tests.db.records import LOGIN, NOW, OFFICER_ID, PASSWORD, StoreDesk, activity, case, person

MEGABYTE = 1024 * 1024


@pytest.mark.parametrize("version", [(3, 51, 1), (3, 51, 2), (3, 50, 6), (3, 44, 5), (3, 49, 1), (3, 40, 1)])
def test_a_sqlite_that_can_lose_work_is_refused(version: tuple[int, ...]) -> None:
    with pytest.raises(SurroundingsProblem) as caught:
        refuse_unsafe_sqlite(version)
    assert caught.value.params == {"version": ".".join(map(str, version))}


@pytest.mark.parametrize("version", [(3, 51, 3), (3, 53, 4), (3, 50, 7), (3, 44, 6), (4, 0, 0)])
def test_a_mended_sqlite_is_accepted(version: tuple[int, ...]) -> None:
    refuse_unsafe_sqlite(version)


def test_the_sqlite_in_use_is_a_mended_one() -> None:
    refuse_unsafe_sqlite()


def test_every_connection_has_the_pragmas_that_keep_work_safe(desk: StoreDesk) -> None:
    wanted = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "recursive_triggers": 1,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "temp_store": 2,
        "busy_timeout": 5000,
    }
    with desk.store.maintenance() as writer:
        assert {name: writer.execute(f"PRAGMA {name}").fetchone()[0] for name in wanted} == wanted
    read = {name: desk.rows(f"PRAGMA {name}")[0][0] for name in (*wanted, "query_only")}
    assert read == wanted | {"query_only": 1}


@pytest.fixture
def small_disk(finished_office: Path, tmp_path: Path) -> Iterator[Path]:
    """The office on a disk of four megabytes."""
    mount = tmp_path / "disk"
    mount.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(mount)], check=False, capture_output=True
    )
    if done.returncode:
        pytest.skip("only root may mount a small disk; the test by file size runs everywhere")
    try:
        yield Path(shutil.copytree(finished_office, mount / "office"))
    finally:
        subprocess.run(["umount", str(mount)], check=True)


def assert_nothing_lost(root: Path, said: list[Any], codes: set[str]) -> None:
    """What the child was told is saved is there; the failure had a plain name; the store is whole."""
    saved = [name for kind, name in said if kind == "saved"]
    assert len(saved) > 10
    assert [name for kind, name in said if kind == "problem"] and {n for k, n in said if k == "problem"} <= codes
    assert said[-1] == ["readable", len(saved)]
    desk = StoreDesk(OfficeFolder(root).open(LOGIN, PASSWORD))
    try:
        assert [row.name for row in desk.rows("SELECT name FROM person ORDER BY id")] == saved
        assert desk.rows("PRAGMA integrity_check") == [("ok",)]
        assert desk.count("outbox") - 2 == desk.count("audit_entry") - 1 == len(saved)
    finally:
        desk.close()


def test_a_full_disk_loses_nothing_that_was_saved(small_disk: Path, tmp_path: Path) -> None:
    _, said = child.outcome("fill", small_disk)
    moved = shutil.copytree(small_disk, tmp_path / "moved")
    assert_nothing_lost(moved, said, {"store.disk_full"})


@pytest.mark.skipif(os.name == "nt", reason="there is no largest file size to set")
def test_a_file_that_may_not_grow_loses_nothing_that_was_saved(folder: OfficeFolder) -> None:
    _, said = child.outcome("fill", folder.root, 3 * MEGABYTE)
    assert_nothing_lost(folder.root, said, {"store.disk_full", "store.disk_error"})


def test_a_read_that_nobody_waits_for_is_stopped(desk: StoreDesk) -> None:
    raised: list[BaseException] = []

    def read() -> None:
        try:
            desk.rows("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n")
        except BaseException as error:  # noqa: BLE001  (what it raises is what is tested)
            raised.append(error)

    reader = Thread(target=read)
    reader.start()
    while reader.is_alive():  # the query never ends by itself
        desk.store.interrupt_reader()
        reader.join(0.01)
    assert [type(error) for error in raised] == [Interrupted]
    assert desk.count("officer") == 1


def test_an_interrupt_with_nobody_reading_harms_nothing(desk: StoreDesk) -> None:
    desk.store.interrupt_reader()
    desk.save(person())
    assert desk.count("person") == 1


IDEOGRAPHS = {
    "unified, first and last": "一鿿",
    "zero": "〇",
    "2022 additions to the basic block": "\u9fef\u9ff0\u9ffc\u9fff",
    "compatibility": "\uf92c\ufa0e\ufa29",
    "radicals": "⺁⻳⼀",
    "extension A": "㐀䶵䶿",
    "extension B": "\U00020000\U00020bb7\U0002a6d6\U0002a6df",
    "extension C": "\U0002a700\U0002b734\U0002b739",
    "extension D": "\U0002b740\U0002b81d",
    "extension E": "\U0002b820\U0002cea1",
    "extension F": "\U0002ceb0\U0002ebe0",
    "extension G": "\U00030000\U0003134a",
    "extension H": "\U00031350\U000323af",
    "extension I": "\U0002ebf0\U0002ee5d",
    "minority scripts": "阿卜杜拉·买买提 ᠮᠣᠩᠭᠣᠯ བོད ꀀꁀ ئۇيغۇر",
    "private use kept as typed": "\ue000\ue865\uf8f5",
}


@pytest.mark.parametrize("kind", IDEOGRAPHS)
def test_every_class_of_ideograph_comes_back_as_it_was(desk: StoreDesk, kind: str) -> None:
    name = IDEOGRAPHS[kind]
    someone = person(name=name, preferences=[name])
    desk.save(someone)
    with desk.store.read() as session:
        found = session.get_one(Person, someone.id)
        assert (found.name, found.preferences) == (name, [name])
    [(patch,)] = desk.rows("SELECT json_extract(patch, '$.name[1]') FROM outbox ORDER BY n DESC LIMIT 1")
    assert patch == name


CANARIES = ("黄鹂样七", "509999198512310037", "13912340987", "canary-note-杜鹃啼血")


def encodings_of(secret: str) -> list[bytes]:
    """The bytes a text can lie in a file as, base64 and \\u escapes included."""
    import base64
    import json

    raw = [secret.encode(codec) for codec in ("utf-8", "utf-16-le", "utf-16-be", "gb18030")]
    return [*raw, *(base64.b64encode(part).rstrip(b"=")[:-1] for part in raw), json.dumps(secret)[1:-1].encode()]


def traces(root: Path) -> list[tuple[str, str]]:
    """Files that hold a canary in any of its spellings."""
    files = [path for path in root.rglob("*") if path.is_file()]
    assert files
    return [
        (path.name, canary)
        for path in files
        for canary in CANARIES
        if any(spelled in path.read_bytes() for spelled in encodings_of(canary))
    ]


def test_the_search_for_canaries_finds_them(tmp_path: Path) -> None:
    for number, spelled in enumerate(spelled for canary in CANARIES for spelled in encodings_of(canary)):
        (tmp_path / str(number)).write_bytes(b"\x00" * 13 + spelled + b"\xff")
    assert {name for name, _ in traces(tmp_path)} == {path.name for path in tmp_path.iterdir()}


def test_nothing_lies_plain_on_the_disk(folder: OfficeFolder) -> None:
    desk = StoreDesk(folder.open(LOGIN, PASSWORD))
    name, id_no, phone, note = CANARIES
    someone = person(name=name, id_no=id_no, mobile=phone, remarks=note)
    episode = case(someone)
    desk.save(someone, episode, activity(episode, text=note))
    with desk.write() as unit:
        payload = dict(zip("abcd", CANARIES, strict=True))
        unit.session.execute(
            insert(Draft).values(
                officer_id=OFFICER_ID, kind="person", key="", title=name, payload=payload, saved_at=NOW
            )
        )
        unit.session.add(ImportBatch(id=someone.id, noun="person", file_name=name, officer_id=OFFICER_ID, at=NOW))
    folder.back_up(desk.store, NOW)
    names = {path.name for path in folder.root.rglob("*")}
    assert {"store.db-wal", "store.db-shm"} <= names and any(name.endswith(".backup") for name in names)
    assert traces(folder.root) == []
    desk.close()
    assert traces(folder.root) == []


def test_a_closed_store_keeps_no_key(folder: OfficeFolder) -> None:
    opened = folder.open(LOGIN, PASSWORD)
    opened.close()
    assert opened.store.key == bytes(32)

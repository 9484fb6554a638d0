"""The crash bench finds what is lost, torn or damaged, and finds nothing when all is well."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bench import crash
from db.local.folder import OfficeFolder

CHANGED = "WHERE id = (SELECT max(id) FROM person)"


@pytest.fixture(autouse=True)
def no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")


@pytest.fixture
def folder(tmp_path: Path) -> OfficeFolder:
    return crash.found_office(tmp_path / "office")


@pytest.fixture
def told(folder: OfficeFolder) -> list[str]:
    """What a killed child acknowledged."""
    return crash.killed_writer(folder, 0.2)


def tamper(folder: OfficeFolder, *statements: str) -> None:
    """Change the closed office behind the application's back."""
    opened = folder.open(crash.HOLDER.login, crash.PASSWORD)
    with opened.store.maintenance() as driver:
        driver.execute("PRAGMA foreign_keys=OFF")
        triggers = driver.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for statement in [*(f'DROP TRIGGER "{name}"' for (name,) in triggers), *statements]:
            driver.execute(statement)
        driver.execute("PRAGMA foreign_keys=ON")
    opened.close()


def test_a_killed_writer_loses_nothing(folder: OfficeFolder, told: list[str]) -> None:
    assert len(told) == len(set(told)) > 0
    assert crash.examine(folder, told) == crash.Findings()


def test_work_that_never_was_counts_as_lost(folder: OfficeFolder, told: list[str]) -> None:
    assert crash.examine(folder, [*told, "ab" * 16]).lost == ["ab" * 16]


@pytest.mark.parametrize(
    ("statement", "lost", "apart", "corrupt"),
    [
        ("DELETE FROM activity WHERE id = (SELECT min(id) FROM activity)", True, False, False),
        ("DELETE FROM outbox WHERE n = 3", True, True, True),
        ("DELETE FROM audit_entry WHERE seq = 2", True, True, True),
        ("UPDATE audit_entry SET reason = 'x' WHERE seq = 2", False, False, True),
        (f"UPDATE person SET registered_by = x'00' {CHANGED}", False, False, True),
    ],
)
def test_each_kind_of_loss_is_found(
    folder: OfficeFolder, told: list[str], statement: str, lost: Any, apart: Any, corrupt: Any
) -> None:
    """The bench would be worth nothing if it could not fail."""
    tamper(folder, statement)
    found = crash.examine(folder, told)
    assert (bool(found.lost), bool(found.apart), bool(found.corrupt)) == (lost, apart, corrupt)


def test_a_record_that_differs_from_its_last_change_is_found(folder: OfficeFolder) -> None:
    told: list[str] = []
    while len(told) < 3:  # the third transaction is the first edit
        told = crash.killed_writer(folder, 0.3)
    tamper(folder, "UPDATE person SET grid = 'other' WHERE id IN (SELECT row_id FROM outbox WHERE op = 'U')")
    assert crash.examine(folder, told).apart


def test_a_damaged_store_loses_everything_it_held(folder: OfficeFolder, told: list[str]) -> None:
    folder.open(crash.HOLDER.login, crash.PASSWORD).close()  # brings the pages from the log into the file
    content = bytearray(folder.store_path.read_bytes())
    content[50] ^= 1
    folder.store_path.write_bytes(bytes(content))
    found = crash.examine(folder, told)
    assert found.lost == told and found.corrupt == ["store.damaged"]


@pytest.mark.slow
def test_twenty_kills_lose_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("N", "20")
    figures = crash.main([])
    assert {name: figures[name] for name in ("kills", "lost", "corrupt", "apart")} == {
        "kills": 20,
        "lost": 0,
        "corrupt": 0,
        "apart": 0,
    }
    assert isinstance(figures["acknowledged"], int) and figures["acknowledged"] >= 20

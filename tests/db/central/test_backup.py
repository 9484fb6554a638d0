"""A backup is ciphertext, comes back whole, and begins another history."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pyrage
import pytest

from db.central import doctor, migrate
from db.central.backup import back_up, restore
from db.central.database import Central
from db.central.directory import SCOPE, Founding, found
from db.models.base import new_id
from db.problems import SurroundingsProblem

NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)


@pytest.fixture(scope="module")
def identity() -> pyrage.x25519.Identity:
    return pyrage.x25519.Identity.generate()


@pytest.fixture
def filled(central_dsn: str) -> Iterator[Central]:
    asked = Founding("样例街道", "509999", "样例区", "zhou", "周样一")
    central = Central(central_dsn)
    with central.transaction(None, SCOPE) as connection:
        found(connection, asked, new_id(), new_id(), "cli:tests", NOW)
    yield central
    central.close()


def test_a_backup_comes_back_whole_in_another_life(
    filled: Central, empty_dsn: str, tmp_path: Path, identity: pyrage.x25519.Identity
) -> None:
    path = back_up(filled.dsn, tmp_path, str(identity.to_public()), NOW)
    assert path.name == "central-20261122T080000Z.dump.age" and path.stat().st_mode & 0o077 == 0
    assert "样例街道".encode() not in path.read_bytes() and path.read_bytes().startswith(b"age-encryption.org")
    assert restore(empty_dsn, path, str(identity)) == 1
    assert migrate.version(empty_dsn) == migrate.head()
    query = "SELECT name FROM office"
    lives = "SELECT head, epoch FROM hub.scope WHERE id = 'r'"
    with psycopg.connect(filled.dsn) as before, psycopg.connect(empty_dsn) as after:
        assert after.execute(query).fetchall() == before.execute(query).fetchall() == [("样例街道",)]
        (old_head, old_life), (new_head, new_life) = before.execute(lives).fetchone(), after.execute(lives).fetchone()  # type: ignore[misc]
        assert old_head == new_head == 2 and old_life != new_life
    assert [one.check for one in doctor.examine(empty_dsn, None, NOW) if not one.sound] == []


def test_a_filled_database_is_left_alone(
    filled: Central, central: Central, tmp_path: Path, identity: pyrage.x25519.Identity
) -> None:
    path = back_up(filled.dsn, tmp_path, str(identity.to_public()), NOW)
    with pytest.raises(SurroundingsProblem, match=r"central\.not_empty"):
        restore(central.dsn, path, str(identity))


def test_another_secret_opens_nothing(
    filled: Central, empty_dsn: str, tmp_path: Path, identity: pyrage.x25519.Identity
) -> None:
    path = back_up(filled.dsn, tmp_path, str(identity.to_public()), NOW)
    for secret in (str(pyrage.x25519.Identity.generate()), "no secret"):
        with pytest.raises(SurroundingsProblem, match=r"central\.identity"):
            restore(empty_dsn, path, secret)
    assert migrate.version(empty_dsn) is None


def test_a_backup_cut_short_changes_nothing(
    filled: Central, empty_dsn: str, tmp_path: Path, identity: pyrage.x25519.Identity
) -> None:
    path = back_up(filled.dsn, tmp_path, str(identity.to_public()), NOW)
    path.write_bytes(path.read_bytes()[:-100])
    with pytest.raises(SurroundingsProblem):
        restore(empty_dsn, path, str(identity))
    assert migrate.version(empty_dsn) is None


def test_a_backup_that_fails_leaves_no_file(central: Central, tmp_path: Path) -> None:
    with pytest.raises(SurroundingsProblem, match=r"central\.receiver"):
        back_up(central.dsn, tmp_path, "age1nobody", NOW)
    receiver = str(pyrage.x25519.Identity.generate().to_public())
    with psycopg.connect(central.dsn, autocommit=True) as connection:
        connection.execute("CREATE ROLE nosy LOGIN PASSWORD 'nosy'")
    nosy = psycopg.conninfo.make_conninfo(central.dsn, user="nosy", password="nosy")
    with pytest.raises(SurroundingsProblem, match=r"central\.backup_failed") as caught:
        back_up(nosy, tmp_path, receiver, NOW)
    assert "permission denied" in str(caught.value.params["said"])
    assert list(tmp_path.iterdir()) == []

"""The disk of the central store is full: PCs are told to come again, nothing is half taken, it goes on by itself."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from db.central.database import Central
from db.central.embedded import EmbeddedPostgres
from db.central.problems import Refusal
from db.central.push import push
from db.models.base import new_id
from tests.db.central.office import Pc, one, rows

pytestmark = pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="only root mounts a small disk")


@pytest.fixture
def small_disk(postgres: EmbeddedPostgres) -> Iterator[Path]:
    """A disk of two megabytes."""
    folder = Path(tempfile.mkdtemp(prefix="caseworker-disk-"))
    folder.chmod(0o755)
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m,mode=0777", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if mounted.returncode:
        folder.rmdir()
        pytest.skip("this machine lets nobody mount")
    owner = postgres.folder.stat()
    os.chown(folder, owner.st_uid, owner.st_gid)
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def cramped(central_dsn: str, small_disk: Path) -> Iterator[Central]:
    """A central store whose people lie on the small disk."""
    name = f"small_{new_id().hex}"
    with psycopg.connect(central_dsn, autocommit=True) as connection:
        connection.execute(f"CREATE TABLESPACE {name} LOCATION '{small_disk}'".encode())
        connection.execute(f"ALTER TABLE person SET TABLESPACE {name}".encode())
    central = Central(central_dsn, pool=2)
    yield central
    central.close()
    with psycopg.connect(central_dsn, autocommit=True) as connection:
        connection.execute("ALTER TABLE person SET TABLESPACE pg_default")
        connection.execute(f"DROP TABLESPACE {name}".encode())


def test_a_full_disk_refuses_whole_batches_until_there_is_room(cramped: Central, small_disk: Path) -> None:
    pc, taken, body = Pc(cramped), 0, b""
    with pytest.raises(Refusal) as refusal:
        for _ in range(60):
            body = pc.body(*[pc.insert("person", remarks=os.urandom(2000).hex()) for _ in range(40)])
            push(cramped, pc.caller, body)
            taken += 1
    assert (refusal.value.status, bool(refusal.value.retry_after)) == (503, True)
    assert taken > 0
    held = (
        "SELECT (SELECT count(*) FROM person), (SELECT count(*) FROM hub.change_log),"
        " (SELECT max(batch) FROM hub.push_batch)"
    )
    assert rows(cramped, held) == [(40 * taken, 40 * taken, taken)]
    with pytest.raises(Refusal, match="503"):
        push(cramped, pc.caller, body)
    subprocess.run(["mount", "-o", "remount,size=64m", str(small_disk)], check=True)
    push(cramped, pc.caller, body)
    assert rows(cramped, held) == [(40 * (taken + 1), 40 * (taken + 1), taken + 1)]
    assert one(cramped, "SELECT head FROM hub.scope WHERE id = %s", pc.caller.scopes[2]) == 40 * (taken + 1)

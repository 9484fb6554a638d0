"""Kill the program while it saves, again and again, and look for anything lost.

A child writes through the real unit of work and names each transaction after it was committed. It is killed 80 to
350 ms after its first word; then the office is opened as at any start and every promise is checked: pages sound,
references whole, each acknowledged record there, record, outbox and audit together, the audit chain unbroken.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import count as endless
from multiprocessing.connection import Connection
from pathlib import Path
from time import monotonic
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from bench import harness
from db.actor import Actor, Role
from db.local.audit import first_broken
from db.local.folder import OfficeFolder, OpenedStore
from db.local.key_slots import Cost, SlotHolder
from db.local.unit_of_work import UnitOfWork
from db.models import Activity, Case, Office, Officer, Person
from db.models.base import new_id
from db.problems import Problem

KILLS = 200
KILLS_PER_STORE = 20  # a store that grows for all of them would make the checks the longest part
AFTER_SECONDS = (0.08, 0.35)
PATIENCE = 60.0
PASSWORD = "bench-本地-7"
HOLDER = SlotHolder(str(new_id()), "wang", "王样一", "officer", "样例街道")
OFFICE_ID = new_id()
NOW = datetime(2026, 11, 22, 1, 30, tzinfo=UTC)
RECORDS = ("person", "case", "activity")


@dataclass
class Findings:
    """What a check found: acknowledged work that is gone, and stores that are not sound."""

    lost: list[str] = field(default_factory=list)
    apart: list[str] = field(default_factory=list)
    corrupt: list[str] = field(default_factory=list)


def main(_arguments: list[str]) -> dict[str, object]:
    """`N` kills; `lost` counts acknowledged transactions, `corrupt` reopened stores with any fault."""
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
    kills, dice = harness.count(KILLS), harness.dice("crash")
    acknowledged, lost, apart, corrupt = 0, 0, 0, 0
    with harness.timed() as watch:
        for first in range(0, kills, KILLS_PER_STORE):
            with tempfile.TemporaryDirectory() as name:
                folder = found_office(Path(name) / "office")
                told: list[str] = []
                for _ in range(min(KILLS_PER_STORE, kills - first)):
                    told += killed_writer(folder, dice.uniform(*AFTER_SECONDS))
                    found = examine(folder, told)
                    corrupt += bool(found.corrupt)
                lost, apart, acknowledged = lost + len(found.lost), apart + len(found.apart), acknowledged + len(told)
            harness.tell(f"{first + KILLS_PER_STORE} of {kills}: {acknowledged} saved, {lost} lost, {corrupt} corrupt")
    return {
        "kills": kills,
        "lost": lost,
        "corrupt": corrupt,
        "apart": apart,
        "acknowledged": acknowledged,
        "seconds": watch.seconds,
    }


def found_office(root: Path) -> OfficeFolder:
    """A new office with its officer, closed."""
    folder = OfficeFolder(root, Cost(1024, 1, 1))
    opened = folder.create(HOLDER, PASSWORD)
    with opened.store.write(_actor(opened), NOW) as unit:
        unit.add(Office(id=OFFICE_ID, name="样例街道", district_name="样例区"))
        officer = unit.add(Officer(id=UUID(HOLDER.officer_id), login=HOLDER.login, name=HOLDER.name, role=HOLDER.role))
        unit.audit("office.create", officer, rows=2)
    folder.finish_creation()
    opened.close()
    return folder


def killed_writer(folder: OfficeFolder, after: float) -> list[str]:
    """Let a child save until it is killed; the transactions it acknowledged, as hex."""
    forking: Any = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    ours, theirs = forking.Pipe(duplex=False)
    child = forking.Process(target=keep_saving, args=(folder.root, theirs), daemon=True)
    child.start()
    theirs.close()
    told = []
    if ours.poll(PATIENCE):
        end = monotonic() + after
        while (left := end - monotonic()) > 0:
            if ours.poll(left):
                told.append(ours.recv_bytes().hex())
    child.kill()
    child.join()
    told += _rest(ours)
    if not told:
        raise RuntimeError("the writing child never saved anything")
    return told


def _rest(pipe: Connection) -> Iterator[str]:
    """What was acknowledged between the last look and the kill; a word cut off in the middle is none."""
    with suppress(EOFError, OSError):
        while True:
            yield pipe.recv_bytes().hex()


def keep_saving(root: Path, pipe: Connection) -> None:
    """In the child: save for ever, and say so only after each commit."""
    opened = OfficeFolder(root, Cost(1024, 1, 1)).open(HOLDER.login, PASSWORD)
    actor, people = _actor(opened), list[UUID]()
    for n in endless():
        with opened.store.write(actor, NOW) as unit:
            if n % 3 == 2:
                _edit(unit, people[-1], n)
            else:
                people.append(_register(unit, n))
        pipe.send_bytes(unit.tx.bytes)


def _register(unit: UnitOfWork, n: int) -> UUID:
    officer = UUID(HOLDER.officer_id)
    person = unit.add(
        Person(
            name=f"李样{n}", id_no="509999199001010016", sex="1", birth_date=date(1990, 1, 1), registered_by=officer,
            registered_on=NOW.date(), valid_to=date(2027, 5, 22), grid="0", remarks="样" * (n * 37 % 900),
        )
    )  # fmt: skip
    case = unit.add(Case(person_id=person.id, owner_id=officer, state="open", opened_on=NOW.date(), assigned_at=NOW))
    unit.add(
        Activity(
            case_id=case.id, person_id=person.id, kind="contact", text=f"第 {n} 次联系", occurred_at=NOW,
            recorded_at=NOW, officer_id=officer,
        )
    )  # fmt: skip
    unit.audit("person.create", person, rows=len(RECORDS))
    return person.id


def _edit(unit: UnitOfWork, person_id: UUID, n: int) -> None:
    person = unit.session.get_one(Person, person_id)
    person.grid = str(n)
    unit.audit("person.update", person, rows=1)


def examine(folder: OfficeFolder, told: list[str]) -> Findings:
    """Open the office as a start does and check everything that was promised."""
    found = Findings()
    try:
        opened = folder.open(HOLDER.login, PASSWORD)
    except Problem as problem:
        return Findings(lost=list(told), corrupt=[problem.code])
    try:
        with opened.store.maintenance() as driver:
            found.corrupt += _unsound(driver)
        with opened.store.read() as session:
            broken = first_broken(session.connection())
            found.corrupt += [] if broken is None else [f"audit entry {broken}"]
            found.apart += _apart(session)
            found.lost += sorted(set(told) - _complete(session))
    except Problem as problem:
        found.corrupt.append(problem.code)
    finally:
        opened.close()
    found.corrupt += found.apart
    return found


def _unsound(driver: Any) -> list[str]:
    """Page seals are checked in the main file, so the log goes there first."""
    driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    seals = driver.execute("PRAGMA cipher_integrity_check").fetchall()
    said = [row[0] for row in driver.execute("PRAGMA integrity_check").fetchall()]
    loose = driver.execute("PRAGMA foreign_key_check").fetchall()
    return [*map(str, seals), *(word for word in said if word != "ok"), *map(str, loose)]


def _complete(session: Session) -> set[str]:
    """Transactions whose records, outbox rows and audit entry are all there and say the same number of rows."""
    present = " UNION ALL ".join(f'SELECT id FROM "{name}"' for name in RECORDS)
    query = text(
        "SELECT lower(hex(a.tx)) FROM audit_entry a JOIN outbox o ON o.tx = a.tx"
        f" WHERE o.row_id IN ({present}) GROUP BY a.tx, a.rows HAVING count(*) = a.rows"
    )
    return set(session.execute(query).scalars())


def _apart(session: Session) -> list[str]:
    """Transactions, acknowledged or not, of which only a part is there; records that differ from their last change."""
    counted = text(
        "SELECT lower(hex(tx)) FROM (SELECT tx, rows AS audited, 0 AS sent FROM audit_entry"
        " UNION ALL SELECT tx, 0, 1 FROM outbox) GROUP BY tx HAVING sum(audited) <> sum(sent)"
    )
    unsent = " UNION ALL ".join(
        f'SELECT lower(hex(id)) FROM "{name}" WHERE id NOT IN (SELECT row_id FROM outbox)' for name in RECORDS
    )
    torn = [*session.execute(counted).scalars(), *session.execute(text(unsent)).scalars()]
    edits = session.execute(text("SELECT row_id, patch FROM outbox WHERE op = 'U' ORDER BY n")).all()
    last = {row_id: json.loads(patch)["grid"][1] for row_id, patch in edits}
    grids = {row.id: row.grid for row in session.execute(text("SELECT id, grid FROM person"))}
    return torn + [row_id.hex() for row_id, grid in last.items() if grids.get(row_id) != grid]


def _actor(opened: OpenedStore) -> Actor:
    return Actor(
        UUID(HOLDER.officer_id), HOLDER.name, Role.OFFICER, OFFICE_ID, HOLDER.office_name, "509999", opened.device_id
    )


if __name__ == "__main__":
    harness.run(main)

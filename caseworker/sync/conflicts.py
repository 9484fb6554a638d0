"""Two values of one field (待核对): both with who and when, record by record, and what a rule settled by itself."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import or_, select

from caseworker.access.permissions import Right, require
from caseworker.desk import Desk, Saved
from caseworker.problems import OfficerProblem
from caseworker.sync.raw import column_of, raw_of
from caseworker.sync.wording import Wording, entity_words, field_words, sensitivity_of
from db.models import Conflict
from db.models.base import Sensitivity

OPEN, BY_RULE, SETTLED = "open", "rule", "settled"
KEPT, OTHER = "kept", "other"
EDIT, DELETE, LATE, IDENTITY = "edit", "delete", "late", "identity"
WHOLE = "*"
"""Field name of a conflict about a whole entry: something added late to a case that had moved here."""
_SAYS = ("text", "note", "reason", "title", "post")
LOOK_BACK = timedelta(days=30)
"""How long what a rule settled is shown to be looked over."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two values, with who wrote it and when."""

    value: str
    officer: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class FieldConflict:
    """Two values of one field. `now` is what the record shows when that is neither; `hidden`: parts are masked.

    `state` is open, rule or settled; `choice` (kept or other) is what a person chose.
    """

    id: UUID
    kind: str
    entity: str
    row_id: UUID
    other_row_id: UUID | None
    field: str
    name: str
    kept: Side
    other: Side
    now: str
    hidden: bool
    state: str
    choice: str
    found_at: datetime

    @property
    def only_seen(self) -> bool:
        """Whether there is nothing to choose, only something to have looked at."""
        return self.kind == IDENTITY or self.field == WHOLE

    @property
    def standing(self) -> str:
        """Which side counts now: what was chosen, what the rule kept, or "" while it is open."""
        return self.choice or (KEPT if self.state == BY_RULE else "")


@dataclass(frozen=True, slots=True)
class RecordConflicts:
    """The conflicts of one record. `title` says whom or what it is about; `office` is the other one of `identity`."""

    entity: str
    id: UUID
    kind: str
    title: str
    person_id: UUID | None
    other_person_id: UUID | None
    fields: tuple[FieldConflict, ...]

    @property
    def open(self) -> int:
        """How many of them wait for a person."""
        return sum(one.state == OPEN for one in self.fields)

    @property
    def found_at(self) -> datetime:
        return max(one.found_at for one in self.fields)


def conflicts(desk: Desk, lang: str = "zh") -> tuple[RecordConflicts, ...]:
    """Records with open conflicts first, then those a rule or a person settled lately; newest first."""
    require(desk.actor, Right.VIEW)
    since = desk.now - LOOK_BACK
    wanted = or_(Conflict.state == OPEN, Conflict.found_at >= since, Conflict.settled_at >= since)
    with desk.read() as session:
        wording = Wording(session, lang)
        records: dict[tuple[str, UUID], list[Conflict]] = {}
        for found in session.scalars(select(Conflict).where(wanted, ~Conflict.deleted).order_by(Conflict.id)):
            records.setdefault((found.entity, found.row_id), []).append(found)
        shown = [_record(wording, rows, lang) for rows in records.values()]
    return tuple(sorted(shown, key=lambda record: (record.open == 0, -record.found_at.timestamp())))


def reveal_conflict(desk: Desk, conflict_id: UUID, reason: str) -> Saved[tuple[str, str]]:
    """Both values in full, kept first. The audit entry is committed before they are handed out."""
    require(desk.actor, Right.REVEAL)
    if not reason.strip():
        raise OfficerProblem("registration.reveal_reason_missing")
    with desk.write() as unit:
        found = unit.session.get(Conflict, conflict_id)
        if found is None or found.deleted:
            raise OfficerProblem("sync.conflict_gone")
        wording = Wording(unit.session)
        both = tuple(_value(wording, found, raw, masked=False) for raw in (found.kept, found.other))
        unit.audit("sync.reveal_conflict", found, fields=(found.field_name,), reason=reason)
    return Saved((both[0], both[1]), unit.summary)


def _record(wording: Wording, rows: Iterable[Conflict], lang: str) -> RecordConflicts:
    rows = list(rows)
    first = rows[0]
    twin = next((row.other_row_id for row in rows if row.kind == IDENTITY), None)
    return RecordConflicts(
        entity=first.entity,
        id=first.row_id,
        kind=entity_words(first.entity, lang),
        title=wording.title(first.entity, first.row_id),
        person_id=wording.person_of(first.entity, first.row_id) or first.person_id,
        other_person_id=twin if twin is not None and wording.title("person", twin) else None,
        fields=tuple(_field(wording, row, lang) for row in rows),
    )


def _field(wording: Wording, row: Conflict, lang: str) -> FieldConflict:
    kept = _value(wording, row, row.kept)
    other = _value(wording, row, row.other)
    now = _now(wording, row)
    return FieldConflict(
        id=row.id,
        kind=row.kind,
        entity=row.entity,
        row_id=row.row_id,
        other_row_id=row.other_row_id,
        field=row.field_name,
        name=field_words(row.entity, row.field_name, lang),
        kept=Side(kept, wording.officer(row.kept_by), row.kept_at),
        other=Side(other, wording.officer(row.other_by), row.other_at),
        now=now if now not in (kept, other) else "",
        hidden=_hides(wording, row),
        state=row.state,
        choice=row.choice or "",
        found_at=row.found_at,
    )


def _value(wording: Wording, row: Conflict, text: str | None, *, masked: bool = True) -> str:
    raw = json.loads(text) if text else None
    if row.kind == IDENTITY:  # of the other office its name alone is told
        return str(raw.get("office", "")) if isinstance(raw, dict) else ""
    if row.field_name == WHOLE:
        return _entry_text(wording, row)
    return wording.value(row.entity, row.field_name, raw, masked=masked)


def _entry_text(wording: Wording, row: Conflict) -> str:
    """What an entry that was added late says."""
    record = wording.record(row.entity, row.row_id)
    return next((str(words) for name in _SAYS if (words := getattr(record, name, ""))), "")


def _hides(wording: Wording, row: Conflict) -> bool:
    if sensitivity_of(row.entity, row.field_name) not in {Sensitivity.IDENTITY, Sensitivity.PHONE, Sensitivity.BANK}:
        return False
    values = (row.kept, row.other)
    return any(_value(wording, row, text) != _value(wording, row, text, masked=False) for text in values)


def _now(wording: Wording, row: Conflict) -> str:
    """What the record shows now; as the kept value when that cannot be told."""
    record, column = wording.record(row.entity, row.row_id), column_of(row.entity, row.field_name)
    if record is None or column is None or row.kind == IDENTITY:
        return _value(wording, row, row.kept)
    return wording.value(row.entity, row.field_name, raw_of(column, getattr(record, row.field_name)))

"""Values between the outbox's form and the models': keys as hex, dates and instants as ISO text, flags as 0 and 1."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from db.models.base import instant_text
from db.sync.columns import Holds, WireColumn, entities

_TO_RAW: Mapping[Holds, Callable[[Any], Any]] = {
    Holds.KEY: lambda value: value.hex,
    Holds.FLAG: int,
    Holds.DATE: date.isoformat,
    Holds.INSTANT: instant_text,
    Holds.JSON: lambda value: json.dumps(value, ensure_ascii=False),
}
_TO_MODEL: Mapping[Holds, Callable[[Any], Any]] = {
    Holds.KEY: UUID,
    Holds.FLAG: bool,
    Holds.DATE: date.fromisoformat,
    Holds.INSTANT: datetime.fromisoformat,
    Holds.JSON: lambda raw: json.loads(raw) if isinstance(raw, str) else raw,
}


def column_of(entity: str, field: str) -> WireColumn | None:
    """The column, or None for one this version does not know."""
    kind = entities().get(entity)
    return kind.column(field) if kind is not None else None


def raw_of(column: WireColumn, value: Any) -> Any:
    """A model's value in the outbox's form."""
    return value if value is None else _TO_RAW.get(column.holds, _same)(value)


def typed(column: WireColumn, raw: Any) -> Any:
    """A value of the outbox's form as the model wants it; a list that may not be empty-handed is an empty one."""
    if raw is None:
        return [] if column.holds is Holds.JSON and not column.nullable else None
    return _TO_MODEL.get(column.holds, _same)(raw)


def _same(value: Any) -> Any:
    return value

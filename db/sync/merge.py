"""What becomes of an edit that was made on an older state of a row: a pure rule, the same for every noun.

Fields are merged one by one. Where two people changed the same field both values are kept: the field's `Merge` says
whether the later one shows at once or a person decides. Clocks decide nothing; "later" is who arrives later.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import orjson

from db.models.base import Merge
from db.sync.columns import Entity, Holds

Stamp = tuple[int, str | None, str | None]
"""When a field was last changed: at which revision, by which officer (hex), at what time (ISO, the PC's clock)."""

DELETED = "deleted"
FIRST_REV = 1


class Kind(StrEnum):
    """Why two values are kept."""

    EDIT = "edit"
    DELETE = "delete"
    LATE = "late"
    IDENTITY = "identity"


@dataclass(frozen=True, slots=True)
class Clash:
    """Two values of a field. `kept` shows; `arrived_kept` says whether that is the arriving one. `open`: a person
    decides."""

    field_name: str
    kind: Kind
    base: Any
    kept: Any
    other: Any
    arrived_kept: bool
    open: bool


@dataclass(slots=True)
class Merged:
    """What to write (field → value) and what to keep for a person."""

    values: dict[str, Any] = field(default_factory=dict)
    clashes: list[Clash] = field(default_factory=list)


def merge(
    entity: Entity, patch: Mapping[str, Any], base: int, current: Mapping[str, Any], stamps: Mapping[str, Stamp]
) -> Merged:
    """Merge `patch` ({field: [old, new]}), made on revision `base`, into the `current` values of the row."""
    made = Merged()
    for name, (old, new) in patch.items():
        if name != DELETED:
            _field(made, entity, name, old, new, _unseen(name, base, stamps), current.get(name))
    if DELETED in patch and patch[DELETED][1]:
        _delete(made, base, current, stamps)
    elif DELETED in patch:
        _take(made, current, DELETED, 0)
    elif current.get(DELETED) and _unseen(DELETED, base, stamps):
        made.values[DELETED] = 0
        made.clashes.append(Clash(DELETED, Kind.DELETE, 0, 0, 1, arrived_kept=True, open=True))
    return made


def same(holds: Holds, one: Any, other: Any) -> bool:
    """Whether two values of a column are one; JSON is compared by what it says."""
    if one == other:
        return True
    if holds is Holds.JSON and isinstance(one, str) and isinstance(other, str):
        return bool(orjson.loads(one) == orjson.loads(other))
    return False


def _unseen(name: str, base: int, stamps: Mapping[str, Stamp]) -> bool:
    """Whether the field was changed after the state the edit was made on."""
    stamp = stamps.get(name)
    return (stamp[0] if stamp else FIRST_REV) > base


def _field(made: Merged, entity: Entity, name: str, old: Any, new: Any, unseen: bool, now: Any) -> None:
    column = entity.column(name)
    assert column is not None, name
    if same(column.holds, now, new):
        return
    if not unseen or same(column.holds, now, old):
        made.values[name] = new
    elif column.merge is Merge.LATEST:
        made.values[name] = new
        made.clashes.append(Clash(name, Kind.EDIT, old, new, now, arrived_kept=True, open=False))
    else:
        made.clashes.append(Clash(name, Kind.EDIT, old, now, new, arrived_kept=False, open=True))


def _delete(made: Merged, base: int, current: Mapping[str, Any], stamps: Mapping[str, Stamp]) -> None:
    """A delete of what somebody edited meanwhile leaves the row where it is."""
    edited = any(stamp[0] > base for name, stamp in stamps.items() if name != DELETED)
    if edited and not current.get(DELETED):
        made.clashes.append(Clash(DELETED, Kind.DELETE, 0, 0, 1, arrived_kept=False, open=True))
    else:
        _take(made, current, DELETED, 1)


def _take(made: Merged, current: Mapping[str, Any], name: str, value: Any) -> None:
    if current.get(name) != value:
        made.values[name] = value

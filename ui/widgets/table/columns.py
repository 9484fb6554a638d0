"""What a column of a table is: how to read a row, show, copy, filter and sort it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from enum import StrEnum
from typing import Any

from ui.widgets.tags import plain_text

CHINA = timezone(timedelta(hours=8))


class Kind(StrEnum):
    """How a value is shown."""

    TEXT = "text"
    TAGS = "tags"
    MONEY = "money"
    NUMBER = "number"
    DATE = "date"
    TIME = "time"
    PICTURE = "picture"


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    `value(row)` gives, by kind: TEXT str or None; TAGS runs (`ui.widgets.tags`: str, Bold, Soft, Tag, or a sequence
    of them); MONEY int fen; NUMBER int or float; DATE `date`; TIME aware `datetime`; PICTURE a `QImage` or None.
    `width` is in pixels at 100 %; `stretch` takes what room is left. `sort(row)` overrides what is sorted by,
    `copy(row)` what is copied.
    """

    key: str
    title: str
    value: Callable[[Any], Any]
    kind: Kind | str = Kind.TEXT
    width: int = 120
    stretch: bool = False
    sort: Callable[[Any], Any] | None = None
    copy: Callable[[Any], str] | None = None
    tip: Callable[[Any], str] | None = None

    @property
    def right(self) -> bool:
        """Whether values stand at the right edge."""
        return self.kind in {Kind.MONEY, Kind.NUMBER}

    def text(self, row: Any) -> str:
        """The value as shown."""
        return shown(self.value(row), Kind(self.kind))

    def copied(self, row: Any) -> str:
        """The value as copied to the clipboard: what is seen, numbers without grouping."""
        if self.copy is not None:
            return self.copy(row)
        return self.text(row).replace(",", "") if self.right else self.text(row)

    def sort_key(self, row: Any) -> tuple[bool, Any]:
        """A key that orders rows by this column, empty values last."""
        value = self.sort(row) if self.sort is not None else self.value(row)
        if value is None or value == "":
            return (True, 0)
        return (
            False,
            value if isinstance(value, int | float | date | datetime | str | tuple) else plain_text(value),
        )


def shown(value: Any, kind: Kind) -> str:
    """A value as text, empty for None. Money is fen shown as yuan; instants are shown in China time."""
    if value is None or kind is Kind.PICTURE:
        return ""
    if kind is Kind.MONEY:
        return f"{value // 100:,}.{value % 100:02d}" if value >= 0 else f"-{shown(-value, kind)}"
    if kind is Kind.NUMBER:
        return f"{value:,}"
    if kind is Kind.DATE:
        return f"{value:%Y-%m-%d}"
    if kind is Kind.TIME:
        return f"{value.astimezone(CHINA):%Y-%m-%d %H:%M}"
    return plain_text(value)

"""The rows of a sheet as the bytes of its XML. Values only: nothing here can write a formula.

openpyxl keeps everything around the rows (styles, print set-up, charts, parts); per cell it costs five
times what writing the bytes does, and a ledger has three million cells.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal

from openpyxl.utils import get_column_letter

from caseworker.clock import CHINA
from caseworker.exchange.ledger import ColumnKind

LONGEST_CELL = 32_767
_CUT = "…（已截断）"
LINE_HEIGHT, ROW_HEIGHT, TALLEST_ROW = 15.0, 20.0, 400.0
_FORMULA_STARTS = frozenset("=+-@\t\r\n＝＋－＠")
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NEEDS_CARE = re.compile("[\x00-\x1f&<>\ud800-\udfff\ufffe\uffff]|^\\s|\\s$|  ")
_EPOCH = date(1899, 12, 30)
_SECONDS_A_DAY = 86_400

Style = tuple[int, int]
"""Number of a cell style, and of the same style for text that must never be taken for a formula."""


def clean_text(value: str) -> str:
    """Text as a cell can hold it: without characters XML forbids, at most 32,767 characters, cut visibly."""
    text = _UNWRITABLE.sub("", value.replace("\r\n", "\n"))
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - len(_CUT)] + _CUT


def text_width(text: str) -> int:
    """Width in half-width characters: a Chinese character counts two."""
    return len(text) if text.isascii() else sum(1 if char.isascii() else 2 for char in text)


class RowWriter:
    """Turns values into rows for columns of fixed kinds, styles and widths."""

    def __init__(
        self,
        kinds: Sequence[ColumnKind],
        styles: Sequence[Style],
        widths: Sequence[float],
        *,
        wrapped: bool = True,
    ) -> None:
        self._columns = [
            (
                get_column_letter(index),
                kind,
                style,
                max(int(width) - 3, 2),
                wrapped and kind is ColumnKind.TEXT,
            )
            for index, (kind, style, width) in enumerate(zip(kinds, styles, widths, strict=True), start=1)
        ]

    def row(self, number: int, values: Sequence[object], least_height: float = ROW_HEIGHT) -> str:
        """The XML of row `number` (from 1), high enough for text that wraps."""
        parts: list[str] = []
        lines = 1
        for (letter, kind, style, width, wraps), value in zip(self._columns, values, strict=True):
            if isinstance(value, str):
                if wraps and (2 * len(value) > width or "\n" in value):
                    lines = max(lines, _lines(value, width))
                parts.append(_text_cell(f"{letter}{number}", style, value))
            else:
                parts.append(_value_cell(f"{letter}{number}", style[0], kind, value))
        height = max(least_height, min(LINE_HEIGHT * lines + 5, TALLEST_ROW))
        return f'<row r="{number}" ht="{height:g}" customHeight="1">{"".join(parts)}</row>'


def _lines(text: str, width: int) -> int:
    """How many lines a text takes in a column, a little generously."""
    return sum(max(1, -(-text_width(line) // width)) for line in text.split("\n"))


def _text_cell(reference: str, style: Style, value: str) -> str:
    if not value:
        return f'<c r="{reference}" s="{style[0]}"/>'
    number = style[1] if value[0] in _FORMULA_STARTS else style[0]
    space = ""
    if len(value) > LONGEST_CELL or _NEEDS_CARE.search(value):
        value = clean_text(value).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        value, space = value.replace("\r", "&#13;"), ' xml:space="preserve"'
    return f'<c r="{reference}" s="{number}" t="inlineStr"><is><t{space}>{value}</t></is></c>'


def _value_cell(reference: str, style: int, kind: ColumnKind, value: object) -> str:
    if value is None:
        return f'<c r="{reference}" s="{style}"/>'
    if isinstance(value, bool):
        return _text_cell(reference, (style, style), "是" if value else "否")
    for accepted, written in _WRITTEN:
        if isinstance(value, accepted):
            return f'<c r="{reference}" s="{style}"><v>{written(value, kind)}</v></c>'
    raise TypeError(f"a workbook cell cannot hold a {type(value).__name__}")


def _number(value: int, kind: ColumnKind) -> str:
    """Fen become yuan; every other whole number is itself."""
    return f"{Decimal(value) / 100:f}" if kind is ColumnKind.MONEY else str(value)


def _instant(value: datetime, _: ColumnKind) -> str:
    """China's wall-clock time; a naive instant is a bug."""
    if value.tzinfo is None:
        raise TypeError("instants in a workbook are aware")
    there = value.astimezone(CHINA)
    seconds = there.hour * 3600 + there.minute * 60 + there.second
    return repr((there.date() - _EPOCH).days + seconds / _SECONDS_A_DAY)


_WRITTEN: tuple[tuple[type | tuple[type, ...], Callable[..., str]], ...] = (
    (int, _number),
    (datetime, _instant),
    (date, lambda value, _: str((value - _EPOCH).days)),
    ((float, Decimal), lambda value, _: format(value, "f") if isinstance(value, Decimal) else repr(value)),
)

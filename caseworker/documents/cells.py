"""What can stand in a cell of a form: labels, values, tick boxes, signatures, opinions with a seal.

A cell is told its width, sets its text, and answers how high it must be and how to paint itself. `span`
counts columns of the grid. Text that is too long even at the smallest size ends in （续附页） and goes on
the annex.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final, NamedTuple, Protocol

from reportlab.lib.units import mm

from caseworker.documents.fonts import Face, measure, missing
from caseworker.documents.sheet import PAD, Align, Box, Pen
from caseworker.documents.typesetting import BODY, SetText, clean, fit, wrap, wrap_units
from caseworker.documents.wording import chinese_date

CONTINUED: Final = "（续附页）"
BLANK_DATE: Final = "　　　年　　月　　日"
_AIR: Final[float] = 2.0 * mm
_NAME: Final[float] = 34 * mm
"""Room for "经办人：" and a name written by hand."""
_SPREAD: Final[float] = 10 * mm


class SetCell(NamedTuple):
    """A cell whose text is set: the height it needs and how to paint it."""

    height: float
    paint: Callable[[Pen, Box], None]
    tinted: bool = False


class Cell(Protocol):
    """One cell of a row; `name` is the label beside it, for the annex page."""

    @property
    def span(self) -> int: ...

    def set(self, setting: Setting, width: float, name: str) -> SetCell: ...


@dataclass(slots=True)
class Setting:
    """What is found out while one form is set: texts for its annex, characters no font has."""

    annex: list[tuple[str, str]] = field(default_factory=list)
    missing: dict[str, None] = field(default_factory=dict)

    def text(self, raw: str, face: Face = Face.SONG) -> str:
        """`raw` made fit for paper; characters without a glyph are noted."""
        cleaned = clean(raw)
        self.missing.update(dict.fromkeys(missing(cleaned.replace("\n", ""), face)))
        return cleaned

    def fit(self, raw: str, width: float, lines: int, name: str, face: Face = Face.SONG, size: float = BODY) -> SetText:
        """`raw` in at most `lines` lines; what is too long is marked and put on the annex in full."""
        cleaned = self.text(raw, face)
        found = fit(cleaned, width, lines, face, size)
        if not found.cut:
            return found
        self.annex.append((name, cleaned))
        last = found.lines[-1]
        while last and measure(last + CONTINUED, face, found.size) > width:
            last = last[:-1]
        return SetText((*found.lines[:-1], last + CONTINUED), found.size, face, cut=True)


@dataclass(frozen=True, slots=True)
class Label:
    """The printed word beside a blank: centred on a light ground."""

    text: str
    span: int = 3
    tinted: bool = True

    def set(self, setting: Setting, width: float, name: str) -> SetCell:
        found = setting.fit(self.text, width - 2 * PAD, 4, self.text)
        return SetCell(
            found.height + 2 * _AIR, lambda pen, box: pen.block(box.inset(PAD), found, "center"), self.tinted
        )


@dataclass(frozen=True, slots=True)
class Value:
    """What is filled in, or the blank for it; a `unit` stays on the paper either way."""

    text: str = ""
    span: int = 5
    lines: int = 2
    align: Align = "left"
    unit: str = ""
    size: float = BODY

    def set(self, setting: Setting, width: float, name: str) -> SetCell:
        spaced = f" {self.unit}" if self.unit else ""
        if not self.text and self.unit:
            found = setting.fit(self.unit, width - 2 * PAD, 1, name, size=self.size)
            return SetCell(found.height + 2 * _AIR, lambda pen, box: pen.block(box.inset(PAD), found, "right"))
        found = setting.fit(self.text + spaced, width - 2 * PAD, self.lines, name, size=self.size)
        return SetCell(found.height + 2 * _AIR, lambda pen, box: pen.block(box.inset(PAD), found, self.align))


def day(value: date | None, span: int) -> Value:
    """A date, or 年 月 日 with room to write the figures."""
    return Value(chinese_date(value), span, 1) if value else Value("年　　月　　日", span, 1, "right")


@dataclass(frozen=True, slots=True)
class Choices:
    """Boxes to tick: ☑ for what is chosen, ☐ for the rest; a box never parts from its words.

    A chosen text that is not among the options is not lost: it is printed as ☑ 其他（…）.
    """

    options: Sequence[str]
    chosen: str | Iterable[str] = ""
    span: int = 5

    def set(self, setting: Setting, width: float, name: str) -> SetCell:
        units = [setting.text(unit) + "　" for unit in self._units()]
        found = _choices(units, width - 2 * PAD)
        return SetCell(found.height + 2 * _AIR, lambda pen, box: pen.block(box.inset(PAD), found))

    def _units(self) -> list[str]:
        chosen = {self.chosen} if isinstance(self.chosen, str) else set(self.chosen)
        chosen.discard("")
        units = [f"{'☑' if option in chosen else '☐'} {option}" for option in self.options]
        other = [text for text in chosen if text not in self.options]
        return units + [f"☑ 其他（{text}）" for text in sorted(other)]


@dataclass(frozen=True, slots=True)
class Signature:
    """A statement with room to sign under it: `parts` at the lower right, a blank date after them."""

    parts: Sequence[str]
    text: str = ""
    span: int = 24
    height: float = 24 * mm
    lines: int = 6
    signed: date | None = None

    def set(self, setting: Setting, width: float, name: str) -> SetCell:
        found = setting.fit(self.text, width - 2 * PAD - 2 * mm, self.lines, name)
        foot = [setting.text(part) for part in self.parts]
        signed = chinese_date(self.signed, BLANK_DATE)
        height = max(self.height, (found.height if self.text else 0) + 13 * mm)
        return SetCell(height, lambda pen, box: self._paint(pen, box, found, foot, signed))

    def _paint(self, pen: Pen, box: Box, found: SetText, foot: Sequence[str], signed: str) -> None:
        inner = box.inset(PAD + 1 * mm, _AIR)
        pen.block(inner, found, from_top=True)
        baseline = inner.bottom + 1.6 * mm
        pen.aligned(inner, baseline, signed, "right", Face.SONG, BODY)
        room = inner.width - measure(signed, Face.SONG, BODY) - 4 * mm
        widths = [_signing_room(part) for part in foot]
        spare = max(0.0, room - sum(widths)) / (len(foot) + 1)
        x = inner.left + min(_SPREAD, spare)
        for part, width in zip(foot, widths, strict=True):
            pen.text(x, baseline, part, Face.SONG, BODY)
            x += width + min(_SPREAD, spare)


def _signing_room(part: str) -> float:
    """Width of a word at the foot with room to write after it; a seal needs none beside its mark."""
    written: float = measure(part, Face.SONG, BODY)
    beside: float = 3 * mm if part.endswith("）") else max(5 * mm, _NAME - written)
    return written + beside


def _choices(units: list[str], width: float) -> SetText:
    """Tick boxes on as few lines as they take, a little smaller rather than on a sixth line."""
    for size in (BODY, 10.0, 9.5, 9.0):
        lines = wrap_units(units, width, size)
        if len(lines) <= 5:
            return SetText(tuple(lines), size, Face.SONG)
    return SetText(tuple(wrap_units(units, width, 9.0)), 9.0, Face.SONG)


def set_lines(setting: Setting, raw: str, width: float, size: float, indent: float, face: Face) -> list[str]:
    """A paragraph's lines, as many as it takes."""
    return wrap(setting.text(raw, face), width, size, face, indent)

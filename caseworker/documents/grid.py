"""The language forms are written in.

A form is a title, a number and blocks. The chief block is the `Grid`: sections with an upright label, made
of rows, made of cells whose spans add up to 24 columns; `table` makes rows of like records under a head that
is repeated when the page breaks. Around it stand paragraphs, headings and gaps. A form module says what
stands where and nothing else; how high, how wide, on which page and how it breaks is settled here and in
`pages`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Final, Protocol

from reportlab.lib.units import mm

from caseworker.documents.cells import Cell, Label, SetCell, Setting, Value, set_lines
from caseworker.documents.fonts import Face, measure
from caseworker.documents.pages import SIDE, Side, Strip
from caseworker.documents.sheet import WIDTH, Align, Box, Pen

COLUMNS: Final = 24
_ROW: Final[float] = 8.8 * mm


class Block(Protocol):
    """Part of a form, top to bottom."""

    def strips(self, setting: Setting) -> list[Strip]: ...


@dataclass(frozen=True, slots=True)
class Form:
    """One paper of a packet: what it is called, its number in the street's own list, and what is on it.

    `headed`: its title stands over the first page, `note` under it in small print.
    """

    title: str
    number: str
    blocks: Sequence[Block]
    note: str = ""
    headed: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """Cells side by side; their spans add up to 24. `repeat` is the table head to set again on a new page."""

    cells: Sequence[Cell]
    height: float = _ROW
    grow: float = 1.0
    keep: bool = False
    repeat: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """Rows under one upright label, or over the full width without a `side`.

    `together`: not broken if a page holds them. `new_page`: begins one.
    """

    side: str
    rows: Sequence[Row]
    together: bool = False
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """Sections inside one bold outline."""

    sections: Sequence[Section]

    def strips(self, setting: Setting) -> list[Strip]:
        frame = object()
        found: list[Strip] = []
        for section in self.sections:
            side = Side(section.side) if section.side else None
            made = _row_strips(section.rows, setting, frame, side)
            if section.together:
                made = [replace(strip, keep=True) for strip in made[:-1]] + made[-1:]
            found += [replace(made[0], new_page=section.new_page), *made[1:]]
        return found


def row(*cells: Cell, height: float = _ROW, grow: float = 1.0, keep: bool = False) -> Row:
    """A row of a grid."""
    return Row(cells, height, grow, keep)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its head, its span, where its text stands and how many lines it may take."""

    head: str
    span: int
    align: Align = "center"
    lines: int = 2


def table(
    columns: Sequence[Column],
    records: Iterable[Sequence[str]],
    *,
    at_least: int = 0,
    size: float = 10.0,
    height: float = 7.6 * mm,
    grow: float = 0.6,
) -> list[Row]:
    """Rows for like records under a head; blank rows make up `at_least` of them, to be filled in by hand."""
    head = Row([Label(column.head, column.span) for column in columns], height, grow, keep=True)
    filled = list(records)
    filled += [[""] * len(columns)] * (at_least - len(filled))
    body = [Row(_table_cells(columns, record, size), height, grow, repeat=(head,)) for record in filled]
    return [head, *body]


def _table_cells(columns: Sequence[Column], record: Sequence[str], size: float) -> list[Cell]:
    pairs = zip(columns, record, strict=True)
    return [
        _Named(Value(text, column.span, column.lines, column.align, size=size), column.head) for column, text in pairs
    ]


@dataclass(frozen=True, slots=True)
class _Named:
    """A table's cell: the annex calls it by the head of its column."""

    cell: Value
    head: str

    @property
    def span(self) -> int:
        return self.cell.span

    def set(self, setting: Setting, width: float, name: str) -> SetCell:
        return self.cell.set(setting, width, self.head)


def _row_strips(rows: Sequence[Row], setting: Setting, frame: object, side: Side | None) -> list[Strip]:
    """The rows set; a head is set once and shared by the rows that repeat it."""
    heads: dict[int, Strip] = {}
    found = []
    for row in rows:
        strip = _row_strip(row, setting, frame, side)
        heads[id(row)] = strip
        found.append(replace(strip, repeat=tuple(heads[id(head)] for head in row.repeat)))
    return found


def _row_strip(row: Row, setting: Setting, frame: object, side: Side | None) -> Strip:
    if sum(cell.span for cell in row.cells) != COLUMNS:
        raise ValueError(f"the cells of a row must span {COLUMNS} columns: {row.cells}")
    left = SIDE if side else 0.0
    cells = _set_cells(row.cells, setting, WIDTH - left)
    height = max(row.height, *(cell.height for _, _, cell in cells))

    def paint(pen: Pen, box: Box) -> None:
        boxes = [(Box(box.left + left + x, box.bottom, width, box.height), cell) for x, width, cell in cells]
        for inner, cell in boxes:
            if cell.tinted:
                pen.tint(inner)
        for inner, cell in boxes:
            cell.paint(pen, inner)
            pen.outline(inner)

    return Strip(height, paint, frame, side, row.keep, grow=row.grow)


def _set_cells(cells: Sequence[Cell], setting: Setting, width: float) -> list[tuple[float, float, SetCell]]:
    starts = accumulate((cell.span for cell in cells), initial=0)
    found = []
    name = ""
    for start, cell in zip(starts, cells, strict=False):
        if isinstance(cell, Label):
            name = cell.text
        span = width * cell.span / COLUMNS
        found.append((width * start / COLUMNS, span, cell.set(setting, span, name)))
    return found


@dataclass(frozen=True, slots=True)
class Title:
    """The form's name over the sheet, 18 points, with a smaller line under it."""

    text: str
    note: str = ""

    def strips(self, setting: Setting) -> list[Strip]:
        text, note = setting.text(self.text, Face.SONG_BOLD), setting.text(self.note)

        def paint(pen: Pen, box: Box) -> None:
            pen.aligned(box, box.top - 10 * mm, text, "center", Face.SONG_BOLD, 18)
            pen.aligned(box, box.top - 16.2 * mm, note, "center", Face.SONG, 9.5)

        return [Strip((19.5 if note else 15) * mm, paint, keep=True)]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text, evened out on both sides; its first and last two lines stay together."""

    text: str
    size: float = 12
    indent: int = 2
    spacing: float = 1.72
    after: float = 0.0
    face: Face = Face.SONG
    align: Align = "left"

    def strips(self, setting: Setting) -> list[Strip]:
        lines = set_lines(setting, self.text, WIDTH, self.size, self.indent * self.size, self.face)
        leading = self.size * self.spacing
        found = [
            Strip(leading, self._painter(line, number, len(lines)), keep=number in (0, len(lines) - 2))
            for number, line in enumerate(lines)
        ]
        found[-1] = replace(found[-1], keep=False)
        return [*found, *Gap(self.after).strips(setting)] if self.after else found

    def _painter(self, line: str, number: int, total: int) -> _LinePainter:
        indent = self.indent * self.size if number == 0 else 0.0
        return _LinePainter(line, indent, self.size, self.face, self.align, even=number < total - 1)


@dataclass(frozen=True, slots=True)
class _LinePainter:
    """Paints one line of a paragraph; `even` spreads a nearly full line to the full width."""

    line: str
    indent: float
    size: float
    face: Face
    align: Align
    even: bool

    def __call__(self, pen: Pen, box: Box) -> None:
        room = Box(box.left + self.indent, box.bottom, box.width - self.indent, box.height)
        baseline = box.top - (box.height + self.size) / 2 + 0.14 * self.size
        spare = room.width - measure(self.line, self.face, self.size)
        if self.even and self.align == "left" and 0 < spare < 2 * self.size and len(self.line) > 1:
            pen.text(room.left, baseline, self.line, self.face, self.size, spare / (len(self.line) - 1))
        else:
            pen.aligned(room, baseline, self.line, self.align, self.face, self.size)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a form; it stays with what follows."""

    text: str
    size: float = 12

    def strips(self, setting: Setting) -> list[Strip]:
        text = setting.text(self.text, Face.SONG_BOLD)

        def paint(pen: Pen, box: Box) -> None:
            pen.aligned(box, box.bottom + 2.4 * mm, text, "left", Face.SONG_BOLD, self.size)

        return [Strip(10 * mm, paint, keep=True)]


@dataclass(frozen=True, slots=True)
class Gap:
    """Empty height, in points; nothing at the top of a page needs one."""

    height: float

    def strips(self, setting: Setting) -> list[Strip]:
        return [Strip(self.height, lambda pen, box: None)]


@dataclass(frozen=True, slots=True)
class NewPage:
    """What follows begins on a new page."""

    def strips(self, setting: Setting) -> list[Strip]:
        return [Strip(0.01, lambda pen, box: None, new_page=True, keep=True)]


def annex(setting: Setting) -> list[Block]:
    """The pages after a form that carry in full what its cells could not."""
    if not setting.annex:
        return []
    blocks: list[Block] = [NewPage(), Title("附页", "栏内写不下的内容，全文如下")]
    for name, text in setting.annex:
        blocks.append(Heading(f"【{name}】"))
        blocks += [Paragraph(paragraph, after=0) for paragraph in text.split("\n") if paragraph]
    return blocks

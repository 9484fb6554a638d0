"""Breaking a form into pages.

A form comes as strips, each the full width of the page and never broken: a row of cells, a line of a
paragraph. Strips say what they must stay with, what is set again when the page breaks before them (a table's
head), which bold frame they stand in and which upright label runs along their left edge. Everything is laid
out before anything is drawn, so that page numbers and the table of contents are right the first time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from reportlab.lib.units import mm

from caseworker.documents.fonts import Face, measure
from caseworker.documents.sheet import BOLD_LINE, HEIGHT, LEFT, PAGE, TOP, WIDTH, Box, Pen
from caseworker.documents.typesetting import BODY

SIDE: Final[float] = 8.4 * mm
"""Width of the upright label along a section of a form."""
_STRETCH: Final = 0.6
_FULL_ENOUGH: Final = 0.62


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """The upright label of one section (申请人基本情况); the same object on each of its strips."""

    text: str


@dataclass(frozen=True, slots=True, eq=False)
class Strip:
    """A piece of a page: `height` in points and how to paint it into a box at least that high.

    `keep`: never the last thing on a page. `repeat`: strips set again above this one when a page begins with
    it. `grow`: its share when a nearly full page is stretched to end at the bottom margin. `frame`: strips
    next to each other with the same object share a bold outline.
    """

    height: float
    paint: Callable[[Pen, Box], None]
    frame: object = None
    side: Side | None = None
    keep: bool = False
    repeat: tuple[Strip, ...] = ()
    grow: float = 0.0
    new_page: bool = False


Page = list[tuple[Strip, Box]]


def paginate(strips: Sequence[Strip]) -> list[Page]:
    """Pages in order, every strip with its place; an empty list gives one empty page."""
    pages: list[list[Strip]] = [[]]
    for chunk in _chunks(strips):
        begins = pages[-1] and (chunk[0].new_page or _height(pages[-1]) + _height(chunk) > HEIGHT)
        if begins:
            pages.append([])
        for strip in [*chunk[0].repeat, *chunk] if begins else chunk:
            if pages[-1] and _height(pages[-1]) + strip.height > HEIGHT:
                pages.append([])
            pages[-1].append(strip)
    return [_place(page) for page in pages]


def _height(strips: Iterable[Strip]) -> float:
    return sum(strip.height for strip in strips)


def paint(pen: Pen, page: Page) -> None:
    """Draw one page's strips, then the upright labels and bold frames over them."""
    for strip, box in page:
        strip.paint(pen, box)
    for _, group in groupby(page, key=lambda placed: placed[0].side):
        _paint_side(pen, list(group))
    for frame, group in groupby(page, key=lambda placed: placed[0].frame):
        if frame is not None:
            pen.outline(_around(box for _, box in group), BOLD_LINE)


def _chunks(strips: Sequence[Strip]) -> Iterator[list[Strip]]:
    chunk: list[Strip] = []
    for strip in strips:
        chunk.append(strip)
        if not strip.keep:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _place(strips: list[Strip]) -> Page:
    stretch = _stretch(strips)
    top = PAGE[1] - TOP
    placed: Page = []
    for strip in strips:
        height = strip.height * (1 + stretch * strip.grow)
        top -= height
        placed.append((strip, Box(LEFT, top, WIDTH, height)))
    return placed


def _stretch(strips: list[Strip]) -> float:
    """By how much growing strips grow, so that a page that is nearly full ends at the margin."""
    used = _height(strips)
    growing = sum(strip.height * strip.grow for strip in strips)
    if not growing or used < HEIGHT * _FULL_ENOUGH:
        return 0.0
    return min(_STRETCH, (HEIGHT - used) / growing)


def _around(boxes: Iterable[Box]) -> Box:
    found = list(boxes)
    bottom = min(box.bottom for box in found)
    return Box(found[0].left, bottom, found[0].width, max(box.top for box in found) - bottom)


def _paint_side(pen: Pen, placed: Page) -> None:
    side = placed[0][0].side
    if side is None:
        return
    whole = _around(box for _, box in placed)
    box = Box(whole.left, whole.bottom, SIDE, whole.height)
    pen.tint(box)
    pen.outline(box)
    size = min(BODY, SIDE / 2)
    step = min(size * 1.5, (box.height - 4) / len(side.text))
    columns = 1
    if step < size * 1.02:
        columns, size = 2, BODY - 1.5
        step = min(size * 1.3, (box.height - 4) / -(-len(side.text) // 2))
    _paint_upright(pen, box, side.text, columns, step, size)


def _paint_upright(pen: Pen, box: Box, text: str, columns: int, step: float, size: float) -> None:
    per_column = -(-len(text) // columns)
    top = box.top - (box.height - per_column * step) / 2
    for index, character in enumerate(text):
        column, place = divmod(index, per_column)
        centre = box.left + SIDE * (column + 1) / (columns + 1)
        x = centre - measure(character, Face.SONG, size) / 2
        pen.text(x, top - place * step - step / 2 - 0.36 * size, character, Face.SONG, size)

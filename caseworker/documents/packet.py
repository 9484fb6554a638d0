"""Binding forms into one numbered packet: cover with table of contents, bookmarks, page x of y throughout.

Everything is laid out first and drawn second, so the contents page and the page totals need no second run.
The same content always gives the same bytes; the file carries no name of a person and no time of day.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from caseworker.documents.cells import Label, Setting, Value
from caseworker.documents.fonts import Face, first_font, refusal
from caseworker.documents.grid import (
    Block,
    Column,
    Form,
    Gap,
    Grid,
    Paragraph,
    Section,
    Title,
    annex,
    row,
    table,
)
from caseworker.documents.pages import Page, Strip, paginate, paint
from caseworker.documents.sheet import PAGE, Box, Imprint, Pen, define_code, furnish, watermark

WORKING_COPY: Final = "街道工作用表"
"""Stands on every page: these are the street's own forms until an official template is put in."""
_COVER: Final = "封面及目录"


@dataclass(frozen=True, slots=True)
class Packet:
    """Forms to be bound together. `facts` are the lines of the cover: name and value."""

    number: str
    title: str
    forms: Sequence[Form]
    facts: Sequence[tuple[str, str]] = ()
    office_name: str = ""
    printed_on: str = ""
    note: str = ""
    practice: bool = False


@dataclass(frozen=True, slots=True)
class _Laid:
    """A form broken into pages."""

    form: Form
    pages: list[Page]


def render(packet: Packet) -> bytes:
    """The packet as PDF. Raises `OfficerProblem("documents.missing_glyph")` naming all characters."""
    missing: dict[str, None] = {}
    laid = [_lay(form, missing) for form in packet.forms]
    cover_pages = len(_lay(_cover(packet, laid, 0), missing).pages)
    bound = [_lay(_cover(packet, laid, cover_pages), missing), *laid]
    _note_missing(missing, (packet.number, packet.printed_on))
    if missing:
        raise refusal(missing)
    return _draw(packet, bound)


def render_sheets(packet: Packet) -> bytes:
    """The forms alone as PDF, without cover and contents: a paper of a page or two. Raises as `render` does."""
    missing: dict[str, None] = {}
    laid = [_lay(form, missing) for form in packet.forms]
    _note_missing(missing, (packet.number, packet.printed_on))
    if missing:
        raise refusal(missing)
    return _draw(packet, laid)


def _lay(form: Form, missing: dict[str, None]) -> _Laid:
    setting = Setting()
    title = [Title(form.title, form.note)] if form.headed else []
    strips = _strips([*title, *form.blocks], setting)
    strips += _strips(annex(setting), setting)
    setting.text(form.number)
    missing.update(setting.missing)
    return _Laid(form, paginate(strips))


def _strips(blocks: Iterable[Block], setting: Setting) -> list[Strip]:
    return [strip for block in blocks for strip in block.strips(setting)]


def _note_missing(missing: dict[str, None], texts: Iterable[str]) -> None:
    setting = Setting()
    for text in texts:
        setting.text(text)
    missing.update(setting.missing)


def _draw(packet: Packet, bound: Sequence[_Laid]) -> bytes:
    output = io.BytesIO()
    font = first_font()
    canvas = Canvas(output, PAGE, pageCompression=1, invariant=1, lang="zh-CN", initialFontName=font)
    _describe(canvas, packet)
    define_code(canvas, packet.number)
    pen = Pen(canvas)
    total = sum(len(laid.pages) for laid in bound)
    imprint = Imprint(packet.number, packet.printed_on, WORKING_COPY, packet.practice, total)
    page = 0
    for laid in bound:
        canvas.bookmarkPage(f"page-{page + 1}")
        canvas.addOutlineEntry(laid.form.title, f"page-{page + 1}", level=0)
        for content in laid.pages:
            page += 1
            _draw_page(pen, imprint, laid.form, content, page)
    canvas.save()
    return output.getvalue()


def _describe(canvas: Canvas, packet: Packet) -> None:
    canvas.setTitle(f"{packet.title} {packet.number}")
    canvas.setAuthor(packet.office_name)
    canvas.setSubject(WORKING_COPY)
    canvas.setCreator("Caseworker")
    canvas.setKeywords("")


def _draw_page(pen: Pen, imprint: Imprint, form: Form, content: Page, page: int) -> None:
    furnish(pen, imprint, form.title, form.number, page)
    paint(pen, content)
    if imprint.practice:
        watermark(pen)
    pen.canvas.showPage()


def _cover(packet: Packet, laid: Sequence[_Laid], cover_pages: int) -> Form:
    contents = table(
        [
            Column("序号", 3),
            Column("材料名称", 12, "left"),
            Column("表号", 3),
            Column("起始页", 3),
            Column("页数", 3),
        ],
        _entries(laid, cover_pages),
        size=10.5,
        height=8.8 * mm,
        grow=0,
    )
    facts = [row(Label(name, 6), Value(value, 18, lines=3), height=9.6 * mm, grow=0) for name, value in packet.facts]
    blocks: list[Block] = [Gap(10 * mm), _CoverTitle(packet.title, packet.number), Gap(10 * mm)]
    if facts:
        blocks += [Grid([Section("", facts)]), Gap(9 * mm)]
    blocks += [Paragraph("目　录", size=15, indent=0, face=Face.SONG_BOLD, align="center", after=3 * mm)]
    blocks += [Grid([Section("", contents)]), Gap(5 * mm), Paragraph(packet.note, size=9.5, indent=0)]
    return Form(_COVER, "", blocks, headed=False)


def _entries(laid: Sequence[_Laid], cover_pages: int) -> list[list[str]]:
    start = cover_pages + 1
    entries = []
    for position, item in enumerate(laid, start=1):
        entries.append([str(position), item.form.title, item.form.number, str(start), str(len(item.pages))])
        start += len(item.pages)
    return entries


@dataclass(frozen=True, slots=True)
class _CoverTitle:
    """The packet's name in large letters, its number, and its code to scan."""

    text: str
    number: str

    def strips(self, setting: Setting) -> list[Strip]:
        text = setting.text(self.text, Face.SONG_BOLD)

        def draw(pen: Pen, box: Box) -> None:
            pen.aligned(box, box.top - 12 * mm, text, "center", Face.SONG_BOLD, 26)
            pen.aligned(box, box.top - 23 * mm, f"编号　{self.number}", "center", Face.SONG, 13)
            pen.code(Box(box.left + box.width / 2 - 12.5 * mm, box.top - 54 * mm, 25 * mm, 25 * mm))
            pen.aligned(box, box.top - 59 * mm, "扫码核对编号", "center", Face.SONG, 9)

        return [Strip(60 * mm, draw)]

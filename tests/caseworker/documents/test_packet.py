from __future__ import annotations

import io
from pathlib import Path

import pytest
from pypdf import PdfReader
from reportlab.pdfbase import pdfmetrics

from caseworker.documents.grid import Form, Paragraph
from caseworker.documents.packet import Packet, render
from caseworker.problems import OfficerProblem
from tests.caseworker.documents import reading


def packet(*texts: str, **more: object) -> Packet:
    forms = [Form(f"样表{n}", f"样-{n:02}", [Paragraph(text)]) for n, text in enumerate(texts, start=1)]
    return Packet("YB-2026-0001", "样本材料", forms, **more)  # type: ignore[arg-type]


def test_every_page_says_which_of_how_many() -> None:
    pages = reading.page_texts(render(packet("一", "二" * 3000, "三")))
    assert len(pages) > 4
    for number, page in enumerate(pages, start=1):
        assert f"第{number}页共{len(pages)}页" in page
        assert "编号YB-2026-0001" in page and "街道工作用表" in page


def test_contents_and_bookmarks_point_at_the_first_pages() -> None:
    pdf = render(packet("一", "二" * 3000, "三"))
    pages = reading.page_texts(pdf)
    listed = dict(reading.bookmarks(pdf))
    assert list(listed) == ["封面及目录", "样表1", "样表2", "样表3"]
    for n in (1, 2, 3):
        start = listed[f"样表{n}"]
        assert f"样表{n}" in pages[start - 1] and f"样-{n:02}" in pages[start - 1]
        assert f"{n}样表{n}样-{n:02}{start}" in pages[0]


def test_the_same_content_gives_the_same_bytes() -> None:
    assert render(packet("一", "𪨧")) == render(packet("一", "𪨧"))


def test_metadata_names_the_paper_and_no_person() -> None:
    pdf = render(packet("王样一", facts=[("申请人", "王样一")], office_name="样街道"))
    metadata = PdfReader(io.BytesIO(pdf)).metadata
    assert metadata is not None and metadata.title == "样本材料 YB-2026-0001"
    assert not any("王样" in str(value) for value in metadata.values())
    assert "2000" in str(metadata.get("/CreationDate"))


def test_practice_is_marked_across_every_page() -> None:
    pages = reading.page_texts(render(packet("一", practice=True)))
    assert all("样例" in page for page in pages)
    assert not any("样例" in page for page in reading.page_texts(render(packet("一"))))


@pytest.mark.parametrize("name", ["𠮷", "𪨧", "䶮", "阿依·古丽", "𬭚"])
def test_rare_characters_come_out_as_themselves(name: str) -> None:
    """Fails for those beyond the BMP without the ToUnicode map of `fonts`."""
    assert f"样{name}样" in reading.text(render(packet(f"样{name}样")))


@reading.needs_poppler
def test_rare_characters_come_out_of_poppler_too(tmp_path: Path) -> None:
    assert "样𠮷𪨧䶮·样" in reading.poppler_text(render(packet("样𠮷𪨧䶮·样")), tmp_path)


def test_all_fonts_are_embedded() -> None:
    fonts = reading.fonts(render(packet("王𪨧☑ABC")))
    assert len(fonts) >= 4 and all(fonts.values())


@reading.needs_zbar
def test_every_page_carries_the_code_of_the_packet(tmp_path: Path) -> None:
    pdf = render(packet("一", practice=True))
    for page in (1, 2):
        assert set(reading.codes(pdf, page, tmp_path)) == {"YB-2026-0001"}


def test_a_refusal_names_every_character_of_every_form_at_once() -> None:
    with pytest.raises(OfficerProblem) as caught:
        render(packet("王\ue81e", "😀样", "ع"))
    named = str(caught.value.params["characters"])
    assert all(code in named for code in ("U+E81E", "U+1F600", "U+0639"))


def test_a_blank_space_needs_no_glyph_but_a_strange_one_does() -> None:
    with pytest.raises(OfficerProblem) as caught:
        render(packet("王\u2029样"))
    assert "U+2029" in str(caught.value.params["characters"])


def test_fonts_keep_nothing_of_a_finished_packet() -> None:
    for _ in range(3):
        render(packet("王𪨧☑"))
    assert all(not pdfmetrics.getFont(name).state for name in ("Song", "SongBold", "Rare", "Symbols"))

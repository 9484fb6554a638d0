from __future__ import annotations

import pytest

from caseworker.documents.cells import CONTINUED, Choices, Label, Setting, Signature, Value
from caseworker.documents.grid import Column, Form, Grid, Paragraph, Section, row, table
from caseworker.documents.packet import Packet, render
from tests.caseworker.documents import reading


def printed(*blocks: object) -> list[str]:
    """The pages of one form, the cover left out."""
    form = Form("样表", "样-01", list(blocks))  # type: ignore[arg-type]
    return reading.page_texts(render(Packet("YB-1", "样本", [form])))[1:]


def test_a_row_that_does_not_fill_the_columns_is_a_bug() -> None:
    with pytest.raises(ValueError, match="24 columns"):
        Grid([Section("", [row(Label("姓名"), Value("", 20))])]).strips(Setting())


def test_text_longer_than_its_cell_continues_on_an_annex_in_full() -> None:
    scope = "理发、美容和美发用品零售；" * 60
    first, annex = printed(Grid([Section("", [row(Label("经营范围"), Value(scope, 21))])]))
    assert CONTINUED in first and scope not in first
    assert "附页" in annex and "【经营范围】" in annex and scope in annex


def test_text_that_fits_has_no_annex() -> None:
    assert len(printed(Grid([Section("", [row(Label("经营范围"), Value("理发", 21))])]))) == 1


def test_the_chosen_box_is_ticked_and_the_others_are_not() -> None:
    (page,) = printed(Grid([Section("", [row(Choices(("个体", "企业"), "企业", 24))])]))
    assert "☐个体☑企业" in page


def test_a_choice_that_is_not_offered_is_printed_all_the_same() -> None:
    (page,) = printed(Grid([Section("", [row(Choices(("个体", "企业"), "家庭农场", 24))])]))
    assert "☐个体☐企业☑其他（家庭农场）" in page


def test_a_unit_stays_on_the_paper_when_the_value_is_blank() -> None:
    (page,) = printed(Grid([Section("", [row(Label("金额"), Value("", 9, unit="元"), Value("5", 12, unit="人"))])]))
    assert "金额元5人" in page


def test_a_signature_has_room_for_name_seal_and_date() -> None:
    (page,) = printed(Grid([Section("", [row(Signature(["经办人：", "（公章）"], "同意上报"))])]))
    for part in ("同意上报", "经办人：", "（公章）", "年月日"):
        assert part in page


def test_a_long_table_repeats_its_head_and_keeps_its_upright_label() -> None:
    rows = table([Column("序号", 4), Column("内容", 20)], [(str(n), f"第{n}项内容") for n in range(1, 101)])
    pages = printed(Grid([Section("明细", rows)]))
    assert len(pages) > 2
    assert all("序号内容" in page and "明" in page and "细" in page for page in pages)
    assert all(f"第{n}项内容" in "".join(pages) for n in range(1, 101))


def test_blank_rows_make_up_a_table() -> None:
    assert len(table([Column("序号", 24)], [("1",)], at_least=5)) == 1 + 5


def test_long_paragraphs_run_over_pages_without_loss() -> None:
    paragraph = "".join(f"第{n}句，" for n in range(1, 900))
    pages = printed(Paragraph(paragraph))
    assert len(pages) > 1
    body = "".join(page.split("样-01", 1)[-1] for page in pages)
    assert all(f"第{n}句，" in body for n in (1, 2, 500, 899))

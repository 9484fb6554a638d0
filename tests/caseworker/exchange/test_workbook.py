"""Workbooks written for people, opened again with two readers."""

from __future__ import annotations

import io
import pickle
import re
import tempfile
import zipfile
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pytest
import python_calamine

from caseworker.exchange.ledger import Chart, ChartKind, ColumnKind, Imprint, LedgerColumn, LedgerSheet
from caseworker.exchange.workbook import save_workbook, sheet_name, workbook_bytes

COLUMNS = (
    LedgerColumn("name", "姓名", 10),
    LedgerColumn("sex", "性别", 6, choices=("男", "女")),
    LedgerColumn("id", "证件号码", 22, ColumnKind.IDENTIFIER),
    LedgerColumn("day", "登记日期", 12, ColumnKind.DAY),
    LedgerColumn("at", "时间", 18, ColumnKind.INSTANT),
    LedgerColumn("count", "人数", 8, ColumnKind.INT, total=True),
    LedgerColumn("pay", "金额", 14, ColumnKind.MONEY, total=True),
    LedgerColumn("rate", "比例", 8, ColumnKind.PERCENT),
)
ROW = (
    "王样一",
    "男",
    "509999199001011234",
    date(2026, 11, 2),
    datetime(2026, 11, 2, 1, 30, tzinfo=UTC),
    3,
    12_345,
    0.5,
)
DANGEROUS = ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", "＝1+1", "＋1", "－1", "＠x", "=cmd|' /C calc'!A0", "#N/A"]


def written(rows: Sequence[Sequence[object]], **more: object) -> bytes:
    sheet = LedgerSheet("台账", "求职登记台账", COLUMNS, rows, notes=("已遮蔽",), **more)  # type: ignore[arg-type]
    return workbook_bytes([sheet], Imprint("样板街道 A&B", date(2026, 11, 22), sample=True))


def test_values_come_back_in_their_kinds() -> None:
    page = openpyxl.load_workbook(io.BytesIO(written([ROW])))["台账"]
    assert [cell.value for cell in page[3]] == [column.heading for column in COLUMNS]
    values = [cell.value for cell in page[4]]
    assert values[:3] == ["王样一", "男", "509999199001011234"]
    assert values[3:5] == [datetime.fromisoformat("2026-11-02"), datetime.fromisoformat("2026-11-02 09:30")]
    assert values[5:] == [3, 123.45, 0.5]
    formats = [cell.number_format for cell in page[4]]
    assert formats[2:5] == ["@", "yyyy-mm-dd", "yyyy-mm-dd hh:mm"]
    assert page["C4"].data_type == "s"
    assert [page["A5"].value, page["F5"].value, page["G5"].value] == ["合计", 3, 123.45]
    assert python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(written([ROW]))).get_sheet_by_name(
        "台账"
    ).to_python()[3][2:4] == ["509999199001011234", date(2026, 11, 2)]


def test_nothing_is_ever_a_formula() -> None:
    content = written([(text, "男", text, None, None, 1, 1, None) for text in DANGEROUS])
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        sheets = b"".join(parts.read(name) for name in parts.namelist() if "worksheets/sheet" in name)
    assert not re.search(rb"<f[ >/]", sheets)
    page = openpyxl.load_workbook(io.BytesIO(content))["台账"]
    for row, text in enumerate(DANGEROUS, start=4):
        assert page.cell(row, 1).data_type == "s" and page.cell(row, 3).value == text
        assert page.cell(row, 1).quotePrefix is (text != "#N/A")


def test_the_page_is_set_up_to_be_printed() -> None:
    page = openpyxl.load_workbook(io.BytesIO(written([ROW] * 40)))["台账"]
    assert page.print_title_rows == "$3:$3" and page.freeze_panes == "B4"
    assert page.auto_filter.ref == "A3:H43"
    assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
    assert (page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (1, 0)
    assert page.oddFooter.center.text == "第 &P 页 共 &N 页" and "样例" in page.oddHeader.center.text


def test_lists_live_on_a_hidden_sheet() -> None:
    book = openpyxl.load_workbook(io.BytesIO(written([ROW])))
    assert book.sheetnames == ["台账", "代码"] and book["代码"].sheet_state == "hidden"
    assert [cell.value for cell in book["代码"]["A"]][1:] == ["男", "女"]
    assert book["台账"].data_validations.dataValidation[0].formula1 == "代码!$A$2:$A$3"


@pytest.mark.parametrize("kind", list(ChartKind))
def test_charts_are_native_and_cover_the_rows(kind: ChartKind) -> None:
    content = written([ROW] * 3, charts=(Chart(kind, "各月人数", "name", ("count",)),))
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        chart = parts.read("xl/charts/chart1.xml").decode()
    assert "各月人数" in chart and "$F$4:$F$6" in chart and "$A$4:$A$6" in chart


def test_text_no_cell_can_hold_is_made_fit() -> None:
    odd = ["a\x00b\ud800c", "长" * 40_000, "<b>&amp;", " 两端 ", "𠮷阿卜杜拉·买买提", "一\n二"]
    page = openpyxl.load_workbook(io.BytesIO(written([(text, *ROW[1:]) for text in odd])))["台账"]
    found = [page.cell(row, 1).value for row in range(4, 10)]
    assert found[0] == "abc" and found[2:] == odd[2:]
    assert len(found[1]) == 32_767 and found[1].endswith("（已截断）")
    assert page.row_dimensions[9].height > page.row_dimensions[4].height


def test_sheet_names_are_made_acceptable_and_distinct() -> None:
    taken: set[str] = set()
    names = [sheet_name(name, taken) for name in ("a/b*", "A b", "长" * 40, "长" * 40, "'':")]
    assert names == ["a b", "A b (2)", "长" * 31, "长" * 27 + " (2)", "Sheet"]


def test_nobodys_name_and_no_copy_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    temporary = tmp_path / "temp"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))

    def refuse(*args: object, **kwargs: object) -> None:
        raise AssertionError("a temporary file was opened")

    monkeypatch.setattr(tempfile, "NamedTemporaryFile", refuse)
    content = written([ROW])
    properties = openpyxl.load_workbook(io.BytesIO(content)).properties
    assert (properties.creator, properties.lastModifiedBy) == ("Caseworker", None)
    assert list(temporary.iterdir()) == []


def test_saved_whole_and_from_plain_data(tmp_path: Path) -> None:
    sheets = pickle.loads(pickle.dumps([LedgerSheet("台账", "台账", COLUMNS, [ROW])]))
    save_workbook(tmp_path / "台账.xlsx", sheets)
    assert [path.name for path in tmp_path.iterdir()] == ["台账.xlsx"]
    with pytest.raises(ValueError, match="values for"):
        save_workbook(tmp_path / "台账.xlsx", [LedgerSheet("x", "x", COLUMNS, [(1,)])])
    assert openpyxl.load_workbook(tmp_path / "台账.xlsx")["台账"]["A3"].value == "王样一"

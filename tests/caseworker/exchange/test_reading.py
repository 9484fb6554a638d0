"""Real files through the real child process, against golden outcomes."""

from __future__ import annotations

import os
import threading
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caseworker.exchange.child import lines
from caseworker.exchange.grid import UNCALCULATED, CellError, FileFormat, Workbook
from caseworker.exchange.limits import Limits
from caseworker.exchange.reading import Cancelled, read_workbook
from caseworker.messages import problem_text, text
from caseworker.problems import OfficerProblem, Problem, SurroundingsProblem
from tests.caseworker.exchange import corpus


def read(folder: Path, name: str, content: bytes, **more: object) -> Workbook:
    path = folder / name
    path.write_bytes(content)
    return read_workbook(path, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("case", corpus.REFUSED)
def test_refused_files_say_what_to_do(case: str, tmp_path: Path) -> None:
    name, content, code = corpus.REFUSED[case]
    with pytest.raises(OfficerProblem) as caught:
        read(tmp_path, name, content)
    assert caught.value.code == code
    assert "。" in problem_text(caught.value) and "." in problem_text(caught.value, "en")


@pytest.mark.parametrize("case", corpus.ACCEPTED)
def test_odd_but_honest_files_are_read_whole(case: str, tmp_path: Path) -> None:
    name, content = corpus.ACCEPTED[case]
    rows = [row.cells for row in read(tmp_path, name, content).first().rows]
    assert [str(row[0]) for row in rows[:3]] == ["岗位名称", "电工", "叉车司机"]
    assert [float(row[2]) for row in rows[1:3]] == [3.0, 1.0]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("case", "code"),
    [
        ("far cell", "exchange.notice.far_columns"),
        ("macros", "exchange.notice.macros_ignored"),
        ("links", "exchange.notice.links_ignored"),
        ("csv named xlsx", "exchange.notice.other_format"),
    ],
)
def test_what_was_left_out_is_said(case: str, code: str, tmp_path: Path) -> None:
    notices = read(tmp_path, *corpus.ACCEPTED[case]).notices
    assert [notice.code for notice in notices] == [code]
    assert all(text(notice.code, lang, **notice.params) for notice in notices for lang in ("zh", "en"))


def test_cells_keep_the_type_of_the_file(tmp_path: Path) -> None:
    long_number = 509999199001011234
    row = ("文字", 3, 4.5, True, date(2026, 11, 2), "=1/0", "#N/A", long_number)
    book = read(tmp_path, "a.xlsx", corpus.xlsx(rows=[(), (), ("", *row)]))
    found = book.first().rows[0]
    assert found.number == 3
    assert found.cells[1:8] == ("文字", 3.0, 4.5, True, date(2026, 11, 2), UNCALCULATED, CellError("#N/A"))
    assert isinstance(found.cells[8], float)


def test_hidden_rows_merges_and_sheets_are_reported(tmp_path: Path) -> None:
    def change(book: openpyxl.Workbook, sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
        sheet.row_dimensions[2].hidden = True
        sheet.merge_cells("A2:A3")
        book.create_sheet("内部").append(["x"])
        book["内部"].sheet_state = "hidden"
        book.create_chartsheet("图")

    book = read(tmp_path, "a.xlsx", corpus.xlsx(change=change))
    assert book.format is FileFormat.XLSX
    assert [(sheet.hidden, sheet.hidden_rows) for sheet in book.sheets] == [(False, 1), (True, 0)]
    assert book.sheets[0].merged == ((2, 1, 3, 1),)
    assert [notice.code for notice in book.notices] == [
        "exchange.notice.hidden_cells",
        "exchange.notice.hidden_sheet",
    ]


def test_limits_are_named_when_they_are_reached(tmp_path: Path) -> None:
    many = "\n".join(["岗位名称,单位名称", *["电工,厂"] * 20]).encode()
    with pytest.raises(OfficerProblem) as caught:
        read(tmp_path, "a.csv", many, limits=Limits(rows=20))
    assert (caught.value.code, caught.value.params) == ("exchange.file.too_many_rows", {"limit": 20})
    with pytest.raises(OfficerProblem) as caught:
        read(tmp_path, "a.csv", b"a" * (2 << 20), limits=Limits(file_size=1 << 20))
    assert (caught.value.code, caught.value.params) == ("exchange.file.too_large", {"megabytes": 1})


@pytest.mark.skipif(os.name == "nt", reason="address space cannot be bounded there")
def test_a_reader_that_dies_takes_only_its_own_process(tmp_path: Path) -> None:
    """The far cell makes calamine reserve 512 GiB and abort; here our own look is told to let it through."""
    with pytest.raises(OfficerProblem) as caught:
        read(tmp_path, "a.xlsx", corpus.far_cell(), limits=Limits(dense_cells=10**12, columns=20_000))
    assert caught.value.code == "exchange.file.too_heavy"


def test_cancelling_ends_the_reading(tmp_path: Path) -> None:
    pressed = threading.Event()
    rows = [corpus.HEADINGS, *[("电工", "厂", 1, None)] * 20_000]
    content = corpus.xlsx(rows=rows)
    pressed.set()
    with pytest.raises(Cancelled):
        read(tmp_path, "a.xlsx", content, cancelled=pressed.is_set)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (PermissionError(), "exchange.file.locked"),
        (FileNotFoundError(), "exchange.file.missing"),
        (OSError(5, "input/output"), "exchange.file.unreadable"),
    ],
)
def test_a_file_the_disk_does_not_give_is_told_apart(
    error: OSError, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "名单.xlsx"
    path.write_bytes(corpus.xlsx())

    def fail(self: Path) -> bytes:
        raise error

    monkeypatch.setattr(Path, "read_bytes", fail)
    with pytest.raises(SurroundingsProblem) as caught:
        read_workbook(path)
    assert caught.value.code == code and "名单.xlsx" in problem_text(caught.value)


def test_rows_read_are_reported(tmp_path: Path) -> None:
    seen: list[int] = []
    rows = [corpus.HEADINGS, *[("电工", "厂", n, None) for n in range(4_500)]]
    read(tmp_path, "a.xlsx", corpus.xlsx(rows=rows), progress=seen.append)
    assert seen == [2_000, 4_000, 4_501]


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_in_words(content: bytes) -> None:
    said, found = "", []
    try:
        found = list(lines(content, ".csv", Limits()))
    except Problem as problem:
        said = problem_text(problem)
    assert said or found[-1] == {"end": sum(isinstance(line, list) for line in found)}


WORDS = st.text(st.characters(codec="gb18030", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=8)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.tuples(WORDS, WORDS, WORDS), min_size=2, max_size=8),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "gb18030"]),
    st.sampled_from(",;\t"),
)
def test_quoted_csv_comes_back_as_written(rows: list[tuple[str, str, str]], encoding: str, mark: str) -> None:
    """With headings of ours on top, so that the separator and the language can be told as in a real file."""
    table = [("岗位名称", "单位名称", "地址"), *rows, ("电工", "厂", "街道")]
    quoted = "\r\n".join(mark.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in table)
    found = [line[1:] for line in lines(quoted.encode(encoding), ".csv", Limits()) if isinstance(line, list)]
    assert found == [list(row) for row in table]

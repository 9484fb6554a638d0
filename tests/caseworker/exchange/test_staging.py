"""From sheets to staged rows to a batch and back, with parsers and a key as a noun would declare them."""

from __future__ import annotations

import io
from collections.abc import Hashable, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

import openpyxl
import pytest

from caseworker.exchange import cells
from caseworker.exchange.columns import ImportColumn, ImportSpec, find_header, map_columns
from caseworker.exchange.commit import RowChange, commit, undo
from caseworker.exchange.error_rows import error_workbook
from caseworker.exchange.grid import Cell, CellError, Row, Sheet, Span
from caseworker.exchange.issues import Level, Parsed
from caseworker.exchange.staging import Existing, RowState, StagedImport, StagedRow, stage
from caseworker.messages import text
from caseworker.problems import OfficerProblem

SPEC = ImportSpec(
    "vacancy",
    (
        ImportColumn("title", ("岗位名称", "招聘岗位"), cells.text(60), required=True),
        ImportColumn("employer", ("单位名称", "招聘单位"), cells.text(60), required=True),
        ImportColumn("headcount", ("招聘人数",), cells.whole(1, 9999)),
        ImportColumn("phone", ("联系电话",), cells.identifier(20, digits_as_number={11})),
        ImportColumn("posted", ("发布日期",), cells.day, serial_dates=True),
    ),
    key=lambda values: (values["employer"], values["title"]),
)
HEAD = ("岗位名称", "单位名称", "招聘人数", "联系电话", "发布日期")


def sheet(*rows: Sequence[Cell], first: int = 1, merged: tuple[Span, ...] = (), **more: Any) -> Sheet:
    numbered = tuple(Row(number, tuple(row)) for number, row in enumerate(rows, start=first))
    return Sheet("岗位", numbered, merged, **more)


def nothing(keys: Sequence[Hashable]) -> Mapping[Hashable, Existing]:
    return {}


class Shelf:
    """Records kept in a dict: what a noun's service does, without a store."""

    def __init__(self) -> None:
        self.records: dict[UUID, dict[str, Any]] = {}
        self.changes: list[RowChange] = []

    def lookup(self, keys: Sequence[Hashable]) -> Mapping[Hashable, Existing]:
        found = {(v["employer"], v["title"]): Existing(i, v) for i, v in self.records.items()}
        return {key: found[key] for key in keys if key in found}

    def apply(self, row: StagedRow) -> Iterable[RowChange]:
        if row.existing is None:
            made = uuid4()
            self.records[made] = dict(row.values)
            return [RowChange("vacancy", made)]
        before = {name: self.records[row.existing][name] for name in row.changed}
        self.records[row.existing] |= {name: row.values[name] for name in row.changed}
        return [RowChange("vacancy", row.existing, before)]

    def record(self, number: int, change: RowChange) -> None:
        assert number == len(self.changes) + 1
        self.changes.append(change)

    def restore(self, change: RowChange) -> bool:
        if change.is_new:
            del self.records[change.row_id]
        else:
            self.records[change.row_id] |= change.before
        return True


PARSED: list[tuple[cells.Parser, Cell, object, str]] = [
    (cells.text(5), "  电\u200b工 ", "电工", ""),
    (cells.text(2), "太长了", None, "too_long"),
    (cells.text(9), "坏\u202e字", None, "control_character"),
    (cells.text(9), "□□", "□□", "odd_character"),
    (cells.text(9), 3.0, "3", ""),
    (cells.identifier(18), 509999199001011234, None, "identifier_number"),
    (cells.identifier(18), 5.09999199001011e17, None, "identifier_number"),
    (cells.identifier(18), "5.00234E+17", None, "scientific"),
    (cells.identifier(18), "1234*****5678", None, "masked"),
    (cells.identifier(18), "'５０9999 19900101-123x", "50999919900101123X", ""),
    (cells.identifier(11, digits_as_number={11}), 13800000000.0, "13800000000", "number_as_text"),
    (cells.identifier(11, digits_as_number={11}), 1.38e9, None, "identifier_number"),
    (cells.day, date(2026, 1, 2), date(2026, 1, 2), ""),
    (cells.day, datetime.fromisoformat("2026-01-02 08:00"), date(2026, 1, 2), ""),
    (cells.day, 45292, date(2024, 1, 1), "date_from_serial"),
    (cells.day, 20240131.0, date(2024, 1, 31), ""),
    (cells.day, "2024年1月31日", date(2024, 1, 31), ""),
    (cells.day, "2024.2.30", None, "no_such_day"),
    (cells.day, "03/04/2024", date(2024, 3, 4), "ambiguous_date"),
    (cells.day, "31/12/2024", date(2024, 12, 31), ""),
    (cells.day, "民国113年1月2日", date(2024, 1, 2), "roc_year"),
    (cells.day, "农历正月初一", None, "lunar_date"),
    (cells.day, "2024年1月", None, "date_without_day"),
    (cells.day, "长期", None, "not_a_date"),
    (cells.whole(1, 99), "１0人", 10, ""),
    (cells.whole(1, 99), "若干", None, "not_whole"),
    (cells.whole(1, 99), -3, None, "out_of_range"),
    (cells.yuan(), "20万", 20_000_000, ""),
    (cells.yuan(), 5000.5, 500_050, ""),
    (cells.yuan(), "20亿", 200_000_000_000, "large_amount"),
    (cells.choice({"男": "1"}.get), "男", "1", ""),
    (cells.choice({"男": "1"}.get), "先生", None, "unknown_choice"),
]


@pytest.mark.parametrize(("parse", "cell", "value", "code"), PARSED)
def test_cells(parse: cells.Parser, cell: Cell, value: object, code: str) -> None:
    found = parse(cell)
    assert found.value == value
    assert [issue.code for issue in found.issues] == ([f"exchange.cell.{code}"] if code else [])
    assert all(text(issue.code, lang, **issue.params) for issue in found.issues for lang in ("zh", "en"))


def test_a_nouns_own_refusal_becomes_the_rows_error() -> None:
    def refuse(written: str) -> None:
        raise OfficerProblem("money.not_an_amount", text=written)

    assert cells.reads(refuse)("面议") == Parsed.error("money.not_an_amount", text="面议")
    assert cells.yuan()("-3000").issues[0].level is Level.ERROR


def test_header_below_titles_and_under_merged_groups() -> None:
    title = ("样板街道岗位汇总表", "", "", "", "")
    groups = ("招聘岗位*", "单位信息", "", "招聘人数（人）", "")
    lower = ("", "单位名称", "联系电话", "", "发布日期：")
    data = ("电工", "厂", "13800000000", 3, "2026-11-02")
    spans = (Span(1, 1, 1, 5), Span(2, 1, 3, 1), Span(2, 2, 2, 3), Span(2, 4, 3, 4))
    page = sheet(title, groups, lower, data, merged=spans)
    header = find_header(page, SPEC)
    assert (header.first, header.last) == (3, 3)
    assert header.headings[1] == "单位名称"
    mapping = map_columns(header, SPEC).columns
    assert mapping == {"title": 0, "employer": 1, "phone": 2, "headcount": 3, "posted": 4}
    assert find_header(sheet(title, HEAD, data), SPEC).last == 2


def test_headings_in_two_rows_are_read_together() -> None:
    ends = [ImportColumn(end, (f"月薪/{word}",), cells.yuan()) for end, word in (("low", "最低"), ("high", "最高"))]
    spec = ImportSpec("vacancy", (SPEC.columns[0], *ends), key=lambda values: values["title"])
    page = sheet(("岗位名称", "月薪", ""), ("", "最低", "最高"), ("电工", 4000, 6000), merged=(Span(1, 2, 1, 3),))
    row = stage(page, spec, nothing).rows[0]
    assert dict(row.values) == {"title": "电工", "low": 400_000, "high": 600_000}


def test_headers_that_cannot_serve() -> None:
    for rows, code in [
        ([("甲", "乙"), ("1", "2")], "exchange.header.not_found"),
        ([HEAD], "exchange.header.nothing_below"),
        ([("岗位名称", "工种"), ("电工", "x")], "exchange.header.required_missing"),
    ]:
        with pytest.raises(OfficerProblem) as caught:
            stage(sheet(*rows), SPEC, nothing)
        assert caught.value.code == code


def test_a_mapping_made_once_is_remembered_by_its_headings() -> None:
    page = sheet(("岗位名称", "用人方"), ("电工", "厂"))
    first = stage(page, SPEC, nothing, mapping={"employer": 1})
    again = stage(page, SPEC, nothing, remembered={first.header.fingerprint: first.mapping.columns})
    assert again.rows[0].values["employer"] == "厂"


def test_every_row_gets_its_state() -> None:
    shelf = Shelf()
    commit(stage(sheet(HEAD, ("焊工", "厂", 2), ("钳工", "厂", 2)), SPEC, shelf.lookup), shelf)
    staged = stage(
        sheet(
            HEAD,
            ("电工", "厂", 3, "", ""),
            ("焊工", "厂", 2, "", ""),
            ("钳工", "厂", 5, "", ""),
            ("车工", "厂", 1, "", "03/04/2026"),
            ("铣工", CellError("#N/A"), 1, "", ""),
            ("", "厂", 1, "", ""),
            ("电工", "厂", 3, "", ""),
            ("电工", "厂", 4, "", ""),
            ("合计", "3家", 9, "", ""),
        ),
        SPEC,
        shelf.lookup,
    )
    new, update, unchanged, confirm, error = RowState
    assert [row.state for row in staged.rows] == [
        new, unchanged, update, confirm, error, error, unchanged, error, confirm,
    ]  # fmt: skip
    assert staged.rows[2].changed == ("headcount",)
    assert staged.counts == {new: 1, update: 1, unchanged: 2, confirm: 2, error: 3}
    accepted = staged.accepting({5, 6})
    assert accepted.counts[confirm] == 1 and accepted.counts[error] == 3


def test_correcting_a_row_parses_and_compares_it_again() -> None:
    staged = stage(sheet(HEAD, ("电工", "厂", "若干"), ("焊工", "厂", 1)), SPEC, nothing)
    assert staged.rows[0].state is RowState.ERROR
    assert staged.correcting(2, {"headcount": "12"}, nothing).rows[0].values["headcount"] == 12


def test_days_follow_the_files_epoch() -> None:
    page = sheet(HEAD, ("电工", "厂", 1, "", 43830), date1904=True)
    assert stage(page, SPEC, nothing).rows[0].values["posted"] == date(2024, 1, 1)


def test_one_undo_takes_the_whole_batch_back_and_importing_again_adds_nothing() -> None:
    shelf = Shelf()
    page = sheet(HEAD, ("电工", "厂", 3), ("焊工", "厂", 2), ("铣工", "", 2))
    done = commit(stage(page, SPEC, shelf.lookup), shelf)
    assert (done.new, done.updated, done.left_out[RowState.ERROR]) == (2, 0, 1)
    before = {key: dict(value) for key, value in shelf.records.items()}
    with pytest.raises(OfficerProblem, match="nothing"):
        commit(stage(page, SPEC, shelf.lookup), shelf)
    assert shelf.records == before
    shelf.changes = []
    commit(stage(sheet(HEAD, ("电工", "厂", 9), ("钳工", "厂", 1)), SPEC, shelf.lookup), shelf)
    assert undo(shelf.changes, shelf).undone == 2
    assert shelf.records == before


def test_rows_left_out_come_with_their_reasons() -> None:
    staged: StagedImport = stage(
        sheet(HEAD, ("=cmd|x", "厂", "若干", "1.38E+10", ""), ("焊工", "厂", 1, "", "")), SPEC, nothing
    )
    book = openpyxl.load_workbook(io.BytesIO(error_workbook(staged)))
    rows = list(book.active.iter_rows(min_row=3, values_only=True))
    assert rows[0] == ("原行号", "原因", *HEAD)
    assert len(rows) == 2
    assert rows[1][0] == 2 and rows[1][2:5] == ("=cmd|x", "厂", "若干")
    assert str(rows[1][1]).startswith("招聘人数：“若干”不是整数。\n联系电话：")

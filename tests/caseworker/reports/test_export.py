"""The month's workbook, opened again: types, masks, print set-up; the audit before it; nothing half-way."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from sqlalchemy import select

from caseworker.access.actor import Role
from caseworker.desk import Desk
from caseworker.problems import OfficerProblem, SurroundingsProblem
from caseworker.reports.export import export_month, file_name
from caseworker.reports.indicators import CODES, definition, name
from caseworker.reports.ledgers import LEDGERS, ledger_view
from caseworker.reports.month import month_summary
from db.models import AuditEntry, Person

MONTH = date(2026, 11, 1)
FRONT = ("封面与口径", "月度汇总", "分社区汇总", "近12个月")
REASON = "上报区就业局"


@pytest.fixture(scope="module")
def masked(office: Desk, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("books") / "月报.xlsx"
    export_month(office, MONTH, path)
    return path


@pytest.fixture(scope="module")
def full(office: Desk, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("books") / "月报.xlsx"
    export_month(office, MONTH, path, full=True, reason=REASON)
    return path


def book(path: Path) -> Any:
    return openpyxl.load_workbook(path)


def table(page: Any) -> list[dict[str, Any]]:
    """Rows under the heading row, by heading, down to the totals."""
    head = next(row for row in page.iter_rows() if row[0].value in ("序号", "指标", "社区", "月份"))
    names = [cell.value for cell in head]
    rows = page.iter_rows(min_row=head[0].row + 1, values_only=True)
    return [dict(zip(names, row, strict=True)) for row in rows if row[0] not in (None, "合计")]


def cells(path: Path) -> Iterator[Any]:
    for page in book(path):
        for row in page.iter_rows():
            yield from row


def trail(desk: Desk, action: str) -> list[AuditEntry]:
    with desk.read() as session:
        return list(session.scalars(select(AuditEntry).where(AuditEntry.action == action).order_by(AuditEntry.seq)))


def test_cover_summary_and_ledgers_are_there(office: Desk, masked: Path) -> None:
    sheets = book(masked)
    ledgers = tuple(ledger.name() for ledger in LEDGERS.values())
    assert tuple(sheets.sheetnames) == (*FRONT, *ledgers)
    cover = {row["指标"]: row["统计口径"] for row in table(sheets["封面与口径"])}
    assert cover == {name(code): definition(code) for code in CODES}
    for key, ledger in LEDGERS.items():
        rows = table(sheets[ledger.name()])
        assert len(rows) == len(ledger_view(office, key, MONTH).rows) > 0
        assert [row["序号"] for row in rows] == list(range(1, len(rows) + 1))


def test_the_summary_says_what_the_screen_says(office: Desk, masked: Path) -> None:
    rows = {row["指标"]: row for row in table(book(masked)["月度汇总"])}
    lines = {line.code: line for line in month_summary(office, MONTH).lines}
    assert len(rows) == len(lines)
    for code in ("registrations", "placements", "activities"):
        row, line = rows[name(code)], lines[code]
        assert [row["本月"], row["本年累计"], row["上年同期"]] == [line.this_month, line.this_year, line.last_year]
    assert rows["创业贷款受理金额"]["本月"] == (lines["loans_accepted_fen"].this_month or 0) / 100
    assert rows["回访率"]["本月"] == round((lines["follow_up_rate"].this_month or 0) * 100, 1)
    assert rows["求人倍率"]["本月"] == lines["posts_per_seeker"].this_month
    assert rows["服务记录：面谈"]["同比"] == "—"


def test_numbers_that_identify_are_text_and_days_are_days(full: Path) -> None:
    people = table(book(full)["求职登记台账"])
    for row in people:
        assert re.fullmatch(r"509999\d{11}[\dX]", row["证件号"])
        assert re.fullmatch(r"1380000\d{4}", row["电话"])
        assert isinstance(row["登记日期"], datetime)
        assert isinstance(row["年龄"], int)
    page = book(full)["求职登记台账"]
    formats = {
        cell.number_format for row in page.iter_rows() for cell in row if re.fullmatch("509999.*", str(cell.value))
    }
    assert formats == {"@"}
    services = table(book(full)["帮扶走访台账"])
    assert all(isinstance(row["服务时间"], datetime) for row in services)
    loans = table(book(full)["创业担保贷款台账"])
    assert all(isinstance(row["申请金额（元）"], int | float) and row["申请金额（元）"] >= 100_000 for row in loans)


def test_masked_by_default(office: Desk, masked: Path) -> None:
    text = {cell.value for cell in cells(masked) if isinstance(cell.value, str)}
    with office.read() as session:
        for person in session.scalars(select(Person)):
            assert not {person.name, person.id_no, person.mobile} & text
    assert not [value for value in text if re.search(r"\d{17}[\dX]|1\d{10}", value)]
    row = table(book(masked)["求职登记台账"])[0]
    assert re.fullmatch(r".\*", row["姓名"])
    assert re.fullmatch(r"5\*{16}[\dX]", row["证件号"])
    assert row["电话"] == row["类别"] == "******"
    assert {row["服务内容"] for row in table(book(masked)["帮扶走访台账"])} == {"******"}
    assert {row["申请金额（元）"] for row in table(book(masked)["创业担保贷款台账"])} == {"******"}


def test_full_and_masked_differ_only_where_values_are_sensitive(full: Path, masked: Path) -> None:
    open_columns = {
        "序号",
        "登记日期",
        "性别",
        "年龄",
        "学历",
        "专业",
        "技能",
        "社区",
        "意向工种",
        "期望薪资",
        "服务状态",
        "责任人",
    }
    for shown, hidden in zip(table(book(full)["求职登记台账"]), table(book(masked)["求职登记台账"]), strict=True):
        same = {heading for heading in shown if shown[heading] == hidden[heading]}
        assert same >= open_columns
        assert not {"姓名", "证件号", "电话"} & same


def test_no_formula_anywhere(full: Path) -> None:
    assert not [cell.coordinate for cell in cells(full) if cell.data_type == "f"]


def test_every_sheet_prints_on_a4_with_its_headings_and_the_sample_mark(masked: Path) -> None:
    for page in book(masked):
        upright = page.title in ("月度汇总", "近12个月")
        assert page.page_setup.paperSize == 9
        assert page.page_setup.orientation == ("portrait" if upright else "landscape")
        assert page.page_setup.fitToWidth == 1
        assert page.print_title_rows
        assert "样例" in page.oddHeader.center.text
        assert page.freeze_panes


def test_charts_are_native(masked: Path) -> None:
    sheets = book(masked)
    charts = {title: len(sheets[title]._charts) for title in FRONT}
    assert charts == {"封面与口径": 0, "月度汇总": 1, "分社区汇总": 1, "近12个月": 1}


def test_a_real_office_has_no_sample_mark(office: Desk, tmp_path: Path) -> None:
    real = replace(office, actor=replace(office.actor, practice=False))
    export_month(real, MONTH, tmp_path / "real.xlsx")
    assert not any(page.oddHeader.center.text for page in book(tmp_path / "real.xlsx"))


def test_the_export_is_on_record_before_the_file(own_office: Desk, tmp_path: Path) -> None:
    saved = export_month(own_office, MONTH, tmp_path / "a.xlsx")
    (entry,) = trail(own_office, "export.month")
    assert (entry.rows, entry.reason, entry.fields) == (saved.value.rows, "", "")
    with pytest.raises(SurroundingsProblem) as refused:
        export_month(own_office, MONTH, tmp_path / "nowhere" / "b.xlsx", full=True, reason=REASON)
    assert refused.value.code == "files.cannot_write"
    (entry,) = trail(own_office, "export.month_full")
    assert (entry.rows, entry.reason) == (saved.value.rows, REASON)
    for field in ("person.name", "person.id_no", "person.mobile", "activity.text", "loan_application.amount"):
        assert field in entry.fields.split(",")


def test_full_values_need_a_reason_and_the_right(own_office: Desk, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with pytest.raises(OfficerProblem) as refused:
        export_month(own_office, MONTH, path, full=True, reason="  ")
    assert refused.value.code == "reports.reason_missing"
    manager = replace(own_office, actor=replace(own_office.actor, role=Role.MANAGER))
    with pytest.raises(OfficerProblem) as refused:
        export_month(manager, MONTH, path, full=True, reason=REASON)
    assert refused.value.code == "access.not_allowed"
    auditor = replace(own_office, actor=replace(own_office.actor, role=Role.AUDITOR))
    with pytest.raises(OfficerProblem):
        export_month(auditor, MONTH, path)
    assert not path.exists()
    assert not trail(own_office, "export.month_full") + trail(own_office, "export.month")
    assert export_month(manager, MONTH, path).value.path == path


def test_a_cancelled_export_leaves_no_file_and_no_trace(own_office: Desk, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []

    def stop(done: int, total: int) -> None:
        told.append((done, total))
        if done:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        export_month(own_office, MONTH, tmp_path / "a.xlsx", progress=stop)
    assert 0 < told[-1][0] <= told[-1][1]
    assert list(tmp_path.glob("*.xlsx*")) == list(tmp_path.glob(".*.part")) == []
    assert trail(own_office, "export.month") == []


def test_progress_reaches_its_end(own_office: Desk, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    saved = export_month(own_office, MONTH, tmp_path / "a.xlsx", progress=lambda *step: told.append(step))
    assert told[-1] == (saved.value.rows, saved.value.rows)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of sixteen kilobytes with last month's file on it."""
    mount = tmp_path / "disk"
    mount.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", str(mount)]
    if sys.platform != "linux" or subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("only root may mount a small disk; writing to a full one is tested with the files")
    try:
        (mount / "a.xlsx").write_bytes(b"before")
        yield mount
    finally:
        subprocess.run(["umount", str(mount)], check=True)


def test_a_full_disk_keeps_the_old_file(own_office: Desk, small_disk: Path) -> None:
    with pytest.raises(SurroundingsProblem) as refused:
        export_month(own_office, MONTH, small_disk / "a.xlsx")
    assert refused.value.code == "files.disk_full"
    assert [path.name for path in small_disk.iterdir()] == ["a.xlsx"]
    assert (small_disk / "a.xlsx").read_bytes() == b"before"


def test_a_community_alone(office: Desk, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    export_month(office, MONTH, path, community="样例社区三")
    sheets = book(path)
    assert "分社区汇总" not in sheets.sheetnames
    assert {row["社区"] for row in table(sheets["帮扶走访台账"])} == {"样例社区三"}
    whole = {row["指标"]: row["本月"] for row in table(sheets["月度汇总"])}
    assert whole["岗位归集"] == whole["求人倍率"] == "—"
    assert whole["服务记录"] == len(table(sheets["帮扶走访台账"]))


def test_the_name_offered_says_month_and_kind() -> None:
    assert file_name(MONTH) == "就业服务月报-2026-11.xlsx"
    assert file_name(MONTH, full=True) == "就业服务月报-2026-11-完整.xlsx"

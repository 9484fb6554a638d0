"""Ledgers as offices really send them: read, explained, written once, undone whole."""

from __future__ import annotations

import csv
import gzip
import os
from datetime import timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook as ExcelWorkbook

from caseworker.cases.lifecycle import open_case
from caseworker.desk import Desk
from caseworker.exchange.reading import Cancelled
from caseworker.exchange.staging import RowState, StagedImport, StagedRow
from caseworker.problems import OfficerProblem
from caseworker.vacancies.employers import EmployerForm, employer_card, find_employers, save_employer
from caseworker.vacancies.importing import (
    commit_vacancies,
    read_ledger,
    recent_imports,
    stage_vacancies,
    undo_import,
)
from caseworker.vacancies.listing import VacancyFilter, list_vacancies
from caseworker.vacancies.referrals import refer
from caseworker.vacancies.vacancies import VacancyForm, save_vacancy, vacancy_card
from tests.caseworker.vacancies.office import add_person, rows
from tests.db.records import TODAY

HEADINGS = ["岗位名称", "单位名称", "薪资待遇", "区县", "学历", "经验", "招聘人数", "联系电话", "岗位描述"]
GOOD = ["电工", "样一机械有限公司", "4-6千·13薪", "巴南区", "高中及以上", "3-5年", "2人", "02360001234", "负责车间设备"]
DATA = Path(os.environ.get("CASEWORKER_DATA", Path(__file__).parents[4] / "shared" / "data"))
POSTINGS = DATA / "postings" / "postings.csv.gz"


def ledger(folder: Path, *lines: list[Any], headings: list[str] | None = None, name: str = "岗位.csv") -> Path:
    path = folder / name
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([headings or HEADINGS, *lines])
    return path


def staged(desk: Desk, path: Path) -> StagedImport:
    return stage_vacancies(desk, read_ledger(path))


def row_with(desk: Desk, folder: Path, **cells: Any) -> StagedRow:
    """The staged row of a good line with some cells replaced, by heading."""
    line = [cells.get(heading, good) for heading, good in zip(HEADINGS, GOOD, strict=True)]
    return staged(desk, ledger(folder, line)).rows[0]


def codes(row: StagedRow) -> list[str]:
    return [issue.code for issue in row.issues]


def shown(desk: Desk) -> list[tuple[str, str, str]]:
    """Title, employer and pay of every vacancy on file."""
    page = list_vacancies(desk, VacancyFilter(standing="", sort="title"))
    return [(row.title, row.employer, str(row.pay.min_fen)) for row in page.rows]


def test_a_line_becomes_a_vacancy_with_its_employer(desk: Desk, tmp_path: Path) -> None:
    done = commit_vacancies(desk, staged(desk, ledger(tmp_path, GOOD)), "岗位.csv")
    assert (done.value.result.new, done.value.result.updated) == (1, 0)
    row = list_vacancies(desk, VacancyFilter()).rows[0]
    card = vacancy_card(desk, row.id)
    assert (card.form.pay_min, card.form.pay_max, card.form.pay_unit, card.form.pay_months) == (
        400_000,
        600_000,
        "month",
        13,
    )
    assert (card.form.region, card.form.education, card.form.experience_years) == ("500113", "60", 3)
    assert (card.form.headcount, card.form.occupation) == (2, "6-31-01-03")
    assert card.form.valid_to == TODAY + timedelta(days=90)
    firm = employer_card(desk, row.employer_id)
    assert (firm.form.name, firm.phone_masked, firm.open_vacancies) == (
        "样一机械有限公司",
        "023****1234",
        1,
    )


def test_importing_again_adds_nothing(desk: Desk, tmp_path: Path) -> None:
    path = ledger(tmp_path, GOOD, ["焊工", *GOOD[1:]])
    commit_vacancies(desk, staged(desk, path), path.name)
    again = staged(desk, path)
    assert again.counts[RowState.UNCHANGED] == 2
    with pytest.raises(OfficerProblem, match=r"exchange.commit.nothing"):
        commit_vacancies(desk, again, path.name)
    assert len(shown(desk)) == 2


def test_a_changed_line_updates_and_the_undo_brings_the_old_values_back(desk: Desk, tmp_path: Path) -> None:
    commit_vacancies(desk, staged(desk, ledger(tmp_path, GOOD)), "旧.csv")
    before = [tuple(row) for row in rows(desk, "SELECT pay_min, pay_max, headcount, description FROM vacancy")]
    changed = ["电工", GOOD[1], "7000-8000元/月", *GOOD[3:6], "5", GOOD[7], "负责厂区供电"]
    update = staged(desk, ledger(tmp_path, changed, name="新.csv"))
    assert set(update.rows[0].changed) == {"pay", "headcount", "description"}
    done = commit_vacancies(desk, update, "新.csv")
    assert rows(desk, "SELECT pay_min, headcount FROM vacancy")[0] == (700_000, 5)
    result = undo_import(desk, done.value.batch_id).value
    assert (result.undone, result.kept) == (1, ())
    assert [tuple(row) for row in rows(desk, "SELECT pay_min, pay_max, headcount, description FROM vacancy")] == before


def test_one_undo_takes_back_new_vacancies_and_the_employers_made_for_them(desk: Desk, tmp_path: Path) -> None:
    save_employer(desk, EmployerForm("样二物业有限公司"))
    path = ledger(tmp_path, GOOD, ["保安", "样二物业有限公司", *GOOD[2:]])
    done = commit_vacancies(desk, staged(desk, path), path.name)
    assert employer_card(desk, find_employers(desk, "样二")[0].id).phone_masked == "023****1234"
    undo_import(desk, done.value.batch_id)
    assert shown(desk) == []
    assert [found.name for found in find_employers(desk, "样")] == ["样二物业有限公司"]
    assert employer_card(desk, find_employers(desk, "样二")[0].id).phone_masked == ""
    assert recent_imports(desk)[0].undone_at is not None
    with pytest.raises(OfficerProblem, match=r"vacancies.import.undone_already"):
        undo_import(desk, done.value.batch_id)
    assert staged(desk, path).counts[RowState.NEW] == 2


def test_an_undo_leaves_what_was_worked_on_since(desk: Desk, tmp_path: Path) -> None:
    path = ledger(tmp_path, GOOD, ["焊工", *GOOD[1:]], ["车工", *GOOD[1:]])
    done = commit_vacancies(desk, staged(desk, path), path.name)
    ids = {row.title: row for row in list_vacancies(desk, VacancyFilter()).rows}
    refer(desk, open_case(desk, add_person(desk)).value, [ids["电工"].id])
    card = vacancy_card(desk, ids["焊工"].id)
    save_vacancy(desk, VacancyForm(card.form.employer_id, "焊工（夜班）", headcount=1), card.id)
    result = undo_import(desk, done.value.batch_id).value
    assert sorted(title for title, _, _ in shown(desk)) == ["焊工（夜班）", "电工"]
    assert {change.entity for change in result.kept} == {"vacancy", "employer"}


def test_a_line_without_pay_comes_in_as_negotiable_with_a_note(desk: Desk, tmp_path: Path) -> None:
    for written in ("", "面议"):
        row = row_with(desk, tmp_path, 薪资待遇=written)
        assert (row.state, codes(row)) == (RowState.NEW, ["vacancies.import.no_pay"])
    path = ledger(tmp_path, [*GOOD[:2], "面议", *GOOD[3:]])
    commit_vacancies(desk, staged(desk, path), path.name)
    assert tuple(rows(desk, "SELECT pay_min, pay_unit FROM vacancy")[0]) == (None, None)
    assert staged(desk, path).counts[RowState.UNCHANGED] == 1


@pytest.mark.parametrize(
    ("heading", "written", "code"),
    [
        ("岗位名称", "", "exchange.cell.required"),
        ("单位名称", "", "exchange.cell.required"),
        ("薪资待遇", "-3000", "pay.negative"),
        ("薪资待遇", "看着给", "pay.unreadable"),
        ("区县", "桃花源区", "vacancies.district.unknown"),
        ("招聘人数", "0", "exchange.cell.out_of_range"),
        ("招聘人数", "很多", "exchange.cell.not_whole"),
        ("联系电话", "1.38E+10", "exchange.cell.scientific"),
    ],
)
def test_what_cannot_be_meant_stays_out_with_its_reason(
    desk: Desk, tmp_path: Path, heading: str, written: str, code: str
) -> None:
    row = row_with(desk, tmp_path, **{heading: written})
    assert row.state is RowState.ERROR
    assert codes(row)[0] == code


@pytest.mark.parametrize(
    ("heading", "written", "code"),
    [
        ("薪资待遇", "6-4千", "pay.swapped"),
        ("学历", "秀才", "exchange.cell.unknown_choice"),
        ("岗位描述", "限男性，已婚优先", "vacancies.import.flagged"),
    ],
)
def test_what_may_be_meant_otherwise_is_asked(
    desk: Desk, tmp_path: Path, heading: str, written: str, code: str
) -> None:
    path = ledger(tmp_path, [written if name == heading else good for name, good in zip(HEADINGS, GOOD, strict=True)])
    asked = staged(desk, path)
    assert asked.rows[0].state is RowState.CONFIRM
    assert code in codes(asked.rows[0])
    with pytest.raises(OfficerProblem, match=r"exchange.commit.nothing"):
        commit_vacancies(desk, asked, path.name)
    accepted = asked.accepting({asked.rows[0].number})
    assert commit_vacancies(desk, accepted, path.name).value.result.new == 1


@pytest.mark.parametrize(
    ("written", "education"),
    [("不限", None), ("大专及以上", "30"), ("高中/中专", "60"), ("本科以上学历", "20"), ("初中", "70")],
)
def test_schooling_as_ledgers_write_it(desk: Desk, tmp_path: Path, written: str, education: str | None) -> None:
    row = row_with(desk, tmp_path, 学历=written)
    assert (row.state, row.values["education"]) == (RowState.NEW, education)


@pytest.mark.parametrize(("written", "years"), [("不限", None), ("3-5年", 3), ("1年以上经验", 1), ("应届", None)])
def test_experience_as_ledgers_write_it(desk: Desk, tmp_path: Path, written: str, years: int | None) -> None:
    row = row_with(desk, tmp_path, 经验=written)
    assert (row.state, row.values["experience_years"]) == (RowState.NEW, years)


def test_markup_emoji_and_formulas_are_text(desk: Desk, tmp_path: Path) -> None:
    words = "<b>包住</b> 😀 =1+1 '; DROP TABLE vacancy; --"
    path = ledger(tmp_path, [*GOOD[:-1], words])
    commit_vacancies(desk, staged(desk, path), path.name)
    assert rows(desk, "SELECT description FROM vacancy")[0][0] == words


def test_a_description_of_fifty_thousand_characters_is_kept(desk: Desk, tmp_path: Path) -> None:
    longest, over = "长" * 50_000, "长" * 50_001
    assert row_with(desk, tmp_path, 岗位描述=longest).state is RowState.NEW
    assert codes(row_with(desk, tmp_path, 岗位描述=over)) == ["exchange.cell.too_long"]


def test_a_vacancy_that_has_expired_is_asked_about(desk: Desk, tmp_path: Path) -> None:
    path = ledger(tmp_path, [*GOOD, "2024-01-31"], headings=[*HEADINGS, "有效期至"])
    row = staged(desk, path).rows[0]
    assert (row.state, codes(row)) == (RowState.CONFIRM, ["vacancies.import.expired"])


def test_numbers_that_are_names_and_two_columns_of_pay_in_excel(desk: Desk, tmp_path: Path) -> None:
    book = ExcelWorkbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["样一街道岗位台账"])
    sheet.append(["岗位", "公司", "最低薪资", "最高薪资", "区县", "统一社会信用代码", "联系电话"])
    sheet.append(["质检员", "样三电子有限公司", 4000, 6000, "南岸区", 915001084567890123, "023-60005678"])
    sheet.append(["质检员", "样三电子有限公司", 4000, 6000, "南岸区", None, 13800000000])
    sheet.append(["包装工", "样三电子有限公司", 6000, 4000, "南岸区", None, None])
    path = tmp_path / "岗位.xlsx"
    book.save(path)
    found = staged(desk, path).rows
    assert [row.state for row in found] == [RowState.ERROR, RowState.NEW, RowState.CONFIRM]
    assert codes(found[0]) == ["exchange.cell.identifier_number"]
    assert found[1].values["contact_phone"] == "13800000000"
    assert codes(found[2]) == ["vacancies.import.pay_swapped"]


def test_one_firm_under_two_spellings_is_one_employer(desk: Desk, tmp_path: Path) -> None:
    path = ledger(
        tmp_path,
        ["电工", "重庆市样一机械有限责任公司", *GOOD[2:]],
        ["焊工", "重庆样一机械有限公司", *GOOD[2:]],
        ["车工", "重庆（样一）机械有限公司", *GOOD[2:]],
    )
    commit_vacancies(desk, staged(desk, path), path.name)
    assert rows(desk, "SELECT count(*) FROM employer")[0][0] == 1


def test_a_cancelled_import_leaves_nothing(desk: Desk, tmp_path: Path) -> None:
    path = ledger(tmp_path, *[[f"电工{n}", *GOOD[1:]] for n in range(600)])
    with pytest.raises(Cancelled):
        commit_vacancies(desk, staged(desk, path), path.name, cancelled=lambda: True)
    assert shown(desk) == []
    assert recent_imports(desk) == ()


if POSTINGS.exists():

    def test_real_postings_come_in_once(desk: Desk, tmp_path: Path) -> None:
        with gzip.open(POSTINGS, "rt", encoding="utf-8", newline="") as source:
            reader = csv.DictReader(source)
            lines = list(islice((row for row in reader if row["company"]), 3_000))
        headings = ["title", "company", "salary_min", "salary_max", "city", "education", "exp_years", "desc"]
        path = ledger(tmp_path, *[[line[name] for name in headings] for line in lines], headings=headings)
        first = staged(desk, path)
        everything = first.accepting({row.number for row in first.rows})
        assert everything.counts[RowState.NEW] > 0.85 * len(lines)
        done = commit_vacancies(desk, everything, path.name).value.result
        assert done.new == everything.counts[RowState.NEW]
        again = staged(desk, path).accepting({row.number for row in first.rows})
        assert again.counts[RowState.NEW] == 0
        assert again.counts[RowState.UPDATE] == 0

"""What a vacancy ledger (岗位台账, 招聘信息表) may call its columns, and how each is read. Pure.

Headings are those of street ledgers, of recruitment sites' exports and of the regional platform.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from caseworker import codes
from caseworker.exchange import cells
from caseworker.exchange.cells import as_text
from caseworker.exchange.columns import ImportColumn, ImportSpec
from caseworker.exchange.grid import Cell
from caseworker.exchange.issues import Issue, Level, Parsed
from caseworker.problems import OfficerProblem, Problem
from caseworker.text import clean, lookup_key
from caseworker.vacancies.employers import name_key, read_region
from caseworker.vacancies.pay import Pay, parse_pay
from caseworker.vacancies.uscc import read_uscc
from caseworker.vacancies.vacancies import LONGEST_DESCRIPTION, VALID_DAYS, advert_flags

_ANY = re.compile(r"不限|不要求|无要求|无|均可|不拘|/|-+|any")
_AT_LEAST = re.compile(r"(?:及|或)?以上(?:学历)?|学历|毕业$|优先|起$|\+$")
_YEARS = re.compile(r"(\d{1,2})\s*(?:[-~至到—]\s*\d{1,2})?\s*年?")
_MONTH_ONLY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*月?")
_SEVERAL = re.compile(r"若干|多名|多人|不限")

VacancyKey = tuple[str, str, str, str]
"""Credit code or "", name key of the employer, key of the title, district: what tells vacancies apart."""


def vacancy_spec(today: date) -> ImportSpec:
    """The import of vacancies as of a day (for what is expired)."""
    return ImportSpec("vacancy", _COLUMNS, vacancy_key, lambda values: _check(values, today))


def vacancy_key(values: Mapping[str, Any]) -> Hashable | None:
    """What identifies the vacancy of a row; None when employer or title is not known."""
    employer, title = values.get("employer"), values.get("title")
    if not employer or not title:
        return None
    return (values.get("uscc") or "", name_key(employer), lookup_key(title), values.get("region") or "")


def row_pay(values: Mapping[str, Any]) -> Pay | None:
    """The pay of a row: of its one pay column, else of its two (yuan a month); None when it says nothing."""
    low, high = values.get("pay_from"), values.get("pay_to")
    if isinstance(values.get("pay"), Pay):
        return values["pay"]  # type: ignore[no-any-return]
    if low is None and high is None:
        return None
    ends = sorted(end for end in (low, high) if end is not None)
    return Pay(ends[0], ends[-1])


def valid_until(values: Mapping[str, Any], today: date) -> date:
    """The last day of a row's vacancy: as written, else 90 days after it was published or imported."""
    given: date | None = values.get("valid_to")
    return given or (values.get("published_on") or today) + timedelta(days=VALID_DAYS)


def _pay(cell: Cell) -> Parsed:
    pay = parse_pay(as_text(cell))
    if pay.problem is not None:
        return Parsed.error(pay.problem.code, **pay.problem.params)
    value = Pay(pay.min_fen, pay.max_fen, pay.unit, pay.months, pay.negotiable)
    return Parsed(value, _doubts(pay.warnings))


def _doubts(warnings: Iterable[Problem]) -> tuple[Issue, ...]:
    return tuple(Issue(warning.code, Level.CONFIRM, dict(warning.params)) for warning in warnings)


def _uscc(cell: Cell) -> Parsed:
    parsed = cells.identifier(30)(cell)
    if parsed.value is None:
        return parsed
    reading = read_uscc(parsed.value)
    if reading.problem is not None:
        return Parsed.error(reading.problem.code, **reading.problem.params)
    return Parsed(reading.value, _doubts(reading.warnings))


def _education(cell: Cell) -> Parsed:
    """大专及以上, 高中/中专 (the lower counts), 不限."""
    written = clean(as_text(cell))
    if _ANY.fullmatch(written):
        return Parsed(None)
    table = codes.table("education")
    parts = [_AT_LEAST.sub("", part).strip() for part in re.split(r"[/、或]", written)]
    found = [code for code in map(table.exact, parts) if code is not None]
    if not found:
        return Parsed.confirm(None, "exchange.cell.unknown_choice", text=written)
    return Parsed(min(found, key=lambda code: entry.rank or 0 if (entry := table.get(code)) else 0))


def _experience(cell: Cell) -> Parsed:
    """Years at least: 3-5年 is 3, 1年以上 is 1, 不限 and 应届 ask for none."""
    written = clean(as_text(cell)).replace("经验", "").replace("工作", "")
    if _ANY.fullmatch(written) or "应届" in written:
        return Parsed(None)
    match = _YEARS.match(written)
    if match is None:
        return Parsed.confirm(None, "exchange.cell.unknown_choice", text=written)
    return Parsed(int(match[1]) or None)


def _headcount(cell: Cell) -> Parsed:
    written = clean(as_text(cell))
    if _SEVERAL.fullmatch(written):
        return Parsed.note(1, "vacancies.import.headcount_open", text=written)
    return cells.whole(1, 9_999, units="人名个位")(written)


def _day(cell: Cell) -> Parsed:
    """A day; 2024年5月 counts from its first."""
    match = _MONTH_ONLY.fullmatch(clean(as_text(cell))) if isinstance(cell, str) else None
    if match and 1 <= int(match[2]) <= 12:
        return Parsed.note(date(int(match[1]), int(match[2]), 1), "vacancies.import.month_only", text=match[0])
    return cells.day(cell)


def _kind(cell: Cell) -> Parsed:
    return cells.choice(codes.table("vacancy_kind").exact, lenient=True)(cell)


def _occupation(cell: Cell) -> Parsed:
    return cells.choice(codes.table("occupation").exact, lenient=True)(cell)


def _check(values: Mapping[str, Any], today: date) -> Iterable[Issue]:
    low, high = values.get("pay_from"), values.get("pay_to")
    if low is not None and high is not None and low > high:
        yield Issue("vacancies.import.pay_swapped", Level.CONFIRM, {}, "pay_from")
    if any(end is not None and end < 0 for end in (low, high)):
        yield Issue("vacancies.pay_negative", Level.ERROR, {}, "pay_from")
    pay = row_pay(values)
    if pay is None or (pay.min_fen is None and pay.max_fen is None):
        yield Issue("vacancies.import.no_pay", Level.NOTE, {}, "pay")
    if valid_until(values, today) < today:
        day = valid_until(values, today).isoformat()
        yield Issue("vacancies.import.expired", Level.CONFIRM, {"day": day}, "valid_to")
    if not values.get("region"):
        yield Issue("vacancies.import.no_district", Level.NOTE, {}, "region")
    flags = advert_flags(values["title"], values.get("age_text"), values.get("description"))
    if flags:
        phrases = "、".join(phrase for _, phrase in flags)
        yield Issue("vacancies.import.flagged", Level.CONFIRM, {"phrases": phrases}, "description")


def _district(text: str) -> str:
    code = read_region(text)
    if code is None:
        raise OfficerProblem("vacancies.district.unknown", text=text)
    return code


_COLUMNS = (
    ImportColumn(
        "title",
        ("岗位名称", "职位名称", "招聘岗位", "岗位", "职位", "工种名称", "招聘职位", "title", "job title"),
        cells.text(120),
        required=True,
    ),
    ImportColumn(
        "employer",
        ("单位名称", "用人单位", "企业名称", "公司名称", "招聘单位", "公司", "单位", "企业", "company", "employer"),
        cells.text(120),
        required=True,
    ),
    ImportColumn("uscc", ("统一社会信用代码", "信用代码", "社会信用代码", "uscc"), _uscc),
    ImportColumn(
        "pay",
        (
            "薪资",
            "薪资待遇",
            "工资待遇",
            "工资",
            "薪酬",
            "待遇",
            "月薪",
            "月工资",
            "薪资范围",
            "薪酬待遇",
            "salary",
            "pay",
        ),
        _pay,
    ),
    ImportColumn(
        "pay_from",
        ("最低薪资", "薪资下限", "最低工资", "最低月薪", "薪资/最低", "薪资/下限", "salary_min", "salary min"),
        cells.yuan(),
    ),
    ImportColumn(
        "pay_to",
        ("最高薪资", "薪资上限", "最高工资", "最高月薪", "薪资/最高", "薪资/上限", "salary_max", "salary max"),
        cells.yuan(),
    ),
    ImportColumn(
        "region",
        (
            "区县",
            "所在区县",
            "工作区县",
            "区域",
            "工作地区",
            "地区",
            "所属区县",
            "工作城市",
            "城市",
            "district",
            "city",
        ),
        cells.reads(_district),
    ),
    ImportColumn(
        "address",
        ("工作地点", "工作地址", "地址", "单位地址", "详细地址", "上班地点", "address"),
        cells.text(200),
    ),
    ImportColumn("education", ("学历要求", "学历", "文化程度", "最低学历", "education"), _education),
    ImportColumn(
        "experience_years",
        ("经验要求", "工作经验", "经验", "工作年限", "经验年限", "exp_years", "experience"),
        _experience,
    ),
    ImportColumn(
        "headcount",
        ("招聘人数", "人数", "需求人数", "招聘数量", "用工人数", "缺工人数", "招工人数", "headcount"),
        _headcount,
    ),
    ImportColumn("age_text", ("年龄要求", "年龄", "年龄范围", "age"), cells.text(40)),
    ImportColumn("contact_name", ("联系人", "单位联系人", "contact"), cells.text(50)),
    ImportColumn(
        "contact_phone",
        ("联系电话", "电话", "联系方式", "手机", "单位电话", "招聘电话", "phone"),
        cells.identifier(60, digits_as_number=(7, 8, 11)),
    ),
    ImportColumn("kind", ("用工形式", "岗位性质", "工作性质", "岗位类型", "用工类型"), _kind),
    ImportColumn("occupation", ("工种代码", "职业代码", "职业（工种）", "职业工种", "职业类别"), _occupation),
    ImportColumn("hours", ("工作时间", "工时", "班次", "上班时间", "作息时间"), cells.text(80)),
    ImportColumn("insurance", ("社保", "社会保险", "五险一金", "保险"), cells.text(80)),
    ImportColumn("board", ("食宿", "食宿情况", "吃住", "食宿条件", "包吃住"), cells.text(80)),
    ImportColumn(
        "description",
        ("岗位描述", "职位描述", "岗位职责", "工作内容", "岗位要求", "任职要求", "描述", "备注", "desc", "description"),
        cells.text(LONGEST_DESCRIPTION, block=True),
    ),
    ImportColumn("published_on", ("发布日期", "发布时间", "登记日期", "更新日期", "登记时间"), _day, serial_dates=True),
    ImportColumn("valid_to", ("有效期至", "有效期", "截止日期", "截止时间", "招聘截止日期"), _day, serial_dates=True),
    ImportColumn("source", ("来源", "信息来源", "数据来源", "src"), cells.text(40)),
)

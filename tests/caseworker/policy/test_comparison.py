"""What differs between two packs is said in plain words: amounts, dates, conditions, papers."""

from __future__ import annotations

from caseworker.policy import by_version, parse_pack
from caseworker.policy.comparison import Part, compare
from tests.caseworker.policy.sample import PACK

BEFORE = parse_pack(PACK, "样例.toml")


def said(new: str, part: Part) -> list[str]:
    """The sentences of one part; nothing may be said of any other."""
    found = compare(BEFORE, parse_pack(new, "样例.toml"))
    assert {one.part for one in found.differences} <= {part}
    return [one.notice.text() for one in found.of(part)]


def test_the_same_says_nothing() -> None:
    assert compare(BEFORE, parse_pack(PACK, "样例.toml")).differences == ()
    assert compare(None, BEFORE).differences == ()


def test_an_amount_is_said_with_both_values() -> None:
    assert said(PACK.replace("value = 500000", "value = 600000"), Part.NUMBERS) == ["个人最高额：50万元 → 60万元"]
    doubtful = PACK.replace('value = 36\nunit = "months"\nsource = "S"\nmark = "V"\nverified = true',
                            'value = 36\nunit = "months"\nsource = "S"\nmark = "R"\nverified = false')  # fmt: skip
    assert said(doubtful, Part.NUMBERS) == ["最长期限：36个月 → 36个月（未核）"]


def test_dates_and_the_document() -> None:
    new = PACK.replace("2025-06-01", "2026-01-01").replace('"month"', '"day"').replace("样例文件", "样例二号")
    assert said(new, Part.DATES) == ["依据文件：样例文件 → 样例二号", "起始日：2025-06（日期未写明） → 2026-01-01"]


def test_a_condition_that_is_checked_otherwise() -> None:
    assert said(PACK.replace("value = 16 }", "value = 18 }"), Part.CONDITIONS) == [
        "年满16周岁：出生日期不低于16 → 出生日期不低于18"
    ]
    warning = PACK.replace('id = "place"\n', 'id = "place"\nkind = "warning"\n')
    assert said(warning, Part.CONDITIONS) == [
        "在本地：项目所在地的代码开头为99 → 项目所在地的代码开头为99；只作提醒，不作判断"
    ]
    assert said(PACK.replace('unmet = "未满"', 'unmet = "还未满"'), Part.CONDITIONS) == ["年满16周岁：原说明 → 新说明"]


def test_a_condition_that_is_put_otherwise() -> None:
    assert said(PACK.replace('text = "在本地"', 'text = "在本市"'), Part.CONDITIONS) == ["表述：在本地 → 在本市"]
    named = PACK.replace('text = "在本地"', 'text = "在本地，不超过{personal_cap}"')
    other = named.replace("value = 500000", "value = 400000")
    found = compare(parse_pack(named, "x"), parse_pack(other, "x")).differences
    assert [one.notice.text() for one in found] == ["个人最高额：50万元 → 40万元"], "said once"


def test_conditions_and_papers_that_come_and_go() -> None:
    start, end = PACK.index('[[conditions]]\nid = "place"'), PACK.index("[[materials]]")
    assert said(PACK[:start] + PACK[end:], Part.CONDITIONS) == ["取消　在本地（原：项目所在地的代码开头为99）"]
    paper = '[[materials]]\ncode = "proof"\nname = "退伍证"\nneed = "conditional"\nsource = "S"\nmark = "V"\n'
    paper += 'verified = true\nwhen = { field = "groups", op = "overlaps", value = ["VETERAN"] }\n\n'
    new = PACK.replace("[[stages]]", paper + "[[stages]]")
    assert said(new, Part.MATERIALS) == ["新增　退伍证：条件必需；适用于：人员类别包含其中之一：退役军人"]


def test_time_limits_and_groups() -> None:
    assert said(PACK.replace("working_days = 1", "working_days = 3"), Part.STAGES) == ["街道：1 个工作日 → 3 个工作日"]
    assert said(PACK.replace('name = "退役军人"', 'name = "退役士兵"'), Part.GROUPS) == [
        "退役士兵：退役军人 → 退役士兵"
    ]


def test_what_is_only_a_name_is_said_once() -> None:
    group = PACK.index("[[groups]]")
    more = '[[groups]]\ncode = "X"\nname = "样例人员"\nsource = "S"\nmark = "V"\nverified = true\n\n'
    assert said(PACK[:group] + more + PACK[group:], Part.GROUPS) == ["新增　样例人员"]


def test_two_real_versions() -> None:
    old, new = (by_version("500000", "personal_guarantee_loan", f"V-{year}") for year in (2024, 2025))
    found = compare(old, new)
    numbers = [one.notice.text() for one in found.of(Part.NUMBERS)]
    assert any("30万元（未核） → 50万元" in one for one in numbers), numbers
    assert all(one.notice.text("en") for one in found.differences)

"""Adverts: what must be flagged, and what must not."""

from __future__ import annotations

import pytest

from caseworker.vacancies.fairness import find_flags


@pytest.mark.parametrize(
    ("advert", "kind", "verdict", "phrase"),
    [
        ("招收银员，限女性", "gender", "review", "限女性"),
        ("男士优先", "gender", "review", "男士优先"),
        ("性别：男", "gender", "review", "性别：男"),
        ("招女工20名", "gender", "review", "招女工"),
        ("普工（男）", "gender", "review", "（男）"),
        ("已婚已育优先", "marriage", "review", "已婚已育优先"),
        ("合同期内不得结婚", "marriage", "review", "合同期内不得结婚"),
        ("要求未婚", "marriage", "review", "要求未婚"),
        ("不招少数民族", "ethnicity", "review", "不招少数民族"),
        ("无宗教信仰", "ethnicity", "review", "无宗教信仰"),
        ("仅限重庆户籍", "household", "review", "仅限重庆户籍"),
        ("外地人勿扰", "household", "review", "外地人勿扰"),
        ("无乙肝", "hepatitis", "review", "无乙肝"),
        ("体检需查乙肝两对半", "hepatitis", "review", "体检需查乙肝两对半"),
        ("形象气质佳", "appearance", "check", "形象气质佳"),
        ("身高165cm以上", "appearance", "check", "身高165cm"),
        ("18-45岁", "age", "check", "18-45岁"),
        ("年龄35岁以下", "age", "check", "年龄35岁以下"),
        ("90后优先", "age", "check", "90后"),
    ],
)
def test_wording_is_flagged_with_its_ground(advert: str, kind: str, verdict: str, phrase: str) -> None:
    found = find_flags("岗位要求：" + advert)
    assert [(flag.kind, flag.verdict, flag.text) for flag in found] == [(kind, verdict, phrase)]
    assert all(found[0].clauses)
    assert phrase in found[0].advice() and phrase in found[0].advice("en")
    assert found[0].title() != found[0].title("en")


@pytest.mark.parametrize(
    "advert",
    [
        "福利：婚育礼金、结婚礼金、婚假",
        "男女不限",
        "性别不限，年龄不限，户籍不限",
        "性别：男女不限",
        "招男女普工",
        "女装销售，女士内衣导购",
        "负责公司形象设计与品牌形象维护",
        "年满18周岁",
        "协助落户，代办员工户口",
        "接种乙肝疫苗、乙肝专科护士",
        "本公司重庆户外拓展",
        "身高体重秤装配",
        "",
    ],
)
def test_harmless_wording_is_left_alone(advert: str) -> None:
    assert find_flags(advert) == ()


def test_flags_come_in_order_with_their_places() -> None:
    advert = "招文员\r\n女性优先，25-35岁，形象好"
    found = find_flags(advert)
    assert [flag.kind for flag in found] == ["gender", "age", "appearance"]
    text = advert.replace("\r\n", "\n")
    assert all(text[flag.start : flag.end] == flag.text for flag in found)


def test_age_is_never_called_unlawful() -> None:
    (flag,) = find_flags("35岁以下")
    assert flag.title() == "年龄要求 · 提示核实"
    assert any("未列入" in clause for clause in flag.clauses)

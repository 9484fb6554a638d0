"""Titles usual in Chongqing and the occupations they mean."""

from __future__ import annotations

import tomllib
from collections import Counter
from importlib.resources import files

import pytest

from caseworker import codes
from caseworker.matching.occupation import Confidence, bare_title, guess_occupation, related
from caseworker.text import lookup_key


@pytest.mark.parametrize(
    ("title", "code", "confidence"),
    [
        ("电工", "6-31-01-03", "sure"),
        ("急聘火锅店服务员(包吃住)", "4-03-02-05", "sure"),
        ("数控车工/CNC操作员", "6-18-01-01", "sure"),
        ("叉车司机兼仓管", "6-30-05-01", "sure"),
        ("质量检验员5名", "6-31-03-05", "sure"),
        ("保安队长（白班）", "4-07-05-01", "sure"),
        ("新能源汽车装配工4000-6000元", "6-22-02-01", "likely"),
        ("外贸业务员", "4-01-02-01", "likely"),
        ("高级Java开发工程师", "4-04-05-01", "likely"),
        ("梦想合伙人", "", "none"),
        ("", "", "none"),
    ],
)
def test_a_title_means_an_occupation(title: str, code: str, confidence: str) -> None:
    guess = guess_occupation(title)
    assert (guess.code, guess.confidence) == (code, Confidence(confidence))


def test_a_title_of_noise_alone_stays_itself() -> None:
    assert bare_title("（包吃住）") == "（包吃住）"


def test_occupations_of_one_small_class_are_related() -> None:
    assert related("6-31-01-02", "6-31-01-03")
    assert not related("6-31-01-02", "6-31-03-05")
    assert not related("", "")


def listed() -> dict[str, list[str]]:
    source = files("resources") / "matching" / "common_titles.toml"
    titles: dict[str, list[str]] = tomllib.loads(source.read_text(encoding="utf-8"))["titles"]
    return titles


def test_every_listed_code_is_in_the_code_table() -> None:
    table = codes.table("occupation")
    assert [code for code in listed() if not table.has(code) or len(code) != 10] == []


def test_no_title_is_listed_twice() -> None:
    counted = Counter(lookup_key(title) for titles in listed().values() for title in titles)
    assert [title for title, count in counted.items() if count > 1] == []


def test_a_listed_title_that_the_code_table_names_means_the_same_there() -> None:
    table = codes.table("occupation")
    said = {title: (code, table.exact(title)) for code, titles in listed().items() for title in titles}
    assert {title: pair for title, pair in said.items() if pair[1] not in (None, pair[0])} == {}

"""The score is its reasons, and what the law forbids to weigh is not among them."""

from __future__ import annotations

import ast
from dataclasses import fields, replace
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseworker import messages
from caseworker.matching import features
from caseworker.matching.features import Band, Post, Reason, Score, Seeker, Wish, score, within

TODAY = date(2026, 11, 22)
ELECTRICIAN, FITTER, GUARD = "6-31-01-03", "6-31-01-02", "4-07-05-01"
SEEKER = Seeker(
    wishes=(Wish("电工", ELECTRICIAN),),
    districts=("500113",),
    near=frozenset({"500108"}),
    pay_floor=400_000,
    education=4,
)
POST = Post(
    id=UUID(int=1),
    employer_id=UUID(int=2),
    title="电工",
    occupation=ELECTRICIAN,
    region="500113",
    pay_low=450_000,
    pay_high=600_000,
    published_on=TODAY,
)

seekers = st.builds(
    Seeker,
    wishes=st.lists(
        st.builds(
            Wish, st.sampled_from(["电工", "保安", "火锅店服务员", ""]), st.sampled_from([ELECTRICIAN, GUARD, ""])
        ),
        max_size=3,
    ).map(tuple),
    districts=st.lists(st.sampled_from(["500113", "500000", "510100"]), max_size=2).map(tuple),
    near=st.frozensets(st.sampled_from(["500108", "500116"])),
    pay_floor=st.none() | st.integers(1, 3_000_000),
    education=st.none() | st.integers(0, 7),
    years=st.dictionaries(st.sampled_from([ELECTRICIAN, FITTER, GUARD]), st.integers(0, 40)),
    wants_board=st.booleans(),
)
amounts = st.none() | st.integers(0, 5_000_000)
posts = st.builds(
    Post,
    id=st.builds(uuid4),
    employer_id=st.builds(uuid4),
    title=st.sampled_from(["电工", "维修电工（包住）", "保安队长", "服务员", "!!"]),
    occupation=st.sampled_from([ELECTRICIAN, FITTER, GUARD, ""]),
    region=st.sampled_from(["500113", "500108", "510104", ""]),
    pay_low=amounts,
    pay_high=amounts,
    education=st.none() | st.integers(0, 7),
    experience_years=st.none() | st.integers(0, 20),
    board=st.booleans(),
    published_on=st.none() | st.dates(date(2018, 1, 1), TODAY),
)


@given(seekers, posts)
def test_the_explanation_adds_up_to_the_score(seeker: Seeker, post: Post) -> None:
    found = score(seeker, post, TODAY)
    assert found.points == sum(reason.points for reason in found.reasons)
    assert len({reason.code for reason in found.reasons}) == len(found.reasons)
    assert len(found.shown_for) <= 3 and len(found.shown_against) <= 2
    assert all(reason in found.reasons for reason in (*found.shown_for, *found.shown_against))
    assert all(reason.points > 0 for reason in found.shown_for)
    assert all(reason.points <= 0 for reason in found.shown_against)


@given(seekers, posts)
def test_every_reason_has_words_in_both_languages(seeker: Seeker, post: Post) -> None:
    for reason in score(seeker, post, TODAY).reasons:
        for lang in messages.LANGUAGES:
            assert messages.has(f"matching.reason.{reason.code}", lang)
            assert messages.has(f"matching.short.{reason.code}", lang)


def points(seeker: Seeker, post: Post) -> dict[str, int]:
    return {reason.code: reason.points for reason in score(seeker, post, TODAY).reasons}


@pytest.mark.parametrize(
    ("change", "code", "expected"),
    [
        ({"occupation": FITTER}, "occupation_related", 200),
        ({"occupation": ELECTRICIAN}, "occupation_same", 400),
        ({"title": "维修电工"}, "words", 120),
        ({"region": "500113001"}, "district_same", 150),
        ({"region": "500108"}, "district_near", 40),
        ({"region": "500237"}, "district_far", 0),
        ({"region": ""}, "district_unknown", 0),
        ({"pay_low": 400_000, "pay_high": 400_000}, "pay_reaches", 220),
        ({"pay_low": 300_000, "pay_high": 500_000}, "pay_reaches", 165),
        ({"pay_low": 300_000, "pay_high": 300_000}, "pay_below", -110),
        ({"pay_low": None, "pay_high": None}, "pay_unknown", 0),
        ({"pay_low": 800_000, "pay_high": 900_000}, "pay_far_above", -18),
        ({"education": 6}, "education_short", -48),
        ({"experience_years": 3}, "experience_short", -330),
        ({"experience_years": 20}, "experience_short", -550),
        ({"published_on": TODAY - timedelta(days=730)}, "older", -60),
    ],
)
def test_points_as_measured(change: dict[str, object], code: str, expected: int) -> None:
    assert points(SEEKER, replace(POST, **change))[code] == expected  # type: ignore[arg-type]


def test_experience_in_the_small_class_counts_and_elsewhere_does_not() -> None:
    asked = replace(POST, experience_years=3)
    assert "experience_short" not in points(replace(SEEKER, years={FITTER: 3}), asked)
    assert points(replace(SEEKER, years={FITTER: 3}), asked)["experience_fits"] == 60
    assert "experience_short" in points(replace(SEEKER, years={GUARD: 30}), asked)


def test_schooling_not_on_file_is_asked_about_and_costs_nothing() -> None:
    found = points(replace(SEEKER, education=None), replace(POST, education=5))
    assert found["education_unknown"] == 0
    assert "education_short" not in found


def test_a_word_that_every_title_has_is_no_match() -> None:
    wish = replace(SEEKER, wishes=(Wish("行政主管"),))
    assert "words" not in points(wish, replace(POST, title="销售主管", occupation=""))
    assert "words" in points(wish, replace(POST, title="行政专员", occupation=""))


def test_the_bands_follow_the_sum() -> None:
    def band(total: int) -> Band:
        return Score((Reason("words", total),)).band

    assert [band(total) for total in (600, 599, 350, 349, -10)] == ["high", "middle", "middle", "low", "low"]


def test_a_whole_province_or_city_holds_its_districts() -> None:
    assert within("500113", ["500000"]) and within("510104", ["510100"]) and within("500113004", ["500113"])
    assert not within("510104", ["500000"]) and not within("500113", ["510100"]) and not within("500113", [])


FORBIDDEN = ("sex", "gender", "birth", "age", "ethnic", "marital", "disability", "health", "political", "hukou")


def test_nothing_the_law_forbids_to_weigh_is_known_to_the_scoring() -> None:
    names = {field.name for model in (Seeker, Post, Wish) for field in fields(model)}
    assert not {name for name in names for word in FORBIDDEN if word in name.split("_")}


def test_the_matching_reads_no_such_column_of_a_person() -> None:
    folder = Path(features.__file__).parent
    read = {
        node.attr
        for file in folder.glob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Attribute)
    }
    columns = {"sex", "birth_date", "ethnic", "marital", "disability_kind", "disability_grade", "health", "id_no"}
    assert not read & (columns | {"political", "hukou_type", "hukou_region", "age_text"})

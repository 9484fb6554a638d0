"""Scoring against a plain recount, for any answers: sums, the order with its ties, levels, and what is refused."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caseworker.assessment.questionnaire import Questionnaire, questionnaire, questionnaires
from caseworker.assessment.scoring import next_unanswered, score
from caseworker.assessment.wording import headline, remarks
from caseworker.problems import OfficerProblem

Given = dict[str, int | None]


def answers_of(form: Questionnaire) -> st.SearchStrategy[Given]:
    places = st.integers(0, len(form.answers) - 1)
    return st.fixed_dictionaries(
        {item.id: st.one_of(places, st.none()) if item.optional else places for item in form.items}
    )


def recount(form: Questionnaire, given_: Mapping[str, int | None]) -> dict[str, tuple[int, int, int]]:
    """Points, possible points and answers of the highest kind by scale, one item at a time."""
    found = {scale.code: (0, 0, 0) for scale in form.scales}
    best = max(answer.points for answer in form.answers)
    for item in form.items:
        at = given_[item.id]
        if at is not None:
            points, most, highest = found[item.scale]
            got = form.answers[at].points
            found[item.scale] = (points + got, most + best, highest + (got == best))
    return found


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_any_answers_are_scored_as_counted_by_hand(data: st.DataObject) -> None:
    form = data.draw(st.sampled_from(questionnaires()))
    given_ = data.draw(answers_of(form))
    result, counted = score(form, given_), recount(form, given_)
    assert {one.scale: (one.points, one.most) for one in result.scores} == {k: v[:2] for k, v in counted.items()}
    order = [scale.code for scale in form.scales]
    share = {code: Fraction(got, most or 1) for code, (got, most, _) in counted.items()}
    height = share if form.kind == "levels" else {code: Fraction(one[0]) for code, one in counted.items()}
    wanted = sorted(counted, key=lambda code: (-height[code], -counted[code][2], order.index(code)))
    assert [one.scale for one in result.scores] == wanted
    assert [one.rank for one in result.scores] == list(range(1, len(wanted) + 1))
    assert result.letters == (tuple(wanted[: form.letters]) if form.kind == "ranked" else ())
    if form.kind == "ranked":
        tied = [sum(counted[other][0] == counted[code][0] for other in wanted) > 1 for code in wanted]
        assert [one.tied for one in result.scores] == tied
    assert score(form, dict(reversed(given_.items()))) == result
    for lang in ("zh", "en"):
        assert headline(form, result, lang)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_each_level_is_the_first_that_reaches_the_share(data: st.DataObject) -> None:
    form = data.draw(st.sampled_from([one for one in questionnaires() if one.kind == "levels"]))
    given_ = data.draw(answers_of(form))
    themes = set()
    for one in score(form, given_).scores:
        scale = form.scale(one.scale)
        assert scale is not None
        if one.most == 0:
            assert one.level is None
            continue
        assert one.level is not None
        bounds = [level.upto for level in scale.levels]
        assert one.points * 100 <= bounds[one.level] * one.most
        assert one.level == 0 or one.points * 100 > bounds[one.level - 1] * one.most
        themes.add(scale.levels[one.level].theme)
    assert set(score(form, given_).themes) == themes - {""}


def test_equal_answers_fall_back_on_the_fixed_order_and_say_so() -> None:
    form = questionnaire("interest")
    result = score(form, {item.id: 1 for item in form.items})
    assert result.letters == ("R", "I", "A") and result.flat and result.open_end
    assert all(one.tied for one in result.scores) and len(remarks(result)) == 2


def test_of_equal_sums_the_one_with_more_likes_stands_first() -> None:
    form = questionnaire("interest")
    likes: Given = {item.id: 2 for item in form.items}  # nothing liked
    likes |= {"C1": 0, "R1": 1, "R2": 1}  # C: one like; R: two unsure, the same sum
    result = score(form, likes)
    assert [one.scale for one in result.scores[:2]] == ["C", "R"] and result.score("R").points == 2


def test_the_most_pressing_theme_comes_first() -> None:
    ready = questionnaire("readiness")
    given_: Given = {item.id: 0 for item in ready.items} | {f"papers{n}": 2 for n in range(1, 5)}
    given_ |= {f"goal{n}": 2 if n > 1 else 1 for n in range(1, 5)}
    assert score(ready, given_).themes == ("search", "direction")
    hinders = questionnaire("barriers")
    none: Given = {item.id: 0 for item in hinders.items}
    assert score(hinders, none).themes == ()
    assert score(hinders, none | {"care1": 2, "care2": 2, "trans1": 1}).themes == ("care", "transport")


def test_incomplete_and_strange_answers_are_refused() -> None:
    form = questionnaire("barriers")
    whole: Given = {item.id: 0 for item in form.items}
    short = {key: value for key, value in whole.items() if key != "care1"}
    first = next_unanswered(form, short)
    assert first is not None and first.id == "care1" and next_unanswered(form, whole) is None
    with pytest.raises(OfficerProblem, match="incomplete"):
        score(form, short)
    for wrong in ({"care1": 3}, {"care1": -1}, {"care1": None}, {"care9": 0}):
        with pytest.raises(OfficerProblem, match="bad_answer"):
            score(form, whole | wrong)
    assert score(form, whole | {"health1": None, "health2": None}).score("health").share == 0.0

"""How lines add up to a result, told on a pack of two conditions."""

from __future__ import annotations

import pytest

from caseworker.policy import State, evaluate, parse_pack
from tests.caseworker.policy.sample import PACK

WARNING = PACK.replace('id = "place"', 'id = "place"\nkind = "warning"')
UNPUBLISHED = PACK.replace("value = 50\n", "").replace(
    'unit = "basis_points"\nsource = "S"\nmark = "V"\nverified = true',
    'unit = "basis_points"\nsource = "S"\nmark = "?"\nverified = false',
)


def facts(age: int | None, region: str | None) -> dict[str, object]:
    return {"age": age, "project_region": region}


@pytest.mark.parametrize(
    ("age", "region", "overall", "headline"),
    [
        (16, "990000", State.MET, "符合"),
        (15, "990000", State.UNMET, "不符合（因：未满）"),
        (15, "500000", State.UNMET, "不符合（因：未满；不在）"),
        (15, None, State.UNMET, "不符合（因：未满）"),
        (None, "990000", State.UNKNOWN, "可能符合（缺：未登记）"),
        (None, None, State.UNKNOWN, "可能符合（缺：未登记）"),
    ],
)
def test_overall(age: int | None, region: str | None, overall: State, headline: str) -> None:
    result = evaluate(parse_pack(PACK, "x"), facts(age, region))
    assert (result.overall, result.headline) == (overall, headline)


def test_missing_facts_are_named_for_the_officer() -> None:
    lines = evaluate(parse_pack(PACK, "x"), facts(None, "990000")).lines
    assert [line.missing for line in lines] == [("出生日期",), ()]


def test_a_warning_never_decides() -> None:
    result = evaluate(parse_pack(WARNING, "x"), facts(16, "500000"))
    assert (result.overall, result.warnings) == (State.MET, ("不在",))


def test_a_condition_whose_application_is_unknown_stays_open_and_else_is_left_out() -> None:
    text = PACK.replace('text = "在本地"', 'text = "在本地"\nwhen = { field = "married", op = "eq", value = true }')
    text = text.replace("married", "entity_of_spouse")
    pack = parse_pack(text, "x")
    for applies, states in ((True, [State.MET, State.UNMET]), (False, [State.MET]), (None, [State.MET, State.UNKNOWN])):
        lines = evaluate(pack, {**facts(16, "500000"), "entity_of_spouse": applies}).lines
        assert [line.state for line in lines] == states


def test_a_number_nobody_published_leaves_the_line_open() -> None:
    text = UNPUBLISHED.replace("value = 16 }", 'parameter = "rate_margin" }')
    (line, _) = evaluate(parse_pack(text, "x"), facts(16, "990000")).lines
    assert (line.state, line.missing) == (State.UNKNOWN, ("上浮",))


def test_a_caller_that_forgets_a_fact_has_a_bug() -> None:
    with pytest.raises(KeyError):
        evaluate(parse_pack(PACK, "x"), {"age": 16})

"""A pack that does not hold together is refused by file, line and rule."""

from __future__ import annotations

import pytest

from caseworker.messages import problem_text
from caseworker.policy import check_pack, fact_labels, load_packs, parse_pack
from caseworker.policy.lines import line_of
from caseworker.policy.trial import _trial
from caseworker.problems import OfficerProblem
from tests.caseworker.loans.rules.sample import GOOD
from tests.caseworker.policy.sample import PACK


def line_with(text: str, sign: str, nth: int = 1) -> int:
    return [n for n, line in enumerate(text.splitlines(), start=1) if sign in line][nth - 1]


def test_the_sample_is_sound() -> None:
    assert check_pack(PACK, "样例.toml")[1] == ()
    assert parse_pack(PACK, "样例.toml").number("rate_margin") == 50


# old text, new text, code, what the line of the fault contains, which such line, rule
BROKEN = [
    ('title = "样例"\n', 'title = "样例\n', "syntax", "title = ", 1, "-"),
    ('document = "样例文件"\n', "", "missing", 'region = "990000"', 1, "document"),
    ('need = "required"', 'need = "must"', "value", "need =", 1, "form"),
    ('need = "required"', 'need = "conditional"', "value", "[[materials]]", 1, "form"),
    ('text = "在本地"', 'text = "在本地"\ncolour = "red"', "extra", "colour", 1, "place"),
    ('op = "starts_with", value = "99"', 'op = "begins", value = "99"', "value", "test = ", 2, "place"),
    ('{ field = "project_region"', '{ field = "project_regoin"', "fact", "[[conditions]]", 2, "place"),
    ("value = 16 }", 'parameter = "min_age" }', "parameter", "[[conditions]]", 1, "age"),
    ('unmet = "未满"', 'unmet = "未满{min_age}"', "parameter", "[[conditions]]", 1, "age"),
    ('id = "place"', 'id = "age"', "repeated", "[[conditions]]", 2, "age"),
    ('mark = "D"', 'mark = "V"', "value", "[[stages]]", 1, "street"),
    ("value = 50\n", 'value = "50"\n', "value", "[parameters.rate_margin]", 1, "parameters.rate_margin"),
    ("value = 50\n", "", "value", "[parameters.rate_margin]", 1, "parameters.rate_margin"),
    ('value = "0.50"', 'value = "half"', "value", "[parameters.subsidy_share]", 1, "parameters.subsidy_share"),
    ('margin = "rate_margin"', 'margin = "margin"', "parameter", "[rate]", 1, "rate"),
    ('source = "S"\nmark = "D"', 'source = "T"\nmark = "D"', "source", 'source = "T"', 1, "street"),
    ('"month"', '"month"\neffective_to = 2025-01-01', "dates", "effective_to", 1, "effective_to"),
    ('test = { field = "age", op = "ge", value = 16 }\n', "", "value", "[[conditions]]", 1, "age"),
    ('unmet = "不在"\n', "", "value", "[[conditions]]", 2, "place"),
    ('[parameters.max_term]', '[parameters.most]', "needed", 'region = "990000"', 1, "parameters"),
    ('unit = "months"', 'unit = "years"', "needed", "[parameters.max_term]", 1, "parameters.max_term"),
    ('value = 16 }', 'value = "16" }', "trial", "[[conditions]]", 1, "age"),
    ('unmet = "不在"', 'unmet = "不在{"', "trial", "[[conditions]]", 2, "place"),
    ('text = "在本地"', 'text = "在本地{seen}"', "trial", "[[conditions]]", 2, "place"),
    ('region = "990000"', 'region = "99"', "value", "region =", 1, "region"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "code", "sign", "nth", "rule"), BROKEN)
def test_faults_name_file_line_and_rule(old: str, new: str, code: str, sign: str, nth: int, rule: str) -> None:
    text = PACK.replace(old, new, 1)
    assert text != PACK
    with pytest.raises(OfficerProblem) as caught:
        parse_pack(text, "样例.toml")
    problem = caught.value
    found = (problem.code, problem.params["file"], problem.params["line"], problem.params["rule"])
    assert found == (f"policy.fault.{code}", "样例.toml", line_with(text, sign, nth), rule)
    for lang in ("zh", "en"):
        assert f"{problem.params['line']}" in problem_text(problem, lang)


def test_all_faults_are_found_at_once() -> None:
    text = PACK.replace("value = 16 }", 'parameter = "min_age" }').replace(
        'field = "project_region"', 'field = "where"'
    )
    assert [problem.code for problem in check_pack(text, "x")[1]] == ["policy.fault.parameter", "policy.fault.fact"]


def test_the_applicant_a_pack_is_tried_on_is_of_the_kinds_that_real_ones_are() -> None:
    facts = _trial("personal_guarantee_loan")["facts"]
    assert facts.keys() == fact_labels("personal_guarantee_loan").keys() == GOOD.as_mapping().keys()
    for name, real in GOOD.as_mapping().items():
        kind = list if isinstance(real, frozenset) else type(real)
        assert real is None or type(facts[name]) is kind, name


def test_lines_of_unknown_places_fall_back_to_the_top() -> None:
    assert line_of("a = 1\n", ("b",)) == 1
    assert line_of("", ("conditions", 3, "text")) == 1


def test_every_shipped_pack_loads_in_order_of_time() -> None:
    assert [pack.version for pack in load_packs()] == ["V-2021", "V-2022", "V-2024", "V-2025"]

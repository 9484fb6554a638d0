"""Expressions of rule packs: every operator, and three-valued answers that never guess."""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from caseworker.policy.expression import Answer, Expression, answer, nodes

READ: TypeAdapter[Expression] = TypeAdapter(Expression)
PARAMETERS = {"cap": 500, "kinds": ("a", "b"), "unpublished": None}


def ask(raw: dict[str, Any], **facts: object) -> Answer:
    return answer(READ.validate_python(raw), facts, PARAMETERS.__getitem__)


def fact(name: str) -> dict[str, Any]:
    return {"field": name, "op": "eq", "value": True}


@pytest.mark.parametrize(
    ("op", "value", "yes", "no"),
    [
        ("eq", True, True, False),
        ("eq", "50", "50", "51"),
        ("lt", 3, 2, 3),
        ("le", 3, 3, 4),
        ("gt", 3, 4, 3),
        ("ge", 3, 3, 2),
        ("ge", date(2025, 6, 1), date(2025, 6, 1), date(2025, 5, 31)),
        ("in", ["a", "b"], "a", "c"),
        ("overlaps", ["a", "b"], ("b", "c"), ("c",)),
        ("overlaps", ["a"], {"a"}, ()),
        ("subset_of", ["a", "b"], ("a",), ("a", "c")),
        ("subset_of", ["a"], (), ("b",)),
        ("starts_with", "50", "500104", "510500"),
    ],
)
def test_operators(op: str, value: object, yes: object, no: object) -> None:
    raw = {"field": "x", "op": op, "value": value}
    assert ask(raw, x=yes) == Answer(True)
    assert ask(raw, x=no) == Answer(False)
    assert ask(raw, x=None) == Answer(None, missing=("x",))


def test_a_parameter_is_looked_up_and_an_unpublished_one_is_unknown() -> None:
    assert ask({"field": "x", "op": "le", "parameter": "cap"}, x=500).truth is True
    assert ask({"field": "x", "op": "le", "parameter": "cap"}, x=501).truth is False
    assert ask({"field": "x", "op": "subset_of", "parameter": "kinds"}, x={"a"}).truth is True
    assert ask({"field": "x", "op": "le", "parameter": "unpublished"}, x=1) == Answer(
        None, missing=("parameter:unpublished",)
    )


@pytest.mark.parametrize("values", list(product([True, False, None], repeat=2)))
def test_all_any_not_follow_strong_logic(values: tuple[bool | None, bool | None]) -> None:
    facts = {"a": values[0], "b": values[1]}
    parts = [fact("a"), fact("b")]
    rank = {False: 0, None: 1, True: 2}
    assert ask({"all": parts}, **facts).truth is min(values, key=rank.__getitem__)
    assert ask({"any": parts}, **facts).truth is max(values, key=rank.__getitem__)
    inverse = {True: False, False: True, None: None}
    assert ask({"not": parts[0]}, **facts).truth is inverse[values[0]]


def test_only_what_matters_is_asked_for() -> None:
    assert ask({"any": [fact("a"), fact("b")]}, a=True, b=None) == Answer(True)
    assert ask({"all": [fact("a"), fact("b"), fact("b")]}, a=True, b=None).missing == ("b",)
    open_question = {"any": [fact("a"), {"undecided": "没有公布"}]}
    assert ask(open_question, a=True) == Answer(True)
    assert ask(open_question, a=False) == Answer(None, undecided=("没有公布",))


def test_a_fact_nobody_declared_is_a_bug() -> None:
    with pytest.raises(KeyError):
        ask(fact("typo"), a=True)


@pytest.mark.parametrize(
    "raw",
    [
        {},
        {"all": []},
        {"field": "x", "op": "le"},
        {"field": "x", "op": "le", "value": 1, "parameter": "cap"},
        {"field": "x", "op": "about", "value": 1},
        {"field": "x", "op": "in", "value": "a"},
        {"field": "x", "op": "eq", "value": ["a"]},
        {"field": "x", "op": "eq", "value": 1.5},
        {"all": [{"field": "x", "op": "le", "value": 1}], "any": []},
        {"undecided": ""},
    ],
)
def test_what_is_no_expression_is_refused(raw: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        READ.validate_python(raw)


def test_every_part_is_walked() -> None:
    tree = READ.validate_python({"all": [fact("a"), {"not": {"any": [fact("b"), {"undecided": "?"}]}}]})
    assert len(list(nodes(tree))) == 6

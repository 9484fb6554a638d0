"""Conditions of rule packs as small typed expressions, and what they come to for given facts.

An answer is three-valued: True, False, or None when a fact is missing or no published rule settles the case.
Unknown is an answer here; it is never rounded to yes or no (Kleene's strong logic).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, TypeAlias

from pydantic import (
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    StrictBool,
    StrictInt,
    StrictStr,
    Tag,
    model_validator,
)

Scalar: TypeAlias = StrictBool | StrictInt | date | StrictStr
Facts: TypeAlias = Mapping[str, object]
"""Fact name -> value; None is "not known". Names and labels: `resources/policies/facts.toml`."""

Parameters: TypeAlias = Callable[[str], object]
"""Parameter name -> its value in the pack; None when no published text gives it."""


class Op(StrEnum):
    """How a fact is compared. `overlaps` and `subset_of` take a fact that is a collection."""

    EQ = "eq"
    LT = "lt"
    LE = "le"
    GT = "gt"
    GE = "ge"
    IN = "in"
    OVERLAPS = "overlaps"
    SUBSET_OF = "subset_of"
    STARTS_WITH = "starts_with"


_COMPARE: Mapping[Op, Callable[[Any, Any], bool]] = {
    Op.EQ: lambda seen, value: bool(seen == value),
    Op.LT: lambda seen, value: bool(seen < value),
    Op.LE: lambda seen, value: bool(seen <= value),
    Op.GT: lambda seen, value: bool(seen > value),
    Op.GE: lambda seen, value: bool(seen >= value),
    Op.IN: lambda seen, value: seen in value,
    Op.OVERLAPS: lambda seen, value: not set(seen).isdisjoint(value),
    Op.SUBSET_OF: lambda seen, value: set(seen) <= set(value),
    Op.STARTS_WITH: lambda seen, value: str(seen).startswith(value),
}
_TAKES_MANY = {Op.IN, Op.OVERLAPS, Op.SUBSET_OF}


class _Node(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Comparison(_Node):
    """`{ field = "age", op = "ge", parameter = "min_age" }`, or with a literal `value`."""

    field: str
    op: Op
    value: Scalar | tuple[Scalar, ...] | None = None
    parameter: str | None = None

    @model_validator(mode="after")
    def _one_side(self) -> Comparison:
        if (self.value is None) == (self.parameter is None):
            raise ValueError("give either value or parameter")
        if self.value is not None and isinstance(self.value, tuple) != (self.op in _TAKES_MANY):
            raise ValueError(f"{self.op} takes {'a list' if self.op in _TAKES_MANY else 'one value'}")
        return self


class AllOf(_Node):
    """`{ all = [...] }`: every part holds."""

    all: tuple[Expression, ...] = Field(min_length=1)


class AnyOf(_Node):
    """`{ any = [...] }`: at least one part holds."""

    any: tuple[Expression, ...] = Field(min_length=1)


class Not(_Node):
    """`{ not = ... }`."""

    inner: Expression = Field(alias="not")


class Undecided(_Node):
    """`{ undecided = "..." }`: no published text settles this; the sentence says what to ask whom."""

    undecided: str = Field(min_length=1)


_KINDS: Mapping[type, str] = {AllOf: "all", AnyOf: "any", Not: "not", Undecided: "undecided"}


def _kind(raw: object) -> str:
    if isinstance(raw, Mapping):
        return next((key for key in ("all", "any", "not", "undecided") if key in raw), "field")
    return _KINDS.get(type(raw), "field")


Expression: TypeAlias = Annotated[
    Annotated[AllOf, Tag("all")]
    | Annotated[AnyOf, Tag("any")]
    | Annotated[Not, Tag("not")]
    | Annotated[Undecided, Tag("undecided")]
    | Annotated[Comparison, Tag("field")],
    Discriminator(_kind),
]

for _model in (AllOf, AnyOf, Not):
    _model.model_rebuild()


@dataclass(frozen=True, slots=True)
class Answer:
    """What an expression came to, and if unknown, for want of which facts or answers."""

    truth: bool | None
    missing: tuple[str, ...] = ()
    undecided: tuple[str, ...] = ()


def answer(expression: Expression, facts: Facts, parameters: Parameters) -> Answer:
    """Evaluate. A fact or parameter not declared at all is a KeyError: packs are checked when loaded."""
    match expression:
        case AllOf():
            return _joined([answer(part, facts, parameters) for part in expression.all], settles=False)
        case AnyOf():
            return _joined([answer(part, facts, parameters) for part in expression.any], settles=True)
        case Not():
            inner = answer(expression.inner, facts, parameters)
            return Answer(None if inner.truth is None else not inner.truth, inner.missing, inner.undecided)
        case Undecided():
            return Answer(None, undecided=(expression.undecided,))
        case Comparison():
            return _compared(expression, facts, parameters)


def _joined(parts: list[Answer], *, settles: bool) -> Answer:
    if any(part.truth is settles for part in parts):
        return Answer(settles)
    open_parts = [part for part in parts if part.truth is None]
    if not open_parts:
        return Answer(not settles)
    return Answer(
        None,
        tuple(dict.fromkeys(name for part in open_parts for name in part.missing)),
        tuple(dict.fromkeys(why for part in open_parts for why in part.undecided)),
    )


def _compared(comparison: Comparison, facts: Facts, parameters: Parameters) -> Answer:
    seen = facts[comparison.field]
    value = parameters(comparison.parameter) if comparison.parameter else comparison.value
    if seen is None:
        return Answer(None, missing=(comparison.field,))
    if value is None:
        return Answer(None, missing=(f"parameter:{comparison.parameter}",))
    return Answer(_COMPARE[comparison.op](seen, value))


def nodes(expression: Expression) -> Iterator[Expression]:
    """The expression and every part of it, for checking names against what a pack declares."""
    yield expression
    parts: tuple[Expression, ...] = ()
    match expression:
        case AllOf():
            parts = expression.all
        case AnyOf():
            parts = expression.any
        case Not():
            parts = (expression.inner,)
        case _:
            pass
    for part in parts:
        yield from nodes(part)

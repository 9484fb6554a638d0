"""Holds facts against a rule pack: every condition, the value seen, the source, and what is missing.

The result is 符合, 可能符合 (something is missing) or 不符合; it is never an approval, which is for
the district, the guarantor and the bank to give.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from caseworker.money import format_yuan
from caseworker.policy.expression import Answer, Facts, answer
from caseworker.policy.loading import fact_labels
from caseworker.policy.pack import Condition, LineKind, Mark, PolicyPack, Show, Source


class State(StrEnum):
    """What a condition, or all of them together, came to: 符合, 不符合, 缺信息 (overall: 可能符合)."""

    MET = "met"
    UNMET = "unmet"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class ConditionLine:
    """One line of the eligibility sheet. `reason` is empty when met; texts are Chinese."""

    rule: str
    kind: LineKind
    text: str
    state: State
    seen: str
    reason: str
    missing: tuple[str, ...]
    reviewer: str
    source: Source
    mark: Mark
    verified: bool


@dataclass(frozen=True, slots=True)
class EligibilityResult:
    """All lines, and what they come to. `missing` and `failed` name what to find out and why not."""

    pack: PolicyPack
    overall: State
    lines: tuple[ConditionLine, ...]
    missing: tuple[str, ...]
    failed: tuple[str, ...]
    warnings: tuple[str, ...]

    @property
    def headline(self) -> str:
        """The one-line answer in Chinese. Never says that anything is approved."""
        match self.overall:
            case State.MET:
                return "符合"
            case State.UNKNOWN:
                return f"可能符合（缺：{'；'.join(self.missing)}）"
            case State.UNMET:
                return f"不符合（因：{'；'.join(self.failed)}）"


def evaluate(pack: PolicyPack, facts: Facts) -> EligibilityResult:
    """Hold `facts` (name -> value, None for unknown) against every condition of `pack`.

    `facts` must have every name of `fact_labels(pack.policy)` that the pack asks for; a name left out
    altogether is a bug of the caller and a KeyError.
    """
    judged = (_line(pack, condition, facts) for condition in pack.conditions)
    lines = tuple(line for line in judged if line is not None)
    deciding = [line for line in lines if line.kind is LineKind.CONDITION]
    warnings = [line for line in lines if line.kind is LineKind.WARNING and line.state is not State.MET]
    return EligibilityResult(
        pack=pack,
        overall=_overall(line.state for line in deciding),
        lines=lines,
        missing=_unique(line.reason for line in deciding if line.state is State.UNKNOWN),
        failed=_unique(line.reason for line in deciding if line.state is State.UNMET),
        warnings=_unique(line.reason for line in warnings),
    )


def _overall(states: Iterable[State]) -> State:
    seen = set(states)
    if State.UNMET in seen:
        return State.UNMET
    return State.UNKNOWN if State.UNKNOWN in seen else State.MET


def _unique(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))


def _line(pack: PolicyPack, condition: Condition, facts: Facts) -> ConditionLine | None:
    """The line, or None when the condition does not apply to these facts."""
    applies = answer(condition.when, facts, pack.value) if condition.when is not None else Answer(True)
    if applies.truth is False:
        return None
    result = applies if applies.truth is None or condition.test is None else answer(condition.test, facts, pack.value)
    state = {True: State.MET, False: State.UNMET, None: State.UNKNOWN}[result.truth]
    words = {name: parameter.text for name, parameter in pack.parameters.items()}
    seen = _seen(pack, condition.show, facts)
    return ConditionLine(
        rule=condition.id,
        kind=condition.kind,
        text=condition.text.format(**words),
        state=state,
        seen=seen,
        reason=_reason(condition, result, {**words, "seen": seen}),
        missing=_labels(pack, result.missing),
        reviewer=condition.reviewer,
        source=pack.sources[condition.source],
        mark=condition.mark,
        verified=condition.verified,
    )


def _reason(condition: Condition, result: Answer, words: dict[str, str]) -> str:
    if result.truth is True:
        return ""
    if result.truth is False:
        return condition.unmet.format(**words)
    if result.undecided and not result.missing:
        return "；".join(result.undecided).format(**words)
    return condition.unknown.format(**words)


def _labels(pack: PolicyPack, names: Iterable[str]) -> tuple[str, ...]:
    facts = fact_labels(pack.policy)
    parameters = {f"parameter:{name}": parameter.label for name, parameter in pack.parameters.items()}
    return _unique({**facts, **parameters}.get(name, name) for name in names)


_COUNTED = {"months": " 个月", "years": " 周岁", "times": " 次"}


def _seen(pack: PolicyPack, show: Show | None, facts: Facts) -> str:
    """The fact a line shows, written for people; empty when there is none."""
    value = facts[show.field] if show else None
    if show is None or value is None:
        return ""
    if isinstance(value, int):
        return f"{format_yuan(value)} 元" if show.format == "yuan" else f"{value}{_COUNTED.get(show.format, '')}"
    if isinstance(value, tuple | frozenset):
        return "、".join(sorted(pack.group_name(code) for code in value))
    return value.isoformat() if isinstance(value, date) else str(value)

"""A pack tried on a made-up applicant before anybody works by it.

A shape may be right and a rule still fail when it meets a real value (a number held against a text, a brace left open).
Packs come from outside, so every rule is run here once, with every fact known and with none.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from importlib.resources import files
from typing import Any

from caseworker.policy.expression import Expression, Facts, Undecided, answer, nodes
from caseworker.policy.pack import Condition, Material, Parameter, PolicyPack

Fault = tuple[str, tuple[str | int, ...], dict[str, object]]
"""Code of the problem, path of the rule in the file, further parameters."""


def needed_parameters(pack: PolicyPack) -> Iterator[Fault]:
    """What the program itself reckons with for this policy: there, in the right unit, and published."""
    wanted: Mapping[str, str] = _trial(pack.policy).get("parameters", {})
    for name, unit in wanted.items():
        found: Parameter | None = pack.parameters.get(name)
        if found is None:
            yield "policy.fault.needed", ("parameters",), {"name": name}
        elif found.unit != unit or found.value is None:
            yield "policy.fault.needed", ("parameters", name), {"name": name}


def tried(pack: PolicyPack) -> Iterator[Fault]:
    """Rules that fail on the made-up applicant; only for a pack whose names all hold together."""
    known: dict[str, object] = {name: _value(raw) for name, raw in _trial(pack.policy).get("facts", {}).items()}
    nothing: dict[str, object] = dict.fromkeys(known)
    for section in ("conditions", "materials"):
        for position, entry in enumerate(getattr(pack, section)):
            for facts in (known, nothing):
                fault = _failure(partial(_run, pack, entry, facts))
                if fault:
                    yield "policy.fault.trial", (section, position), {"detail": fault}
                    break


def _run(pack: PolicyPack, entry: Condition | Material, facts: Facts) -> None:
    tests: list[Expression | None] = [entry.when]
    words = {name: parameter.text for name, parameter in pack.parameters.items()}
    if isinstance(entry, Condition):
        tests.append(entry.test)
        entry.text.format(**words)
        for sentence in (entry.unmet, entry.unknown, *_undecided(entry)):
            sentence.format(**words, seen="")
    for test in tests:
        if test is not None:
            answer(test, facts, pack.value)


def _undecided(condition: Condition) -> Iterator[str]:
    for test in (condition.when, condition.test):
        for node in nodes(test) if test is not None else ():
            if isinstance(node, Undecided):
                yield node.undecided


def _failure(work: Callable[[], None]) -> str:
    """What failed, in Python's words; empty when nothing did."""
    try:
        work()
    except (TypeError, ValueError, KeyError, IndexError, AttributeError) as error:
        return f"{type(error).__name__}: {error}"
    return ""


def _value(raw: object) -> object:
    return frozenset(raw) if isinstance(raw, list) else raw


@cache
def _trial(policy: str) -> Mapping[str, Any]:
    text = (files("resources") / "policies" / "trial.toml").read_text(encoding="utf-8")
    found: Mapping[str, Any] = tomllib.loads(text).get(policy, {})
    return found

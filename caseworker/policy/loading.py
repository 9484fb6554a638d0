"""Reads rule packs from TOML and refuses, by file, line and rule, what does not hold together.

A pack with a typing error must not quietly judge people: every fact, parameter and source that a rule
names is looked up when the pack is loaded, not when somebody's application happens to need it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files

from pydantic import ValidationError

from caseworker.policy.expression import Comparison, Expression, Undecided, nodes
from caseworker.policy.lines import line_of
from caseworker.policy.pack import Condition, Group, Material, PolicyPack, StageBudget
from caseworker.policy.trial import needed_parameters, tried
from caseworker.problems import OfficerProblem

_Path = tuple[str | int, ...]
_LISTS = {"conditions": "id", "materials": "code", "groups": "code", "stages": "code"}


@cache
def load_packs() -> tuple[PolicyPack, ...]:
    """Every pack that ships with the program, by region, policy and date."""
    return tuple(pack for pack, _ in packs_with_texts())


@cache
def packs_with_texts() -> tuple[tuple[PolicyPack, str], ...]:
    """As `load_packs`, each with the text it was read from."""
    found = [(parse_pack(text, name), text) for name, text in _shipped_texts().items()]
    return tuple(sorted(found, key=lambda one: (one[0].region, one[0].policy, one[0].effective_from)))


def _shipped_texts() -> Mapping[str, str]:
    found = {}
    for region in (files("resources") / "policies").iterdir():
        if region.is_dir() and not region.name.startswith("_"):
            for policy in region.iterdir():
                for file in policy.iterdir():
                    text = file.read_text(encoding="utf-8")
                    found[f"{region.name}/{policy.name}/{file.name}"] = text.replace("\r\n", "\n")
    return found


@cache
def fact_labels(policy: str) -> Mapping[str, str]:
    """The facts a policy's rules may ask for, with Chinese labels; empty for a policy nobody described."""
    text = (files("resources") / "policies" / "facts.toml").read_text(encoding="utf-8")
    labels: dict[str, str] = tomllib.loads(text).get(policy, {})
    return labels


def parse_pack(text: str, name: str) -> PolicyPack:
    """A pack from TOML; `name` is the file in problems. Raises the first of `check_pack`'s problems."""
    pack, faults = check_pack(text, name)
    if pack is None or faults:
        raise faults[0]
    return pack


def check_pack(text: str, name: str) -> tuple[PolicyPack | None, tuple[OfficerProblem, ...]]:
    """The pack, if its shape is right, and everything wrong with it, each with file, line and rule.

    Codes `policy.fault.*` with parameters `file`, `line` (1-based), `rule` (id or section) and others.
    """
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        line = re.search(r"at line (\d+)", str(fault))
        at = int(line[1]) if line else text.count("\n") + 1
        return None, (OfficerProblem("policy.fault.syntax", file=name, line=at, rule="-", detail=str(fault)),)
    try:
        pack = PolicyPack.model_validate(raw)
    except ValidationError as invalid:
        return None, tuple(_shape_fault(error["type"], error["loc"], error["msg"], raw, text, name)
                           for error in invalid.errors())  # fmt: skip
    faults = (
        OfficerProblem(code, file=name, line=line_of(text, path), rule=_rule(raw, path), **params)
        for code, path, params in list(_loose_ends(pack)) or tried(pack)
    )
    return pack, tuple(faults)


def _shape_fault(
    kind: str, path: _Path, message: str, raw: Mapping[str, object], text: str, name: str
) -> OfficerProblem:
    code = {"missing": "missing", "extra_forbidden": "extra"}.get(kind, "value")
    where = {"file": name, "line": line_of(text, path), "rule": _rule(raw, path)}
    key = ".".join(str(part) for part in path)
    return OfficerProblem(f"policy.fault.{code}", **where, key=key, detail=message.removeprefix("Value error, "))


def _rule(raw: Mapping[str, object], path: Sequence[str | int]) -> str:
    """The id of the rule a path leads into, else its section."""
    if len(path) > 1 and path[0] in _LISTS and isinstance(path[1], int):
        entries = raw[str(path[0])]
        entry = entries[path[1]] if isinstance(entries, list) else {}
        return str(entry.get(_LISTS[str(path[0])], f"{path[0]}[{path[1] + 1}]"))
    return ".".join(str(part) for part in path[:2]) or "-"


_Loose = tuple[str, _Path, dict[str, object]]


def _loose_ends(pack: PolicyPack) -> Iterator[_Loose]:
    if pack.effective_to is not None and pack.effective_to < pack.effective_from:
        yield "policy.fault.dates", ("effective_to",), {}
    yield from _unknown_sources(pack)
    yield from _unknown_names(pack)
    yield from _repeated(pack)
    yield from needed_parameters(pack)
    for name in _formula_parameters(pack):
        if name not in pack.parameters:
            yield "policy.fault.parameter", ("rate",), {"name": name}


def _entries(pack: PolicyPack) -> Iterator[tuple[_Path, Condition | Material | Group | StageBudget]]:
    for section in _LISTS:
        for position, entry in enumerate(getattr(pack, section)):
            yield (section, position), entry


def _unknown_sources(pack: PolicyPack) -> Iterator[_Loose]:
    named: Iterable[tuple[_Path, str]] = [
        *((path, entry.source) for path, entry in _entries(pack)),
        *((("parameters", name), parameter.source) for name, parameter in pack.parameters.items()),
    ]
    for path, source in named:
        if source not in pack.sources:
            yield "policy.fault.source", (*path, "source"), {"name": source}


def _unknown_names(pack: PolicyPack) -> Iterator[_Loose]:
    facts = fact_labels(pack.policy)
    for path, entry in _entries(pack):
        if not isinstance(entry, Condition | Material):
            continue
        for name in _facts_named(entry):
            if name not in facts:
                yield "policy.fault.fact", path, {"name": name}
        for name in _parameters_named(entry):
            if name not in pack.parameters:
                yield "policy.fault.parameter", path, {"name": name}


def _nodes(entry: Condition | Material) -> Iterator[Expression]:
    tests: tuple[Expression | None, ...] = (entry.when, entry.test if isinstance(entry, Condition) else None)
    for test in tests:
        if test is not None:
            yield from nodes(test)


def _facts_named(entry: Condition | Material) -> Iterator[str]:
    yield from (node.field for node in _nodes(entry) if isinstance(node, Comparison))
    if isinstance(entry, Condition) and entry.show:
        yield entry.show.field


def _parameters_named(entry: Condition | Material) -> Iterator[str]:
    texts = [entry.text, entry.unmet, entry.unknown] if isinstance(entry, Condition) else []
    for node in _nodes(entry):
        if isinstance(node, Comparison) and node.parameter:
            yield node.parameter
        if isinstance(node, Undecided):
            texts.append(node.undecided)
    for text in texts:
        yield from (name for name in re.findall(r"\{(.*?)\}", text) if name != "seen")


def _repeated(pack: PolicyPack) -> Iterator[_Loose]:
    seen: set[tuple[str, str]] = set()
    for path, entry in _entries(pack):
        key = (str(path[0]), entry.id if isinstance(entry, Condition) else entry.code)
        if key in seen:
            yield "policy.fault.repeated", path, {"name": key[1]}
        seen.add(key)


def _formula_parameters(pack: PolicyPack) -> Iterator[str]:
    rate, subsidy = pack.rate, pack.subsidy
    yield rate.margin
    yield from (name for name in (rate.local_margin, rate.local_regions) if name)
    yield subsidy.share if subsidy.kind == "share" else subsidy.margin

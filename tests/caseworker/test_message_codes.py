"""Every code that the program can raise has its sentence, in both languages, with what the sentence needs."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from caseworker import messages
from caseworker.access.actor import Role
from db.local import failures

ROOT = Path(__file__).parents[2]
PROBLEMS = {"Problem", "OfficerProblem", "SurroundingsProblem"}


@dataclass(frozen=True)
class Use:
    """One place where a problem is made. `params` is None when they cannot be told from the source."""

    place: str
    code: str
    params: frozenset[str] | None


def uses() -> list[Use]:
    """Every problem made in the services and the store with a code that is written out."""
    files = sorted(path for folder in ("db", "caseworker") for path in (ROOT / folder).rglob("*.py"))
    return [use for path in files for use in _uses_in(path)]


def _uses_in(path: Path) -> Iterator[Use]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and _name(node.func) in PROBLEMS and node.args:
            names = [keyword.arg for keyword in node.keywords]
            params = None if None in names else frozenset(name for name in names if name)
            for code in _codes(node.args[0]):
                yield Use(f"{path.relative_to(ROOT)}:{node.lineno}", code, params)


def _name(called: ast.expr) -> str:
    return called.attr if isinstance(called, ast.Attribute) else called.id if isinstance(called, ast.Name) else ""


def _codes(argument: ast.expr) -> list[str]:
    """The codes an argument may be; none when it is put together at run time."""
    if isinstance(argument, ast.IfExp):
        return _codes(argument.body) + _codes(argument.orelse)
    return [argument.value] if isinstance(argument, ast.Constant) and isinstance(argument.value, str) else []


def test_the_search_finds_codes_in_both_packages() -> None:
    found = uses()
    assert len(found) > 20
    assert {use.place.split("/")[0] for use in found} == {"db", "caseworker"}
    assert frozenset({"needed", "have"}) in {use.params for use in found if use.code == "store.newer"}


def test_every_code_has_a_text_in_both_languages() -> None:
    missing = [
        f"{use.place}: {use.code} ({lang})"
        for use in uses()
        for lang in messages.LANGUAGES
        if not messages.has(use.code, lang)
    ]
    assert not missing, "\n".join(["codes without a text:", *missing])


def test_every_text_gets_the_parameters_it_asks_for() -> None:
    starved = [
        f"{use.place}: {use.code} needs {sorted(asked - use.params)}"
        for use in uses()
        for lang in messages.LANGUAGES
        if messages.has(use.code, lang) and use.params is not None
        for asked in [_placeholders(use.code, lang)]
        if asked - use.params
    ]
    assert not starved, "\n".join(["texts without their parameters:", *starved])


def _placeholders(code: str, lang: str) -> set[str]:
    template = messages._texts(code.partition(".")[0], lang)[code.partition(".")[2]]
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}


def test_every_failure_of_the_driver_has_a_text() -> None:
    codes = {code for _, code in failures._SIGNS}
    assert len(codes) > 5
    for code in codes:
        for lang in messages.LANGUAGES:
            assert messages.text(code, lang)


def test_every_role_has_a_title() -> None:
    for role in Role:
        for lang in messages.LANGUAGES:
            assert messages.text(f"access.role.{role}", lang)


def test_texts_of_the_store_and_of_access_are_all_used() -> None:
    """A sentence nobody can be told any more is taken out."""
    told = {use.code for use in uses()} | {code for _, code in failures._SIGNS}
    told |= {f"access.{name}_missing" for name in ("name", "login", "officer")}
    for noun in ("store", "backup", "access"):
        assert {code for code in messages.codes(noun) if ".role." not in code} <= told

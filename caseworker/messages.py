"""The sentences that services say, in Chinese and English: a code and its parameters in, a text out.

The texts are data, one file per noun and language (`resources/messages/<lang>/<noun>.toml`), so that window,
command line and printed papers say the same thing. `person.field.name` is the key `name` of table
`[field]` in `person.toml`. A code without a text is a bug and raises KeyError: no person is ever shown a
bare code.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from caseworker.problems import Problem

LANGUAGES = ("zh", "en")


def text(code: str, /, lang: str = "zh", **params: object) -> str:
    """The sentence of `code` in `lang` ("zh" or "en"), its `{placeholders}` filled from `params`."""
    return _fill(code, lang, params)


def has(code: str, lang: str = "zh") -> bool:
    """Whether `code` has a text in `lang`."""
    noun, _, key = code.partition(".")
    return key in _texts(noun, lang)


def problem_text(problem: Problem, lang: str = "zh") -> str:
    """What a person is told about `problem`."""
    return _fill(problem.code, lang, problem.params)


def codes(noun: str, lang: str = "zh") -> tuple[str, ...]:
    """Every code of one noun, for tests that hold the two languages against each other."""
    return tuple(f"{noun}.{key}" for key in _texts(noun, lang))


def nouns(lang: str = "zh") -> tuple[str, ...]:
    """The nouns that have texts in `lang`."""
    folder = files("resources") / "messages" / lang
    return tuple(sorted(entry.name.removesuffix(".toml") for entry in folder.iterdir() if entry.name.endswith(".toml")))


def _fill(code: str, lang: str, params: Mapping[str, object]) -> str:
    noun, _, key = code.partition(".")
    try:
        template = _texts(noun, lang)[key]
    except KeyError:
        raise KeyError(f"no {lang} text for message code {code!r}") from None
    try:
        return template.format_map(params)
    except KeyError as missing:
        raise KeyError(f"message code {code!r} needs the parameter {missing}") from None


@cache
def _texts(noun: str, lang: str) -> dict[str, str]:
    """The texts of one noun with dotted keys; empty when the noun has no file."""
    if lang not in LANGUAGES:
        raise ValueError(f"messages are kept in {', '.join(LANGUAGES)}, not in {lang!r}")
    source = files("resources") / "messages" / lang / f"{noun}.toml"
    if not noun.isidentifier() or not source.is_file():
        return {}
    return dict(_flat(tomllib.loads(source.read_text(encoding="utf-8")), ""))


def _flat(table: Mapping[str, object], prefix: str) -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for key, value in table.items():
        if isinstance(value, Mapping):
            pairs += _flat(value, f"{prefix}{key}.")
        else:
            pairs.append((prefix + key, str(value)))
    return pairs

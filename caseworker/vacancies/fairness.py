"""Wording in adverts that may discriminate: found, named, with the clause; the officer decides what to do.

The phrases and clauses are data in `resources/fairness.toml`. Age and looks are in no list of forbidden
grounds, so they are only put up for checking ("提示核实"), never called unlawful. Nothing here ever enters
a matching score.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from caseworker import messages
from caseworker.text import clean_block


@dataclass(frozen=True, slots=True)
class Flag:
    """A phrase to look at. `kind`: gender, marriage, ethnicity, household, hepatitis, appearance, age.

    `verdict`: "review" for a ground the law names, "check" for one it does not. `clauses`: the Chinese texts.
    """

    kind: str
    verdict: str
    text: str
    start: int
    end: int
    clauses: tuple[str, ...]

    def title(self, lang: str = "zh") -> str:
        """What the phrase is about, and how seriously it is meant."""
        kind = messages.text(f"fairness.kind.{self.kind}", lang)
        return f"{kind} · {messages.text(f'fairness.verdict.{self.verdict}', lang)}"

    def advice(self, lang: str = "zh") -> str:
        """What the officer may do about it."""
        return messages.text(f"fairness.advice.{self.kind}", lang, text=self.text)


def find_flags(advert: str) -> tuple[Flag, ...]:
    """Every phrase to look at, in order; positions are those in `clean_block(advert)`."""
    text = clean_block(advert)
    flags: list[Flag] = []
    for kind in _kinds():
        allowed = [found.span() for found in kind.allow.finditer(text)] if kind.allow else []
        flags += [
            Flag(kind.code, kind.verdict, found[0], *found.span(), kind.clauses)
            for found in kind.pattern.finditer(text)
            if not any(start < found.end() and found.start() < end for start, end in allowed)
        ]
    return tuple(sorted(flags, key=lambda flag: (flag.start, flag.kind)))


@dataclass(frozen=True, slots=True)
class _Kind:
    code: str
    verdict: str
    pattern: re.Pattern[str]
    allow: re.Pattern[str] | None
    clauses: tuple[str, ...]


@cache
def _kinds() -> tuple[_Kind, ...]:
    read = tomllib.loads((files("resources") / "fairness.toml").read_text(encoding="utf-8"))
    return tuple(
        _Kind(
            kind["code"],
            kind["verdict"],
            re.compile("|".join(kind["patterns"]), re.IGNORECASE),
            re.compile("|".join(kind["allow"])) if kind["allow"] else None,
            tuple(read["clauses"][clause] for clause in kind["basis"]),
        )
        for kind in read["kind"]
    )

"""Data that the program reads from TOML it ships or an office edits: checked, and refused by file and line.

Questionnaires, service packages and cadences are such data. Whoever edits one is told where the fault is, in words.
"""

from __future__ import annotations

import re
import tomllib
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from caseworker.policy.lines import line_of
from caseworker.problems import OfficerProblem

D = TypeVar("D", bound="Declared")


class Declared(BaseModel):
    """Base of everything declared: nothing unknown is let pass, nothing is changed later."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Words(Declared):
    """A text in both languages."""

    zh: str = Field(min_length=1)
    en: str = Field(min_length=1)

    def of(self, lang: str) -> str:
        """The text in "zh" or "en"."""
        return self.en if lang == "en" else self.zh


def parse(text: str, name: str, kind: type[D]) -> D:
    """What `text` declares; `name` is the file in problems.

    Raises `OfficerProblem` with code `declared.syntax`, `.missing`, `.extra` or `.value` and parameters `file`, `line`
    (1-based), `key` and `detail`.
    """
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        line = re.search(r"at line (\d+)", str(fault))
        at = int(line[1]) if line else text.count("\n") + 1
        raise OfficerProblem("declared.syntax", file=name, line=at, key="-", detail=str(fault)) from None
    try:
        return kind.model_validate(raw)
    except ValidationError as invalid:
        first = invalid.errors()[0]
        code = {"missing": "missing", "extra_forbidden": "extra"}.get(first["type"], "value")
        where = {"file": name, "line": line_of(text, first["loc"]), "key": ".".join(map(str, first["loc"])) or "-"}
        detail = first["msg"].removeprefix("Value error, ")
        raise OfficerProblem(f"declared.{code}", **where, detail=detail) from None

"""What a questionnaire is: texts in two languages, items on scales, and how long a result counts.

Questionnaires are TOML in `resources/questionnaires/`. The items are our own; no published inventory is copied, and no
norm is claimed: a result helps a talk along and selects nobody.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from importlib.resources import files
from typing import Literal

from pydantic import Field, model_validator

from caseworker.codes import table
from caseworker.declared import Declared, Words, parse
from caseworker.problems import OfficerProblem


class Answer(Declared):
    """One answer that may be given: its points, and the number key that gives it is its place from 1."""

    points: int = Field(ge=0)
    zh: str = Field(min_length=1)
    en: str = Field(min_length=1)

    def of(self, lang: str) -> str:
        """Its words in "zh" or "en"."""
        return self.en if lang == "en" else self.zh


class Level(Declared):
    """What reaching a share of a scale's points means. `upto` is that share in percent, inclusive."""

    upto: int = Field(ge=0, le=100)
    theme: str = ""
    words: Words

    @model_validator(mode="after")
    def _theme_is_known(self) -> Level:
        if self.theme and not table("plan_theme").has(self.theme):
            raise ValueError(f"{self.theme} is no code of plan_theme")
        return self


class Scale(Declared):
    """What some items measure together. A ranked scale has one text; a levelled one has a text for each level.

    `private`: its outcome is for the result sheet alone and is not written into the service record.
    """

    code: str = Field(min_length=1, max_length=12)
    private: bool = False
    name: Words
    words: Words
    levels: tuple[Level, ...] = ()

    @model_validator(mode="after")
    def _levels_cover(self) -> Scale:
        bounds = [level.upto for level in self.levels]
        if bounds and (bounds != sorted(set(bounds)) or bounds[-1] != 100):
            raise ValueError("levels rise and the last one reaches 100")
        return self


class Item(Declared):
    """One question. `optional`: the person may pass it over, and then it counts nothing."""

    id: str = Field(min_length=1, max_length=12)
    scale: str
    zh: str = Field(min_length=1)
    en: str = Field(min_length=1)
    optional: bool = False

    def of(self, lang: str) -> str:
        """Its words in "zh" or "en"."""
        return self.en if lang == "en" else self.zh


class Questionnaire(Declared):
    """One version of one questionnaire.

    `kind` "ranked": the scales are put in order, the first `letters` of them are the result (interests, values).
    "levels": each scale stands for itself and has a level (readiness, barriers). `form_number` is printed on the paper.
    """

    code: str = Field(pattern=r"^[a-z_]{1,20}$")
    version: str = Field(min_length=1, max_length=12)
    kind: Literal["ranked", "levels"]
    valid_days: int = Field(ge=1, le=1825)
    letters: int = Field(default=3, ge=1)
    form_number: str = Field(min_length=1)
    title: Words
    ask: Words
    caution: Words
    source: str = Field(min_length=1)
    answers: tuple[Answer, ...] = Field(min_length=2, max_length=9)
    scales: tuple[Scale, ...] = Field(min_length=2)
    items: tuple[Item, ...] = Field(min_length=2)

    @model_validator(mode="after")
    def _holds_together(self) -> Questionnaire:
        scales = {scale.code for scale in self.scales}
        if strange := sorted({item.scale for item in self.items} - scales):
            raise ValueError(f"items name scales that are not there: {', '.join(strange)}")
        if bare := sorted(scales - {item.scale for item in self.items}):
            raise ValueError(f"scales without an item: {', '.join(bare)}")
        if twice := [name for name, count in Counter(item.id for item in self.items).items() if count > 1]:
            raise ValueError(f"items named twice: {', '.join(twice)}")
        if len(scales) != len(self.scales):
            raise ValueError("a scale is named twice")
        if self.kind == "levels" and any(not scale.levels for scale in self.scales):
            raise ValueError("every scale of a levelled questionnaire has levels")
        return self

    @property
    def most(self) -> int:
        """The points of the answer that counts most."""
        return max(answer.points for answer in self.answers)

    def scale(self, code: str) -> Scale | None:
        """The scale with a code."""
        return next((scale for scale in self.scales if scale.code == code), None)


@cache
def questionnaires() -> tuple[Questionnaire, ...]:
    """The newest version of each questionnaire that ships with the program, in the order of their form numbers."""
    newest: dict[str, Questionnaire] = {}
    for one in _all_versions():
        if one.code not in newest or one.version > newest[one.code].version:
            newest[one.code] = one
    return tuple(sorted(newest.values(), key=lambda one: one.form_number))


def questionnaire(code: str, version: str = "") -> Questionnaire:
    """A questionnaire in a version, or its newest; raises `assessment.no_questionnaire`."""
    for one in _all_versions() if version else questionnaires():
        if one.code == code and version in ("", one.version):
            return one
    raise OfficerProblem("assessment.no_questionnaire", name=code, version=version or "-")


@cache
def _all_versions() -> tuple[Questionnaire, ...]:
    folder = files("resources") / "questionnaires"
    found = [entry for entry in folder.iterdir() if entry.name.endswith(".toml")]
    return tuple(parse(entry.read_text(encoding="utf-8"), entry.name, Questionnaire) for entry in found)

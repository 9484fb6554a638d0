"""The office's numbers for its cases, from `resources/casework.toml`: how long, how often, how many."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict, PositiveInt, model_validator

from caseworker.codes import table


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class AssessmentRules(_Part):
    """`months` an assessment that is only noted on the timeline counts for."""

    months: PositiveInt


class ReviewRules(_Part):
    """`plan`: whether help waits for a colleague's word on the plan; `late_days` in working days."""

    plan: bool
    late_days: PositiveInt


class PauseRules(_Part):
    """The longest pause, in days."""

    most_days: PositiveInt


class LadderRules(_Part):
    """The contact ladder (domain 4.8). Codes of `contact_channel` and `contact_outcome`."""

    attempts: PositiveInt
    days: PositiveInt
    channels: PositiveInt
    order: tuple[str, ...]
    failed: tuple[str, ...]
    answered: tuple[str, ...]
    stale_days: PositiveInt

    @model_validator(mode="after")
    def _can_be_climbed(self) -> LadderRules:
        if max(self.days, self.channels) > self.attempts or len(set(self.order)) < self.channels:
            raise ValueError("the ladder asks for more days or channels than it has attempts")
        unknown = [code for code in self.order if not table("contact_channel").has(code)]
        unknown += [code for code in (*self.failed, *self.answered) if not table("contact_outcome").has(code)]
        if unknown or set(self.failed) & set(self.answered):
            raise ValueError(f"no such code, or on both sides: {unknown}")
        return self


class CaseworkRules(_Part):
    """Everything in the file."""

    assessment: AssessmentRules
    review: ReviewRules
    pause: PauseRules
    ladder: LadderRules


def read_rules(text: str) -> CaseworkRules:
    """The rules in a file's text; pydantic's own error for one that does not hold together."""
    return CaseworkRules.model_validate(tomllib.loads(text))


@cache
def casework_rules() -> CaseworkRules:
    """The rules that come with the product."""
    return read_rules((files("resources") / "casework.toml").read_text(encoding="utf-8"))

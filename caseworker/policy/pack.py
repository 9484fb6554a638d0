"""What a dated rule pack is: one version of one policy in one region, every value with its source.

Packs are TOML in `resources/policies/<region>/<policy>/<version>.toml`. A pack stands alone, as the notice
it restates does: two versions repeat what they share, so that either can be read and replaced by itself.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StrictInt, StrictStr, model_validator

from caseworker.money import Fen, format_yuan
from caseworker.policy.expression import Expression
from caseworker.problems import OfficerProblem


class Mark(StrEnum):
    """How well a fact is founded."""

    OFFICIAL = "V"
    SECONDARY = "V2"
    INFERRED = "I"
    RECALLED = "R"
    OWN_DESIGN = "D"
    NOT_PUBLISHED = "?"


class DatePrecision(StrEnum):
    """How exactly the first day of a version is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class Unit(StrEnum):
    """What a parameter's value counts. Money is written in whole yuan; percent and share as text ("0.50")."""

    YUAN = "yuan"
    PERCENT = "percent"
    BASIS_POINTS = "basis_points"
    SHARE = "share"
    MONTHS = "months"
    YEARS = "years"
    AGE = "age"
    DAYS = "days"
    WORKING_DAYS = "working_days"
    TIMES = "times"
    PEOPLE = "people"
    CODES = "codes"


_UNIT_TEXT = {
    Unit.YEARS: "年",
    Unit.AGE: "周岁",
    Unit.MONTHS: "个月",
    Unit.DAYS: "天",
    Unit.WORKING_DAYS: "个工作日",
    Unit.TIMES: "次",
    Unit.PEOPLE: "人",
    Unit.PERCENT: "%",
    Unit.BASIS_POINTS: "个基点",
}


_WRITTEN_AS: dict[Unit, type] = {Unit.CODES: tuple, Unit.PERCENT: str, Unit.SHARE: str}


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Founded(_Entry):
    """Anything a pack states, where it was read, how well it is founded. Only an official text verifies."""

    source: str
    mark: Mark
    verified: bool

    @model_validator(mode="after")
    def _flag_follows_mark(self) -> Founded:
        if self.verified != (self.mark is Mark.OFFICIAL):
            raise ValueError(f"verified = {str(self.verified).lower()} does not go with mark {self.mark}")
        return self


class Source(_Entry):
    """A document: title, day of publication if known, and where it was read."""

    title: str = Field(min_length=1)
    published: date | None = None
    reference: str = Field(min_length=1)
    mark: Mark
    verified: bool


class Parameter(Founded):
    """One number (or list of codes) of the policy. No value: no published text gives it, ask."""

    label: str = Field(min_length=1)
    value: StrictInt | StrictStr | tuple[StrictStr, ...] | None = None
    unit: Unit
    note: str = ""

    @model_validator(mode="after")
    def _value_suits_unit(self) -> Parameter:
        if (self.value is None) != (self.mark is Mark.NOT_PUBLISHED):
            raise ValueError("a value is left out exactly when the mark is ?")
        if self.value is not None and type(self.value) is not _WRITTEN_AS.get(self.unit, int):
            raise ValueError(f"not how a value in {self.unit} is written")
        if isinstance(self.value, str) and not re.fullmatch(r"-?\d+(\.\d+)?", self.value):
            raise ValueError("not a decimal number")
        return self

    @property
    def exact(self) -> Decimal | int | tuple[str, ...] | None:
        """The value to reckon with: yuan as fen, percent and share as Decimal."""
        if self.unit is Unit.YUAN and isinstance(self.value, int):
            return self.value * 100
        return Decimal(self.value) if isinstance(self.value, str) else self.value

    @property
    def text(self) -> str:
        """The value for people: 50万元, 3年, 50%."""
        if self.value is None:
            return "未公布"
        if isinstance(self.value, tuple):
            return "、".join(self.value)
        if self.unit is Unit.YUAN and isinstance(self.value, int):
            wan, rest = divmod(self.value, 10_000)
            return f"{wan}万元" if wan and not rest else f"{format_yuan(self.value * 100)}元"
        if self.unit is Unit.SHARE:
            return f"{Decimal(self.value) * 100:.0f}%"
        return f"{self.value}{_UNIT_TEXT[self.unit]}"


class Group(Founded):
    """A group of people the policy is open to."""

    code: str
    name: str


class LineKind(StrEnum):
    """A condition decides; a warning only asks for attention; information is neither."""

    CONDITION = "condition"
    WARNING = "warning"
    INFO = "info"


class Show(_Entry):
    """Which fact a line shows beside the condition, and how it is written."""

    field: str
    format: Literal["text", "yuan", "date", "yes_no", "groups", "months", "years", "times"] = "text"


class Condition(Founded):
    """One line of the eligibility sheet. `test` may be left out for information only.

    `when`: the line applies only if this holds. `unmet` and `unknown` say why not and what to find out; they
    may name parameters in braces and `{seen}`, the value seen.
    """

    id: str
    kind: LineKind = LineKind.CONDITION
    text: str = Field(min_length=1)
    when: Expression | None = None
    test: Expression | None = None
    show: Show | None = None
    unmet: str = ""
    unknown: str = ""
    reviewer: Literal["street", "district", "bank", ""] = ""

    @model_validator(mode="after")
    def _complete(self) -> Condition:
        if (self.test is None) != (self.kind is LineKind.INFO):
            raise ValueError("a condition or warning has a test; information has none")
        if self.test is not None and not (self.unmet and self.unknown):
            raise ValueError("unmet and unknown must say why not and what to find out")
        return self


class Need(StrEnum):
    """How a paper is asked for: 必需, 条件必需, 可选, 免提交(系统核验)."""

    REQUIRED = "required"
    CONDITIONAL = "conditional"
    OPTIONAL = "optional"
    EXEMPT = "exempt"


class Material(Founded):
    """A paper of the checklist. `when` must be given for a conditional one and may be for others."""

    code: str
    name: str
    need: Need
    when: Expression | None = None
    note: str = ""

    @model_validator(mode="after")
    def _conditional_has_when(self) -> Material:
        if self.when is None and self.need is Need.CONDITIONAL:
            raise ValueError("a conditional paper says when")
        return self


class StageBudget(Founded):
    """How many working days a body has, over the stages it works in."""

    code: str
    name: str
    covers: tuple[str, ...] = Field(min_length=1)
    working_days: StrictInt = Field(ge=0)


class RateRule(_Entry):
    """Highest rate = 1-year LPR + margin; some regions may have their own. Values are names of parameters."""

    margin: str
    local_margin: str | None = None
    local_regions: str | None = None


class ShareSubsidy(_Entry):
    """The treasury pays a share of the interest."""

    kind: Literal["share"]
    share: str


class FloorSubsidy(_Entry):
    """The borrower pays up to LPR + margin (negative: below LPR), the treasury the rest."""

    kind: Literal["above_floor"]
    margin: str


class PolicyPack(_Entry):
    """One version of one policy."""

    region: str = Field(pattern=r"^\d{6}$")
    policy: str = Field(pattern=r"^[a-z_]+$")
    version: str = Field(pattern=r"^[A-Za-z0-9.-]{1,15}$")
    title: str
    document: str
    effective_from: date
    effective_to: date | None = None
    date_precision: DatePrecision
    sources: dict[str, Source]
    parameters: dict[str, Parameter]
    groups: tuple[Group, ...]
    conditions: tuple[Condition, ...]
    materials: tuple[Material, ...]
    stages: tuple[StageBudget, ...]
    rate: RateRule
    subsidy: Annotated[ShareSubsidy | FloorSubsidy, Field(discriminator="kind")]

    @property
    def label(self) -> str:
        """How the version is named on screens and papers: "2025年6月版 · 渝人社规〔2025〕11号"."""
        month = f"{self.effective_from.month}月" if self.date_precision is not DatePrecision.YEAR else ""
        return f"{self.effective_from.year}年{month}版 · {self.document}"

    def value(self, name: str) -> Decimal | int | tuple[str, ...] | None:
        """A parameter to reckon with (yuan as fen), None when unpublished."""
        return self.parameters[name].exact

    def fen(self, name: str) -> Fen:
        """An amount, in fen."""
        return int(self.number(name))

    def number(self, name: str) -> Decimal:
        """A number in its unit (yuan as fen). Raises `OfficerProblem("policy.not_published")`."""
        value = self.value(name)
        if value is None:
            raise OfficerProblem("policy.not_published", label=self.parameters[name].label, title=self.title)
        if isinstance(value, tuple):
            raise TypeError(f"{name} is a list of codes")
        return Decimal(value)

    def group_name(self, code: str) -> str:
        """A group's name, or its code when this version does not know it."""
        return next((group.name for group in self.groups if group.code == code), code)

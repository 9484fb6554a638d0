"""What differs between two versions of a policy, in words a supervisor can decide by. Pure; the words are data."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from pydantic import BaseModel

from caseworker.policy.notice import Notice
from caseworker.policy.pack import Condition, DatePrecision, Material, Parameter, PolicyPack
from caseworker.policy.wording import said

T = TypeVar("T", bound=BaseModel)
_FOUNDING = frozenset({"source", "mark", "verified"})


class Part(StrEnum):
    """What a difference is about, in the order in which they are shown."""

    DATES = "dates"
    NUMBERS = "numbers"
    CONDITIONS = "conditions"
    MATERIALS = "materials"
    GROUPS = "groups"
    STAGES = "stages"
    SOURCES = "sources"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is otherwise. `before` and `after` are Chinese; empty where it is not there."""

    part: Part
    name: str
    before: str
    after: str

    @property
    def notice(self) -> Notice:
        """The sentence: added, removed, or changed from what to what."""
        code = "changed" if self.before and self.after else "added" if self.after else "removed"
        if self.name in {self.before, self.after} and code != "changed":
            code += "_plain"  # nothing is to be said of it but its name
        params = {"name": self.name, "before": self.before, "after": self.after}
        return Notice(f"policy.difference.{code}", params)


@dataclass(frozen=True, slots=True)
class Comparison:
    """A pack against what stands in its place. `before` is None when no version of the policy came before."""

    before: PolicyPack | None
    after: PolicyPack
    differences: tuple[Difference, ...]

    def of(self, part: Part) -> tuple[Difference, ...]:
        """The differences of one part."""
        return tuple(one for one in self.differences if one.part is part)


def compare(before: PolicyPack | None, after: PolicyPack) -> Comparison:
    """Everything in `after` that is otherwise than in `before`; nothing to list without a `before`."""
    return Comparison(before, after, tuple(_differences(before, after)) if before else ())


def _differences(before: PolicyPack, after: PolicyPack) -> Iterator[Difference]:
    yield from _plain(Part.DATES, _heads(before), _heads(after))
    yield from _plain(Part.NUMBERS, _numbers(before), _numbers(after))
    yield from _entries(Part.CONDITIONS, before, after, _conditions)
    yield from _entries(Part.MATERIALS, before, after, _materials)
    yield from _plain(Part.GROUPS, _groups(before), _groups(after))
    yield from _plain(Part.STAGES, _stages(before), _stages(after))
    yield from _plain(Part.SOURCES, _sources(before), _sources(after))


_Named = Mapping[str, tuple[str, str]]
"""Key -> name and what is said of it."""


def _plain(part: Part, before: _Named, after: _Named) -> Iterator[Difference]:
    for key in [*before, *(key for key in after if key not in before)]:
        was, now = before.get(key), after.get(key)
        if was != now:
            name = (now or was or ("", ""))[0]
            yield Difference(part, name, was[1] if was else "", now[1] if now else "")


def _heads(pack: PolicyPack) -> dict[str, tuple[str, str]]:
    names = ("版本", "名称", "依据文件", "起始日", "终止日")
    ends = pack.effective_to.isoformat() if pack.effective_to else "未写明"
    values = (pack.version.partition("+")[0], pack.title, pack.document, _first_day(pack), ends)
    return {name: (name, value) for name, value in zip(names, values, strict=True)}


def _first_day(pack: PolicyPack) -> str:
    day = pack.effective_from
    match pack.date_precision:
        case DatePrecision.DAY:
            return day.isoformat()
        case DatePrecision.MONTH:
            return f"{day:%Y-%m}（日期未写明）"
        case DatePrecision.YEAR:
            return f"{day:%Y}（月份未写明）"


def _numbers(pack: PolicyPack) -> dict[str, tuple[str, str]]:
    found = {name: (one.label, _amount(one)) for name, one in pack.parameters.items()}
    rate, subsidy = pack.rate, pack.subsidy
    label = {name: parameter.label for name, parameter in pack.parameters.items()}
    local = f"；部分地区按“{label[rate.local_margin]}”" if rate.local_margin else ""
    found["/rate"] = ("利率上限", f"一年期 LPR 加“{label[rate.margin]}”{local}")
    if subsidy.kind == "share":
        paid = f"按“{label[subsidy.share]}”贴息"
    else:
        paid = f"借款人承担 LPR 加“{label[subsidy.margin]}”以内的部分"
    found["/subsidy"] = ("贴息办法", paid)
    return found


def _amount(parameter: Parameter) -> str:
    """The value, and that nobody has confirmed it where nobody has."""
    return parameter.text if parameter.verified else f"{parameter.text}（未核）"


def _conditions(pack: PolicyPack) -> dict[str, tuple[str, Condition]]:
    words = {name: parameter.text for name, parameter in pack.parameters.items()}
    return {one.id: (one.text.format(**words), one) for one in pack.conditions}


def _materials(pack: PolicyPack) -> dict[str, tuple[str, Material]]:
    return {one.code: (one.name, one) for one in pack.materials}


def _entries(
    part: Part, before: PolicyPack, after: PolicyPack, read: Callable[[PolicyPack], Mapping[str, tuple[str, T]]]
) -> Iterator[Difference]:
    """Rules that came, went, or are put or checked otherwise; where they were read does not count."""
    old, new = read(before), read(after)
    for key in [*old, *(key for key in new if key not in old)]:
        if key not in new:
            yield Difference(part, old[key][0], said(old[key][1], before), "")
        elif key not in old:
            yield Difference(part, new[key][0], "", said(new[key][1], after))
        elif _meaning(old[key]) != _meaning(new[key]):
            yield from _changed(part, before, after, old[key], new[key])


def _meaning(entry: tuple[str, BaseModel]) -> dict[str, object]:
    """As it is written: where it names a parameter, the parameter's own line says what is otherwise."""
    return entry[1].model_dump(exclude=set(_FOUNDING))


def _changed(
    part: Part, before: PolicyPack, after: PolicyPack, old: tuple[str, BaseModel], new: tuple[str, BaseModel]
) -> Iterator[Difference]:
    (old_name, old_entry), (new_name, new_entry) = old, new
    put_otherwise = _written(old_entry) != _written(new_entry)
    if put_otherwise:
        yield Difference(part, "表述", old_name, new_name)
    was, now = said(old_entry, before), said(new_entry, after)
    if was != now:
        yield Difference(part, new_name, was, now)
    elif not put_otherwise:  # only what the officer is told when it is not met
        yield Difference(part, new_name, "原说明", "新说明")


def _written(entry: BaseModel) -> str:
    return entry.text if isinstance(entry, Condition) else str(getattr(entry, "name", ""))


def _groups(pack: PolicyPack) -> dict[str, tuple[str, str]]:
    return {one.code: (one.name, one.name) for one in pack.groups}


def _sources(pack: PolicyPack) -> dict[str, tuple[str, str]]:
    return {one.title: (one.title, one.title) for one in pack.sources.values()}


def _stages(pack: PolicyPack) -> dict[str, tuple[str, str]]:
    return {one.code: (one.name, f"{one.working_days} 个工作日") for one in pack.stages}

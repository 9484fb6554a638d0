"""Which version of a policy stands on a given day, and whether that is certain.

The first day of most versions is known only to the month. Inside such a month, and wherever no version or
more than one may stand, the answer names the candidates and says to ask; it never settles it by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from caseworker.calendar import add_months
from caseworker.policy.loading import load_packs
from caseworker.policy.notice import Notice
from caseworker.policy.pack import DatePrecision, PolicyPack
from caseworker.problems import OfficerProblem


@dataclass(frozen=True, slots=True)
class PackChoice:
    """The pack to reckon with, the others that may stand instead, and what to ask.

    `pack` is None before the first version. With `alternatives` it is only the newest that may stand: show
    `notices` and let the officer choose.
    """

    pack: PolicyPack | None
    alternatives: tuple[PolicyPack, ...] = ()
    notices: tuple[Notice, ...] = ()

    @property
    def certain(self) -> bool:
        """Whether exactly one version can stand."""
        return self.pack is not None and not self.alternatives

    def require(self) -> PolicyPack:
        """The pack, or `OfficerProblem` when no version stands on that day."""
        if self.pack is None:
            raise OfficerProblem(self.notices[0].code, **self.notices[0].params)
        return self.pack


def pack_region(region_code: str) -> str:
    """The province-level region whose packs decide for a place: "500104" -> "500000"."""
    return f"{region_code[:2]}0000"


def choose(region: str, policy: str, on: date, packs: Iterable[PolicyPack] | None = None) -> PackChoice:
    """The version of `policy` in `region` (six digits, of the place of the project) that stands on `on`.

    Raises `OfficerProblem("policy.no_region")` when there are no rules for that region at all.
    """
    kept = load_packs() if packs is None else packs
    versions = sorted(
        (pack for pack in kept if (pack.region, pack.policy) == (pack_region(region), policy)),
        key=lambda pack: pack.effective_from,
    )
    if not versions:
        raise OfficerProblem("policy.no_region", region=region)
    candidates = [pack for pack, until in _spans(versions) if pack.effective_from <= on <= until]
    if not candidates:
        return PackChoice(None, (), (_none_notice(versions, on),))
    *others, chosen = candidates
    return PackChoice(chosen, tuple(others), _doubts(chosen, others, versions[0], on))


def by_version(region: str, policy: str, version: str) -> PolicyPack:
    """A version that ships with the program. Raises `OfficerProblem("policy.no_version")`."""
    known = {(pack.region, pack.policy, pack.version): pack for pack in load_packs()}
    return find_version(known, region, policy, version)


def find_version(
    known: Mapping[tuple[str, str, str], PolicyPack], region: str, policy: str, version: str
) -> PolicyPack:
    """The version of `policy` for a place (six digits) among those known by region, policy and version."""
    found = known.get((pack_region(region), policy, version))
    if found is None:
        raise OfficerProblem("policy.no_version", version=version)
    return found


def _latest_start(pack: PolicyPack) -> date:
    """The last day on which the version may first have stood."""
    start = pack.effective_from
    match pack.date_precision:
        case DatePrecision.DAY:
            return start
        case DatePrecision.MONTH:
            return add_months(start.replace(day=1), 1) - timedelta(1)
        case DatePrecision.YEAR:
            return date(start.year, 12, 31)


def _surely_begun(pack: PolicyPack, on: date) -> bool:
    return on >= _latest_start(pack)


def _spans(versions: list[PolicyPack]) -> list[tuple[PolicyPack, date]]:
    """Each version with the last day it may stand: its stated end, else until the next has surely begun."""
    spans = [(pack, pack.effective_to or _latest_start(later) - timedelta(1)) for pack, later in pairwise(versions)]
    return [*spans, (versions[-1], versions[-1].effective_to or date.max)]


def _none_notice(versions: list[PolicyPack], on: date) -> Notice:
    if on < versions[0].effective_from:
        return Notice("policy.before_first", {"day": on, "first": versions[0].label})
    return Notice("policy.between", {"day": on})


def _doubts(chosen: PolicyPack, others: Sequence[PolicyPack], first: PolicyPack, on: date) -> tuple[Notice, ...]:
    if others:
        names = "、".join(pack.label for pack in (*others, chosen))
        return (Notice("policy.ask_which", {"day": on, "versions": names}),)
    if chosen is first and not _surely_begun(chosen, on):
        return (Notice("policy.may_not_have_begun", {"day": on, "version": chosen.label}),)
    return ()

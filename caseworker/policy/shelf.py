"""The packs an office works by: those that ship, and those of the district that a supervisor put in force.

Pure. A district's pack never takes the place of another unseen: it counts from the moment it was put in force and
displaces what has the same version or begins the same day, and an application keeps naming the very text it was made
under. So a district's text has a name of its own, the version and the beginning of its SHA-256 (`V-2026+1a2b3c4d`),
here called edition.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache

from caseworker.policy.choice import find_version
from caseworker.policy.loading import check_pack, load_packs, packs_with_texts
from caseworker.policy.pack import PolicyPack
from caseworker.problems import OfficerProblem

_MARK = "+"
_DIGITS = 8

Key = tuple[str, str, str]
"""Region, policy, edition."""


@dataclass(frozen=True, slots=True)
class Shelved:
    """A text from the centre. `pack` is None when this program cannot work by it; `faults` say why.

    `in_force_since` is when the office put it in force, None while it did not.
    """

    pack: PolicyPack | None
    sha256: str
    faults: tuple[OfficerProblem, ...] = ()
    in_force_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Shelf:
    """`in_force` by region, policy and first day; `known` besides holds what older applications were made under."""

    in_force: tuple[PolicyPack, ...]
    known: Mapping[Key, PolicyPack]

    def by_version(self, region: str, policy: str, version: str) -> PolicyPack:
        """The pack an application was made under. Raises `OfficerProblem("policy.no_version")`."""
        return find_version(self.known, region, policy, version)


def edition(version: str, sha256: str) -> str:
    """What an application keeps of a district's pack: which version, and which text of it."""
    return f"{version}{_MARK}{sha256[:_DIGITS]}"


def version_of(edition_or_version: str) -> str:
    """The version alone, as people write it."""
    return edition_or_version.partition(_MARK)[0]


def displaces(new: PolicyPack, old: PolicyPack) -> bool:
    """Whether `old` no longer counts once `new` is in force."""
    if (new.region, new.policy) != (old.region, old.policy):
        return False
    same_version = version_of(new.version) == version_of(old.version)
    return new is not old and (same_version or new.effective_from == old.effective_from)


def shelve(offered: Iterable[Shelved]) -> Shelf:
    """What stands together: the shipped packs, then the others in the order in which they were put in force."""
    readable = [(one.pack, one.in_force_since) for one in offered if one.pack is not None]
    adopted = sorted((since, place) for place, (_, since) in enumerate(readable) if since is not None)
    standing = list(shipped().in_force)
    for _, place in adopted:
        pack = readable[place][0]
        standing = [*(old for old in standing if not displaces(pack, old)), pack]
    known = {**shipped().known, **{_key(pack): pack for pack, _ in readable}}
    return Shelf(tuple(sorted(standing, key=_order)), known)


def read_text(text: str, sha256: str, in_force_since: datetime | None = None) -> Shelved:
    """A text as it came from the centre; one that is not what its checksum says is not worked by."""
    if hashlib.sha256(text.encode()).hexdigest() != sha256:
        return Shelved(None, sha256, (OfficerProblem("policy.fault.checksum"),))
    pack, faults = _read(text, sha256)
    return Shelved(None if faults else pack, sha256, faults, in_force_since)


def ships(sha256: str) -> bool:
    """Whether a text is, to the letter, one that came with the program."""
    return sha256 in _shipped_sums()


@cache
def shipped() -> Shelf:
    """The shelf of an office whose district sent nothing. Shipped packs are known under their edition too."""
    known = {}
    for pack, text in packs_with_texts():
        known[_key(pack)] = pack
        known[pack.region, pack.policy, edition(pack.version, _sum(text))] = pack
    return Shelf(load_packs(), known)


@lru_cache(maxsize=64)
def _read(text: str, sha256: str) -> tuple[PolicyPack | None, tuple[OfficerProblem, ...]]:
    pack, faults = check_pack(text, sha256[:_DIGITS])
    return pack and pack.model_copy(update={"version": edition(pack.version, sha256)}), faults


@cache
def _shipped_sums() -> frozenset[str]:
    return frozenset(_sum(text) for _, text in packs_with_texts())


def _sum(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _key(pack: PolicyPack) -> Key:
    return pack.region, pack.policy, pack.version


def _order(pack: PolicyPack) -> tuple[object, ...]:
    return pack.region, pack.policy, pack.effective_from

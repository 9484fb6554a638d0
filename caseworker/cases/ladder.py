"""The contact ladder (失联前的联系阶梯, domain 4.8): where a case stands on it, and what to try next. Pure.

Nobody counts as lost before they were tried on different days and in different ways. Tries are counted from the last
time somebody answered.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from caseworker.cases.rules import LadderRules, casework_rules
from caseworker.clock import CHINA, china_day


class Part(StrEnum):
    """A part of the working day: who does not answer in the morning may answer in the evening."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"


@dataclass(frozen=True, slots=True)
class Attempt:
    """One contact or try. Codes: `contact_channel`, `contact_outcome`."""

    at: datetime
    channel: str
    outcome: str


@dataclass(frozen=True, slots=True)
class NextTry:
    """What to try next, not before `on`."""

    channel: str
    on: date
    part: Part


@dataclass(frozen=True, slots=True)
class Ladder:
    """The tries since somebody last answered, the oldest first, and what they come to.

    `days` and `channels` are different ones; `of` says how many are needed. `in_touch`: the newest contact was
    answered.
    """

    attempts: tuple[Attempt, ...]
    days: int
    channels: int
    of: LadderRules
    in_touch: bool

    @property
    def complete(self) -> bool:
        """Whether the case may be marked lost."""
        enough = len(self.attempts) >= self.of.attempts
        return enough and self.days >= self.of.days and self.channels >= self.of.channels

    def next_try(self, today: date) -> NextTry | None:
        """The next rung, or None before the first try went wrong and after the last was climbed."""
        if not self.attempts or self.complete:
            return None
        last = china_day(self.attempts[-1].at)
        return NextTry(self._channel(), max(today, last + timedelta(days=1)), self._part())

    def _channel(self) -> str:
        """The way that serves best: another one when ways are missing or the last is dead, else the last again."""
        tried = [one.channel for one in self.attempts]
        last = self.attempts[-1]
        rest = max(self.of.attempts - len(self.attempts), self.of.days - self.days)
        if last.outcome not in {"bad_number", "wrong_person"} and self.of.channels - self.channels < rest:
            return last.channel
        return next((one for one in self.of.order if one not in tried), last.channel)

    def _part(self) -> Part:
        """A part of the day not tried yet, or tried longest ago."""
        tried = [_part_of(one.at) for one in self.attempts]
        return min(Part, key=lambda part: max((n for n, one in enumerate(tried) if one is part), default=-1))


def climb(contacts: Sequence[Attempt], rules: LadderRules | None = None) -> Ladder:
    """The ladder of a case from all its contacts, in any order; outcomes that say neither are left out."""
    rules = rules or casework_rules().ladder
    told = sorted(
        (one for one in contacts if one.channel and one.outcome in {*rules.failed, *rules.answered}),
        key=lambda one: one.at,
    )
    since = next((n for n in range(len(told), 0, -1) if told[n - 1].outcome in rules.answered), 0)
    tries = tuple(told[since:])
    days, channels = {china_day(one.at) for one in tries}, {one.channel for one in tries}
    return Ladder(tries, len(days), len(channels), rules, in_touch=bool(told) and not tries)


def _part_of(at: datetime) -> Part:
    hour = at.astimezone(CHINA).hour
    return Part.MORNING if hour < 12 else Part.AFTERNOON if hour < 17 else Part.EVENING

"""Everything Today shows, from one read."""

from __future__ import annotations

from dataclasses import dataclass

from caseworker.cases.pulse import Pulse, pulse
from caseworker.cases.today import TodayList, today
from caseworker.desk import Desk
from caseworker.drafts import OpenDraft, open_drafts
from caseworker.loans.today_lines import LoanWatch, loans_to_watch


@dataclass(frozen=True, slots=True)
class Found:
    """The worklist, the month in figures, typing left open, and loans to watch."""

    work: TodayList
    pulse: Pulse
    drafts: tuple[OpenDraft, ...]
    loans: tuple[LoanWatch, ...]


def find(desk: Desk, whole: bool) -> Found:
    """What the officer, or with `whole` the office, has before them; for the reader lane."""
    return Found(
        today(desk, whole_office=whole),
        pulse(desk, whole_office=whole),
        tuple(open_drafts(desk)),
        loans_to_watch(desk, whole_office=whole),
    )

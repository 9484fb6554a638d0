"""Everything Today shows, from one read."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from caseworker import drafts
from caseworker.cases.pulse import Pulse, pulse
from caseworker.cases.timeline import DRAFT
from caseworker.cases.today import TodayList, today
from caseworker.cases.view import OpenTask, open_tasks
from caseworker.desk import Desk
from caseworker.drafts import OpenDraft, open_drafts
from caseworker.loans.today_lines import LoanWatch, loans_to_watch
from caseworker.plans.enrolment import PackageWatch, packages_at_risk
from caseworker.sync.transfers import Transfer, offered_here


@dataclass(frozen=True, slots=True)
class Found:
    """The worklist, the month in figures, typing left open, loans to watch, and cases other offices offer."""

    work: TodayList
    pulse: Pulse
    drafts: tuple[OpenDraft, ...]
    loans: tuple[LoanWatch, ...]
    offered: tuple[Transfer, ...]
    packages: tuple[PackageWatch, ...]


@dataclass(frozen=True, slots=True)
class Begun:
    """What a note on a line begins with: an unfinished one, and the next steps it may settle."""

    case_id: UUID
    draft: OpenDraft | None
    steps: tuple[OpenTask, ...]


def begun(desk: Desk, case_id: UUID) -> Begun:
    """For the reader lane."""
    return Begun(case_id, drafts.load(desk, DRAFT, str(case_id)), open_tasks(desk, case_id))


def find(desk: Desk, whole: bool) -> Found:
    """What the officer, or with `whole` the office, has before them; for the reader lane."""
    return Found(
        today(desk, whole_office=whole),
        pulse(desk, whole_office=whole),
        tuple(open_drafts(desk)),
        loans_to_watch(desk, whole_office=whole),
        offered_here(desk),
        packages_at_risk(desk, whole_office=whole),
    )

"""Every indicator counted again, in plain Python over whole tables: another reading of the same definitions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db import models

DIFFICULT = {
    "ZERO_EMP",
    "AGE_4050",
    "LOW_INCOME",
    "DISABLED",
    "GRADUATE_2Y",
    "GRADUATE_UNEMPLOYED",
    "VETERAN",
    "RELEASED",
    "DRUG_REHAB",
    "POVERTY_RELIEVED",
    "CAPACITY_CUT",
    "LONG_UNEMP",
    "LAND_LOST",
}
Value = int | float | None


def day(instant: datetime) -> date:
    return (instant + timedelta(hours=8)).date()


@dataclass
class Tables:
    """Everything there is, as it lies in the store."""

    rows: dict[str, list[Any]]

    @classmethod
    def of(cls, session: Session) -> Tables:
        names = [
            "Person",
            "GroupTag",
            "Case",
            "Activity",
            "Task",
            "Placement",
            "Vacancy",
            "Referral",
            "ReferralEvent",
            "LoanApplication",
        ]
        return cls({name: list(session.scalars(select(getattr(models, name)))) for name in names})

    def living(self, name: str) -> list[Any]:
        return [row for row in self.rows[name] if not row.deleted]


class Recount:
    """The indicators of one period, community (None: all) and officer (None: all)."""

    def __init__(self, tables: Tables, first: date, last: date, community: str | None, officer: UUID | None) -> None:
        self.tables, self.first, self.last = tables, first, last
        self.community, self.officer = community, officer
        self.people = {row.id: row for row in tables.rows["Person"]}
        self.cases = {row.id: row for row in tables.rows["Case"]}
        self.corrected = {row.supersedes_id for row in tables.rows["Activity"] if row.supersedes_id}
        self.placements = tables.living("Placement")

    # -- what is looked at ---------------------------------------------------------------------------------------
    def within(self, on: date | None) -> bool:
        return on is not None and self.first <= on <= self.last

    def here(self, person_id: UUID, officer: UUID | None) -> bool:
        person = self.people[person_id]
        place = self.community is None or (person.community or "") == self.community
        return place and (self.officer is None or officer == self.officer)

    def registered(self) -> list[Any]:
        people = [p for p in self.tables.living("Person") if p.merged_into is None]
        return [p for p in people if self.here(p.id, p.registered_by)]

    def tags(self) -> list[Any]:
        mine = {person.id for person in self.registered()}
        return [tag for tag in self.tables.living("GroupTag") if tag.person_id in mine]

    def begun(self, tag: Any) -> date:
        return tag.from_on or self.people[tag.person_id].registered_on

    def episodes(self) -> list[Any]:
        cases = [case for case in self.tables.living("Case") if case.state != "void"]
        return [case for case in cases if self.here(case.person_id, case.owner_id)]

    def entries(self) -> list[Any]:
        entries = [a for a in self.tables.living("Activity") if a.id not in self.corrected]
        return [a for a in entries if self.within(day(a.occurred_at)) and self.here(a.person_id, a.officer_id)]

    def started(self) -> list[Any]:
        return [p for p in self.placements if self.within(p.started_on) and self.placed_here(p)]

    def placed_here(self, placement: Any) -> bool:
        return self.here(placement.person_id, self.cases[placement.case_id].owner_id)

    def member(self, person_id: UUID, kinds: set[str], on: date) -> bool:
        for tag in self.tables.living("GroupTag"):
            lasting = (tag.from_on is None or tag.from_on <= on) and (tag.to_on is None or tag.to_on >= on)
            if tag.person_id == person_id and tag.kind in kinds and lasting:
                return True
        return False

    def first_jobs(self, kinds: set[str] | None) -> set[UUID]:
        """People whose first job of a calendar year (as members of the groups) began in the period."""
        by_year: dict[tuple[UUID, int], list[Any]] = defaultdict(list)
        for placement in self.placements:
            if kinds is None or self.member(placement.person_id, kinds, placement.started_on):
                by_year[placement.person_id, placement.started_on.year].append(placement)
        firsts = [min(jobs, key=lambda job: (job.started_on, job.id)) for jobs in by_year.values()]
        return {job.person_id for job in firsts if self.within(job.started_on) and self.placed_here(job)}

    # -- the indicators ------------------------------------------------------------------------------------------
    def registrations(self) -> int:
        return sum(self.within(person.registered_on) for person in self.registered())

    def seekers(self) -> int:
        return sum(p.registered_on <= self.last and p.valid_to >= self.first for p in self.registered())

    def unemployed_new(self) -> int:
        return len({t.person_id for t in self.tags() if t.kind == "REG_UNEMP" and self.within(self.begun(t))})

    def difficulty_new(self) -> int:
        return len({t.person_id for t in self.tags() if t.kind in DIFFICULT and self.within(self.begun(t))})

    def unemployed_ended(self) -> int:
        left = set()
        for tag in self.tags():
            if tag.kind != "REG_UNEMP":
                continue
            if self.within(tag.to_on):
                left.add(tag.person_id)
            for job in self.placements:
                lasting = self.begun(tag) <= job.started_on and (tag.to_on is None or tag.to_on > job.started_on)
                if job.person_id == tag.person_id and self.within(job.started_on) and lasting:
                    left.add(tag.person_id)
        return len(left)

    def unemployed_end(self) -> int:
        at_work = {
            job.person_id
            for job in self.placements
            if job.started_on <= self.last and (job.ended_on is None or job.ended_on > self.last)
        }
        held = {
            tag.person_id
            for tag in self.tags()
            if tag.kind == "REG_UNEMP" and self.begun(tag) <= self.last and (tag.to_on is None or tag.to_on > self.last)
        }
        return len(held - at_work)

    def difficulty_employed(self) -> int:
        return len(self.first_jobs(DIFFICULT))

    def reemployed(self) -> int:
        return len(self.first_jobs({"REG_UNEMP"}))

    def newly_employed(self) -> int:
        return len(self.first_jobs(None))

    def cases_opened(self) -> int:
        return sum(self.within(case.opened_on) for case in self.episodes())

    def cases_closed(self) -> int:
        return sum(self.within(case.closed_on) for case in self.episodes())

    def cases_open(self) -> int:
        return sum(
            c.opened_on <= self.last and (c.closed_on is None or c.closed_on > self.last) for c in self.episodes()
        )

    def running(self) -> list[Any]:
        return [
            case
            for case in self.episodes()
            if case.opened_on <= self.last and (case.closed_on is None or case.closed_on >= self.first)
        ]

    def cases_running(self) -> int:
        return len(self.running())

    def cases_served(self) -> int:
        served = {
            entry.case_id
            for entry in self.tables.living("Activity")
            if self.within(day(entry.occurred_at)) and entry.kind != "note" and entry.outcome in (None, "reached")
        }
        return sum(case.id in served for case in self.running())

    def posts_of(self, wanted: Callable[[Any], bool]) -> int | None:
        if self.community is not None:
            return None
        mine = [v for v in self.tables.living("Vacancy") if self.officer in (None, v.verified_by)]
        return sum(vacancy.headcount for vacancy in mine if wanted(vacancy))

    def vacancies(self) -> int | None:
        return self.posts_of(lambda v: self.within(v.published_on) and v.status != "doubtful")

    def posts(self) -> int | None:
        return self.posts_of(
            lambda v: (
                v.published_on <= self.last and v.valid_to >= self.first and v.status not in ("doubtful", "withdrawn")
            )
        )

    def made(self) -> list[Any]:
        rows = self.tables.living("Referral")
        return [r for r in rows if self.within(day(r.recommended_at)) and self.here(r.person_id, r.officer_id)]

    def referrals(self) -> int:
        return len(self.made())

    def referred(self) -> int:
        return len({referral.person_id for referral in self.made()})

    def interviews(self) -> int:
        living = {referral.id: referral for referral in self.tables.living("Referral")}
        events = [
            e for e in self.tables.living("ReferralEvent") if e.referral_id in living and e.to_state == "interview"
        ]
        return sum(
            self.within(e.occurred_on) and self.here(living[e.referral_id].person_id, e.officer_id) for e in events
        )

    def placements_count(self) -> int:
        return len(self.started())

    def checks(self) -> list[bool]:
        """For every check that fell due whether it was made."""
        found = []
        for job in self.placements:
            case = self.cases[job.case_id]
            done = [entry.check_days or 0 for entry in self.tables.living("Activity") if entry.placement_id == job.id]
            for days in (7, 30, 90, 180):
                due = job.started_on + timedelta(days=days)
                owed = all(end is None or end >= due for end in (job.ended_on, case.closed_on))
                if self.within(due) and owed and self.placed_here(job):
                    found.append(any(check >= days for check in done))
        return found

    def promises(self) -> list[bool]:
        tasks = [task for task in self.tables.living("Task") if self.within(task.due_on)]
        mine = [task for task in tasks if self.here(task.person_id, task.owner_id)]
        return [task.done_at is not None for task in mine if self.owed(task, self.cases[task.case_id])]

    def owed(self, task: Any, case: Any) -> bool:
        if case.deleted or case.state == "void":
            return False
        ended = case.state == "merged" or (case.closed_on is not None and case.closed_on <= task.due_on)
        return task.done_at is not None or not ended

    def tried(self) -> list[Any]:
        return [entry for entry in self.entries() if entry.kind in ("follow_up", "visit") and entry.outcome]

    def loans(self, moment: str) -> list[int]:
        rows = self.tables.living("LoanApplication")
        mine = [row for row in rows if self.within(getattr(row, moment)) and self.here(row.person_id, row.officer_id)]
        return [row.amount or 0 for row in mine]

    def value(self, code: str) -> Value:
        """The value of an indicator by its code."""
        if code.startswith("activity_"):
            return sum(entry.kind == code.removeprefix("activity_") for entry in self.entries())
        special: dict[str, Callable[[], Value]] = {
            "placements": self.placements_count,
            "checks_due": lambda: len(self.checks()),
            "checks_made": lambda: sum(self.checks()),
            "promises_due": lambda: len(self.promises()),
            "promises_kept": lambda: sum(self.promises()),
            "follow_ups": lambda: sum(e.kind == "follow_up" or e.check_days is not None for e in self.entries()),
            "contacts": lambda: len(self.tried()),
            "reached": lambda: sum(entry.outcome == "reached" for entry in self.tried()),
            "activities": lambda: len(self.entries()),
            "loans_accepted": lambda: len(self.loans("applied_on")),
            "loans_accepted_fen": lambda: sum(self.loans("applied_on")),
            "loans_paid": lambda: len(self.loans("paid_on")),
            "loans_paid_fen": lambda: sum(self.loans("paid_on")),
            "service_rate": lambda: self.share("cases_served", "cases_running"),
            "follow_up_rate": lambda: self.share("checks_made", "checks_due"),
            "reach_rate": lambda: self.share("reached", "contacts"),
            "promise_rate": lambda: self.share("promises_kept", "promises_due"),
            "posts_per_seeker": self.ratio,
        }
        found = special[code] if code in special else getattr(self, code)
        return found()

    def share(self, over: str, under: str) -> float | None:
        below = self.value(under)
        above = self.value(over)
        return above / below if below and above is not None else None

    def ratio(self) -> float | None:
        posts, seekers = self.posts(), self.seekers()
        return None if posts is None or seekers == 0 else int(posts * 100 / seekers + 0.5) / 100

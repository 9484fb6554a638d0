"""The lifecycle with its approvals against a plain model of it, over thousands of random steps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from typing import Any
from uuid import UUID

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from sqlalchemy import func, select

from caseworker.cases import approvals
from caseworker.cases.approvals import SignedPaper
from caseworker.cases.lifecycle import move_case, open_case
from caseworker.cases.placements import NewPlacement, end_placement, record_placement
from caseworker.cases.states import CaseState
from caseworker.cases.timeline import Entry, record
from caseworker.cases.today import today
from caseworker.cases.view import case_view
from caseworker.desk import Desk
from caseworker.problems import OfficerProblem
from db.models import Approval, Case, CaseTransition
from tests.caseworker.cases.colleagues import colleague, later
from tests.caseworker.vacancies.office import add_person

EXAMPLES, STEPS = 30, 70
FAILED, REACHED = ("no_answer", "bad_number", "lost"), ("reached", "refused")


@dataclass
class Plain:
    """What an officer with a notebook would know of the case."""

    state: str = "registered"
    before: str = ""  # the state that 待结案 was asked from
    assessed: bool = False
    planned: bool = False
    jobs: list[UUID] = field(default_factory=list)
    tries: list[tuple[int, str]] = field(default_factory=list)
    waiting: str = ""  # what a colleague is asked about
    until: int = -1
    closed: dict[UUID, date] = field(default_factory=dict)
    moves: int = 0

    def to(self, state: str) -> None:
        self.moves += state != self.state
        self.state = state
        self.until = -1 if state != "paused" else self.until

    def carried(self, *, answered: bool = False) -> None:
        """What the records alone bring about, in one move however far it goes."""
        state = self.state
        if state == "lost" and answered:
            state = "helping" if self.assessed and self.planned else "assessing"
        if state == "registered" and self.assessed:
            state = "assessing"
        if state == "assessing" and self.assessed and self.planned:
            state = "helping"
        if state == "helping" and self.jobs:
            state = "settling"
        self.to(state)

    def lost_enough(self) -> bool:
        days, ways = {day for day, _ in self.tries}, {way for _, way in self.tries}
        return len(self.tries) >= 3 and len(days) >= 3 and len(ways) >= 2

    def may_move(self, to: str) -> bool:
        """Whether a move by hand is in order; closing itself is a colleague's."""
        ready = self.assessed and self.planned
        line: dict[tuple[str, str], bool] = {
            ("registered", "assessing"): self.assessed,
            ("assessing", "plan_review"): ready,
            ("assessing", "helping"): ready,
            ("plan_review", "assessing"): True,
            ("helping", "settling"): bool(self.jobs),
            ("settling", "helping"): True,
            ("closing", "helping"): True,
            ("closing", "settling"): bool(self.jobs),
            ("paused", "helping"): True,
            ("paused", "settling"): bool(self.jobs),
            ("lost", "assessing"): True,
            ("lost", "helping"): ready,
        }
        for source in ("assessing", "helping", "settling"):
            line[source, "lost"] = self.lost_enough()
        for source in ("helping", "settling"):
            line[source, "paused"] = True
        for source in ("helping", "settling", "lost"):
            line[source, "closing"] = True
        return line.get((self.state, to), False)


class Lifecycle(RuleBasedStateMachine):
    """One person, helped by one officer and looked over by another."""

    office: Desk
    other: Desk

    def __init__(self) -> None:
        super().__init__()
        self.person = add_person(self.office)
        self.case: UUID = open_case(self.office, self.person).value
        self.plain, self.days, self.steps = Plain(), 0, 0

    def desk(self, base: Desk | None = None) -> Desk:
        """An officer's desk now; every step is a minute after the last, as no two things happen at once."""
        self.steps += 1
        return later(base or self.office, days=self.days, seconds=self.steps)

    def refused(self, act: Callable[[], Any]) -> bool:
        try:
            act()
        except OfficerProblem:
            return True
        return False

    @property
    def over(self) -> bool:
        return self.plain.state == "closed"

    @rule(days=st.integers(1, 20))
    def time_passes(self, days: int) -> None:
        if self.days + days < 150:  # an assessment on the timeline counts for half a year
            self.days += days

    @precondition(lambda self: not self.over)
    @rule(kind=st.sampled_from(("assessment", "plan")))
    def note(self, kind: str) -> None:
        record(self.desk(), self.case, Entry(kind=kind, text="谈妥"))
        self.plain.assessed |= kind == "assessment"
        self.plain.planned |= kind == "plan"
        self.plain.carried()

    @precondition(lambda self: not self.over)
    @rule(channel=st.sampled_from(("phone", "wechat")), outcome=st.sampled_from(FAILED * 3 + REACHED))
    def contact(self, channel: str, outcome: str) -> None:
        record(self.desk(), self.case, Entry(kind="follow_up", channel=channel, outcome=outcome))
        if outcome in REACHED:
            self.plain.tries = []
        else:
            self.plain.tries.append((self.days, channel))
        self.plain.carried(answered=outcome in REACHED)

    @precondition(lambda self: not self.over)
    @rule()
    def job_found(self) -> None:
        desk = self.desk()
        new = NewPlacement("样例物业", "保安员", desk.today)
        self.plain.jobs.append(record_placement(desk, self.case, new).value)
        self.plain.carried()

    @precondition(lambda self: self.plain.jobs and not self.over)
    @rule()
    def job_lost(self) -> None:
        desk = self.desk()
        end_placement(desk, self.plain.jobs.pop(), desk.today, "合同期满")
        if self.plain.state == "settling" and not self.plain.jobs:
            self.plain.to("helping")

    @rule(to_state=st.sampled_from(CaseState), days=st.integers(0, 9))
    def move(self, to_state: CaseState, days: int) -> None:
        plain, to, desk = self.plain, to_state.value, self.desk()
        until = desk.today + timedelta(days=days) if to == "paused" else None
        reason = "OTHER" if to == "closing" else "有原因"
        allowed = plain.may_move(to)
        assert self.refused(lambda: move_case(desk, self.case, to_state, reason, until=until)) is not allowed, to
        if not allowed:
            return
        plain.before = plain.state if to == "closing" else ""
        plain.waiting = {"closing": "closing", "plan_review": "plan"}.get(to, "")
        plain.until = self.days + days
        plain.to(to)

    @rule(act=st.sampled_from(("approve", "back", "withdraw", "paper")), owner=st.booleans())
    def answer(self, act: str, owner: bool) -> None:
        request = self._request()
        if request is None:
            return
        desk = self.desk(self.office if owner else self.other)
        acts: dict[str, Callable[[], Any]] = {
            "approve": lambda: approvals.approve(desk, request),
            "back": lambda: approvals.give_back(desk, request, "缺材料"),
            "withdraw": lambda: approvals.withdraw(desk, request),
            "paper": lambda: approvals.record_paper(desk, request, SignedPaper("冯样丙", desk.today)),
        }
        proper = {"approve": not owner, "back": not owner, "withdraw": owner, "paper": True}[act]
        allowed = bool(self.plain.waiting) and proper
        assert self.refused(acts[act]) is not allowed
        if allowed:
            self._answered(desk, agreed=act in {"approve", "paper"})

    def _answered(self, desk: Desk, *, agreed: bool) -> None:
        plain = self.plain
        subject, plain.waiting = plain.waiting, ""
        if subject == "plan":
            plain.to("helping" if agreed else "assessing")
            if agreed:
                plain.carried()
        elif agreed:
            plain.to("closed")
            plain.closed[self.case] = desk.today
        else:
            plain.to("settling" if plain.before == "settling" and plain.jobs else "helping")

    def _request(self) -> UUID | None:
        newest = select(Approval.id).where(Approval.case_id == self.case).order_by(Approval.id.desc()).limit(1)
        with self.office.read() as session:
            return session.execute(newest).scalar()

    @rule()
    def comes_again(self) -> None:
        desk, before = self.desk(), self.case
        assert self.refused(lambda: self._reopen(desk)) is not self.over
        if self.over:
            assert self.case != before
            self.plain = Plain(closed=self.plain.closed)

    def _reopen(self, desk: Desk) -> None:
        self.case = open_case(desk, self.person).value

    @invariant()
    def the_store_says_the_same(self) -> None:
        with self.office.read() as session:
            case = session.get(Case, self.case)
            assert case is not None
            log = select(CaseTransition.from_state, CaseTransition.to_state).where(CaseTransition.case_id == case.id)
            moves = session.execute(log.order_by(CaseTransition.at, CaseTransition.id)).all()
            waits = select(func.count()).where(Approval.case_id == case.id, Approval.state == "waiting")
            assert case.state == self.plain.state
            assert session.execute(waits).scalar_one() == bool(self.plain.waiting)
            closed = select(Case.id, Case.closed_on).where(Case.person_id == self.person, Case.closed_on.is_not(None))
            assert {row[0]: row[1] for row in session.execute(closed)} == self.plain.closed
        assert len(moves) == self.plain.moves
        assert all(one.to_state == two.from_state for one, two in pairwise(moves))

    def teardown(self) -> None:
        """A paused or closed case owes nothing on Today; the screen of the case can be shown whatever happened."""
        rests = self.over or (self.plain.state == "paused" and self.days <= self.plain.until)
        desk = later(self.office, days=self.days)
        mine = [item for item in today(desk, most=10_000).items if item.case_id == self.case]
        assert not (rests and mine)
        assert case_view(desk, self.case).state.value == self.plain.state


def test_the_lifecycle_does_what_a_plain_model_does(office: Desk) -> None:
    machine = type("Machine", (Lifecycle,), {"office": office, "other": colleague(office)})
    checked = settings(
        max_examples=EXAMPLES,
        stateful_step_count=STEPS,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(machine, settings=checked)

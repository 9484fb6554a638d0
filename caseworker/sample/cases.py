"""Sample cases at every stage, each with the records that carried it there, so that nothing on screen is unfounded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import pairwise
from random import Random
from typing import Any
from uuid import UUID

from caseworker.cases.placements import CHECK_DAYS
from caseworker.cases.states import CaseState
from caseworker.clock import china_instant
from caseworker.sample.people import SamplePerson
from db.models import Activity, Case, CaseTransition, Placement, Referral, ReferralEvent, Task
from db.models.base import Base, new_id

Rows = dict[type[Base], list[dict[str, Any]]]

_SPREAD = (
    (CaseState.REGISTERED, 9),
    (CaseState.ASSESSING, 12),
    (CaseState.HELPING, 44),
    (CaseState.SETTLING, 20),
    (CaseState.CLOSING, 3),
    (CaseState.CLOSED, 12),
)
_LINE = (CaseState.REGISTERED, CaseState.ASSESSING, CaseState.HELPING, CaseState.SETTLING, CaseState.CLOSING)
_NOTES = (
    "已电话联系，近期在附近打零工，愿意看固定岗位。",
    "到窗口详谈，担心年龄偏大，鼓励先参加技能培训。",
    "上门走访，家中有老人需照顾，希望就近上班。",
    "微信发去三个岗位，答复本周内决定。",
    "电话无人接听，晚些再打。",
    "面谈后愿意去现场看看，约好时间。",
)
_PROMISES = (
    "电话回访求职进展",
    "约到窗口面谈",
    "推荐第 2 批岗位",
    "陪同面试",
    "每月联系",
    "核对培训报名",
    "送政策告知单",
)


@dataclass(slots=True)
class CaseSamples:
    """Collects rows for everything that hangs on cases."""

    today: date
    officers: Sequence[UUID]
    openings: Sequence[dict[str, Any]]
    random: Random
    rows: Rows = field(default_factory=lambda: defaultdict(list))

    def add(self, person: SamplePerson) -> UUID:
        """One case for one person, brought to a stage by its records."""
        states, weights = zip(*_SPREAD, strict=True)
        state = self.random.choices(states, weights)[0]
        owner = self.random.choice(self.officers)
        opened = min(person.row["registered_on"] + timedelta(days=self.random.randint(0, 3)), self.today)
        case = self._case(person, state, owner, opened)
        self._move(case, state)
        reached = _LINE.index(state) if state in _LINE else len(_LINE)
        when = self._contacts(case, opened, reached)
        if reached >= 1:
            self._entry(case, "assessment", "经验与薪资预期基本相符；短板是缺少证书。", self._next(when))
        if reached >= 2:
            self._entry(case, "plan", "两个月内推荐三个岗位，同步报名技能培训。", self._next(when))
            self._referrals(case, person, hired=reached >= 3)
        if state not in (CaseState.CLOSED, CaseState.REGISTERED):
            self._promise(case)
        return UUID(str(case["id"]))

    def _case(self, person: SamplePerson, state: CaseState, owner: UUID, opened: date) -> dict[str, Any]:
        closed = state is CaseState.CLOSED
        row = {
            "id": new_id(),
            "person_id": person.row["id"],
            "owner_id": owner,
            "state": state.value,
            "grade": self.random.choice("ABCG"),
            "opened_on": opened,
            "assigned_at": _instant(opened, self.random),
            "closed_on": self._day_after(opened, 90) if closed else None,
            "close_reason": "EMPLOYED" if closed else None,
        }
        self.rows[Case].append(row)
        return row

    def _move(self, case: dict[str, Any], state: CaseState) -> None:
        passed = [*_LINE[: _LINE.index(state) + 1]] if state in _LINE else [*_LINE, CaseState.CLOSED]
        for before, after in pairwise(passed):
            self.rows[CaseTransition].append(
                {
                    "id": new_id(),
                    "case_id": case["id"],
                    "from_state": before.value,
                    "to_state": after.value,
                    "reason": "EMPLOYED" if after is CaseState.CLOSED else "",
                    "at": _instant(self._day_after(case["opened_on"], 30), self.random),
                    "officer_id": case["owner_id"],
                }
            )

    def _contacts(self, case: dict[str, Any], opened: date, reached: int) -> date:
        when = opened
        for _ in range(self.random.randint(1, 4) if reached else 0):
            note = self.random.choice(_NOTES)
            missed = "无人" in note
            self._entry(case, "follow_up", note, when, "phone", "no_answer" if missed else "reached")
            when = self._next(when)
        return when

    def _entry(
        self,
        case: dict[str, Any],
        kind: str,
        text: str,
        on: date,
        channel: str = "window",
        outcome: str = "reached",
        **more: Any,
    ) -> None:
        at = _instant(on, self.random)
        self.rows[Activity].append(
            {
                "id": new_id(),
                "case_id": case["id"],
                "person_id": case["person_id"],
                "kind": kind,
                "channel": channel,
                "outcome": outcome,
                "text": text,
                "occurred_at": at,
                "recorded_at": at,
                "officer_id": case["owner_id"],
                "placement_id": None,
                "check_days": None,
                **more,
            }
        )

    def _referrals(self, case: dict[str, Any], person: SamplePerson, *, hired: bool) -> None:
        fitting = [one for one in self.openings if one["occupation"] == person.trade.code] or list(self.openings)
        chosen = self.random.sample(fitting, min(len(fitting), self.random.randint(1, 3)))
        for number, opening in enumerate(chosen):
            state = self._outcome(hired=hired and number == 0, lost=hired)
            self._referral(case, opening, state)
        if hired:
            self._placement(case, chosen[0])

    def _outcome(self, *, hired: bool, lost: bool) -> str:
        if hired:
            return "started"
        if lost:
            return "lapsed"
        return self.random.choice(("referred", "referred", "interview", "not_hired", "declined"))

    def _referral(self, case: dict[str, Any], opening: dict[str, Any], state: str) -> None:
        on = self._day_after(case["opened_on"], 40)
        row = {
            "id": new_id(),
            "case_id": case["id"],
            "person_id": case["person_id"],
            "vacancy_id": opening["id"],
            "officer_id": case["owner_id"],
            "state": state,
            "recommended_at": _instant(on, self.random),
            "band": self.random.choice(("high", "middle")),
            "interview_at": self._interview(state),
        }
        self.rows[Referral].append(row)
        self._entry(case, "referral", f"推荐岗位：{opening['title']}", on)
        if state != "referred":
            self._answer(row, state, on)

    def _answer(self, referral: dict[str, Any], state: str, on: date) -> None:
        reasons = {"not_hired": "skill_gap", "declined": "too_far", "lapsed": "hired_elsewhere"}
        on = self._next(on)
        self.rows[ReferralEvent].append(
            {
                "id": new_id(),
                "referral_id": referral["id"],
                "from_state": "referred",
                "to_state": state,
                "reason": reasons.get(state),
                "occurred_on": on,
                "at": _instant(on, self.random),
                "officer_id": referral["officer_id"],
            }
        )

    def _interview(self, state: str) -> datetime | None:
        if state != "interview":
            return None
        on = self.today + timedelta(days=self.random.choice((-1, 0, 0, 1, 2, 5)))
        return china_instant(on, self.random.randint(9, 16), self.random.choice((0, 30)))

    def _placement(self, case: dict[str, Any], opening: dict[str, Any]) -> None:
        started = self._day_after(case["opened_on"], 60)
        row = {
            "id": new_id(),
            "case_id": case["id"],
            "person_id": case["person_id"],
            "employer_name": opening["employer_name"],
            "post": opening["title"],
            "started_on": started,
            "pay_fen": opening["pay_min"],
        }
        self.rows[Placement].append(row)
        self._entry(case, "placement", f"{opening['employer_name']} {opening['title']} 到岗", started)
        passed = (self.today - started).days
        for days in CHECK_DAYS:
            # One check in five that fell due lately has not been made: Today has something to show.
            if passed - days > 12 or (passed > days and self.random.random() < 0.8):
                on = started + timedelta(days=days)
                more = {"placement_id": row["id"], "check_days": days}
                self._entry(case, "follow_up", "在岗，工资按时发放。", on, "phone", **more)

    def _promise(self, case: dict[str, Any]) -> None:
        self.rows[Task].append(
            {
                "id": new_id(),
                "case_id": case["id"],
                "person_id": case["person_id"],
                "owner_id": case["owner_id"],
                "title": self.random.choice(_PROMISES),
                "due_on": self.today + timedelta(days=self.random.choice((-4, -1, 0, 0, 1, 3, 6, 10, 14, 21, 25))),
                "due_time": self.random.choice((None, None, "09:30", "14:30")),
            }
        )

    def _day_after(self, day: date, most: int) -> date:
        return min(day + timedelta(days=self.random.randint(1, most)), self.today)

    def _next(self, day: date) -> date:
        return self._day_after(day, 20)


def _instant(day: date, random: Random) -> datetime:
    return china_instant(day, random.randint(9, 16), random.choice((0, 10, 20, 30, 40, 50)))

"""Sample assessments, plans and service packages on the sample cases: a few of each, drawn with dice of their own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any
from uuid import UUID

from caseworker.assessment.questionnaire import questionnaire
from caseworker.assessment.records import plain_result
from caseworker.assessment.scoring import score
from caseworker.calendar import add_months
from caseworker.cases.states import CaseState
from caseworker.clock import china_instant
from caseworker.plans.cadence import cadence
from caseworker.plans.packages import in_force
from caseworker.plans.standing import AGREED, OFFICER, PERSON, task_id_of
from db.models import Assessment, PackageEnrolment, Plan, PlanAction, PlanGoal, Task
from db.models.base import Base, new_id

Rows = dict[type[Base], list[dict[str, Any]]]
PARENTS_FIRST: tuple[type[Base], ...] = (Assessment, Plan, PlanGoal, PlanAction, Task, PackageEnrolment)
_ASSESSED = (CaseState.ASSESSING, CaseState.HELPING, CaseState.SETTLING)
_GOALS = (
    ("job", "推荐三个离家近的岗位", (("筛选并推荐岗位", OFFICER), ("每周投三份简历", PERSON))),
    ("skill", "两个月内学会一门技能", (("报名技能培训", OFFICER), ("按时上课并练习", PERSON))),
    ("search", "做好求职准备", (("帮助写好简历", OFFICER), ("备齐证件和证书", PERSON))),
)
_SHARE = {"assessment": 0.5, "plan": 0.4, "package": 0.6}


@dataclass(slots=True)
class ServiceSamples:
    """Collects rows; the dice are its own, so that the rest of the office stays as it was."""

    today: date
    random: Random = field(default_factory=lambda: Random(42))
    rows: Rows = field(default_factory=lambda: defaultdict(list))

    def add(self, case: Mapping[str, Any], groups: Sequence[str]) -> None:
        """What one case has of these; nothing on one that is closed or new."""
        state = CaseState(case["state"])
        if state not in _ASSESSED:
            return
        if self._happens("assessment"):
            self._assess(case, self.random.choice(("interest", "interest", "readiness", "barriers")))
        if state is not CaseState.ASSESSING and self._happens("plan"):
            self._plan(case, cadence().suggested(groups).code)
        if self._happens("package"):
            self._enrol(case, groups)

    def _happens(self, what: str) -> bool:
        return self.random.random() < _SHARE[what]

    def _assess(self, case: Mapping[str, Any], code: str) -> None:
        form = questionnaire(code)
        answers: dict[str, int | None] = {item.id: self.random.choice((0, 0, 1, 2)) for item in form.items}
        done_on = min(case["opened_on"] + timedelta(days=self.random.randint(1, 20)), self.today)
        row = {
            **_of(case),
            "questionnaire": form.code,
            "version": form.version,
            "answers": [{"item": item, "answer": answer} for item, answer in answers.items()],
            "result": plain_result(form, score(form, answers)),
            "filled_by": self.random.choice(("officer", "person")),
            "done_on": done_on,
            "valid_to": done_on + timedelta(days=form.valid_days),
            "at": china_instant(done_on, 10),
            "officer_id": case["owner_id"],
        }
        self.rows[Assessment].append(row)

    def _plan(self, case: Mapping[str, Any], grade: str) -> None:
        made_on = min(case["opened_on"] + timedelta(days=self.random.randint(5, 30)), self.today)
        plan = {
            **_of(case),
            "version": 1,
            "grade": grade,
            "strengths": "有多年工作经验，愿意学习。",
            "barriers": "缺少证书，求职渠道少。",
            "wishes": "离家近，按月发工资。",
            "state": AGREED,
            "made_on": made_on,
            "review_on": add_months(made_on, 3),
            "officer_id": case["owner_id"],
        }
        self.rows[Plan].append(plan)
        for place, goal in enumerate(self.random.sample(_GOALS, 2)):
            self._goal(case, plan["id"], place, goal)

    def _goal(
        self, case: Mapping[str, Any], plan_id: UUID, place: int, goal: tuple[str, str, tuple[tuple[str, str], ...]]
    ) -> None:
        theme, title, actions = goal
        goal_id, due_on = new_id(), self.today + timedelta(days=self.random.randint(30, 60))
        row = {"id": goal_id, "plan_id": plan_id, "theme": theme, "title": title, "due_on": due_on, "place": place}
        self.rows[PlanGoal].append(row)
        for order, (words, doer) in enumerate(actions):
            due = self.today + timedelta(days=self.random.randint(6, 25))
            who = {"owner_id": case["owner_id"], "title": words, "due_on": due}
            action = {"id": new_id(), "goal_id": goal_id, "doer": doer, "place": order, **who}
            self.rows[PlanAction].append(action)
            if doer == OFFICER:
                whose = {"case_id": case["id"], "person_id": case["person_id"]}
                self.rows[Task].append({"id": task_id_of(action["id"]), **whose, **who})

    def _enrol(self, case: Mapping[str, Any], groups: Sequence[str]) -> None:
        fitting = [one for one in in_force(self.today) if set(one.groups) & set(groups)]
        if fitting:
            begun = max(case["opened_on"], date(self.today.year, 1, 1))
            package = {"package": fitting[0].code, "version": fitting[0].version}
            span = {"from_on": begun, "to_on": fitting[0].ends_on(begun)}
            self.rows[PackageEnrolment].append({**_of(case), **package, **span})


def _of(case: Mapping[str, Any]) -> dict[str, Any]:
    return {"id": new_id(), "case_id": case["id"], "person_id": case["person_id"]}

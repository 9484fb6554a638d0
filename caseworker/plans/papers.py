"""The printed plan, for the person's signature."""

from __future__ import annotations

from uuid import UUID

from caseworker.access.permissions import Right, require
from caseworker.desk import Desk, Saved
from caseworker.papers import Paper, note_look, number_of
from caseworker.plans.view import plan_picture
from caseworker.problems import OfficerProblem

KIND = "plan"
FIELDS = ("plan.strengths", "plan.barriers", "plan.wishes")


def plan_paper(desk: Desk, case_id: UUID, plan_id: UUID) -> Saved[Paper]:
    """One version of a plan as PDF; the look is on record before it is handed out."""
    from caseworker.documents.assessment import SheetImprint
    from caseworker.documents.plan import plan_sheet

    require(desk.actor, Right.PRINT)
    picture, actor = plan_picture(desk, case_id), desk.actor
    plan = next((one for one in picture.plans if one.id == plan_id), None)
    if plan is None:
        raise OfficerProblem("plans.gone")
    number = number_of("JH", plan.id)
    imprint = SheetImprint(number, actor.office_name, desk.today, actor.practice)
    pdf = plan_sheet(picture.person_name, plan, imprint)
    return note_look(desk, Paper(KIND, number, "一人一策帮扶计划", pdf, picture.person_id, FIELDS))

"""The papers of an assessment: a blank form, and the result sheet of one on file."""

from __future__ import annotations

from uuid import UUID

from caseworker import messages
from caseworker.access.permissions import Right, require
from caseworker.assessment.questionnaire import questionnaire
from caseworker.assessment.records import assessment
from caseworker.desk import Desk, Saved
from caseworker.papers import Paper, note_look, number_of

BLANK, RESULT = "assessment_blank", "assessment_result"


def blank_paper(desk: Desk, code: str) -> Paper:
    """A questionnaire to fill in by hand; it is about nobody."""
    from caseworker.documents.assessment import SheetImprint, blank_form

    require(desk.actor, Right.PRINT)
    form, actor = questionnaire(code), desk.actor
    number = f"{form.form_number}-{form.version}"
    pdf = blank_form(form, SheetImprint(number, actor.office_name, desk.today, actor.practice))
    return Paper(BLANK, number, form.title.zh, pdf)


def result_paper(desk: Desk, assessment_id: UUID) -> Saved[Paper]:
    """The result sheet; the look is on record before it is handed out."""
    from caseworker.documents.assessment import ResultContent, SheetImprint, result_sheet

    require(desk.actor, Right.PRINT)
    view, actor = assessment(desk, assessment_id), desk.actor
    number = number_of("CP", view.id)
    content = ResultContent(
        person_name=view.person_name,
        done_on=view.done_on,
        valid_to=view.valid_to,
        officer_name=view.officer_name,
        filled_by=messages.text(f"assessment.filled_by.{view.filled_by}"),
    )
    imprint = SheetImprint(number, actor.office_name, desk.today, actor.practice)
    pdf = result_sheet(view.form, view.result, content, imprint)
    title = f"{view.form.title.zh}结果表"
    return note_look(desk, Paper(RESULT, number, title, pdf, view.person_id, ("assessment.result",)))

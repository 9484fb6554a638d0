"""Which questionnaires there are for the person of a case, and how each of them stands."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from caseworker import drafts
from caseworker.access.permissions import Right, require
from caseworker.assessment.questionnaire import Questionnaire, questionnaires
from caseworker.assessment.records import DRAFT, AssessmentLine, assessments, draft_key
from caseworker.cases.lifecycle import living_case
from caseworker.desk import Desk
from db.models import Person


@dataclass(frozen=True, slots=True)
class FormLine:
    """One questionnaire: the newest filled one, if any, and how many items of a draft are answered."""

    form: Questionnaire
    latest: AssessmentLine | None
    answered: int

    @property
    def id(self) -> str:
        return self.form.code


@dataclass(frozen=True, slots=True)
class Overview:
    """The questionnaires of one case; `open_case` says whether more may be filled in."""

    case_id: UUID
    person_id: UUID
    person_name: str
    open_case: bool
    lines: tuple[FormLine, ...]


def overview(desk: Desk, case_id: UUID) -> Overview:
    """Every questionnaire, in the order of its form numbers; raises `cases.gone`."""
    require(desk.actor, Right.VIEW)
    with desk.read() as session:
        case = living_case(session, case_id)
        person = session.get(Person, case.person_id)
        name, person_id, is_open = person.name if person else "", case.person_id, case.closed_on is None
    newest = {line.code: line for line in assessments(desk, person_id) if line.newest}
    begun = {draft.key: draft for draft in drafts.open_drafts(desk) if draft.kind == DRAFT}
    lines = []
    for form in questionnaires():
        draft = begun.get(draft_key(case_id, form.code))
        usable = draft is not None and draft.payload.get("version") == form.version
        answered = len(draft.payload.get("answers", {})) if draft is not None and usable else 0
        lines.append(FormLine(form, newest.get(form.code), answered))
    return Overview(case_id, person_id, name, is_open, tuple(lines))

"""Assessments on file: kept while being filled, finished once, never edited; the newest counts while it is valid."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from caseworker import drafts
from caseworker.access.permissions import Right, require
from caseworker.assessment.questionnaire import Questionnaire, questionnaire, questionnaires
from caseworker.assessment.scoring import Answers, Result, ScaleScore, level, score
from caseworker.assessment.wording import entry_text
from caseworker.cases.lifecycle import advance_in, living_case
from caseworker.cases.timeline import Entry, record_in
from caseworker.desk import Desk, Saved
from caseworker.problems import OfficerProblem
from db.models import Assessment, Case, Officer, Person
from db.models.base import new_id

DRAFT = "assessment"
KIND = "assessment"
"""Kind of the timeline entry that an assessment leaves (`activity_kind`)."""


class FilledBy(StrEnum):
    """Who pressed the keys."""

    OFFICER = "officer"
    PERSON = "person"
    PAPER = "paper"


@dataclass(frozen=True, slots=True)
class AssessmentLine:
    """One assessment in a list; `valid` today, `newest` of its questionnaire."""

    id: UUID
    code: str
    version: str
    letters: tuple[str, ...]
    done_on: date
    valid_to: date
    valid: bool
    newest: bool


@dataclass(frozen=True, slots=True)
class AssessmentView:
    """One assessment in full, with the questionnaire it was filled in."""

    id: UUID
    case_id: UUID | None
    person_id: UUID
    person_name: str
    form: Questionnaire
    answers: Answers
    result: Result
    filled_by: FilledBy
    done_on: date
    valid_to: date
    officer_name: str


@dataclass(frozen=True, slots=True)
class Begun:
    """A form to go on with: whose it is, and what was answered before."""

    case_id: UUID
    person_id: UUID
    person_name: str
    form: Questionnaire
    answers: Answers
    filled_by: FilledBy


def begin(desk: Desk, case_id: UUID, code: str) -> Begun:
    """A questionnaire for the person of a case, with the draft of it when there is one."""
    require(desk.actor, Right.EDIT_RECORDS)
    with desk.read() as session:
        case = living_case(session, case_id)
        person = session.get(Person, case.person_id)
        name, person_id = person.name if person else "", case.person_id
    draft = drafts.load(desk, DRAFT, draft_key(case_id, code))
    kept: Mapping[str, Any] = draft.payload if draft else {}
    form = questionnaire(code)
    usable = kept if kept.get("version") == form.version else {}
    by = FilledBy(usable.get("filled_by", FilledBy.OFFICER))
    return Begun(case_id, person_id, name, form, dict(usable.get("answers", {})), by)


def keep(desk: Desk, begun: Begun, title: str) -> None:
    """Keep what is answered so far as the officer's draft."""
    require(desk.actor, Right.EDIT_RECORDS)
    payload = {"version": begun.form.version, "answers": dict(begun.answers), "filled_by": begun.filled_by.value}
    drafts.save(desk, DRAFT, draft_key(begun.case_id, begun.form.code), title, payload)


def draft_key(case_id: UUID, code: str) -> str:
    """The key of the draft of one form of one case."""
    return f"{case_id}.{code}"


def read_draft_key(key: str) -> tuple[UUID, str]:
    """Case and questionnaire of a draft's key."""
    case_id, _, code = key.partition(".")
    return UUID(case_id), code


def finish(desk: Desk, begun: Begun) -> Saved[UUID]:
    """Put a complete form on file: the assessment, its entry in the service record, and the draft gone, in one go."""
    require(desk.actor, Right.EDIT_RECORDS)
    result = score(begun.form, begun.answers)
    with desk.write() as unit:
        case = living_case(unit.session, begun.case_id)
        if case.closed_on is not None:
            raise OfficerProblem("assessment.case_closed")
        row = unit.add(_row(case, begun, result, desk))
        record_in(unit, case, Entry(kind=KIND, text=entry_text(begun.form, result, row.valid_to)))
        advance_in(unit, case)
        drafts.discard_in(unit, DRAFT, draft_key(case.id, begun.form.code))
        unit.audit("assessment.finish", row)
    return Saved(row.id, unit.summary)


def assessments(desk: Desk, person_id: UUID) -> tuple[AssessmentLine, ...]:
    """All assessments of a person, the newest first."""
    require(desk.actor, Right.VIEW)
    with desk.read() as session:
        rows = session.scalars(_of(person_id)).all()
    seen: set[str] = set()
    lines = []
    for row in rows:
        newest = row.questionnaire not in seen
        seen.add(row.questionnaire)
        lines.append(_line(row, desk.today, newest=newest))
    return tuple(lines)


def assessment(desk: Desk, assessment_id: UUID) -> AssessmentView:
    """One assessment; raises `assessment.gone`."""
    require(desk.actor, Right.VIEW)
    with desk.read() as session:
        row = session.get(Assessment, assessment_id)
        if row is None or row.deleted:
            raise OfficerProblem("assessment.gone")
        person, officer = session.get(Person, row.person_id), session.get(Officer, row.officer_id)
        form = questionnaire(row.questionnaire, row.version)
        return AssessmentView(
            id=row.id,
            case_id=row.case_id,
            person_id=row.person_id,
            person_name=person.name if person else "",
            form=form,
            answers={one["item"]: one["answer"] for one in row.answers},
            result=_result(form, row.result),
            filled_by=FilledBy(row.filled_by),
            done_on=row.done_on,
            valid_to=row.valid_to,
            officer_name=officer.name if officer else "",
        )


def valid_in(session: Session, person_id: UUID, today: date) -> dict[str, Assessment]:
    """The newest assessment of each questionnaire, as far as it is valid, for rules that stand on one."""
    newest: dict[str, Assessment] = {}
    for row in session.scalars(_of(person_id)):
        newest.setdefault(row.questionnaire, row)
    return {code: row for code, row in newest.items() if row.valid_to >= today}


def themes_in(session: Session, person_id: UUID, today: date) -> tuple[str, ...]:
    """Themes that the valid assessments suggest to the plan (`plan_theme`), the most pressing first."""
    valid = valid_in(session, person_id, today)
    found: list[str] = []
    for form in questionnaires():
        row = valid.get(form.code)
        if row is not None:
            found += [theme for part in row.result for theme in part.get("themes", ())]
    return tuple(dict.fromkeys(found))


def letters_in(session: Session, person_id: UUID, today: date, code: str = "interest") -> tuple[str, ...]:
    """The letters of a valid ranked assessment; empty when there is none or its profile says little."""
    row = valid_in(session, person_id, today).get(code)
    head = next((part for part in row.result if "letters" in part), None) if row is not None else None
    return tuple(head["letters"]) if head is not None and not head["flat"] else ()


def _of(person_id: UUID) -> Select[Assessment]:
    query = select(Assessment).where(Assessment.person_id == person_id, ~Assessment.deleted)
    return query.order_by(Assessment.done_on.desc(), Assessment.at.desc(), Assessment.id.desc())


def _row(case: Case, begun: Begun, result: Result, desk: Desk) -> Assessment:
    form = begun.form
    return Assessment(
        id=new_id(),
        person_id=case.person_id,
        case_id=case.id,
        questionnaire=form.code,
        version=form.version,
        answers=[{"item": item.id, "answer": begun.answers[item.id]} for item in form.items],
        result=plain_result(form, result),
        filled_by=begun.filled_by.value,
        done_on=desk.today,
        valid_to=desk.today + timedelta(days=form.valid_days),
        at=desk.now,
        officer_id=desk.actor.officer_id,
    )


def plain_result(form: Questionnaire, result: Result) -> list[dict[str, Any]]:
    """The result as it is kept: one head, then one entry for each scale; readable without the questionnaire."""
    head = {
        "letters": list(result.letters),
        "flat": result.flat,
        "open_end": result.open_end,
        "themes": list(result.themes),
    }
    scales = [
        {
            "scale": one.scale,
            "name": found.name.zh if (found := form.scale(one.scale)) else one.scale,
            "points": one.points,
            "most": one.most,
            "rank": one.rank,
            "tied": one.tied,
            "level": one.level,
            "words": reached.words.zh if (reached := level(form, one)) else "",
        }
        for one in result.scores
    ]
    return [head, *scales]


def _result(form: Questionnaire, kept: list[dict[str, Any]]) -> Result:
    head, *scales = kept
    scores = (
        ScaleScore(one["scale"], one["points"], one["most"], one["rank"], one["tied"], one["level"]) for one in scales
    )
    return Result(tuple(scores), tuple(head["letters"]), head["flat"], head["open_end"], tuple(head["themes"]))


def _line(row: Assessment, today: date, *, newest: bool) -> AssessmentLine:
    head = row.result[0] if row.result else {"letters": []}
    letters = tuple(head["letters"])
    return AssessmentLine(
        row.id,
        row.questionnaire,
        row.version,
        letters,
        row.done_on,
        row.valid_to,
        valid=newest and row.valid_to >= today,
        newest=newest,
    )

"""Papers of casework: drawn, looked at, printed and saved, each of these on record before the paper is handed out.

A paper about a person is shown only after the look is in the audit log; a blank form is about nobody and needs none.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from caseworker.access.permissions import Right, require
from caseworker.desk import Desk, Saved
from caseworker.problems import OfficerProblem
from db.models import DocumentIssue, Person


class Act(StrEnum):
    """What is done with a paper."""

    PREVIEW = "preview"
    PRINT = "print"
    SAVE = "save"


@dataclass(frozen=True, slots=True)
class Paper:
    """A finished PDF. `number` is what its code says; `person_id` None for a blank form; `fields` are shown in full."""

    kind: str
    number: str
    title: str
    pdf: bytes
    person_id: UUID | None = None
    fields: tuple[str, ...] = ()

    @property
    def pages(self) -> int:
        """How many pages it has."""
        from pypdf import PdfReader

        return len(PdfReader(io.BytesIO(self.pdf)).pages)


def number_of(prefix: str, record_id: UUID) -> str:
    """The number of a paper about one record: always the same, and it says nothing about anybody."""
    return f"{prefix}-{record_id.hex[:8].upper()}-{record_id.hex[-6:].upper()}"


def note_look(desk: Desk, paper: Paper) -> Saved[Paper]:
    """Note that the officer looks at a paper, then hand it out."""
    require(desk.actor, Right.PRINT)
    return _note(desk, paper, Act.PREVIEW)


def issue(desk: Desk, paper: Paper, act: Act) -> Saved[Paper]:
    """Enter a paper among those that left the office, then hand it out."""
    require(desk.actor, Right.PRINT)
    return _note(desk, paper, act)


def _note(desk: Desk, paper: Paper, act: Act) -> Saved[Paper]:
    with desk.write() as unit:
        person = unit.session.get(Person, paper.person_id) if paper.person_id else None
        if paper.person_id is not None and (person is None or person.deleted):
            raise OfficerProblem("registration.gone")
        if act is not Act.PREVIEW:
            unit.add(
                DocumentIssue(
                    number=paper.number,
                    kind=paper.kind,
                    person_id=paper.person_id,
                    act=act.value,
                    pages=paper.pages,
                    at=unit.now,
                    officer_id=unit.actor.officer_id,
                )
            )
        unit.audit(f"document.{act}", person, fields=paper.fields)
    return Saved(paper, unit.summary)

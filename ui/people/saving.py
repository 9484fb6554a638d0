"""What the registration screen does in the writer lane: open a person's form, save it, with or without a case."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from caseworker import drafts
from caseworker.cases.lifecycle import open_case as open_case_of
from caseworker.desk import Desk, Saved
from caseworker.people.find import PersonHit
from caseworker.people.form import RegistrationForm
from caseworker.people.household import Relative, members
from caseworker.people.recent import in_short
from caseworker.people.registration import DRAFT, load_form, register, update_person


@dataclass(frozen=True, slots=True)
class Opened:
    """A person's form, with the draft of changes begun before."""

    hit: PersonHit
    form: RegistrationForm
    relatives: tuple[Relative, ...]
    draft: drafts.OpenDraft | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was saved. `family`: members of the household who are not registered yet."""

    name: str
    person_id: UUID
    case_id: UUID | None
    family: tuple[Relative, ...]


def open_person(desk: Desk, person_id: UUID) -> Opened:
    """Open the form of a person on file; audited by `load_form`."""
    form = load_form(desk, person_id)
    draft = drafts.load(desk, DRAFT, str(person_id))
    return Opened(in_short(desk, person_id), form, members(desk, person_id), draft)


def save(
    desk: Desk,
    form: RegistrationForm,
    person: PersonHit | None,
    member_id: UUID | None,
    draft_key: str,
    *,
    open_case: bool,
) -> Saved[Outcome]:
    """Register somebody new (`member_id`: as this member of a household), or change `person`."""
    if person is None:
        new = register(desk, form, open_case=open_case, draft_key=draft_key, member_id=member_id)
        family = tuple(one for one in members(desk, new.value.person_id) if one.person_id is None)
        return Saved(Outcome(form.name, new.value.person_id, new.value.case_id, family), new.changes)
    changes = update_person(desk, person.person_id, form).changes
    case_id = person.case_id if open_case else None
    if open_case and case_id is None:
        opened = open_case_of(desk, person.person_id)
        case_id, changes = opened.value, changes | opened.changes
    return Saved(Outcome(form.name, person.person_id, case_id, ()), changes)

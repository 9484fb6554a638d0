"""What a registration (求职登记, domain 4.1) asks, and the rules that need neither clock nor store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any

from caseworker.people.identity import read_document
from caseworker.people.names import read_name
from caseworker.people.phones import read_phones
from caseworker.problems import OfficerProblem, Problem

RESIDENT_ID = "resident_id"
REQUIRED = ("name", "id_no", "mobile", "education", "employment_status")


@dataclass(frozen=True, slots=True)
class TagEntry:
    """A key group the person belongs to, with its basis (依据) and dates."""

    kind: str
    basis: str = ""
    from_on: date | None = None
    to_on: date | None = None


@dataclass(frozen=True, slots=True)
class WorkEntry:
    """One job held before."""

    from_on: date | None = None
    to_on: date | None = None
    employer: str = ""
    post: str = ""
    industry: str = ""
    leave_reason: str = ""


@dataclass(frozen=True, slots=True)
class MemberEntry:
    """A member of the household; `relation` is to its head."""

    name: str
    relation: str
    situation: str = ""


@dataclass(frozen=True, slots=True)
class WantedJob:
    """A wish for work: an occupation code, if known, and the words used."""

    title: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class RegistrationForm:
    """Everything typed at a registration. Pay in 分 a month; names of fields are those of `db.models.Person`."""

    name: str = ""
    id_type: str = RESIDENT_ID
    id_no: str = ""
    sex: str = ""
    birth_date: date | None = None
    ethnic: str | None = None
    political: str | None = None
    marital: str | None = None
    hukou_type: str | None = None
    hukou_region: str | None = None
    hukou_address: str | None = None
    live_region: str | None = None
    community: str | None = None
    grid: str | None = None
    live_address: str | None = None
    mobile: str | None = None
    other_contact: str | None = None
    other_phone: str | None = None
    education: str | None = None
    school: str | None = None
    major: str | None = None
    graduated_on: date | None = None
    study_mode: str | None = None
    skill_level: str | None = None
    title_level: str | None = None
    certificates: tuple[str, ...] = ()
    extra_skills: str | None = None
    health: str | None = None
    disability_kind: str | None = None
    disability_grade: str | None = None
    seeker_type: str | None = None
    employment_status: str | None = None
    wanted_jobs: tuple[WantedJob, ...] = ()
    pay_min: int | None = None
    pay_max: int | None = None
    wanted_regions: tuple[str, ...] = ()
    wanted_form: str | None = None
    preferences: tuple[str, ...] = ()
    wants_training: bool | None = None
    training_topic: str | None = None
    wants_startup: bool | None = None
    barriers: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    channel: str | None = "window"
    remarks: str | None = None
    tags: tuple[TagEntry, ...] = ()
    works: tuple[WorkEntry, ...] = ()
    members: tuple[MemberEntry, ...] = ()
    consent: bool = False

    def person_values(self) -> dict[str, Any]:
        """The values that are columns of the person, as the store keeps them."""
        values = {item.name: getattr(self, item.name) for item in fields(self) if item.name not in _CHILDREN}
        values["wanted_jobs"] = [{"code": job.code, "title": job.title} for job in self.wanted_jobs]
        return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}


_CHILDREN = frozenset({"tags", "works", "members", "consent"})


@dataclass(frozen=True, slots=True)
class FormCheck:
    """Problems that stop saving and warnings that do not, by field name."""

    problems: Mapping[str, Problem] = field(default_factory=dict)
    warnings: Mapping[str, tuple[Problem, ...]] = field(default_factory=dict)


class FormRefusedError(OfficerProblem):
    """The form cannot be saved as it is; `check` says which fields and why."""

    def __init__(self, check: FormCheck) -> None:
        super().__init__("registration.form_refused", count=len(check.problems))
        self.check = check


def check_form(form: RegistrationForm, on: date) -> FormCheck:
    """Check a form as of a day; nothing is changed."""
    problems: dict[str, Problem] = {
        name: OfficerProblem(f"registration.{name}_missing") for name in REQUIRED if not getattr(form, name)
    }
    warnings: dict[str, tuple[Problem, ...]] = {}
    _check_identity(form, on, problems, warnings)
    if form.name:
        reading = read_name(form.name)
        _note("name", reading.problem, reading.warnings, problems, warnings)
    if form.mobile:
        phones = read_phones(form.mobile)
        _note("mobile", phones.problem, phones.warnings, problems, warnings)
    if form.pay_min and form.pay_max and form.pay_min > form.pay_max:
        problems["pay_max"] = OfficerProblem("registration.pay_upside_down")
    if any(tag.kind == "DISABLED" for tag in form.tags) and not form.disability_grade:
        problems["disability_grade"] = OfficerProblem("registration.disability_grade_missing")
    if not form.consent:
        problems["consent"] = OfficerProblem("registration.consent_missing")
    return FormCheck(problems, warnings)


def _check_identity(
    form: RegistrationForm,
    on: date,
    problems: dict[str, Problem],
    warnings: dict[str, tuple[Problem, ...]],
) -> None:
    if form.id_no:
        reading = read_document(form.id_type, form.id_no, on)
        _note("id_no", reading.problem, reading.warnings, problems, warnings)
    if form.id_type == RESIDENT_ID:
        return
    if not form.birth_date:
        problems["birth_date"] = OfficerProblem("registration.birth_date_missing")
    elif form.birth_date > on:
        problems["birth_date"] = OfficerProblem("registration.birth_date_future")
    if not form.sex:
        problems["sex"] = OfficerProblem("registration.sex_missing")


def _note(
    name: str,
    problem: Problem | None,
    raised: tuple[Problem, ...],
    problems: dict[str, Problem],
    warnings: dict[str, tuple[Problem, ...]],
) -> None:
    if problem is not None:
        problems[name] = problem
    if raised:
        warnings[name] = tuple(raised)

"""Holds a loan form against the rules before it is kept: what cannot be, what to look at twice, what is missing.

A draft may be incomplete (papers and facts come one by one), so what is missing stops the acceptance, not the
saving; what is wrong stops the saving.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from caseworker.loans.facts import Borrower, loan_facts
from caseworker.loans.form import GUARANTOR, ONLINE, LoanForm
from caseworker.loans.packs import choose_pack
from caseworker.loans.rules import LoanFacts, check_request
from caseworker.people.form import RESIDENT_ID
from caseworker.people.identity import read_document
from caseworker.people.names import read_name
from caseworker.people.phones import read_phones
from caseworker.policy import Notice, Shelf
from caseworker.problems import OfficerProblem, Problem
from caseworker.vacancies.uscc import read_uscc

REQUIRED = (
    "amount",
    "term_months",
    "purpose",
    "bank",
    "method",
    "guarantee",
    "group_code",
    "marital",
    "entity_name",
    "entity_kind",
    "entity_region",
    "entity_address",
)
"""What an application must say before the street accepts it (starred in domain 4.5)."""
REGISTERED = ("entity_no", "entity_on")
"""Asked for as well unless the business is online only."""
SPOUSE = ("spouse_name", "spouse_id_no")
_AMOUNTS = ("prior_amount", "own_funds", "turnover")
_COUNTS = ("prior_count", "staff", "staff_key_group", "staff_planned")


@dataclass(frozen=True, slots=True)
class LoanCheck:
    """By field name: problems that stop saving, notices that do not. `missing`: what acceptance still lacks."""

    problems: Mapping[str, Problem]
    notices: Mapping[str, tuple[Notice, ...]]
    missing: tuple[str, ...]


class LoanRefusedError(OfficerProblem):
    """The application cannot be saved as it is; `check` says which fields and why."""

    def __init__(self, check: LoanCheck) -> None:
        first = next(iter(check.problems.values()))
        super().__init__(first.code, **first.params)
        self.check = check


def check_application(
    form: LoanForm,
    person: Borrower,
    application: date,
    home_region: str,
    shelf: Shelf,
    contract: date | None = None,
) -> LoanCheck:
    """Check a form as of the day of application; `home_region` is the office's own district."""
    facts = loan_facts(form, person, application, contract)
    found = [
        *_request(form, facts, home_region, shelf),
        *_people(form, person, application),
        *_entity(form, application),
        *_figures(form, application),
    ]
    problems: dict[str, Problem] = {}
    notices: dict[str, tuple[Notice, ...]] = {}
    for name, item in found:
        if isinstance(item, Problem):
            problems.setdefault(name, item)
        else:
            notices[name] = (*notices.get(name, ()), item)
    return LoanCheck(problems, notices, missing_fields(form))


def missing_fields(form: LoanForm) -> tuple[str, ...]:
    """Fields the acceptance needs that are still empty."""
    wanted = [*REQUIRED, *(() if form.entity_kind == ONLINE else REGISTERED), *(SPOUSE if form.married else ())]
    lacking = [name for name in wanted if getattr(form, name) in (None, "")]
    if form.guarantee == GUARANTOR and not form.guarantors:
        lacking.append("guarantors")
    if form.no_other_loans is None and not form.existing_loans:
        lacking.append("no_other_loans")
    return tuple(lacking)


def tidy(form: LoanForm, on: date) -> LoanForm:
    """The form with numbers and names as they are kept; call it on a form without problems."""
    changes: dict[str, object] = {}
    if form.spouse_name:
        changes["spouse_name"] = read_name(form.spouse_name).value
    if form.spouse_phone:
        changes["spouse_phone"] = ",".join(read_phones(form.spouse_phone).values)
    if form.spouse_id_no:
        changes["spouse_id_no"] = read_document(RESIDENT_ID, form.spouse_id_no, on).text
    changes["guarantors"] = tuple(replace(one, id_no=_kept_id(one.id_no, on)) for one in form.guarantors)
    changes["partners"] = tuple(replace(one, id_no=_kept_id(one.id_no, on)) for one in form.partners)
    return replace(form, **changes)  # type: ignore[arg-type]


def _kept_id(typed: str, on: date) -> str:
    return read_document(RESIDENT_ID, typed, on).text or typed if typed else ""


_Found = Iterator[tuple[str, Problem | Notice]]


def _request(form: LoanForm, facts: LoanFacts, home_region: str, shelf: Shelf) -> _Found:
    if form.amount is not None and form.amount <= 0:
        yield "amount", OfficerProblem("loan_rules.amount_not_positive")
    pack = choose_pack(form, facts, home_region, shelf).pack
    if pack is None:
        return
    check = check_request(pack, facts)
    found: list[Problem | Notice] = [*check.problems, *check.notices]
    for item in found:
        yield "term_months" if "term" in item.code else "amount", item


def _people(form: LoanForm, person: Borrower, on: date) -> _Found:
    if form.spouse_name:
        yield from _read("spouse_name", read_name(form.spouse_name))
    if form.spouse_phone:
        yield from _read("spouse_phone", read_phones(form.spouse_phone))
    yield from _spouse_id(form, person, on)
    for name, entries in (("guarantors", form.guarantors), ("partners", form.partners)):
        for entry in entries:
            yield from _party(name, entry.name, entry.id_no, person, on)
    if form.married is False and (form.spouse_name or form.spouse_id_no):
        yield "marital", Notice("loans.spouse_of_unmarried")
    if form.married and not form.spouse_name:
        yield "spouse_name", Notice("loans.spouse_missing")


def _spouse_id(form: LoanForm, person: Borrower, on: date) -> _Found:
    if not form.spouse_id_no:
        return
    reading = read_document(RESIDENT_ID, form.spouse_id_no, on)
    yield from _read("spouse_id_no", reading)
    if reading.text == person.id_no:
        yield "spouse_id_no", OfficerProblem("loans.spouse_is_applicant")


def _party(field: str, name: str, id_no: str, person: Borrower, on: date) -> _Found:
    if not name.strip():
        yield field, OfficerProblem("loans.party_without_name")
    if id_no:
        reading = read_document(RESIDENT_ID, id_no, on)
        yield from _read(field, reading)
        if reading.text == person.id_no:
            yield field, OfficerProblem("loans.party_is_applicant", name=name)


def _entity(form: LoanForm, on: date) -> _Found:
    if form.entity_on and form.entity_on > on:
        yield "entity_on", Notice("loans.entity_after_application", {"day": form.entity_on, "on": on})
    if form.entity_no and len(form.entity_no) != 15:
        reading = read_uscc(form.entity_no)
        if reading.problem is not None:
            yield "entity_no", Notice(reading.problem.code, reading.problem.params)
    if form.lease_to and form.lease_to < on:
        yield "lease_to", Notice("loans.lease_over", {"day": form.lease_to})
    if form.staff is not None and form.staff_key_group is not None and form.staff_key_group > form.staff:
        yield "staff_key_group", OfficerProblem("loans.key_group_over_staff", staff=form.staff)


def _figures(form: LoanForm, on: date) -> _Found:
    for name in _AMOUNTS:
        if (getattr(form, name) or 0) < 0:
            yield name, OfficerProblem("loans.amount_negative")
    for name in _COUNTS:
        if (getattr(form, name) or 0) < 0:
            yield name, OfficerProblem("loans.count_negative")
    if form.prior_settled_on and form.prior_settled_on > on:
        yield "prior_settled_on", OfficerProblem("loans.settled_in_future", day=form.prior_settled_on)
    if any((entry.balance_fen or 0) < 0 for entry in form.existing_loans):
        yield "existing_loans", OfficerProblem("loans.amount_negative")


def _read(name: str, reading: object) -> _Found:
    """What became of a typed name, phone or document number: its problem, else its warnings."""
    problem: Problem | None = getattr(reading, "problem", None)
    if problem is not None:
        yield name, problem
        return
    for warning in getattr(reading, "warnings", ()):
        yield name, Notice(warning.code, warning.params)

"""What an application for a personal guarantee loan asks (创业担保贷款申请表, domain 4.5), as plain values.

Names of fields are those of `db.models.LoanApplication`; amounts are fen, codes those of the code tables.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from typing import Any

from db.models import LoanApplication

MARRIED = frozenset({"20", "21", "22", "23"})
UNMARRIED = frozenset({"10", "30", "40"})
ONLINE = "online"
NO_COUNTER_GUARANTEE = "none"
GUARANTOR = "guarantor"


@dataclass(frozen=True, slots=True)
class ExistingLoanEntry:
    """A loan not yet repaid (E 45). `owner` is self or spouse; a balance of None is not known."""

    owner: str = "self"
    kind: str = ""
    bank: str = ""
    balance_fen: int | None = None


@dataclass(frozen=True, slots=True)
class GuarantorEntry:
    """A natural person standing surety (D 43)."""

    name: str = ""
    id_no: str = ""
    employer: str = ""
    phone: str = ""
    income_fen: int | None = None


@dataclass(frozen=True, slots=True)
class PartnerEntry:
    """A partner besides the applicant (C 34): what is put in, and what share of the loan is asked for."""

    name: str = ""
    id_no: str = ""
    group: str = ""
    share_fen: int | None = None
    quota_fen: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanForm:
    """Everything the officer types into an application; what is empty is not known yet.

    `pack_version` is set when the officer chose between two versions that may stand. `no_other_loans`: applicant and
    spouse have stated that `existing_loans` lists all of theirs.
    """

    pack_version: str | None = None
    amount: int | None = None
    term_months: int | None = None
    purpose: str | None = None
    bank: str | None = None
    method: str | None = None
    repay_source: str | None = None
    guarantee: str | None = None
    account_no: str | None = None
    rate_spread_bp: int | None = None
    group_code: str | None = None
    group_proof: str | None = None
    certificate_no: str | None = None
    prior_count: int | None = None
    prior_amount: int | None = None
    prior_settled_on: date | None = None
    marital: str | None = None
    spouse_name: str | None = None
    spouse_id_no: str | None = None
    spouse_employer: str | None = None
    spouse_phone: str | None = None
    entity_name: str | None = None
    entity_no: str | None = None
    entity_kind: str | None = None
    entity_on: date | None = None
    entity_region: str | None = None
    entity_address: str | None = None
    industry: str | None = None
    scope: str | None = None
    spouse_entity: bool | None = None
    premises: str | None = None
    lease_to: date | None = None
    own_funds: int | None = None
    turnover: int | None = None
    staff: int | None = None
    staff_key_group: int | None = None
    staff_planned: int | None = None
    shop_name: str | None = None
    no_other_loans: bool | None = None
    remarks: str | None = None
    existing_loans: tuple[ExistingLoanEntry, ...] = ()
    guarantors: tuple[GuarantorEntry, ...] = ()
    partners: tuple[PartnerEntry, ...] = ()

    @property
    def married(self) -> bool | None:
        """Whether there is a spouse; None while the marital status is not known."""
        return True if self.marital in MARRIED else False if self.marital in UNMARRIED else None

    def columns(self) -> dict[str, Any]:
        """The values as the store keeps them: empty texts as None, entries as plain dictionaries."""
        values = {name: value if value != "" else None for name, value in _plain(self).items()}
        return values | {name: [asdict(entry) for entry in getattr(self, name)] for name in _ENTRIES}


_ENTRIES: Mapping[str, type] = {
    "existing_loans": ExistingLoanEntry,
    "guarantors": GuarantorEntry,
    "partners": PartnerEntry,
}
SECRETS = ("spouse_id_no", "spouse_phone", "account_no", "guarantors", "partners")
"""What an open form shows in full and lists show masked or not at all."""


def form_of(loan: LoanApplication) -> LoanForm:
    """What is on file, as a form."""
    values = {name: getattr(loan, name) for name in _plain_names()}
    return _with_entries(values, {name: getattr(loan, name) or [] for name in _ENTRIES})


def to_draft(form: LoanForm) -> dict[str, Any]:
    """The form as plain JSON values, for a draft."""
    return {key: value.isoformat() if isinstance(value, date) else value for key, value in asdict(form).items()}


def from_draft(payload: Mapping[str, Any]) -> LoanForm:
    """The form kept in a draft; fields a later version of the program no longer has are passed over."""
    values: dict[str, Any] = {name: payload.get(name) for name in _plain_names()}
    for name in _DAYS:
        values[name] = date.fromisoformat(values[name]) if values[name] else None
    return _with_entries(values, {name: payload.get(name) or [] for name in _ENTRIES})


_DAYS = ("prior_settled_on", "entity_on", "lease_to")


def _plain_names() -> list[str]:
    return [item.name for item in fields(LoanForm) if item.name not in _ENTRIES]


def _plain(form: LoanForm) -> dict[str, Any]:
    return {name: getattr(form, name) for name in _plain_names()}


def _with_entries(values: Mapping[str, Any], rows: Mapping[str, Any]) -> LoanForm:
    made: dict[str, Any] = {}
    for name, kind in _ENTRIES.items():
        known = {item.name for item in fields(kind)}
        made[name] = tuple(kind(**{key: row[key] for key in row if key in known}) for row in rows[name])
    return replace(LoanForm(**values), **made)

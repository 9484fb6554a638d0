"""The entrepreneurship guarantee loan (创业担保贷款): application, stages, papers. Fields: domain 4.5."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Index, String, Text
from sqlalchemy.orm import Mapped

from db.models.base import CODE, AppendOnly, Base, Merge, Sensitivity, Synced, field, reference

_LOAN = Sensitivity.SPECIAL


class LoanApplication(Synced, Base):
    """A personal guarantee loan from intention to settlement. Amounts in 分, `term_months` in months.

    `existing_loans`: list of `{owner: self|spouse, kind, bank, balance_fen}`; `guarantors`:
    `{name, id_no, employer, phone, income_fen}`; `partners`: `{name, id_no, group, share_fen, quota_fen}`.
    """

    person_id: Mapped[UUID] = reference("person.id", part_of=True)
    case_id: Mapped[UUID | None] = reference("case.id")
    officer_id: Mapped[UUID] = reference("officer.id", index=False)
    number: Mapped[str] = field(String(24), merge=Merge.NEVER)
    stage: Mapped[str] = field(CODE, merge=Merge.PERSON)
    intention_on: Mapped[date] = field(merge=Merge.NEVER)
    applied_on: Mapped[date | None] = field(merge=Merge.PERSON)
    contract_on: Mapped[date | None] = field(merge=Merge.PERSON)
    paid_on: Mapped[date | None] = field(merge=Merge.PERSON)
    pack_version: Mapped[str | None] = field(String(24), merge=Merge.PERSON)
    group_code: Mapped[str | None] = field(CODE, sensitivity=_LOAN, merge=Merge.PERSON)
    group_proof: Mapped[str | None] = field(String(120), sensitivity=_LOAN)
    certificate_no: Mapped[str | None] = field(String(30))
    prior_count: Mapped[int | None] = field(sensitivity=_LOAN)
    prior_amount: Mapped[int | None] = field(sensitivity=_LOAN)
    prior_settled_on: Mapped[date | None] = field(sensitivity=_LOAN)
    marital: Mapped[str | None] = field(CODE, sensitivity=_LOAN)
    spouse_name: Mapped[str | None] = field(String(50), sensitivity=Sensitivity.NAME)
    spouse_id_no: Mapped[str | None] = field(String(30), sensitivity=Sensitivity.IDENTITY)
    spouse_employer: Mapped[str | None] = field(String(120))
    spouse_phone: Mapped[str | None] = field(String(30), sensitivity=Sensitivity.PHONE)
    entity_name: Mapped[str | None] = field(String(120))
    entity_no: Mapped[str | None] = field(String(30))
    entity_kind: Mapped[str | None] = field(CODE)
    entity_on: Mapped[date | None] = field()
    entity_region: Mapped[str | None] = field(String(6), merge=Merge.PERSON)
    entity_address: Mapped[str | None] = field(String(200))
    industry: Mapped[str | None] = field(String(5))
    scope: Mapped[str | None] = field(String(400))
    spouse_entity: Mapped[bool | None] = field()
    premises: Mapped[str | None] = field(CODE)
    lease_to: Mapped[date | None] = field()
    own_funds: Mapped[int | None] = field(sensitivity=_LOAN)
    turnover: Mapped[int | None] = field(sensitivity=_LOAN)
    staff: Mapped[int | None] = field()
    staff_key_group: Mapped[int | None] = field()
    staff_planned: Mapped[int | None] = field()
    shop_name: Mapped[str | None] = field(String(120))
    partners: Mapped[list[Any]] = field(JSON, default=list, sensitivity=_LOAN)
    amount: Mapped[int | None] = field(sensitivity=_LOAN, merge=Merge.PERSON)
    term_months: Mapped[int | None] = field(merge=Merge.PERSON)
    purpose: Mapped[str | None] = field(String(200))
    bank: Mapped[str | None] = field(String(80))
    method: Mapped[str | None] = field(CODE)
    repay_source: Mapped[str | None] = field(String(200))
    guarantee: Mapped[str | None] = field(CODE)
    guarantors: Mapped[list[Any]] = field(JSON, default=list, sensitivity=_LOAN)
    account_no: Mapped[str | None] = field(String(30), sensitivity=Sensitivity.BANK)
    existing_loans: Mapped[list[Any]] = field(JSON, default=list, sensitivity=_LOAN)
    no_other_loans: Mapped[bool | None] = field(sensitivity=_LOAN)
    rate_spread_bp: Mapped[int | None] = field()
    remarks: Mapped[str | None] = field(Text, sensitivity=_LOAN)

    __table_args__ = (
        Index("ix_loan_application_stage", "stage"),
        Index("ix_loan_application_number", "number"),
    )


class LoanEvent(AppendOnly, Base):
    """A stage reached, a pause for missing papers (补正) or its end."""

    application_id: Mapped[UUID] = reference("loan_application.id", part_of=True)
    from_stage: Mapped[str] = field(CODE, merge=Merge.NEVER)
    to_stage: Mapped[str] = field(CODE, merge=Merge.NEVER)
    occurred_on: Mapped[date] = field(merge=Merge.NEVER)
    at: Mapped[datetime] = field(merge=Merge.NEVER)
    note: Mapped[str] = field(String(400), default="", sensitivity=_LOAN, merge=Merge.NEVER)
    officer_id: Mapped[UUID] = reference("officer.id", index=False)


class LoanMaterial(Synced, Base):
    """A paper of the checklist (材料清单) and whether it is here."""

    application_id: Mapped[UUID] = reference("loan_application.id", part_of=True)
    code: Mapped[str] = field(String(40), merge=Merge.NEVER)
    received_on: Mapped[date | None] = field()
    note: Mapped[str] = field(String(120), default="")

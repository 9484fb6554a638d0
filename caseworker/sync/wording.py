"""Records and their values in the officer's words: what is called what, and a raw value as it reads on paper.

Values come in the outbox's form (keys as hex, dates and instants as ISO text, flags 0 and 1, lists as JSON text).
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from functools import cache
from typing import Any, cast
from uuid import UUID

from sqlalchemy.orm import Session

from caseworker import codes, districts, messages
from caseworker.access.masking import mask
from caseworker.clock import CHINA
from caseworker.money import format_yuan
from db.models import Base, Conflict, Employer, Office, Officer, Person, Vacancy
from db.models.base import Sensitivity, spec_of
from db.sync.columns import Holds, WireColumn, entities

TABLES = {
    "person.id_type": "id_type",
    "person.sex": "sex",
    "person.ethnic": "ethnic",
    "person.political": "political",
    "person.marital": "marital",
    "person.hukou_type": "hukou_type",
    "person.education": "education",
    "person.study_mode": "study_mode",
    "person.skill_level": "skill_level",
    "person.title_level": "title_level",
    "person.health": "health",
    "person.disability_kind": "disability_kind",
    "person.disability_grade": "disability_grade",
    "person.seeker_type": "seeker_type",
    "person.employment_status": "emp_status",
    "person.wanted_form": "want_form",
    "person.preferences": "preference",
    "person.barriers": "barrier",
    "person.needs": "need",
    "person.channel": "registration_channel",
    "group_tag.kind": "group_tag",
    "household_member.relation": "relation",
    "case.state": "case_state",
    "case.close_reason": "close_reason",
    "case_transition.from_state": "case_state",
    "case_transition.to_state": "case_state",
    "activity.kind": "activity_kind",
    "activity.channel": "contact_channel",
    "activity.outcome": "contact_outcome",
    "employer.kind": "employer_kind",
    "employer.industry": "industry",
    "vacancy.occupation": "occupation",
    "vacancy.kind": "vacancy_kind",
    "vacancy.education": "education",
    "vacancy.skill_level": "skill_level",
    "vacancy.pay_unit": "pay_unit",
    "vacancy.form": "want_form",
    "vacancy.audience": "group_tag",
    "vacancy.status": "vacancy_status",
    "referral.state": "referral_state",
    "referral_event.from_state": "referral_state",
    "referral_event.to_state": "referral_state",
    "referral_event.reason": "referral_reason",
    "loan_application.group_code": "loan_group",
    "loan_application.marital": "marital",
    "loan_application.entity_kind": "entity_kind",
    "loan_application.industry": "industry",
    "loan_application.premises": "premises_kind",
    "loan_application.method": "repayment_method",
    "loan_application.guarantee": "guarantee_kind",
}
"""`entity.field` → code table of its values."""

PLACES = frozenset({"hukou_region", "live_region", "region", "entity_region", "district_id", "wanted_regions"})
STAGES = frozenset({"loan_application.stage", "loan_event.from_stage", "loan_event.to_stage"})
MONEY = frozenset(
    {
        "person.pay_min",
        "person.pay_max",
        "vacancy.pay_min",
        "vacancy.pay_max",
        "placement.pay_fen",
        "loan_application.amount",
        "loan_application.prior_amount",
        "loan_application.own_funds",
        "loan_application.turnover",
    }
)
"""Amounts in 分."""
HOUSED = {"officer": Officer, "person": Person, "office": Office, "employer": Employer, "vacancy": Vacancy}
"""Records that are named rather than described."""


def entity_words(entity: str, lang: str) -> str:
    """What a kind of record is called: 求职登记."""
    return messages.text(f"records.entity.{entity}", lang)


def field_words(entity: str, field: str, lang: str) -> str:
    """What a field is called: 手机. A field of a newer version, not known here, is shown as it is."""
    for code in (f"records.of.{entity}.{field}", f"records.field.{field}"):
        if messages.has(code, lang):
            return messages.text(code, lang)
    return field


def sensitivity_of(entity: str, field: str) -> Sensitivity:
    """How a field may be shown; what is not known here is shown to nobody."""
    table = Base.metadata.tables.get(entity)
    if table is None or field not in table.columns:
        return Sensitivity.SPECIAL
    return spec_of(table, field).sensitivity


class Wording:
    """Words for records within one read. Look-ups are kept, so that a page of changes costs few."""

    def __init__(self, session: Session, lang: str = "zh") -> None:
        self._session, self._lang = session, lang

    def title(self, entity: str, row_id: UUID) -> str:
        """Whom or what a record is about: the person, the employer, the vacancy; "" when it is not here."""
        if entity == "conflict":
            conflict = self._session.get(Conflict, row_id)
            return self.title(conflict.entity, conflict.row_id) if conflict is not None else ""
        record = self.record(entity, row_id)
        for name in ("name", "title", "person_label"):
            if entity in {*HOUSED, "case_transfer"} and (words := getattr(record, name, "")):
                return str(words)
        person = self.person_of(entity, row_id) if entity != "person" else None
        return self.title("person", person) if person is not None else ""

    def person_of(self, entity: str, row_id: UUID) -> UUID | None:
        """The person a record belongs to, found over what it is part of; None when it belongs to nobody."""
        if entity == "person":
            return row_id
        kind = entities().get(entity)
        record = self.record(entity, row_id)
        if record is None or kind is None:
            return None
        if (person_id := getattr(record, "person_id", None)) is not None:
            return cast(UUID, person_id)
        if kind.parent is None:
            return None
        column, parent = kind.parent
        above = getattr(record, column)
        return self.person_of(parent, above) if above is not None else None

    def value(self, entity: str, field: str, raw: Any, *, masked: bool = True) -> str:
        """A raw value as it reads; ID numbers, phones and accounts masked unless told otherwise."""
        if field == "deleted":
            return messages.text("records.word.deleted" if raw else "records.word.kept", self._lang)
        column = entities()[entity].column(field) if entity in entities() else None
        shown = self._plain(entity, column, raw) if column is not None else str(raw or "")
        if not shown:
            return messages.text("records.word.empty", self._lang)
        return mask(shown, sensitivity_of(entity, field)) if masked else shown

    def officer(self, officer_id: UUID | None) -> str:
        """An officer's name, with the office when it is another one; "" for nobody."""
        officer = self._session.get(Officer, officer_id) if officer_id is not None else None
        return officer.name if officer is not None else ""

    def office(self, office_id: UUID) -> str:
        """The name of an office of the directory."""
        office = self._session.get(Office, office_id)
        return office.name if office is not None else messages.text("records.word.unknown_office", self._lang)

    def _plain(self, entity: str, column: WireColumn, raw: Any) -> str:
        if raw is None or raw == "":
            return ""
        name, number = f"{entity}.{column.name}", column.holds is Holds.NUMBER
        if number and name in MONEY:
            return messages.text("records.word.yuan", self._lang, amount=format_yuan(int(raw)).removesuffix(".00"))
        ways: dict[Holds, Callable[[], str]] = {
            Holds.KEY: lambda: self._reference(column, raw),
            Holds.FLAG: lambda: messages.text("records.word.yes" if raw else "records.word.no", self._lang),
            Holds.INSTANT: lambda: f"{datetime.fromisoformat(raw).astimezone(CHINA):%Y-%m-%d %H:%M}",
            Holds.JSON: lambda: self._list(name, column.name, raw),
        }
        return ways[column.holds]() if column.holds in ways else self._text(name, column.name, str(raw))

    def _text(self, name: str, field: str, raw: str) -> str:
        if name in STAGES:
            return messages.text(f"loan_rules.stage.{raw}", self._lang) if _is_stage(raw) else raw
        if name == "officer.role":
            return messages.text(f"access.role.{raw}", self._lang)
        if field in PLACES:
            return districts.full_name(raw[:6]) or raw
        table = TABLES.get(name)
        if table is None:
            return raw
        entry = codes.table(table).get(raw)
        return entry.name(self._lang) if entry is not None else raw

    def _list(self, name: str, field: str, raw: Any) -> str:
        items = json.loads(raw) if isinstance(raw, str) else raw
        if not isinstance(items, list):
            return str(items or "")
        return "、".join(self._item(name, field, item) for item in items)

    def _item(self, name: str, field: str, item: Any) -> str:
        if isinstance(item, dict):
            return str(item.get("title") or item.get("name") or item.get("bank") or "")
        return self._text(name, field, str(item))

    def _reference(self, column: WireColumn, raw: str) -> str:
        target = column.points_at or {"office_id": "office", "from_office_id": "office"}.get(column.name, "officer")
        return self.title(target, UUID(raw)) or messages.text("records.word.elsewhere", self._lang)

    def record(self, entity: str, row_id: UUID) -> Any:
        """The row itself, None when it is not here."""
        model = _models().get(entity)
        return self._session.get(model, row_id) if model is not None else None


def _is_stage(raw: str) -> bool:
    return messages.has(f"loan_rules.stage.{raw}")


@cache
def _models() -> dict[str, Any]:
    return {mapper.local_table.name: mapper.class_ for mapper in Base.registry.mappers}  # type: ignore[attr-defined]

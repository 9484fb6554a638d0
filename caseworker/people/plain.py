"""A registration form as plain JSON values and back: how a draft keeps it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import date
from typing import Any

from caseworker.people.form import MemberEntry, RegistrationForm, TagEntry, WantedJob, WorkEntry

_ROWS: dict[str, type[Any]] = {
    "tags": TagEntry,
    "works": WorkEntry,
    "members": MemberEntry,
    "wanted_jobs": WantedJob,
}
_DATES = frozenset({"birth_date", "graduated_on", "from_on", "to_on"})


def form_to_plain(form: RegistrationForm) -> dict[str, Any]:
    """What differs from an empty form, as JSON values."""
    empty = asdict(RegistrationForm())
    return {name: _plain(value) for name, value in asdict(form).items() if value != empty[name]}


def form_from_plain(values: Mapping[str, Any]) -> RegistrationForm:
    """The form kept in a draft. Names it does not know (of an older version) are passed over."""
    known = {item.name for item in fields(RegistrationForm)}
    return RegistrationForm(**{name: _value(name, value) for name, value in values.items() if name in known})


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {name: _plain(inner) for name, inner in value.items()}
    return [_plain(inner) for inner in value] if isinstance(value, (list, tuple)) else value


def _value(name: str, value: Any) -> Any:
    if name in _ROWS:
        return tuple(_row(_ROWS[name], row) for row in value)
    if name in _DATES and isinstance(value, str):
        return date.fromisoformat(value)
    return tuple(value) if isinstance(value, list) else value


def _row(made: type[Any], row: Mapping[str, Any]) -> Any:
    known = {item.name for item in fields(made)}
    return made(**{name: _value(name, value) for name, value in row.items() if name in known})

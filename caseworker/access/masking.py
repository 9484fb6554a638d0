"""How much of a value is shown where (security: masking table). Driven by the sensitivity of the column.

A birth date beside a masked ID number would leave a single candidate, so lists show neither.
"""

from __future__ import annotations

from enum import Enum, auto

from db.masking import mask_name
from db.models.base import Sensitivity

HIDDEN = "******"


class Audience(Enum):
    """Who will see the value."""

    OFFICE = auto()  # lists and cards inside the office
    PUBLIC = auto()  # exports by default, public notices


def mask(value: str | None, sensitivity: Sensitivity, audience: Audience = Audience.OFFICE) -> str:
    """The value as `audience` may see it; an empty value stays empty."""
    if not value:
        return ""
    if audience is Audience.PUBLIC:
        return _public(value, sensitivity)
    match sensitivity:
        case Sensitivity.IDENTITY:
            return mask_id(value)
        case Sensitivity.PHONE:
            return mask_phone(value)
        case Sensitivity.BANK:
            return f"****{value[-4:]}"
        case _:
            return value


def mask_id(id_no: str) -> str:
    """Last four characters: enough to tell two people apart at the desk."""
    return f"****{id_no[-4:]}"


def mask_phone(phones: str | None) -> str:
    """`138****5678` of the first number; a short or odd number keeps its last two digits."""
    phone = (phones or "").split(",")[0].strip()
    if not phone:
        return ""
    return f"{phone[:3]}****{phone[-4:]}" if len(phone) == 11 else f"****{phone[-2:]}"


def _public(value: str, sensitivity: Sensitivity) -> str:
    match sensitivity:
        case Sensitivity.OPEN:
            return value
        case Sensitivity.NAME:
            return mask_name(value)
        case Sensitivity.IDENTITY if len(value) > 2:
            return f"{value[0]}{'*' * (len(value) - 2)}{value[-1]}"
        case _:
            return HIDDEN


__all__ = ["HIDDEN", "Audience", "mask", "mask_id", "mask_name", "mask_phone"]

"""How much of a value is shown where (security: masking table)."""

from __future__ import annotations

import pytest

from caseworker.access.masking import HIDDEN, Audience, mask, mask_id, mask_name, mask_phone
from db.models.base import Sensitivity

ID = "509999199003050213"


@pytest.mark.parametrize(
    ("phones", "shown"),
    [
        ("13800005678", "138****5678"),
        ("13800005678,13900000001", "138****5678"),
        ("023-62345678", "****78"),
        ("", ""),
        (None, ""),
    ],
)
def test_phones(phones: str | None, shown: str) -> None:
    assert mask_phone(phones) == shown


@pytest.mark.parametrize(
    ("name", "shown"),
    [("王样一", "王*"), ("欧阳样", "欧阳*"), ("欧阳", "欧*"), ("阿依古丽·样一", "阿*·*"), ("𠮷样", "𠮷*")],
)
def test_names(name: str, shown: str) -> None:
    assert mask_name(name) == shown


def test_the_office_sees_names_and_addresses_but_not_numbers() -> None:
    assert mask(ID, Sensitivity.IDENTITY) == mask_id(ID) == "****0213"
    assert mask("13800005678", Sensitivity.PHONE) == "138****5678"
    assert mask("6222000011112222", Sensitivity.BANK) == "****2222"
    assert mask("王样一", Sensitivity.NAME) == "王样一"


@pytest.mark.parametrize(
    ("value", "sensitivity", "shown"),
    [
        ("女", Sensitivity.OPEN, "女"),
        ("王样一", Sensitivity.NAME, "王*"),
        (ID, Sensitivity.IDENTITY, "5****************3"),
        ("12", Sensitivity.IDENTITY, HIDDEN),
        ("13800005678", Sensitivity.PHONE, HIDDEN),
        ("样例路1号", Sensitivity.ADDRESS, HIDDEN),
        ("DISABLED", Sensitivity.SPECIAL, HIDDEN),
        ("", Sensitivity.SPECIAL, ""),
        (None, Sensitivity.PHONE, ""),
    ],
)
def test_the_public_sees_next_to_nothing(value: str | None, sensitivity: Sensitivity, shown: str) -> None:
    assert mask(value, sensitivity, Audience.PUBLIC) == shown

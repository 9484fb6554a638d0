"""A signed request is accepted as it was signed and in no other form."""

from __future__ import annotations

from base64 import b64encode
from datetime import UTC, datetime
from uuid import UUID

import pytest

from db.models.base import new_id
from db.sync.proof import (
    DEVICE,
    NONCE,
    SIGNATURE,
    TIME,
    is_signed,
    login_secret,
    new_private_key,
    public_key,
    sign,
)

NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)
BODY = b'{"login":"zhou"}'


def test_a_signed_request_is_known_by_its_key() -> None:
    private = new_private_key()
    headers = sign(private, new_id(), "post", "/v1/session", BODY, NOW)
    assert is_signed(public_key(private), headers, "POST", "/v1/session", BODY)
    assert not is_signed(public_key(new_private_key()), headers, "POST", "/v1/session", BODY)


@pytest.mark.parametrize("header", [DEVICE, TIME, NONCE, SIGNATURE])
def test_every_header_is_signed(header: str) -> None:
    private = new_private_key()
    headers = sign(private, new_id(), "POST", "/v1/session", BODY, NOW)
    other = sign(private, new_id(), "POST", "/v1/refresh", BODY, NOW.replace(hour=9))
    assert not is_signed(public_key(private), headers | {header: other[header]}, "POST", "/v1/session", BODY)
    assert not is_signed(
        public_key(private), {k: v for k, v in headers.items() if k != header}, "POST", "/v1/session", BODY
    )


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [("GET", "/v1/session", BODY), ("POST", "/v1/refresh", BODY), ("POST", "/v1/session", BODY + b" ")],
)
def test_method_path_and_body_are_signed(method: str, path: str, body: bytes) -> None:
    private = new_private_key()
    headers = sign(private, None, "POST", "/v1/session", BODY, NOW)
    assert not is_signed(public_key(private), headers, method, path, body)


@pytest.mark.parametrize("key", ["", "not base64!", b64encode(b"short").decode(), "é" * 44])
def test_a_key_that_is_none_signs_nothing(key: str) -> None:
    assert not is_signed(key, sign(new_private_key(), None, "POST", "/", b"", NOW), "POST", "/", b"")


def test_a_login_secret_is_the_same_on_every_pc_of_the_office_and_differs_elsewhere() -> None:
    office, other = UUID(int=1), UUID(int=2)
    secret = login_secret("correct horse", office, "zhou")
    assert secret == login_secret("correct horse", office, "zhou") and len(secret) == 44
    assert len({secret, login_secret("correct horse", other, "zhou"), login_secret("correct horse", office, "wu")}) == 3

"""Sealed files: only the receiver reads them, only as the sender wrote them."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from db import sealed
from db.problems import OfficerProblem

SIGNER = Ed25519PrivateKey.from_private_bytes(bytes(32))
SENDER = sealed.public_key(SIGNER)
SECRET, ADDRESS = sealed.new_identity()
WHOLE = sealed.seal(b"short", "batches", ADDRESS, SIGNER)
CONTENT = "王样一 509999".encode() * 50


def known(sender: bytes) -> bool:
    return sender == SENDER


def refused(file: bytes, code: str, *, purpose: str = "batches", secret: str = SECRET) -> None:
    with pytest.raises(OfficerProblem) as caught:
        sealed.unseal(file, purpose, secret, known)
    assert caught.value.code == code


@pytest.fixture(scope="module")
def file() -> bytes:
    return sealed.seal(CONTENT, "batches", ADDRESS, SIGNER)


def test_the_receiver_reads_what_was_sealed(file: bytes) -> None:
    assert sealed.unseal(file, "batches", SECRET, known) == sealed.Opened(CONTENT, SENDER)
    assert CONTENT[:20] not in file


def test_nobody_else_reads_it(file: bytes) -> None:
    other, _ = sealed.new_identity()
    refused(file, "sealed.damaged", secret=other)


def test_a_stranger_is_not_believed() -> None:
    refused(sealed.seal(CONTENT, "batches", ADDRESS, Ed25519PrivateKey.generate()), "sealed.unknown_sender")


def test_a_file_for_one_purpose_serves_no_other(file: bytes) -> None:
    refused(file, "sealed.damaged", purpose="reply")


@pytest.mark.parametrize("other", [b"", b"PK\x03\x04", sealed.MAGIC, sealed.MAGIC + bytes(95)])
def test_what_is_no_sealed_file_is_said_to_be_none(other: bytes) -> None:
    refused(other, "sealed.not_sealed")


@given(st.data())
def test_any_changed_byte_and_any_cut_is_found(data: st.DataObject) -> None:
    at = data.draw(st.integers(len(sealed.MAGIC) + 32, len(WHOLE) - 1))
    flipped = WHOLE[:at] + bytes([WHOLE[at] ^ data.draw(st.integers(1, 255))]) + WHOLE[at + 1 :]
    for wrong in (flipped, WHOLE[:at]):
        with pytest.raises(OfficerProblem):
            sealed.unseal(wrong, "batches", SECRET, known)


def test_an_address_that_is_none_is_refused() -> None:
    with pytest.raises(OfficerProblem, match=r"sealed\.receiver"):
        sealed.seal(b"", "batches", "age1nobody", SIGNER)

"""Bodies come out as they went in; bombs, cut and foreign bodies are refused before memory is spent."""

from __future__ import annotations

import os

import pytest
import zstandard

from db.sync import wire


@pytest.mark.parametrize("size", [0, 1, 100_000])
def test_a_body_comes_out_as_it_went_in(size: int) -> None:
    body = os.urandom(size)
    assert wire.unpack(wire.pack(body), 100_000) == body


def test_a_bomb_is_refused_before_it_is_inflated() -> None:
    bomb = wire.pack(bytes(200 * 2**20))
    assert len(bomb) < 2**15
    with pytest.raises(wire.TooLargeError):
        wire.unpack(bomb, wire.MAX_BODY)


def test_a_bomb_that_hides_its_size_is_refused() -> None:
    compressor = zstandard.ZstdCompressor(write_content_size=False).compressobj()
    hidden = compressor.compress(bytes(10 * 2**20)) + compressor.flush()
    with pytest.raises(ValueError, match="zstd"):
        wire.unpack(hidden, wire.MAX_BODY)


@pytest.mark.parametrize("body", [b"", b"{}", b"PK\x03\x04", wire.pack(b"x" * 999)[:-4], wire.pack(b"x") + b"more"])
def test_what_is_no_whole_body_is_refused(body: bytes) -> None:
    with pytest.raises(ValueError, match="zstd"):
        wire.unpack(body, wire.MAX_BODY)

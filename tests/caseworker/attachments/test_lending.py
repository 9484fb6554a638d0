"""Copies for another program: private, and gone afterwards, also those of a run that was killed."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from caseworker.attachments.lending import PREFIX, LentCopies
from caseworker.problems import SurroundingsProblem


def test_a_copy_is_for_its_owner_alone_and_is_taken_back(tmp_path: Path) -> None:
    copies = LentCopies(tmp_path)
    path = copies.lend("a.pdf", b"content")
    assert path.read_bytes() == b"content" and copies.count == 1
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    (path.parent / "a.pdf~").write_bytes(b"what the other program left")
    assert copies.take_back() == 0
    assert list(tmp_path.iterdir()) == []


def test_what_an_earlier_run_left_behind_is_swept(tmp_path: Path) -> None:
    killed = LentCopies(tmp_path)
    killed.lend("a.pdf", b"content")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (tmp_path / f"{PREFIX}link").symlink_to(elsewhere)
    copies = LentCopies(tmp_path)
    kept = copies.lend("b.pdf", b"content")
    assert copies.sweep() == 1
    assert kept.exists() and elsewhere.exists()
    assert not list(killed._folders[0].parent.glob(f"{killed._folders[0].name}"))


def test_no_room_is_said(tmp_path: Path) -> None:
    with pytest.raises(SurroundingsProblem, match="cannot_lend"):
        LentCopies(tmp_path / "nowhere").lend("a.pdf", b"x")

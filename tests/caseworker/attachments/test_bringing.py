"""Files from where they lie, and a scan folder that fills while one looks."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from caseworker.attachments.bringing import Scan, bring, discard_scan, scans_in, settled
from caseworker.attachments.content import LARGEST
from caseworker.problems import OfficerProblem, SurroundingsProblem
from tests.caseworker.attachments.papers import pdf, picture


def put(path: Path, content: bytes, written: float = 1000.0) -> Scan:
    """A scan that was written at some time."""
    path.write_bytes(content)
    os.utime(path, (written, written))
    return Scan(path, len(content), written)


def test_a_file_is_read_and_looked_at(tmp_path: Path) -> None:
    put(tmp_path / "扫描 1.PDF", pdf())
    brought = bring(tmp_path / "扫描 1.PDF")
    assert (brought.name, brought.media_type, brought.content) == ("扫描 1.pdf", "application/pdf", pdf())


def test_what_is_not_a_file_or_too_large_is_told_before_it_is_read(tmp_path: Path) -> None:
    (tmp_path / "papers").mkdir()
    with (tmp_path / "vast.pdf").open("wb") as file:
        file.truncate(LARGEST + 1)
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.pdf")
        with pytest.raises(OfficerProblem, match="not_kept"):
            bring(tmp_path / "pipe.pdf")
    for name, code in (("papers", "folder"), ("vast.pdf", "too_large")):
        with pytest.raises(OfficerProblem, match=code):
            bring(tmp_path / name)
    with pytest.raises(SurroundingsProblem, match="cannot_read"):
        bring(tmp_path / "gone.pdf")


def test_only_whole_scans_are_offered(tmp_path: Path) -> None:
    old, new = put(tmp_path / "1.pdf", pdf()), put(tmp_path / "2.JPG", picture("JPEG"), 2000.0)
    put(tmp_path / "notes.doc", b"x")
    (tmp_path / "3.pdf").mkdir()
    found = scans_in(tmp_path)
    assert found == [new, old]
    assert settled(found, [], now=3000.0) == []
    assert settled(found, found, now=3000.0) == [new, old]
    assert settled(found, found, now=2001.0) == [old]
    grown = [Scan(new.path, new.size + 1, new.written), old]
    assert settled(grown, found, now=3000.0) == [old]
    with pytest.raises(SurroundingsProblem, match="scan_folder"):
        scans_in(tmp_path / "nowhere")


def test_the_original_goes_only_as_it_was_kept(tmp_path: Path) -> None:
    scan = put(tmp_path / "1.pdf", pdf())
    put(tmp_path / "1.pdf", pdf(2), 1500.0)
    discard_scan(scan)
    assert scan.path.exists()
    discard_scan(scans_in(tmp_path)[0])
    assert not scan.path.exists()
    with pytest.raises(SurroundingsProblem, match="scan_stays"):
        discard_scan(scan)

"""Handing a PDF to the spooler: through standard input, with its number as title, and plain words when it fails."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from caseworker.documents.printing import print_pdf
from caseworker.problems import SurroundingsProblem

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no lp")


@pytest.fixture
def spooler(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with an `lp` of its own that writes down what it was given."""
    folder = tmp_path / "bin"
    folder.mkdir()
    program = folder / "lp"
    program.write_text(f'#!/bin/sh\n/bin/cat > "{tmp_path}/data"\necho "$@" > "{tmp_path}/arguments"\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))
    return tmp_path


def test_the_bytes_reach_the_spooler(spooler: Path) -> None:
    print_pdf(b"%PDF-1.4 paper", "YL-20261122-7K3QFM", "front desk")
    assert (spooler / "data").read_bytes() == b"%PDF-1.4 paper"
    assert (spooler / "arguments").read_text().split() == ["-t", "YL-20261122-7K3QFM", "-d", "front", "desk"]


def test_without_a_spooler_the_words_say_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SurroundingsProblem) as raised:
        print_pdf(b"", "YL")
    assert raised.value.code == "printing.no_spooler"


def test_a_refusal_brings_the_spoolers_words(spooler: Path) -> None:
    (spooler / "bin" / "lp").write_text("#!/bin/sh\necho 'lp: no such printer' >&2\nexit 1\n")
    with pytest.raises(SurroundingsProblem) as raised:
        print_pdf(b"", "YL")
    assert (raised.value.code, raised.value.params["detail"]) == ("printing.refused", "lp: no such printer")


def test_a_window_may_draw_instead() -> None:
    drawn: list[tuple[bytes, str, str]] = []
    print_pdf(b"x", "YL", "any", draw=lambda data, title, printer: drawn.append((data, title, printer)))
    assert drawn == [(b"x", "YL", "any")]


def test_windows_without_a_window_is_told_to_save(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    with pytest.raises(SurroundingsProblem) as raised:
        print_pdf(b"", "YL")
    assert raised.value.code == "printing.no_way"

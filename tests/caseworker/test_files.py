from __future__ import annotations

import sys
from pathlib import Path

import pytest

from caseworker.files import write_atomically
from caseworker.messages import problem_text
from caseworker.problems import SurroundingsProblem


def test_the_bytes_are_there_and_nothing_else(tmp_path: Path) -> None:
    write_atomically(tmp_path / "材料.pdf", b"new")
    assert (tmp_path / "材料.pdf").read_bytes() == b"new"
    assert [entry.name for entry in tmp_path.iterdir()] == ["材料.pdf"]


def test_an_older_file_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"older and longer")
    write_atomically(tmp_path / "a.pdf", b"new")
    assert (tmp_path / "a.pdf").read_bytes() == b"new"


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    path = tmp_path / "none" / "a.pdf"
    with pytest.raises(SurroundingsProblem) as caught:
        write_atomically(path, b"new")
    assert caught.value.code == "files.cannot_write" and caught.value.params == {"path": str(path)}


def test_a_target_that_cannot_be_replaced_leaves_no_litter(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").mkdir()
    with pytest.raises(SurroundingsProblem, match="cannot_write"):
        write_atomically(tmp_path / "a.pdf", b"new")
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.pdf"]


@pytest.mark.skipif(sys.platform == "win32", reason="file size limits are POSIX")
def test_a_disk_that_runs_full_leaves_the_older_file(tmp_path: Path) -> None:
    import resource

    (tmp_path / "a.pdf").write_bytes(b"older")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
    try:
        with pytest.raises(SurroundingsProblem) as caught:
            write_atomically(tmp_path / "a.pdf", b"x" * 100_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert caught.value.code == "files.disk_full"
    assert (tmp_path / "a.pdf").read_bytes() == b"older"
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.pdf"]


@pytest.mark.parametrize("code", ["files.disk_full", "files.cannot_write"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_each_failure_says_where(code: str, lang: str) -> None:
    assert "/somewhere" in problem_text(SurroundingsProblem(code, path="/somewhere"), lang)

"""A file appears whole or not at all, and what was there before stays until then."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from db.whole_file import SHARED, appearing, write_whole


def test_it_appears_when_it_is_whole_and_not_before(tmp_path: Path) -> None:
    path = tmp_path / "备份.age"
    path.write_bytes(b"older and longer")
    with appearing(path) as file:
        file.write(b"new")
        file.flush()
        assert path.read_bytes() == b"older and longer"
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("failure", [OSError, KeyboardInterrupt, SystemExit])
def test_what_fails_in_the_middle_leaves_the_older_one_and_no_litter(
    tmp_path: Path, failure: type[BaseException]
) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"older")
    with pytest.raises(failure), appearing(path) as file:
        file.write(b"half")
        raise failure
    assert path.read_bytes() == b"older"
    assert list(tmp_path.iterdir()) == [path]


def test_two_at_once_do_not_meet(tmp_path: Path) -> None:
    path = tmp_path / ("长" * 60)
    with appearing(path) as first:
        first.write(b"1")
        write_whole(path, b"2")
    assert path.read_bytes() == b"1"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX")
def test_it_is_private_unless_it_is_to_be_shared(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        write_whole(tmp_path / "own", b"")
        write_whole(tmp_path / "all", b"", SHARED)
    finally:
        os.umask(before)
    modes = [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("own", "all")]
    assert modes == [0o600, 0o644]

"""What the system lacks is found by asking the linker, and turned into packages of Debian."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from installer.dev import environment, system

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="ldd and apt are of Linux")


@linux
def test_nothing_lacks_where_the_tests_run() -> None:
    assert system.missing_libraries(environment.qt_folder()) == set()
    assert system.missing_tools(system.PAPER_TOOLS) == set()


def test_a_folder_without_qt_is_told_apart_from_nothing_missing(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=r"remove \.venv"):
        system.missing_libraries(tmp_path)


def test_packages_are_named_once_and_unknown_libraries_kept_apart() -> None:
    found = system.packages_for(["libGL.so.1", "libGLX.so.0", "libodd.so.3"], ["pdftotext", "pdftoppm"])
    assert found == (["libgl1", "poppler-utils"], ["libodd.so.3"])


def test_a_missing_tool_is_named() -> None:
    assert system.missing_tools(["sh", "no-such-tool-anywhere"]) == {"no-such-tool-anywhere"}

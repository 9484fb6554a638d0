"""Files stay under 400 lines and functions under 40, but for exceptions that say why and are still needed."""

from __future__ import annotations

from tests.architecture.tree import CODE, ROOT, expect_none, functions, python_files

FILE_LINES = 400
FUNCTION_LINES = 40

LONG_FILES: dict[str, str] = {}
LONG_FUNCTIONS: dict[str, str] = {}
"""`path:function` -> why it reads better whole. Migrations need no entry: each is one list of columns."""


def test_no_file_is_long_without_a_reason() -> None:
    long = {
        path.as_posix()
        for path in python_files(*CODE)
        if len((ROOT / path).read_text("utf-8").splitlines()) > FILE_LINES
    }
    expect_none(long - LONG_FILES.keys(), f"longer than {FILE_LINES} lines:")
    expect_none(LONG_FILES.keys() - long, "no longer long, take them off the list:")


def test_no_function_is_long_without_a_reason() -> None:
    long = {
        f"{path.as_posix()}:{name}"
        for path in python_files(*CODE)
        if path.parts[:2] != ("db", "migrations")
        for name, node in functions(path)
        if node.end_lineno is not None and node.end_lineno - node.lineno + 1 > FUNCTION_LINES
    }
    expect_none(long - LONG_FUNCTIONS.keys(), f"longer than {FUNCTION_LINES} lines:")
    expect_none(LONG_FUNCTIONS.keys() - long, "no longer long, take them off the list:")

"""Files stay under 400 lines and functions under 40, but for exceptions that say why and are still needed."""

from __future__ import annotations

from tests.architecture.tree import CODE, ROOT, functions, python_files

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
    assert sorted(long - LONG_FILES.keys()) == []
    assert sorted(LONG_FILES.keys() - long) == [], "no longer long: take them off the list"


def test_no_function_is_long_without_a_reason() -> None:
    long = {
        f"{path.as_posix()}:{name}"
        for path in python_files(*CODE)
        if path.parts[:2] != ("db", "migrations")
        for name, node in functions(path)
        if node.end_lineno is not None and node.end_lineno - node.lineno >= FUNCTION_LINES
    }
    assert sorted(long - LONG_FUNCTIONS.keys()) == []
    assert sorted(LONG_FUNCTIONS.keys() - long) == [], "no longer long: take them off the list"

"""Imports go down only and Qt stays upstairs. `lint-imports` follows chains; this looks at each file."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.tree import FLOORS, ROOT, expect_none, imports, python_files

FORBIDDEN = {
    "ui": {"db", "sqlalchemy", "alembic", "sqlcipher3", "sqlite3"},
    "caseworker": {"ui", "PySide6", "shiboken6"},
    "db": {"ui", "caseworker", "PySide6", "shiboken6"},
    "resources": {"ui", "caseworker", "db", "PySide6"},
}


@pytest.mark.parametrize("floor", FORBIDDEN)
def test_a_floor_imports_nothing_it_must_not_know(floor: str) -> None:
    found = [
        f"{path}: {name}"
        for path in python_files(floor)
        for name in imports(path)
        if name.split(".")[0] in FORBIDDEN[floor]
    ]
    expect_none(found, "imported where it must not be:")


def test_what_ships_imports_nothing_that_does_not() -> None:
    unshipped = {"tests", "installer", "bench", "pytest"}
    found = [
        f"{path}: {name}" for path in python_files(*FLOORS) for name in imports(path) if name.split(".")[0] in unshipped
    ]
    expect_none(found, "imported where it must not be:")


def test_rules_and_tests_of_the_lower_floors_load_no_qt() -> None:
    """Importing every module of the lower floors leaves Qt out of the process."""
    modules = [module_name(path) for path in python_files("caseworker", "db") if "migrations" not in path.parts]
    script = f"import importlib, sys\nfor name in {modules!r}: importlib.import_module(name)\n"
    script += "print('PySide6' in sys.modules)"
    result = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (result.stdout.strip(), result.stderr) == ("False", "")


def module_name(path: Path) -> str:
    return ".".join(path.with_suffix("").parts).removesuffix(".__init__")

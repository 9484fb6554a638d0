"""Names say what a thing is in the work; a name that fits anything is not one."""

from __future__ import annotations

import ast
import re

from tests.architecture.tree import FLOORS, expect_none, parsed, python_files

SAYS_NOTHING = re.compile(r"(Manager|Helper|Util|Utils|Data|Info)$")
MODULES_THAT_SAY_NOTHING = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "misc",
    "manager",
    "managers",
    "data",
    "info",
}


def test_no_class_has_a_name_that_says_nothing() -> None:
    found = [
        f"{path}: {node.name}"
        for path in python_files(*FLOORS, "installer", "bench")
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.ClassDef) and SAYS_NOTHING.search(node.name)
    ]
    expect_none(found, "a name that fits anything:")


def test_no_module_has_a_name_that_says_nothing() -> None:
    found = [
        str(path)
        for path in python_files(*FLOORS, "installer", "bench", "tests")
        if MODULES_THAT_SAY_NOTHING & {*path.parent.parts, path.stem}
    ]
    expect_none(found, "a name that fits anything:")


def test_every_module_says_what_lives_in_it() -> None:
    silent = [
        str(path)
        for path in python_files(*FLOORS, "installer", "bench")
        if parsed(path).body and not ast.get_docstring(parsed(path))
    ]
    expect_none(silent, "no docstring at the top:")

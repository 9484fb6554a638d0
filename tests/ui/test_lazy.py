"""The parts of the widget packages that load on demand: what is promised is there, and nothing else is."""

import ast
import importlib
from pathlib import Path
from types import ModuleType

import pytest

LAZY = ("ui.widgets", "ui.widgets.form", "ui.widgets.table")


def promised(module: ModuleType) -> set[str]:
    """Names the package imports for the type checker alone."""
    assert module.__file__ is not None
    tree = ast.parse(Path(module.__file__).read_text(encoding="utf-8"))
    guarded = [node for node in tree.body if isinstance(node, ast.If)]
    return {
        alias.asname or alias.name
        for node in guarded
        for statement in ast.walk(node)
        if isinstance(statement, ast.ImportFrom)
        for alias in statement.names
    }


@pytest.mark.parametrize("name", LAZY)
def test_what_the_type_checker_sees_is_what_is_loaded(name: str) -> None:
    module = importlib.import_module(name)
    assert promised(module) == set(module.__all__)
    for one in module.__all__:
        assert getattr(module, one) is not None


@pytest.mark.parametrize("name", LAZY)
def test_a_name_that_is_not_there_is_an_attribute_error(name: str) -> None:
    with pytest.raises(AttributeError):
        getattr(importlib.import_module(name), "Nothing")  # noqa: B009  (the name must not be known to the checker)

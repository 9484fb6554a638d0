"""Every text of a screen is handed to Qt in the one form that its extractor and its loader agree on."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.architecture.tree import expect_none, parsed, python_files


def test_texts_are_literally_self_tr_with_a_literal() -> None:
    found = [fault for path in python_files("ui") for fault in faults(path, parsed(path))]
    expect_none(found, 'write self.tr("...") with a plain literal, filled in with .format afterwards:')


def test_other_forms_are_seen() -> None:
    for wrong in (
        "tr = self.tr",
        "widget.tr('x')",
        "self.tr(f'{x}')",
        "self.tr(name)",
        "self.tr('%n', '', n=3)",
    ):
        assert faults(Path("x.py"), ast.parse(wrong)), wrong
    assert faults(Path("x.py"), ast.parse("self.tr('%n files', '', 3); self.tr('a' 'b')")) == []


def faults(path: Path, tree: ast.AST) -> list[str]:
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    called = {id(call.func) for call in calls}
    loose = [n for n in ast.walk(tree) if isinstance(n, ast.Attribute) and n.attr == "tr" and id(n) not in called]
    wrong = [
        call for call in calls if isinstance(call.func, ast.Attribute) and call.func.attr == "tr" and not plain(call)
    ]
    return [f"{path}:{node.lineno}" for node in (*loose, *wrong)]


def plain(call: ast.Call) -> bool:
    """`self.tr("literal"[, "literal"[, number]])`."""
    assert isinstance(call.func, ast.Attribute)
    owner = call.func.value
    literals = [isinstance(word, ast.Constant) and isinstance(word.value, str) for word in call.args[:2]]
    return isinstance(owner, ast.Name) and owner.id == "self" and bool(literals) and all(literals) and not call.keywords

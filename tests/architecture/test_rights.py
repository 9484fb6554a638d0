"""Every service asks for a right: none that takes a desk may be forgotten."""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).parents[2]
ASKS_ELSEWHERE = {
    "caseworker/access/officers.py:officers": "names of colleagues, which the sign-in shows to anybody",
    "caseworker/drafts.py:save": "an officer's own typing",
    "caseworker/drafts.py:open_drafts": "an officer's own typing",
    "caseworker/drafts.py:load": "an officer's own typing",
    "caseworker/drafts.py:discard": "an officer's own typing",
    "caseworker/people/card.py:dial": "asked by reveal",
    "caseworker/reports/export.py:export_month": "asked for each kind of export",
    "caseworker/status.py:office_status": "asked by count_today",
}


def services() -> dict[str, str]:
    """Public functions of a module whose first parameter is the desk, with their text."""
    found = {}
    for path in sorted((ROOT / "caseworker").rglob("*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                first = node.args.args[0].arg if node.args.args else ""
                if first == "desk":
                    found[f"{path.relative_to(ROOT).as_posix()}:{node.name}"] = ast.unparse(node)
    return found


def test_every_service_asks_for_a_right() -> None:
    without = {name for name, text in services().items() if "require(" not in text}
    assert without == set(ASKS_ELSEWHERE)


def test_the_services_are_found() -> None:
    assert "caseworker/people/registration.py:register" in services() and len(services()) > 60

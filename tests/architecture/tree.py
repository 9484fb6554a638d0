"""The tree as the tests of the architecture read it: what git tracks, parsed once."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FLOORS = ("ui", "caseworker", "db")
CODE = (*FLOORS, "resources", "installer", "bench", "tests")
NOT_OURS = {".git", ".venv", "out", "build", "dist", "node_modules", "__pycache__"}


@cache
def python_files(*tops: str) -> tuple[Path, ...]:
    """Every Python file under the top folders `tops`, relative to the root."""
    found = (path for top in tops for path in (ROOT / top).rglob("*.py"))
    return tuple(sorted(path.relative_to(ROOT) for path in found if not NOT_OURS & set(path.parts)))


@cache
def parsed(path: Path) -> ast.Module:
    """The syntax tree of a file given relative to the root."""
    return ast.parse((ROOT / path).read_text(encoding="utf-8"))


@cache
def kept_files() -> tuple[Path, ...]:
    """Every file of the project: what git tracks or would track; outside a clone, what lies here."""
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    if (ROOT / ".git").exists():
        names = subprocess.run(listing, cwd=ROOT, capture_output=True, check=True).stdout.decode().split("\0")
        files = [Path(name) for name in names if name and (ROOT / name).is_file()]
    else:
        everything = (path.relative_to(ROOT) for path in ROOT.rglob("*") if path.is_file())
        files = [path for path in everything if not NOT_OURS & set(path.parts)]
    return tuple(sorted(files))


def expect_none(found: Iterable[object], why: str) -> None:
    """Fail with `why` and one line for each of `found`, however many there are."""
    lines = sorted(map(str, found))
    if lines:
        pytest.fail("\n".join([why, *lines]), pytrace=False)


def imports(path: Path) -> Iterator[str]:
    """The full names of the modules that a file imports, wherever in the file it does."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def functions(path: Path) -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    """Every function of a file with its dotted name, methods and inner functions included."""
    yield from _functions(parsed(path), "")


def _functions(node: ast.AST, prefix: str) -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    for child in ast.iter_child_nodes(node):
        name = f"{prefix}{getattr(child, 'name', '')}"
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            yield name, child
        named = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        yield from _functions(child, f"{name}." if named else prefix)

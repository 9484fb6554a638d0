"""`python -m bench NAME`: run one bench by its name; dashes and underscores are the same."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

from bench import harness

SHARED = ("centre", "exchange", "harness", "memory", "office", "region")
"""Modules that benches share; no benches themselves."""


def names() -> list[str]:
    """The benches there are."""
    folder = Path(__file__).parent
    return sorted(p.stem for p in folder.glob("*.py") if not p.stem.startswith("_") and p.stem not in SHARED)


def main(arguments: list[str]) -> int:
    """Exit status 2 when no bench has that name."""
    name = arguments[0].replace("-", "_") if arguments else ""
    if name not in names():
        print(f"Name one of: {', '.join(names())}", file=sys.stderr)
        return 2
    harness.run(import_module(f"bench.{name}").main, arguments[1:])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

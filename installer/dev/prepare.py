"""`python3 -m installer.dev.prepare run|test` brings what a machine lacks for that command, and no more."""

from __future__ import annotations

import os
import sys

from installer.dev import environment, system

OLDEST_PYTHON = (3, 11)
LOCKS = {"run": "desktop", "test": "dev"}


def main(arguments: list[str]) -> None:
    if sys.version_info < OLDEST_PYTHON:
        raise SystemExit("Python 3.11 or newer is needed; on Debian 12: apt-get install python3 python3-pip")
    if len(arguments) != 1 or arguments[0] not in LOCKS:
        raise SystemExit(__doc__)
    environment.make()
    environment.install(LOCKS[arguments[0]])
    bring_libraries(arguments[0])


def bring_libraries(command: str) -> None:
    """Install the system's libraries and tools that are lacking; asks nothing of apt when none is."""
    tools = system.missing_tools(system.PAPER_TOOLS) if command == "test" else set()
    libraries = _missing_libraries(command)
    if not libraries and not tools:
        return
    packages, unknown = system.packages_for(libraries, tools)
    why = f"Missing on this machine: {', '.join(sorted(libraries | tools))}."
    if packages:
        system.install(packages, why)
        unknown = sorted(_missing_libraries(command))
    if unknown:
        raise SystemExit(f"Qt still lacks {', '.join(unknown)}; `apt-file search` names the package of each.")


def _missing_libraries(command: str) -> set[str]:
    # The tests run offscreen even where there is a display.
    displays = [name for name in system.ON_A_DISPLAY if command == "run" and os.environ.get(name)]
    return system.missing_libraries(environment.qt_folder(), displays)


if __name__ == "__main__":
    main(sys.argv[1:])

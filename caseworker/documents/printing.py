"""Handing a finished PDF to a printer without a copy of it on the disk.

Where there is a spooler (`lp`, on Linux and macOS) the bytes go to its standard input: CUPS keeps its own spool,
readable by its own service only. Windows has no such door for PDF; there the window draws the pages on the printer
(`ui/loans/printing.py`) and hands that in as `draw`. The Windows way has not been tried on a Windows PC.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from typing import TypeAlias

from caseworker.problems import SurroundingsProblem

Draw: TypeAlias = Callable[[bytes, str, str], None]
"""Draws a PDF on a printer: bytes, title of the job, printer ("" = the usual one)."""

TIMEOUT_S = 60


def print_pdf(data: bytes, title: str, printer: str = "", draw: Draw | None = None) -> None:
    """Print a PDF. `title` shows in the printer's queue, so let it be a number, never a name.

    `draw`, where given, is used instead of the spooler. Raises `SurroundingsProblem` when there is no way to print
    (`printing.no_spooler`, `printing.no_way`) or the spooler refuses (`printing.refused`).
    """
    if draw is not None:
        draw(data, title, printer)
    elif sys.platform == "win32":
        raise SurroundingsProblem("printing.no_way")
    else:
        _spool(data, title, printer)


def _spool(data: bytes, title: str, printer: str) -> None:
    program = shutil.which("lp")
    if program is None:
        raise SurroundingsProblem("printing.no_spooler")
    command = [program, "-t", title, *(["-d", printer] if printer else [])]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=TIMEOUT_S, check=False)
    except subprocess.TimeoutExpired:
        raise SurroundingsProblem("printing.refused", detail="lp") from None
    if done.returncode != 0:
        words = done.stderr.decode(errors="replace").strip().splitlines()
        raise SurroundingsProblem("printing.refused", detail=words[-1] if words else f"lp {done.returncode}")

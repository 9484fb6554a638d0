"""Reading a file for import: `read_workbook` hands its bytes to a child process and takes typed sheets back.

The file is opened once, here, so that a locked, vanished or half-read file is known before anything is
parsed; the child never touches the disk. Cancelling kills the child; nothing is left behind either way.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time as clock_time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import IO, Any

import caseworker
from caseworker.exchange.child import CHILD_ARGUMENT, request
from caseworker.exchange.grid import Cell, CellError, FileFormat, Notice, Row, Sheet, Span, Workbook
from caseworker.exchange.limits import Limits
from caseworker.problems import OfficerProblem, SurroundingsProblem

_DECODERS: dict[str, Callable[[str], Cell]] = {
    "e": CellError,
    "s": datetime.fromisoformat,
    "d": date.fromisoformat,
    "t": time.fromisoformat,
    "x": str,
}
_REPORT_EVERY = 2_000
_WATCH_SECONDS = 0.1
_OLD_OR_TEXT = {
    FileFormat.XLS: (".xls", ".xlt"),
    FileFormat.CSV: (".csv", ".txt", ".tsv"),
    FileFormat.XLSX: (".xlsx", ".xlsm"),
}


class Cancelled(Exception):
    """The officer stopped the reading; nothing was kept."""


def read_workbook(
    path: Path,
    *,
    limits: Limits | None = None,
    progress: Callable[[int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Workbook:
    """Read every sheet of an xlsx, xls or csv file; `progress` is told the rows read so far.

    Raises OfficerProblem for a file that cannot be imported (the text says what to do instead),
    SurroundingsProblem for a file that cannot be read from disk, `Cancelled` when `cancelled()` turned true.
    """
    bounds = limits or Limits()
    content = _content(path, bounds)
    return _parse(content, path.suffix, bounds, progress or (lambda rows: None), cancelled or (lambda: False))


def _content(path: Path, limits: Limits) -> bytes:
    """The whole file, or a problem: another program holds it, it is gone, or the stick was pulled

    half-way.
    """
    try:
        size = path.stat().st_size
        if size > limits.file_size:
            raise OfficerProblem("exchange.file.too_large", megabytes=limits.file_size // 1024**2)
        content = path.read_bytes()
    except PermissionError as error:
        raise SurroundingsProblem("exchange.file.locked", name=path.name) from error
    except FileNotFoundError as error:
        raise SurroundingsProblem("exchange.file.missing", name=path.name) from error
    except OSError as error:
        raise SurroundingsProblem("exchange.file.unreadable", name=path.name) from error
    if len(content) < size:
        raise SurroundingsProblem("exchange.file.unreadable", name=path.name)
    return content


def child_command() -> list[str]:
    """How to start the parsing process from source and from a frozen build."""
    if getattr(sys, "frozen", False):
        return [sys.executable, CHILD_ARGUMENT]
    return [sys.executable, "-X", "utf8", "-m", "caseworker.exchange.child"]


def _environment() -> dict[str, str]:
    """The child finds our packages wherever this process found them."""
    root = str(Path(caseworker.__file__).resolve().parent.parent)
    known = os.environ.get("PYTHONPATH")
    return os.environ | {"PYTHONPATH": os.pathsep.join([root, known] if known else [root])}


def _parse(
    content: bytes,
    suffix: str,
    limits: Limits,
    progress: Callable[[int], None],
    cancelled: Callable[[], bool],
) -> Workbook:
    command = [*child_command(), request(limits, suffix)]
    flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_environment(),
        creationflags=flags,
    ) as child:
        with _watched(child, limits, cancelled) as watch:
            collected = _collect(child, content, progress)
        if watch.cancelled:
            raise Cancelled
    return _finish(collected, suffix)


@dataclass(slots=True)
class _Watch:
    """What the watcher did to the child."""

    cancelled: bool = False


@contextmanager
def _watched(child: subprocess.Popen[bytes], limits: Limits, cancelled: Callable[[], bool]) -> Iterator[_Watch]:
    """Kill the child when the officer cancels, when it takes too long, or when the reading here fails."""
    watch, finished = _Watch(), threading.Event()
    deadline = clock_time.monotonic() + limits.wall_seconds

    def look() -> None:
        while not finished.wait(_WATCH_SECONDS):
            watch.cancelled = cancelled()
            if watch.cancelled or clock_time.monotonic() > deadline:
                child.kill()
                return

    watcher = threading.Thread(target=look, name="exchange-watch", daemon=True)
    watcher.start()
    try:
        yield watch
    except BaseException:
        child.kill()
        raise
    finally:
        finished.set()
        watcher.join()


@dataclass(slots=True)
class _Collected:
    """What has come from the child so far."""

    head: dict[str, Any] = field(default_factory=dict)
    sheets: list[tuple[dict[str, Any], list[Row]]] = field(default_factory=list)
    rows: int = 0
    ended: bool = False


def _collect(child: subprocess.Popen[bytes], content: bytes, progress: Callable[[int], None]) -> _Collected:
    collected = _Collected()
    _feed(child.stdin, content)
    for text in child.stdout or ():
        line = json.loads(text, object_hook=_object)
        if isinstance(line, list):
            _take_row(collected, line)
            if collected.rows % _REPORT_EVERY == 0:
                progress(collected.rows)
        else:
            _take_line(collected, line)
    progress(collected.rows)
    return collected


def _feed(stream: IO[bytes] | None, content: bytes) -> None:
    """The child reads all of it before it answers; when it died first, its silence is dealt with later."""
    if stream is None:
        return
    try:
        stream.write(content)
        stream.close()
    except (BrokenPipeError, OSError):
        return


def _object(pairs: dict[str, Any]) -> Any:
    """A cell JSON has no form for, or one of the child's own lines."""
    if len(pairs) == 1:
        key, value = next(iter(pairs.items()))
        if key in _DECODERS and isinstance(value, str):
            return _DECODERS[key](value)
    return pairs


def _take_row(collected: _Collected, line: list[Any]) -> None:
    collected.sheets[-1][1].append(Row(line[0], tuple(line[1:])))
    collected.rows += 1


def _take_line(collected: _Collected, line: dict[str, Any]) -> None:
    if "problem" in line:
        raise OfficerProblem(line["problem"], **line["params"])
    if "sheet" in line:
        collected.sheets.append((line, []))
    elif "end" in line:
        collected.ended = line["end"] == collected.rows
    else:
        collected.head = line


def _finish(collected: _Collected, suffix: str) -> Workbook:
    """The workbook, unless the child stopped before its last line: then it was killed or aborted."""
    if not collected.ended:
        raise OfficerProblem("exchange.file.too_heavy")
    head = collected.head
    found = FileFormat(head["format"])
    notices = [Notice(code, params) for code, params in head["notices"]]
    if suffix.lower() not in ("", *_OLD_OR_TEXT[found]):
        notices.append(Notice("exchange.notice.other_format", {"format": found.value}))
    sheets = tuple(_sheet(about, rows, head["date1904"]) for about, rows in collected.sheets)
    notices.extend(_hidden_notices(sheets))
    return Workbook(found, sheets, tuple(notices))


def _sheet(about: dict[str, Any], rows: list[Row], date1904: bool) -> Sheet:
    return Sheet(
        name=about["sheet"],
        rows=tuple(rows),
        merged=tuple(Span(*ends) for ends in about.get("merged", ())),
        hidden=about.get("hidden", False),
        hidden_rows=about.get("hidden_rows", 0),
        hidden_columns=about.get("hidden_columns", 0),
        date1904=date1904,
    )


def _hidden_notices(sheets: tuple[Sheet, ...]) -> Iterator[Notice]:
    for sheet in sheets:
        if sheet.rows and sheet.hidden:
            yield Notice("exchange.notice.hidden_sheet", {"sheet": sheet.name, "rows": len(sheet.rows)})
        elif sheet.hidden_rows or sheet.hidden_columns:
            params = {"sheet": sheet.name, "rows": sheet.hidden_rows, "columns": sheet.hidden_columns}
            yield Notice("exchange.notice.hidden_cells", params)

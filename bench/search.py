"""Searching a large register key by key: the real search box, its results, the reader lane and the encrypted store.

Each key is typed as the keyboard or the input method sends it and waits for its results. What our own slots and model
calls take of the GUI thread is summed up per turn of the event loop; repainting is reported apart.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import wraps
from random import Random
from time import perf_counter
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEventLoop, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget

from bench import harness
from bench.office import fill_register, fill_vacancies, office
from caseworker.desk import Desk
from db.search.pinyin import name_keys
from ui.jobs import Jobs, Lanes
from ui.search import search
from ui.shell import search as shell
from ui.shell.application import build_application
from ui.shell.screen import Command

PEOPLE, VACANCIES, QUERIES = 200_000, 10_000, 500
PATIENCE = 10.0
COMMANDS = ("今日", "个案", "登记", "岗位", "贷款", "报表", "设置", "查找", "记录联系", "新登记", "返回", "锁定")
OUR_CALLS: tuple[tuple[type, str], ...] = (
    (shell.SearchBox, "_typed"),
    (shell.SearchBox, "_found"),
    (Lanes, "_deliver"),
    (shell._ResultModel, "data"),
    (shell._ResultModel, "rowCount"),
    (shell._ResultDelegate, "sizeHint"),
)


class Meter:
    """Time spent in wrapped calls since the last `take`; a call inside another counts once."""

    def __init__(self) -> None:
        self._spent, self._depth = 0.0, 0

    def take(self) -> float:
        spent, self._spent = self._spent, 0.0
        return spent

    def wrap(self, call: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(call)
        def measured(*args: Any, **kwargs: Any) -> Any:
            self._depth += 1
            start = perf_counter()
            try:
                return call(*args, **kwargs)
            finally:
                self._depth -= 1
                if not self._depth:
                    self._spent += perf_counter() - start

        return measured


class Typist:
    """Types into the box and waits, noting how long everything took (seconds)."""

    def __init__(self, box: WatchedBox, ours: Meter, paint: Meter) -> None:
        self._box, self._ours, self._paint = box, ours, paint
        self.keys: list[float] = []
        self.bursts: list[float] = []
        self.blocks: list[float] = []
        self.paints: list[float] = []
        self.empty = 0

    def key_by_key(self, text: str) -> None:
        """Every key waits for its results."""
        self._box.close_results()
        for char in text:
            self.keys.append(self._wait(self._press(char)))
        self.empty += not self._box.popup.hits()

    def at_once(self, text: str) -> None:
        """All keys without waiting; only the last one's results count."""
        self._box.close_results()
        started = [self._press(char) for char in text]
        self.bursts.append(self._wait(started[-1]))

    def _press(self, char: str) -> float:
        start = perf_counter()
        if char.isascii():
            QTest.keyClicks(self._box, char)
        else:
            event = QInputMethodEvent()
            event.setCommitString(char)
            QCoreApplication.sendEvent(self._box, event)
        self._note()
        return start

    def _wait(self, start: float) -> float:
        """Turn the event loop until the box shows the results of what it holds, then let it paint."""
        while self._box.shown_for != self._box.text():
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 100)
            self._note()
            if perf_counter() - start > PATIENCE:
                raise TimeoutError("no results")
        took = perf_counter() - start
        QCoreApplication.processEvents()
        self._note()
        return took

    def _note(self) -> None:
        for meter, found in ((self._ours, self.blocks), (self._paint, self.paints)):
            if spent := meter.take():
                found.append(spent)


class WatchedBox(shell.SearchBox):
    """The search box, which says for what text its results are."""

    shown_for = ""

    def _found(self, typed: str, hits: Sequence[Any], commands: Sequence[Command]) -> None:
        super()._found(typed, hits, commands)
        self.shown_for = typed

    def close_results(self) -> None:
        super().close_results()
        self.shown_for = ""


def main(_arguments: list[str]) -> dict[str, object]:
    """`N` people; queries are names, initials, last four digits, phones and misses in equal parts."""
    count = harness.count(PEOPLE)
    with office() as (desk, _), harness.timed() as watch:
        known = fill_register(desk, count)
        fill_vacancies(desk, min(VACANCIES, count))
        wanted = list(queries(known, min(QUERIES, count), harness.dice("queries")))
        harness.tell(f"typing {len(wanted)} queries")
        with typing(desk) as typist:
            for text in wanted:
                typist.key_by_key(text)
            for text in wanted[::5]:
                typist.at_once(text)
    return {
        **_share("key", typist.keys),
        **_share("burst", typist.bursts),
        **_share("gui_block", typist.blocks),
        "gui_block_max_ms": max(typist.blocks) * 1000,
        "repaint_p95_ms": harness.percentile(typist.paints, 0.95) * 1000 if typist.paints else 0.0,
        "people": count,
        "queries": len(wanted),
        "keys": len(typist.keys),
        "empty": typist.empty,
        "seconds": watch.seconds,
    }


def queries(known: Sequence[dict[str, Any]], count: int, dice: Random) -> Iterator[str]:
    """What officers type, in turn."""
    for number in range(count):
        person = dice.choice(known)
        missed = dice.choice(("龘龘", "zzqx", "0000000", "欧阳样样样样"))
        initials = dice.choice(name_keys(person["name"]).initials)
        yield (person["name"], initials, person["id_no"][-4:].lower(), person["mobile"], missed)[number % 5]


@contextmanager
def typing(desk: Desk) -> Iterator[Typist]:
    """The real box in a window, its calls measured."""
    app = build_application(["bench"])
    ours, paint = Meter(), Meter()
    with measured(ours, OUR_CALLS), measured(paint, ((shell._ResultDelegate, "paint"),)):
        lanes = Lanes()
        window = QMainWindow()
        page = QWidget()
        column = QVBoxLayout(page)
        commands = [Command(name, lambda name=name: name, lambda: None, "Ctrl+1") for name in COMMANDS]  # type: ignore[misc]  # bound now
        box = WatchedBox(Jobs(desk, lanes, window), search, commands)
        column.addWidget(box)
        column.addStretch(1)
        window.setCentralWidget(page)
        window.resize(1366, 768)
        window.show()
        window.activateWindow()
        box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        app.processEvents()
        yield Typist(box, ours, paint)
        lanes.wait_idle()
        lanes.close()
        window.close()
        window.deleteLater()
        app.processEvents()


@contextmanager
def measured(meter: Meter, calls: Sequence[tuple[type, str]]) -> Iterator[None]:
    """Put the meter around methods for the length of the block; made before the objects, so that slots go through."""
    kept = [(owner, name, getattr(owner, name)) for owner, name in calls]
    for owner, name, call in kept:
        setattr(owner, name, meter.wrap(call))
    try:
        yield
    finally:
        for owner, name, call in kept:
            setattr(owner, name, call)


def _share(name: str, seconds: Sequence[float]) -> dict[str, object]:
    return {f"{name}_p{share}_ms": harness.percentile(seconds, share / 100) * 1000 for share in (50, 95)}


if __name__ == "__main__":
    harness.run(main)

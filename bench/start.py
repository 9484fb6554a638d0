"""From the start of the process to the painted sign-in, against a bare PySide6 window, and from the password to Today.

Every measurement is a process of its own, begun right after the clock was read; ours and bare ones take turns. A first
pair is not counted: it leaves the byte code that every installed program has. The password is given once what is loaded
behind the sign-in has been loaded, as it is when an officer has typed it.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from time import monotonic, process_time
from typing import Any

from bench import harness

PAIRS = 5
PATIENCE_S = 60
HEAVY = ("sqlalchemy", "pydantic", "openpyxl", "reportlab", "pypinyin", "argon2", "numpy", "alembic", "phonenumbers")
"""What may not be loaded before the sign-in is painted."""


def main(arguments: list[str]) -> dict[str, object]:
    """`N` alternating pairs; medians. `office FOLDER LOGIN PASSWORD` and `bare` are the measured processes."""
    if arguments:
        watched = {"office": watch_office, "bare": watch_bare}[arguments[0]]
        return watched(*arguments[1:])
    with tempfile.TemporaryDirectory(prefix="caseworker-bench-") as name:
        login, password = make_office(Path(name) / "office")
        pairs = [(run("office", name, login, password), run("bare", name)) for _ in range(harness.count(PAIRS) + 1)][1:]
    ours, bare = [one for one, _ in pairs], [one for _, one in pairs]
    return {
        "paint_s": _middle(ours, "paint_s"),
        "bare_s": _middle(bare, "paint_s"),
        "ratio": statistics.median(one["paint_s"] / other["paint_s"] for one, other in pairs),
        "cpu_ratio": statistics.median(one["cpu_s"] / other["cpu_s"] for one, other in pairs),
        "signin_to_today_s": _middle(ours, "signin_to_today_s"),
        "rss_mb": _middle(ours, "rss_mb"),
        "rss_today_mb": _middle(ours, "rss_today_mb"),
        "bare_rss_mb": _middle(bare, "rss_mb"),
        "ready_s": _middle(ours, "ready_s"),
        "heavy": sorted({module for one in ours for module in one["heavy"]}),
        "pairs": len(pairs),
    }


def make_office(folder: Path) -> tuple[str, str]:
    """The sample office of today, closed; login and password of its first officer."""
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
    from caseworker.access.entry import Entry
    from caseworker.sample.office import OFFICE, PASSWORD, build

    entry = Entry(folder)
    entry.sign_out(build(entry))
    return OFFICE.login, PASSWORD


def run(kind: str, folder: str, *more: str) -> dict[str, Any]:
    """One measured process: what it found, with seconds since it was begun."""
    environment = {
        **os.environ,
        "CASEWORKER_CONFIG": str(Path(folder) / "config"),
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
        "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
        "QT_LOGGING_RULES": "*.warning=false",
        "PYTHONDONTWRITEBYTECODE": "",
    }
    parts = [sys.executable, "-m", "bench.start", kind, *((str(Path(folder) / "office"), *more) if more else ())]
    start = monotonic()
    done = subprocess.run(parts, env=environment, capture_output=True, text=True, check=False, timeout=PATIENCE_S * 2)
    if done.returncode:
        raise RuntimeError(f"exit code {done.returncode}: {done.stderr}")
    found = json.loads(done.stdout.splitlines()[-1])
    harness.tell(f"{kind}: painted after {found['painted'] - start:.3f} s")
    return {**found, "paint_s": found["painted"] - start, "ready_s": found.get("ready", start) - start}


def _middle(runs: Sequence[dict[str, Any]], name: str) -> float:
    return statistics.median(run[name] for run in runs)


def watch_bare() -> dict[str, object]:
    """A window of PySide6 with the parts a sign-in has, and nothing else."""
    from PySide6.QtCore import QTimer
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

    found: dict[str, object] = {}

    class Bare(QWidget):
        def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
            super().paintEvent(event)
            QTimer.singleShot(0, painted)

    def painted() -> None:
        found.setdefault("painted", monotonic())
        found.setdefault("cpu_s", process_time())
        app.quit()

    app = QApplication(["bare"])
    window = Bare()
    column = QVBoxLayout(window)
    for part in (QLabel("王样一"), QLineEdit(), QPushButton("登录")):
        column.addWidget(part)
    window.resize(1366, 768)
    window.show()
    app.exec()
    return {**found, "rss_mb": _resident_mb()}


def watch_office(folder: str, login: str, password: str) -> dict[str, object]:
    """The program itself, watched: when the sign-in is painted, when the password could be taken, when Today is there.

    Closes the window when all is known, which ends the program.
    """
    import ui.main
    from ui.shell.sign_in import SignIn

    watch = _Watch(login, password)
    build = ui.main.build_window

    def build_watched(*parts: Any) -> Any:
        watch.window = build(*parts)
        return watch.window

    def paint(card: SignIn, event: Any) -> None:
        super(SignIn, card).paintEvent(event)
        watch.painted(card)

    ui.main.build_window = build_watched
    SignIn.paintEvent = paint  # type: ignore[method-assign]  # seen from outside, so that the program has no hook
    ui.main.main(["--data", folder])
    return watch.found


class _Watch:
    """Follows the program from the painted sign-in to Today, a step each time the event loop is idle."""

    def __init__(self, login: str, password: str) -> None:
        from PySide6.QtCore import QTimer

        self.window: Any = None
        self.found: dict[str, object] = {}
        self._card: Any = None
        self._login, self._password = login, password
        self._step: Callable[[], bool] = self._loaded
        self._timer = QTimer()
        self._timer.setInterval(1)
        self._timer.timeout.connect(self._look)

    def painted(self, card: Any) -> None:
        """The sign-in draws itself; once the event loop turns again it is on the screen."""
        from PySide6.QtCore import QTimer

        if self._card is None:
            self._card = card
            self.found["heavy"] = [module for module in HEAVY if module in sys.modules]
            QTimer.singleShot(0, self._on_screen)

    def _on_screen(self) -> None:
        self.found["painted"] = monotonic()
        self.found["cpu_s"] = process_time()
        self.found["rss_mb"] = _resident_mb()
        self._timer.start()

    def _look(self) -> None:
        if monotonic() - float(str(self.found["painted"])) > PATIENCE_S:
            self._timer.stop()
            self.window.close()
            raise TimeoutError("Today never came")
        if self._step():
            self._timer.stop()
            self.window.close()

    def _loaded(self) -> bool:
        if "ui.outfit" in sys.modules and self.window.lanes.idle:
            self.found["ready"] = monotonic()
            self._card.officers.set_value(self._login)
            self._card.password.setText(self._password)
            self._card.submit()
            self._step = self._there
        return False

    def _there(self) -> bool:
        place = self.window.workplace
        if place is None or place.current_key != "today" or not self.window.lanes.idle:
            return False
        place.current.repaint()
        self.found["signin_to_today_s"] = monotonic() - float(str(self.found["ready"]))
        self.found["rss_today_mb"] = _resident_mb()
        return True


def _resident_mb() -> float:
    from bench.memory import resident_mb

    return resident_mb()


if __name__ == "__main__":
    harness.run(main)

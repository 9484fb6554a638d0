"""The only place where things are wired together: settings, door, lanes, window and screens.

Nothing heavy is imported here before the sign-in window is painted; screens and services come with the first sign-in
and are warmed in a worker meanwhile.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from caseworker.access.entry import Entry
from caseworker.problems import Problem
from caseworker.settings import Settings, load_settings
from ui import early  # noqa: F401  (first, see there)
from ui.jobs import Lanes
from ui.shell.application import build_application
from ui.shell.keeper import SettingsKeeper
from ui.shell.window import MainWindow
from ui.words import language

if TYPE_CHECKING:
    from ui.jobs import Jobs
    from ui.shell.workplace import Outfit

BACKUP_LOOK_MS = 10 * 60 * 1000
"""How often the window looks whether the hourly backup is due."""
OFFICE = "office"


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program; returns its exit code."""
    arguments = _parser().parse_args(argv)
    loaded = load_settings()
    app = build_application(sys.argv[:1], loaded.settings, sign_in_only=not arguments.offscreen_day)
    lanes = Lanes()
    if arguments.offscreen_day:
        return rehearse(lanes, arguments.out)
    keeper = SettingsKeeper(loaded.settings, lanes)
    entry = Entry(arguments.data or default_folder(loaded.settings.office_folder))
    window = build_window(entry, lanes, keeper)
    warm_up_behind(window, lanes)
    if arguments.sample:
        window.open()
        window.open_sample()
    else:
        window.start()
    if loaded.warning is not None:
        window.show_problem(loaded.warning)
    code = app.exec()
    lanes.close()
    leave(window, entry)
    return code


def build_window(entry: Entry, lanes: Lanes, keeper: SettingsKeeper) -> MainWindow:
    """The window over an office's door."""
    from PySide6.QtCore import QTimer

    window = MainWindow(entry, lanes, keeper, lambda jobs: outfit(entry, keeper, jobs))
    timer = QTimer(window)
    timer.setInterval(BACKUP_LOOK_MS)
    timer.timeout.connect(lambda: back_up(window, entry))
    window.signed_in.connect(lambda _desk: timer.start())
    window.left.connect(timer.stop)
    window.signed_in.connect(lambda _desk: sync_behind(window))
    return window


def sync_behind(window: MainWindow) -> None:
    """Meet the central store while an officer is in; imported here, after the sign-in."""
    from ui.sync.behind import begin

    begin(window)


def outfit(entry: Entry, keeper: SettingsKeeper, jobs: Jobs) -> Outfit:
    """The screens and services of the window for who is at work; imported here, after the first paint."""
    from ui.outfit import make_outfit

    return make_outfit(entry, keeper, jobs)


def rehearse(lanes: Lanes, out: Path) -> int:
    """Work a sample day without a display, in a store and with settings of its own, and say what it made."""
    from ui.rehearsal.day import run_day

    with TemporaryDirectory() as folder:
        entry = Entry(Path(folder) / OFFICE)
        window = build_window(entry, lanes, SettingsKeeper(Settings(), lanes, Path(folder) / "settings.toml"))
        made = run_day(window, out)
        lanes.close()
        leave(window, entry)
    sys.stdout.write("\n".join(["一天做完了，留下：", *(f"  {path}" for path in made), ""]))
    return 0


def leave(window: MainWindow, entry: Entry) -> None:
    """Sign out whoever is still at the window: note it, close the store, wipe its key."""
    if window.jobs is not None and window.jobs.desk is not None:
        with suppress(Problem):  # the store is closed even when the disk is too full to note it; nobody is left to tell
            entry.sign_out(window.jobs.desk)


def back_up(window: MainWindow, entry: Entry) -> None:
    """Make the hourly backup in the writer lane, so that it never meets a lock or a sign-out half-way."""
    if window.jobs is not None and window.jobs.desk is not None:
        window.jobs.write(lambda desk, _control: entry.back_up_if_due(desk), owner=window)


def warm_up_behind(window: MainWindow, lanes: Lanes) -> None:
    """Have a worker warm up once the sign-in is on screen: loading and painting share one interpreter."""
    window.gate.painted.connect(lambda: lanes.run(lanes.reader, lambda _control: warm_up(), owner=window))


def warm_up() -> None:
    """Load what the first sign-in needs while the officer types the password."""
    Entry.warm_up()
    import_module("ui.outfit")
    from caseworker.ahead import read_ahead

    read_ahead(language())


def default_folder(remembered: str) -> Path:
    """The office folder used last, else the usual one of this user."""
    from platformdirs import user_data_path

    return Path(remembered) if remembered else user_data_path("caseworker", appauthor=False) / OFFICE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="caseworker", description="就业帮扶工作台")
    parser.add_argument("--data", type=Path, help="folder of the office (default: the one used last)")
    parser.add_argument("--sample", action="store_true", help="open the sample office")
    parser.add_argument("--offscreen-day", action="store_true", help="do a sample day without a display")
    parser.add_argument("--out", type=Path, default=Path("out"), help="where the sample day leaves its papers")
    return parser


if __name__ == "__main__":
    sys.exit(main())

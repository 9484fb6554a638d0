"""The window: the gate in front, the workplace behind it, and the way between them (sign in, lock, unlock, rebuild).

Made before the sign-in is painted, so what only an officer at work needs is imported and made in `furnish`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

from PySide6 import QtCore, QtGui
from PySide6.QtCore import QRect, QTimer, Signal
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget

from caseworker.access.entry import StoreStatus
from caseworker.clock import SystemClock
from ui.jobs import Jobs, Lanes
from ui.shell.application import complete, dress
from ui.shell.gate import SIGN_IN, Gate
from ui.words import problem_words

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent

    from caseworker.access.entry import NewOffice
    from caseworker.problems import Problem
    from caseworker.sync.joining import NewPc
    from ui.shell.ahead import FirstScreen
    from ui.shell.entry import Door
    from ui.shell.idle import IdleWatch
    from ui.shell.keeper import SettingsKeeper
    from ui.shell.screen import Command, Screen
    from ui.shell.workplace import Outfit, Trail, Workplace
    from ui.widgets.toast import Toasts

LEAST = (1024, 640)
USUAL = (1366, 768)
OPENING_MS = 150
"""How long a start waits for what it will show before it shows that it is looking."""


class MainWindow(QMainWindow):
    """One per program. Its title never names anybody.

    `outfit(jobs)` is called when somebody signs in, and again when the window is built anew; it returns the
    screens and the services of the shell.
    """

    signed_in = Signal(object)
    """The desk of the officer who came in."""
    left = Signal()
    """The officer left: locked, store closed."""

    def __init__(self, door: Door, lanes: Lanes, keeper: SettingsKeeper, outfit: Callable[[Jobs], Outfit]) -> None:
        super().__init__()
        self.setWindowTitle(self.tr("Caseworker"))
        self.setMinimumSize(*LEAST)
        self.door, self.lanes, self.keeper = door, lanes, keeper
        self._outfit = outfit
        self.jobs: Jobs | None = None
        self.workplace: Workplace | None = None
        self._trail: Trail
        self._first_screen: FirstScreen
        self.idle: IdleWatch
        self.commands: list[Command]
        self._furnished = self._maximized = False
        self._locked_login = ""
        self._last_login = ""
        self._locking = False
        self._status = StoreStatus("absent")
        self.pages = QStackedWidget()
        self.pages.setProperty("role", "page")
        self.setCentralWidget(self.pages)
        self.gate = self._make_gate()
        keeper.look_changed.connect(self.rebuild)
        lanes.problem.connect(self.show_problem)
        lanes.bus.changed.connect(self._hear)
        self._take_place()

    def open(self) -> None:
        """Show it where and as large as it was when it was closed; nothing happens when it is shown already."""
        if self.isVisible():
            return
        if self._maximized:
            self.showMaximized()
        else:
            self.show()

    def furnish(self) -> None:
        """Make what the sign-in does without, once: after it was painted, or before anything else is shown."""
        if self._furnished:
            return
        self._furnished = True
        from ui.shell.ahead import FirstScreen
        from ui.shell.idle import IdleWatch
        from ui.widgets.table.memory import set_width_memory

        complete()
        self.setContextMenuPolicy(QtCore.Qt.ContextMenuPolicy.NoContextMenu)
        set_width_memory(self.keeper)
        self.idle = IdleWatch(self.keeper.settings.lock_minutes, self)
        self.idle.idle.connect(self.lock)
        self.keeper.changed.connect(lambda settings: self.idle.set_minutes(settings.lock_minutes))
        self._first_screen = FirstScreen(self.lanes, self._outfit, self)
        self.commands = self._make_commands()
        self._make_keys()

    # -- coming in -------------------------------------------------------------------------------------------
    def start(self) -> None:
        """Look at what is there and show it; a look that takes long is said to be taken."""
        self.begin()
        QTimer.singleShot(OPENING_MS, self, self.open)

    def begin(self) -> None:
        """Look at what is there."""
        self.gate.show_opening()
        self.lanes.run(self.lanes.writer, lambda _c: self.door.inspect(), self._found, self._no_way_in, owner=self)

    def sign_in(self, login: str, password: str) -> None:
        """Open the store with a password."""
        self._come_in(login, lambda: self.door.sign_in(login, password))

    def create_office(self, new: NewOffice) -> None:
        """First run: make the office and come in as its first officer."""
        self._come_in(new.login, lambda: self.door.create_office(new))

    def join_office(self, new: NewPc) -> None:
        """First run: make this a PC of an office that is connected already, and come in."""
        self._come_in(new.login, lambda: self.door.join_office(new))

    def open_sample(self) -> None:
        """First run: make the sample office, then sign in there."""
        self.lanes.run(
            self.lanes.writer, lambda _c: self.door.open_sample(), lambda _n: self.begin(), self._refused, owner=self
        )

    def _come_in(self, login: str, opened: Callable[[], Any]) -> None:
        self._last_login = login
        self.lanes.run(self.lanes.writer, lambda _c: opened(), self.enter, self._refused, owner=self)
        if self.workplace is None:
            self.furnish()
            self._first_screen.begin()

    def enter(self, desk: Any) -> None:
        """An officer is in: back to the same screens after unlocking, else to new ones."""
        from ui.shell.workplace import Trail

        self.furnish()
        same = self.jobs is not None and self._locked_login == self._last_login and self.workplace is not None
        self._locked_login = ""
        if same and self.jobs is not None and self.workplace is not None:
            self.jobs.resume(desk)
            self.pages.setCurrentWidget(self.workplace)
            self.workplace.count()
            self.workplace.focus_screen()
        else:
            self._discard()
            self._trail = Trail()
            self.jobs, screens = self._first_screen.take()
            self.jobs.resume(desk)
            self._build(screens)
        self.gate.show_opening()  # takes the password field with what was typed off the screen
        self.idle.start()
        self.signed_in.emit(desk)

    # -- leaving ---------------------------------------------------------------------------------------------
    def lock(self) -> None:
        """Hide everything at once, keep drafts, then close the store; the same officer comes back to where it was."""
        if self.jobs is None or self.jobs.desk is None or self.workplace is None or self._locking:
            return
        self._locking = True
        self.idle.stop()
        desk = self.jobs.desk
        self.workplace.keep_drafts()
        self.workplace.top.search.close_results()
        self.jobs.pause()
        self._locked_login = self._last_login
        self._close_dialogs()
        self._toasts().clear()
        QtGui.QGuiApplication.clipboard().clear()
        self.gate.show_opening()
        self.pages.setCurrentWidget(self.gate)
        # The reader and the long jobs must be out of the store before its key is wiped: queue behind them.
        self._after(self.lanes.reader, lambda: self._after(self.lanes.net, lambda: self._sign_out(desk)))

    def rebuild(self) -> None:
        """Dress and build everything anew (language, theme, text size); the officer stays where they are."""
        self.furnish()
        dress(cast("QApplication", QApplication.instance()), self.keeper.settings)
        self.setWindowTitle(self.tr("Caseworker"))
        self.commands = self._make_commands()
        self._first_screen.forget()
        inside = self.workplace is not None and self.pages.currentWidget() is self.workplace
        old_gate, self.gate = self.gate, self._make_gate()
        self.pages.removeWidget(old_gate)
        old_gate.deleteLater()
        if inside and self.workplace is not None:
            self.workplace.keep_drafts()
            self._discard()
            self._build()
        else:
            self._discard()
            self.gate.show_status(self._status, locked_login=self._locked_login)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.workplace is not None and self.jobs is not None and self.jobs.desk is not None:
            self.workplace.keep_drafts()
        area = self.normalGeometry()
        place = (area.x(), area.y(), area.width(), area.height(), int(self.isMaximized()))
        self.keeper.change(window=place)
        super().closeEvent(event)

    # -- while at work ---------------------------------------------------------------------------------------
    def go(self, key: str, **params: Any) -> None:
        """Show a screen; nothing happens while nobody is in."""
        if self._at_work() and self.workplace is not None:
            self.workplace.go(key, params)

    def show_problem(self, problem: Problem) -> None:
        """Say a problem nobody else said."""
        self.furnish()
        self._toasts().problem(problem_words(problem))

    def focus_screen(self) -> None:
        """Give focus back to the screen shown."""
        if self.workplace is not None:
            self.workplace.focus_screen()

    def show_help(self) -> None:
        """The sheet of shortcuts."""
        from ui.shell.shortcuts import ShortcutSheet

        extra = self._extra_commands()
        ShortcutSheet(self, [*self.commands, *extra]).open()

    # -- inside ----------------------------------------------------------------------------------------------
    def _found(self, status: StoreStatus) -> None:
        self._status = status
        if status.condition not in SIGN_IN:
            self.furnish()
        self.gate.show_status(status, locked_login=self._locked_login)
        self.open()

    def _no_way_in(self, problem: Problem) -> None:
        self.gate.show_trouble(problem.code.rpartition(".")[2], problem_words(problem))
        self.open()

    def _refused(self, problem: Problem) -> None:
        self.gate.fail(problem_words(problem))

    def _sign_out(self, desk: Any) -> None:
        def ended() -> None:
            self._locking = False
            self.left.emit()
            self.begin()

        self.lanes.run(
            self.lanes.writer, lambda _c: self.door.sign_out(desk), None, self.show_problem, owner=self, ended=ended
        )

    def _after(self, lane: Any, then: Callable[[], None]) -> None:
        self.lanes.run(lane, lambda _c: None, lambda _n: then(), owner=self)

    def _at_work(self) -> bool:
        return self.workplace is not None and self.pages.currentWidget() is self.workplace

    def _build(self, made: dict[str, Screen] | None = None) -> None:
        if self.jobs is None:
            return
        from ui.shell.workplace import Workplace

        outfit = self._outfit(self.jobs)
        commands = [*self.commands, *outfit.commands, *self._screen_commands(outfit)]
        self.workplace = Workplace(self.jobs, outfit, commands, self._trail, made or {})
        self.workplace.lock_wanted.connect(self.lock)
        self.workplace.help_wanted.connect(self.show_help)
        self.pages.addWidget(self.workplace)
        self.pages.setCurrentWidget(self.workplace)
        self.workplace.resume()

    def _discard(self) -> None:
        if self.workplace is not None:
            self.pages.removeWidget(self.workplace)
            self.workplace.hide()
            self.workplace.deleteLater()
            self.workplace = None

    def _hear(self, summary: Any) -> None:
        if self.workplace is not None:
            self.workplace.hear(summary)

    def _make_gate(self) -> Gate:
        gate = Gate()
        gate.sign_in_wanted.connect(self.sign_in)
        gate.office_wanted.connect(self.create_office)
        gate.sample_wanted.connect(self.open_sample)
        gate.join_wanted.connect(self.join_office)
        gate.retry_wanted.connect(self.begin)
        gate.quit_wanted.connect(self.close)
        gate.first_run_shown.connect(self._offer_districts)
        gate.painted.connect(self.furnish)
        self.pages.addWidget(gate)
        if self.workplace is None:
            self.pages.setCurrentWidget(gate)
        return gate

    def _offer_districts(self) -> None:
        from ui.shell.first_run import district_options

        today = SystemClock().today()
        self.lanes.run(self.lanes.net, lambda _c: district_options(today), self.gate.set_districts, owner=self.gate)

    def _make_commands(self) -> list[Command]:
        from ui.shell.screen import Command

        def at_work(act: Callable[[Workplace], object]) -> Callable[[], object]:
            return lambda: act(self.workplace) if self._at_work() and self.workplace is not None else None

        return [
            Command("find", lambda: self.tr("Find"), at_work(lambda w: w.top.search.open()), "Ctrl+K"),
            Command("contact", lambda: self.tr("Record a contact"), at_work(lambda w: w.record_contact()), "Ctrl+J"),
            Command("register", lambda: self.tr("New registration"), at_work(lambda w: w.register()), "Ctrl+N"),
            Command("back", lambda: self.tr("Back"), at_work(lambda w: w.go("back")), "Alt+Left"),
            Command("forward", lambda: self.tr("Forward"), at_work(lambda w: w.go("forward")), "Alt+Right"),
            Command("pane", lambda: self.tr("Next part of the window"), at_work(lambda w: w.next_pane(1)), "F6"),
            Command("lock", lambda: self.tr("Lock"), self.lock, "Ctrl+L"),
            Command("shortcuts", lambda: self.tr("Shortcuts"), self.show_help, "Ctrl+/"),
        ]

    def _screen_commands(self, outfit: Outfit) -> list[Command]:
        from ui.shell.screen import Command

        listed = [spec for spec in outfit.screens if spec.in_sidebar]
        commands = []
        for number, spec in enumerate(listed, start=1):
            keys = "Ctrl+," if spec.key == "settings" else f"Ctrl+{number}" if number <= 9 else ""
            commands.append(Command(f"go.{spec.key}", spec.title, lambda key=spec.key: self.go(key), keys))  # type: ignore[misc]  # bound now
        return commands

    def _extra_commands(self) -> list[Command]:
        if self.workplace is None or self.jobs is None:
            return []
        return self._screen_commands(self._outfit(self.jobs))

    def _make_keys(self) -> None:
        on_buttons = {"contact", "register"}  # these have their shortcut on a button that shows it
        for command in self.commands:
            if command.keys and command.key not in on_buttons:
                self._key(command.keys, command.run)
        self._key("Shift+F6", lambda: self.workplace.next_pane(-1) if self.workplace and self._at_work() else None)
        self._key("F1", self.show_help)
        self._key("Ctrl+,", lambda: self._go_numbered(None))
        for number in range(1, 10):
            self._key(f"Ctrl+{number}", lambda number=number: self._go_numbered(number))  # type: ignore[misc]  # bound now

    def _key(self, keys: str, act: Callable[[], object]) -> None:
        shortcut = QtGui.QShortcut(QtGui.QKeySequence(keys), self)
        shortcut.activated.connect(act)

    def _go_numbered(self, number: int | None) -> None:
        if not self._at_work() or self.workplace is None:
            return
        if number is None:
            if "settings" in self.workplace.specs:
                self.workplace.go("settings")
            return
        keys = list(self.workplace.sidebar.buttons)
        if number <= len(keys):
            self.workplace.go(keys[number - 1])

    def _toasts(self) -> Toasts:
        from ui.widgets.toast import Toasts

        return Toasts.of(self)

    def _close_dialogs(self) -> None:
        while (dialog := QApplication.activeModalWidget()) is not None:
            dialog.close()
            if QApplication.activeModalWidget() is dialog:
                dialog.hide()
                break
        if (popup := QApplication.activePopupWidget()) is not None:
            popup.close()

    def _take_place(self) -> None:
        place = self.keeper.settings.window
        screen = self.screen().availableGeometry()
        if len(place) == 5 and screen.intersects(QRect(*place[:4])):
            self.setGeometry(QRect(*place[:4]))
            self._maximized = bool(place[4])
        else:
            self.resize(min(USUAL[0], screen.width()), min(USUAL[1], screen.height()))

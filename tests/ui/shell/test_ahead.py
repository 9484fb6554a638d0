"""The first screen is there before the officer is; nothing of it is shown or read until then."""

from __future__ import annotations

from tests.ui.shell.conftest import PASSWORD, come_in, notes
from ui.shell.keeper import SettingsKeeper
from ui.shell.window import MainWindow


def test_it_is_made_while_the_password_is_checked_and_taken_in(outside: MainWindow) -> None:
    window = outside
    window.furnish()
    window._first_screen._make()
    made = window._first_screen._made
    assert made is not None
    early = made.screens["today"]
    assert early.jobs.desk is None and not early.isVisible()
    come_in(window)
    assert notes(window) is early, "made twice"
    assert early.jobs is window.jobs and early.jobs.desk is not None
    assert notes(window).asked == [{}], "activated once, with an officer at work"


def test_a_wrong_password_keeps_it_for_the_next_try(outside: MainWindow) -> None:
    window = outside
    window.furnish()
    window._first_screen._make()
    made = window._first_screen._made
    come_in(window, password=PASSWORD[:-1])
    assert window.workplace is None and window._first_screen._made is made


def test_a_change_of_look_makes_it_anew(outside: MainWindow, keeper: SettingsKeeper) -> None:
    window = outside
    window.furnish()
    window._first_screen._make()
    keeper.change(text_scale=130)
    assert window._first_screen._made is None
    come_in(window)
    assert notes(window).asked == [{}]


def test_unlocking_makes_none(window: MainWindow) -> None:
    before = notes(window)
    window.lock()
    window.lanes.wait_idle()
    come_in(window)
    assert notes(window) is before and window._first_screen._made is None

"""The installed PySide6 keeps Python's reference counts: the gate before its version moves (decision 002).

PySide6 6.12.0 on Python 3.11 drops one reference of None each time C++ calls a Python method that returns
None, and one of True or False at each signal: a table that scrolls kills the process within seconds.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
    Signal,
)

CALLS = 500
IMMORTAL = sys.version_info >= (3, 12)  # None, True and False are no longer counted


Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


class Empty(QAbstractTableModel):
    """A table whose cells and headings are all None."""

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 2

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 2

    def data(self, index: Index, role: int = 0) -> object:
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> object:
        return None


class Bell(QObject):
    rung = Signal()
    struck = Signal(object)


def lost(singleton: object, call: Callable[[], object]) -> float:
    """How many references of `singleton` one `call` loses."""
    call()
    before = sys.getrefcount(singleton)
    for _ in range(CALLS):
        call()
    return (before - sys.getrefcount(singleton)) / CALLS


@pytest.mark.skipif(IMMORTAL, reason="singletons are immortal from Python 3.12 on")
@pytest.mark.parametrize("singleton", [None, True, False], ids=str)
def test_calls_between_qt_and_python_lose_no_reference(qapp: object, singleton: object) -> None:
    table, proxy, bell = Empty(), QSortFilterProxyModel(), Bell()
    proxy.setSourceModel(table)
    bell.rung.connect(lambda: None)
    bell.struck.connect(lambda _: None)
    index = proxy.index(0, 0)
    calls: dict[str, Callable[[], object]] = {
        "virtual data() returning None": lambda: proxy.data(index, 0),
        "virtual headerData() returning None": lambda: proxy.headerData(0, Qt.Orientation.Horizontal, 0),
        "emit()": bell.rung.emit,
        "emit(object)": lambda: bell.struck.emit(singleton),
    }
    assert [name for name, call in calls.items() if abs(lost(singleton, call)) > 0.5] == []

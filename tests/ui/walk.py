"""Walks a window as an inspector would: clipped words, inputs that say nothing to a screen reader, the way of Tab.

Every screen's test calls `faults(screen)` in the looks it is used in and expects an empty list.
"""

from __future__ import annotations

from collections import defaultdict
from time import monotonic

from PySide6.QtCore import QCoreApplication, QEventLoop, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from ui.widgets.basics import ElidedLabel

INPUTS = (QLineEdit, QComboBox, QAbstractSpinBox, QPlainTextEdit, QAbstractItemView)
SLACK = 1
"""Pixels a widget may lack: sizes are rounded."""


def faults(root: QWidget) -> list[str]:
    """What is wrong in everything visible inside `root`, one line each."""
    found: list[str] = []
    for widget in root.findChildren(QWidget):
        if widget.isVisible():
            found += _clipped(widget) + _cut(widget, root) + _unnamed(widget) + _rich(widget)
    return found + _shared_mnemonics(root)


def _shared_mnemonics(root: QWidget) -> list[str]:
    """Alt with a letter that two visible parts answer: Qt then only walks between them, and presses neither."""
    takers: dict[str, list[str]] = defaultdict(list)
    for widget in root.findChildren(QWidget):
        acts = isinstance(widget, QAbstractButton) or (isinstance(widget, QLabel) and widget.buddy() is not None)
        if acts and widget.isVisible() and (keys := QKeySequence.mnemonic(widget.text()).toString()):
            takers[keys].append(widget.text())
    for shortcut in root.findChildren(QShortcut):
        owner = shortcut.parent()
        keys = shortcut.key().toString()
        if isinstance(owner, QWidget) and owner.isVisible() and keys in takers:
            takers[keys].append(f"shortcut of {type(owner).__name__}")
    return [f"{keys} is shared by {', '.join(texts)}" for keys, texts in sorted(takers.items()) if len(texts) > 1]


def unreached(root: QWidget) -> list[str]:
    """Labels whose letter, pressed with Alt, does not lead into their field; run with `root` in the active window."""
    found: list[str] = []
    for caption in root.findChildren(QLabel):
        field, keys = caption.buddy(), QKeySequence.mnemonic(caption.text())
        if not caption.isVisible() or not isinstance(field, QWidget) or keys.isEmpty() or not field.isEnabled():
            continue
        if (elsewhere := next((one for one in tab_order(root) if not _holds(field, one)), None)) is not None:
            elsewhere.setFocus()
        QTest.keyClick(QApplication.focusWidget() or root, Qt.Key(keys[0].key()), Qt.KeyboardModifier.AltModifier)
        if not _holds(field, QApplication.focusWidget()):
            found.append(f"{keys.toString()} does not reach {caption.text()}")
    return found


def _holds(field: QWidget, focus: QWidget | None) -> bool:
    return focus is not None and (focus is field or field.isAncestorOf(focus))


def tab_order(root: QWidget) -> list[QWidget]:
    """The widgets Tab walks through, starting after `root`."""
    order: list[QWidget] = []
    widget = root.nextInFocusChain()
    while widget is not root and widget not in order:
        takes = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if takes and widget.isVisible() and widget.isEnabled() and root.isAncestorOf(widget):
            order.append(widget)
        widget = widget.nextInFocusChain()
    return order


def faults_at_rest(root: QWidget, patience: float = 5.0) -> list[str]:
    """The faults that stay: what is read late is laid out late. `patience` in seconds."""
    deadline = monotonic() + patience
    while (found := faults(root)) and monotonic() < deadline:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 20)
    return found


def _clipped(widget: QWidget) -> list[str]:
    if isinstance(widget, ElidedLabel) or not isinstance(widget, QLabel | QAbstractButton) or not widget.text():
        return []
    if isinstance(widget, QLabel) and widget.wordWrap():
        needed = widget.heightForWidth(widget.width())
        if widget.height() + SLACK < needed:
            return [f"clipped below: {widget.text()!r} has {widget.height()} of {needed} px"]
        return []
    needed = widget.minimumSizeHint().width()
    if widget.width() + SLACK < needed:
        return [f"clipped: {widget.text()!r} has {widget.width()} of {needed} px"]
    return []


def _cut(widget: QWidget, root: QWidget) -> list[str]:
    """A button that lies outside what holds it: squeezed parts overlap, and what is cut off nobody can scroll to."""
    if not isinstance(widget, QAbstractButton) or not widget.text() or widget is root:
        return []
    inside, holder = widget.rect(), widget
    while holder is not root and (parent := holder.parentWidget()) is not None and not parent.isWindow():
        inside, holder = inside.translated(holder.pos()), parent
        if isinstance(parent.parentWidget(), QAbstractScrollArea):
            return []
        if not parent.rect().adjusted(-SLACK, -SLACK, SLACK, SLACK).contains(inside):
            return [f"cut off: {widget.text()!r} lies outside its {type(parent).__name__}"]
    return []


def _unnamed(widget: QWidget) -> list[str]:
    inner = isinstance(widget.parentWidget(), QComboBox | QAbstractSpinBox)
    if not isinstance(widget, INPUTS) or inner or widget.focusPolicy() == Qt.FocusPolicy.NoFocus:
        return []
    return [] if widget.accessibleName() else [f"no accessible name: {type(widget).__name__} {widget.objectName()}"]


def _rich(widget: QWidget) -> list[str]:
    if isinstance(widget, QLabel) and widget.textFormat() != Qt.TextFormat.PlainText:
        inner = widget.parentWidget()
        if inner is not None and type(inner).__module__.startswith("ui."):
            return [f"label takes markup: {widget.text()!r}"]
    return []

"""Labels, buttons, rules and cards: the small parts every screen is made of.

A widget says what it is (`role`), the style sheet says how that looks. All labels are plain text, so nothing
an officer
or a file brings can turn into markup. The sign-in is made of these parts, so nothing here asks for Qt's enums when
it is made (see `ui.early`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui, QtWidgets
from PySide6.QtCore import QSize
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ui import early, theme

if TYPE_CHECKING:
    from PySide6.QtGui import QColor, QEnterEvent, QPaintEvent, QResizeEvent, QShortcut


def set_role(widget: QWidget, role: str, **properties: object) -> None:
    """Give a widget its role (and further style properties) and have the style sheet looked up again."""
    widget.setProperty("role", role)
    for name, value in properties.items():
        widget.setProperty(name, value)
    repolish(widget)


def repolish(widget: QWidget) -> None:
    """Look the style sheet up again after a property changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


class WrapLabel(QLabel):
    """A label of several lines that is never squeezed: not every layout asks a label its height for a
    width.
    """

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._hold_height()

    def setText(self, text: str) -> None:
        super().setText(text)
        self._hold_height()

    def _hold_height(self) -> None:
        held = self.minimumHeight()
        self.setMinimumHeight(0)  # a minimum counts in heightForWidth, so it would never shrink again
        height = self.heightForWidth(self.width())
        self.setMinimumHeight(max(height, 0))
        if held != height:
            self.updateGeometry()


def label(text: str = "", role: str = "", *, wrap: bool = False, buddy: QWidget | None = None) -> QLabel:
    """A plain-text label. Roles: h1, h2, strong, soft, label, hint, warning, problem, saved, figure, key."""
    made = WrapLabel(text) if wrap else QLabel(text)
    if not wrap:
        made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    made.setProperty("textFormat", early.PLAIN_TEXT)
    made.setWordWrap(wrap)
    if role:
        made.setProperty("role", role)
    if buddy is not None:
        made.setBuddy(buddy)
    return made


def heading(text: str, level: int = 1) -> QLabel:
    """A heading: level 1 for the screen, 2 for a card."""
    return label(text, f"h{level}")


def soft(text: str = "", *, wrap: bool = False) -> QLabel:
    """Secondary text."""
    return label(text, "soft", wrap=wrap)


def rule() -> QFrame:
    """A hairline between parts of a card."""
    line = QFrame()
    line.setProperty("role", "rule")
    line.setFixedHeight(1)
    return line


class Button(QPushButton):
    """A button that may show its shortcut softly after the text. Roles: "", primary, danger, quiet, link,
    chip.
    """

    def __init__(
        self,
        text: str,
        pressed: Callable[[], object] | None = None,
        *,
        role: str = "",
        shortcut: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """`shortcut` (such as "Ctrl+P") works while the button's window is active and is shown on the
        button.
        """
        super().__init__(parent)
        self.setText(text)
        if role:
            self.setProperty("role", role)
        self.setAutoDefault(False)
        self._keys = ""
        self._shortcut: QShortcut | None = None
        if shortcut:
            self.answer(shortcut, shown=True)
        if pressed is not None:
            self.clicked.connect(lambda _checked=False: pressed())

    def answer(self, keys: str, *, shown: bool = False) -> None:
        """Be pressed by these keys ("" by none), at once and not after Qt's animation of 0.1 s."""
        if self._shortcut is None:
            self._shortcut = QtGui.QShortcut(self)
            self._shortcut.activated.connect(self.click)
        self._shortcut.setKey(QtGui.QKeySequence(keys))
        self._keys = keys if shown else ""
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        extra = self._keys_width()
        if self.property("role") == "chip":  # bold when on, which neither font() nor the hint knows: keep its place
            bold = QFont(self.font())
            bold.setBold(True)
            text = self.text().replace("&", "")
            extra += QFontMetrics(bold).horizontalAdvance(text) - self.fontMetrics().horizontalAdvance(text)
        return QSize(hint.width() + extra, hint.height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def enterEvent(self, event: QEnterEvent) -> None:
        self.setCursor(QtCore.Qt.CursorShape.PointingHandCursor)
        super().enterEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._keys:
            super().paintEvent(event)
            return
        option = QtWidgets.QStyleOptionButton()
        self.initStyleOption(option)
        text, option.text = option.text, ""
        painter = QtWidgets.QStylePainter(self)
        painter.drawControl(QtWidgets.QStyle.ControlElement.CE_PushButton, option)
        painter.end()
        self._paint_text(text)

    def _paint_text(self, text: str) -> None:
        painter, align = QtGui.QPainter(self), QtCore.Qt.AlignmentFlag
        flags = align.AlignVCenter | align.AlignLeft
        painter.setFont(self.font())
        painter.setPen(self._text_colour())
        shown = QFontMetrics(self.font()).horizontalAdvance(text.replace("&", ""))
        start = max(0, (self.width() - shown - self._keys_width()) // 2)
        mnemonics = QtCore.Qt.TextFlag.TextShowMnemonic
        area = self.rect()
        area.setLeft(start)
        painter.drawText(area, int(flags) | int(mnemonics), text)
        area.setLeft(start + shown + theme.px(8))
        painter.setFont(self._keys_font())
        painter.setOpacity(0.78)
        painter.drawText(area, int(flags), self._keys_text())
        painter.end()

    def _text_colour(self) -> QColor:
        if not self.isEnabled():
            return theme.colour("faint")
        if self.property("role") == "primary":
            return theme.colour("on_primary")
        return theme.colour("ink")

    def _keys_text(self) -> str:
        return QtGui.QKeySequence(self._keys).toString(QtGui.QKeySequence.SequenceFormat.NativeText)

    def _keys_font(self) -> QFont:
        return theme.ui_font(max(10, self.font().pixelSize() - theme.px(2)))

    def _keys_width(self) -> int:
        if not self._keys:
            return 0
        return QFontMetrics(self._keys_font()).horizontalAdvance(self._keys_text()) + theme.px(8)


class LinkButton(Button):
    """A quiet underlined action inside text, such as 显示 or 拨号."""

    def __init__(self, text: str, pressed: Callable[[], object] | None = None, parent: QWidget | None = None):
        super().__init__(text, pressed, role="link", parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)


class ElidedLabel(QLabel):
    """A one-line label that ends in … when it lacks room and shows its whole text as a tooltip then."""

    def __init__(self, text: str = "", role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("textFormat", early.PLAIN_TEXT)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        if role:
            self.setProperty("role", role)
        self._whole = ""
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Change the whole text."""
        self._whole = text
        self.setAccessibleName(text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self._whole) + 2, metrics.height() + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.fontMetrics().height() + 2)

    def _fit(self) -> None:
        shown = self.fontMetrics().elidedText(self._whole, QtCore.Qt.TextElideMode.ElideRight, max(0, self.width()))
        if shown != self.text():
            self.setText(shown)
        self.setToolTip(self._whole if shown != self._whole else "")


class Card(QFrame):
    """A rounded surface with an optional title line. Put widgets into `body`, buttons of the title line into
    `head`.
    """

    def __init__(self, title: str = "", note: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(theme.px(14), theme.px(12), theme.px(14), theme.px(14))
        self.body.setSpacing(theme.px(8))
        self.head = QHBoxLayout()
        self.head.setSpacing(theme.px(10))
        self.title = heading(title, 2)
        self.note = soft(note)
        self.head.addWidget(self.title)
        self.head.addWidget(self.note)
        self.head.addStretch(1)
        if title or note:
            self.body.addLayout(self.head)
            self.setAccessibleName(title)
        if not title:  # showing them before they have a parent would open windows of their own
            self.title.hide()
        if not note:
            self.note.hide()

    def add(self, *parts: QWidget | QLayout, stretch: int = 0) -> Card:
        """Append widgets or layouts to the body; returns the card."""
        for part in parts:
            if isinstance(part, QWidget):
                self.body.addWidget(part, stretch)
            else:
                self.body.addLayout(part, stretch)
        return self

    def set_title(self, title: str, note: str = "") -> None:
        """Change the title line of a card that was made with one."""
        self.title.setText(title)
        self.note.setText(note)
        self.title.setVisible(bool(title))
        self.note.setVisible(bool(note))
        self.setAccessibleName(title)

    def clear(self, keep_head: bool = True) -> None:
        """Remove everything from the body, except the title line."""
        first = 1 if keep_head and self.body.indexOf(self.head) == 0 else 0
        while self.body.count() > first:
            drop_item(self.body.takeAt(first))


def drop_item(item: object) -> None:
    """Delete what a layout item holds, layouts inside it too."""
    widget, layout = item.widget(), item.layout()  # type: ignore[attr-defined]
    if widget is not None:
        widget.hide()
        widget.deleteLater()
    elif layout is not None:
        clear_layout(layout)


def clear_layout(layout: QLayout) -> None:
    """Delete everything a layout holds."""
    while layout.count():
        drop_item(layout.takeAt(0))


class Banner(QFrame):
    """A line across the screen that says something and offers actions (an open draft, a read-only store).

    Also the confirmation bar: put the action and its undoing in `actions`.
    """

    def __init__(
        self,
        text: str,
        tone: str = "info",
        actions: tuple[tuple[str, Callable[[], object]], ...] = (),
        parent: QWidget | None = None,
    ) -> None:
        """`tone`: info, ok, warn, danger. `actions`: (text, called when pressed)."""
        super().__init__(parent)
        set_role(self, "banner", tone=tone)
        line = QHBoxLayout(self)
        line.setContentsMargins(theme.px(12), theme.px(7), theme.px(8), theme.px(7))
        line.setSpacing(theme.px(8))
        self.words = label(text, wrap=True)
        line.addWidget(self.words, 1)
        self.buttons = tuple(Button(words, pressed) for words, pressed in actions)
        for button in self.buttons:
            line.addWidget(button)

    def say(self, text: str, tone: str | None = None) -> None:
        """Change the words (and the tone)."""
        self.words.setText(text)
        if tone is not None:
            set_role(self, "banner", tone=tone)


class EmptyState(QWidget):
    """What is shown where nothing is yet: a title, what to do first, and the button that does it."""

    def __init__(
        self,
        title: str,
        text: str = "",
        action: tuple[str, Callable[[], object]] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(24), theme.px(24), theme.px(24), theme.px(24))
        column.setSpacing(theme.px(8))
        column.addStretch(1)
        self.title, self.words = heading(title, 2), soft(text, wrap=True)
        for part in (self.title, self.words):
            part.setProperty("alignment", early.CENTRE)
            column.addWidget(part)
        if action is not None:
            line = QHBoxLayout()
            self.button = Button(action[0], action[1], role="primary")
            line.addStretch(1)
            line.addWidget(self.button)
            line.addStretch(1)
            column.addLayout(line)
        column.addStretch(2)

    def set_text(self, title: str, text: str = "") -> None:
        """Change the words."""
        self.title.setText(title)
        self.words.setText(text)

"""The sidebar: where one can go, how much waits there, and at the foot who works here and what is saved."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ui import theme
from ui.shell.screen import ScreenSpec
from ui.widgets.basics import Button, ElidedLabel, label, soft

WIDTH = 176
LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
CENTRE = int(Qt.AlignmentFlag.AlignCenter)


class NavButton(QPushButton):
    """One place to go: its word, bold when one is there, and a badge at the right."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._badge = ("", "plain")

    def set_badge(self, text: str, tone: str = "plain") -> None:
        """Show a count; tones danger and plain. "" shows none."""
        self._badge = (text, tone)
        self.setAccessibleName(f"{self.text()} {text}".strip())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(120), theme.px(36))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(60), theme.px(36))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isChecked() or self.underMouse():
            painter.setBrush(theme.colour("primary_bg" if self.isChecked() else "hover"))
            painter.drawRoundedRect(area, 6, 6)
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area, 6, 6)
        font = theme.ui_font(self.font().pixelSize())
        font.setBold(self.isChecked())
        painter.setFont(font)
        painter.setPen(theme.colour("primary_ink" if self.isChecked() else "ink"))
        painter.drawText(area.adjusted(theme.px(10), 0, -theme.px(8), 0), LEFT, self.text())
        if self._badge[0]:
            self._paint_badge(painter, area)
        painter.end()

    def _paint_badge(self, painter: QPainter, area: QRectF) -> None:
        text, tone = self._badge
        painter.setFont(theme.ui_font(max(10, self.font().pixelSize() - theme.px(3))))
        height = float(theme.px(18))
        width = max(height, QFontMetricsF(painter.font()).horizontalAdvance(text) + theme.px(11))
        right = area.right() - theme.px(8)
        box = QRectF(right - width, area.center().y() - height / 2, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("danger" if tone == "danger" else "tag_bg"))
        painter.drawRoundedRect(box, height / 2, height / 2)
        painter.setPen(theme.colour("on_danger" if tone == "danger" else "tag"))
        painter.drawText(box, CENTRE, text)


class Sidebar(QFrame):
    """Navigation and foot."""

    chosen = Signal(str)
    """Key of the screen to go to."""
    lock_wanted = Signal()
    help_wanted = Signal()

    def __init__(self, specs: Sequence[ScreenSpec], office: str, officer: str, parent: QWidget | None = None):
        super().__init__(parent)
        self.setProperty("role", "side")
        self.setFixedWidth(theme.px(WIDTH))
        self.setAccessibleName(self.tr("Navigation"))
        self.buttons: dict[str, NavButton] = {}
        self._keys = [spec.key for spec in specs if spec.in_sidebar and spec.key != "settings"]
        self._titles = {spec.key: spec.title() for spec in specs}
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(10), theme.px(16), theme.px(10), theme.px(12))
        column.setSpacing(theme.px(2))
        brand = label(self.tr("Caseworker"), "brand")
        brand.setContentsMargins(theme.px(10), 0, 0, theme.px(10))
        column.addWidget(brand)
        for key in self._keys:
            column.addWidget(self._button(key))
        column.addStretch(1)
        self.state = soft(self.tr("Saved on this PC"), wrap=True)
        for part in (ElidedLabel(f"{office} · {officer}", "soft"), self.state):
            part.setContentsMargins(theme.px(10), 0, 0, 0)
            column.addWidget(part)
        column.addSpacing(theme.px(4))
        column.addLayout(self._foot(any(spec.key == "settings" for spec in specs)))

    def show_current(self, key: str) -> None:
        """Mark the place one is at."""
        for other, button in self.buttons.items():
            button.setChecked(other == key)

    def set_badges(self, badges: Mapping[str, tuple[int, str]]) -> None:
        """Counts by screen key: (count, tone); zero shows nothing."""
        for key, button in self.buttons.items():
            count, tone = badges.get(key, (0, "plain"))
            button.set_badge(f"{count:,}" if 0 < count < 1000 else "999+" if count else "", tone)

    def set_unsent(self, count: int, sync: str = "") -> None:
        """Say in words what is saved and what was not reported yet; `sync` says both once there is a central store."""
        if sync:
            words = self.tr("Saved on this PC") + "\n" + sync
        elif count:
            words = self.tr("Saved on this PC\n{count} not reported yet").format(count=f"{count:,}")
        else:
            words = self.tr("Saved on this PC")
        self.state.setText(words)

    def focus_current(self) -> None:
        """Give focus to the place one is at."""
        button = next((b for b in self.buttons.values() if b.isChecked()), None)
        if button is None and self.buttons:
            button = next(iter(self.buttons.values()))
        if button is not None:
            button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _button(self, key: str) -> NavButton:
        button = NavButton(self._titles[key])
        button.clicked.connect(lambda _on=False: self.chosen.emit(key))
        number = len(self.buttons) + 1
        if number <= 9:
            button.setToolTip(f"{self._titles[key]}　Ctrl+{number}")
        self.buttons[key] = button
        return button

    def _foot(self, with_settings: bool) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(0)
        actions: list[tuple[str, Callable[[], object], str]] = [(self.tr("Lock"), self.lock_wanted.emit, "Ctrl+L")]
        if with_settings:
            actions.append((self.tr("Settings"), partial(self.chosen.emit, "settings"), "Ctrl+,"))
        actions.append((self.tr("Help"), self.help_wanted.emit, "F1"))
        for text, pressed, keys in actions:
            button = Button(text, pressed, role="foot")
            button.setToolTip(f"{text}　{keys}")
            row.addWidget(button)
        row.addStretch(1)
        return row

"""Two values of one field side by side, each a button: press the one that is right."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from caseworker.clock import CHINA
from caseworker.sync.conflicts import IDENTITY, KEPT, OPEN, OTHER, FieldConflict, Side
from ui import theme
from ui.widgets import Button, ElidedLabel, TagLabel, Tone, label, soft
from ui.widgets.tags import Tag, paint_tag, tag_size

PAD = 12
WRAP = int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft) | int(Qt.TextFlag.TextWrapAnywhere)
LINE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
LONGEST = 4
"""Lines of a long value shown; the whole of it is the tip."""


class SideButton(QPushButton):
    """One value: what it is, who wrote it and when. Checked when it stands."""

    def __init__(self, caption: str, value: str, foot: str, mark: Tag | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.caption, self.value, self.foot, self.mark = caption, value, foot, mark
        self.setAccessibleName(f"{caption}：{value}，{foot}")
        self.setToolTip(value)

    def set_value(self, value: str) -> None:
        """Show another value (a number revealed)."""
        self.value = value
        self.setToolTip(value)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(200), self.heightForWidth(theme.px(260)))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(140), self.heightForWidth(max(self.width(), theme.px(140))))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        small, large = QFontMetrics(self._small()), QFontMetrics(self._large())
        room = QRect(0, 0, max(10, width - 2 * theme.px(PAD)), 100_000)
        lines = large.boundingRect(room, WRAP, self.value or " ").height()
        return 2 * small.height() + min(lines, LONGEST * large.lineSpacing()) + theme.px(26)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()  # for the duel: Qt would move the focus by arrows in its own way

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        on, near = self.isChecked(), self.underMouse() and self.isEnabled()
        edge = "focus" if self.hasFocus() else "primary" if on or near else "edge"
        painter.setPen(QPen(theme.colour(edge), 2 if self.hasFocus() or on else 1))
        painter.setBrush(theme.colour("primary_bg" if on else "hover" if near else "surface"))
        painter.drawRoundedRect(area, 8, 8)
        self._paint_words(painter, area.toRect().adjusted(theme.px(PAD), theme.px(8), -theme.px(PAD), -theme.px(8)))
        painter.end()

    def _paint_words(self, painter: QPainter, area: QRect) -> None:
        small, large = self._small(), self._large()
        head = QFontMetrics(small).height()
        painter.setFont(small)
        painter.setPen(theme.colour("soft"))
        width = tag_size(self.mark.text, small).width() if self.mark is not None else 0
        caption = QFontMetrics(small).elidedText(self.caption, Qt.TextElideMode.ElideRight, area.width() - width)
        painter.drawText(QRect(area.left(), area.top(), area.width(), head), LINE, caption)
        if self.mark is not None:
            paint_tag(painter, self.mark, area.right() - width, area.top() + head / 2, width, small)
        painter.setFont(small)
        painter.setPen(theme.colour("soft"))
        foot = QFontMetrics(small).elidedText(self.foot, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(QRect(area.left(), area.bottom() - head + 1, area.width(), head), LINE, foot)
        painter.setFont(large)
        painter.setPen(theme.colour("primary_ink" if self.isChecked() else "ink"))
        gap = head + theme.px(4)
        middle = area.adjusted(0, gap, 0, -gap)
        painter.setClipRect(middle)
        painter.drawText(middle, WRAP, self.value)

    def _small(self) -> QFont:
        return theme.ui_font(self.font().pixelSize() - theme.px(1.6))

    def _large(self) -> QFont:
        font = theme.ui_font(self.font().pixelSize() + theme.px(1))
        font.setBold(True)
        return font


class Duel(QFrame):
    """One field in conflict. 1 and 2 choose, the arrows move between the values and to the next field."""

    chosen = Signal(object, str)
    """(the conflict, kept or other)"""
    left = Signal(int)
    """Down (1) or Up (-1): to the next or the one before."""

    def __init__(self, one: FieldConflict, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.conflict = one
        self.buttons: dict[str, SideButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        column.addLayout(self._head())
        if one.only_seen:
            self._add_seen(column)
        else:
            self._add_sides(column)

    def focus_first(self) -> None:
        """Stand on the value that counts now."""
        target = self.buttons.get(self.conflict.standing or KEPT) or self.seen
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def reveal(self, kept: str, other: str) -> None:
        """Show both in full."""
        for side, value in ((KEPT, kept), (OTHER, other)):
            if side in self.buttons:
                self.buttons[side].set_value(value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        sides = {Qt.Key.Key_1: KEPT, Qt.Key.Key_2: OTHER}
        moves = {Qt.Key.Key_Left: KEPT, Qt.Key.Key_Right: OTHER}
        if key in sides and sides[key] in self.buttons:
            self.chosen.emit(self.conflict, sides[key])
        elif key in moves and moves[key] in self.buttons:
            self.buttons[moves[key]].setFocus(Qt.FocusReason.TabFocusReason)
        elif key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self.left.emit(1 if key == Qt.Key.Key_Down else -1)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and isinstance(button := self.focusWidget(), QPushButton):
            button.click()
        else:
            super().keyPressEvent(event)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(label(self.conflict.name, "strong"))
        words, tone = self._standing()
        row.addWidget(TagLabel(words, tone))
        if not self.conflict.now:
            row.addStretch(1)
        else:
            now = ElidedLabel(self.tr("now changed to: {value}").format(value=self.conflict.now), "soft")
            now.setAlignment(Qt.AlignmentFlag.AlignRight)
            row.addWidget(now, 1)
        return row

    def _standing(self) -> tuple[str, Tone]:
        one = self.conflict
        if one.state == OPEN:
            return (self.tr("look at it"), Tone.INFO) if one.only_seen else (self.tr("choose one"), Tone.WARN)
        if one.choice:
            return self.tr("settled"), Tone.OK
        return self.tr("by rule; may be turned round"), Tone.PLAIN

    def _add_sides(self, column: QVBoxLayout) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.px(10))
        captions = {KEPT: self.tr("1  shown now"), OTHER: self.tr("2  the other")}
        if self.conflict.now:
            captions = {KEPT: self.tr("1  kept then"), OTHER: self.tr("2  the other")}
        elif self.conflict.choice == OTHER:
            captions = {KEPT: self.tr("1  shown before"), OTHER: self.tr("2  shown now")}
        for key, side in ((KEPT, self.conflict.kept), (OTHER, self.conflict.other)):
            button = SideButton(captions[key], side.value, self._who(side), self._mark(key), self)
            button.setChecked(self.conflict.standing == key)
            button.clicked.connect(lambda _on=False, key=key: self.chosen.emit(self.conflict, key))
            self.buttons[key] = button
            row.addWidget(button, 1)
        column.addLayout(row)

    def _add_seen(self, column: QVBoxLayout) -> None:
        text = self.conflict.other.value
        if text and self.conflict.kind == IDENTITY:
            text = self.tr("Also registered at: {office}").format(office=text)
        if text:
            column.addWidget(label(text, wrap=True))
        if foot := self._who(self.conflict.other):
            column.addWidget(soft(foot))
        row = QHBoxLayout()
        self.seen = Button(self.tr("Looked at"), lambda: self.chosen.emit(self.conflict, KEPT))
        self.seen.setEnabled(self.conflict.state == OPEN)
        row.addWidget(self.seen)
        row.addStretch(1)
        column.addLayout(row)

    def _mark(self, key: str) -> Tag | None:
        if self.conflict.standing == key:
            return Tag(self.tr("chosen") if self.conflict.choice else self.tr("taken"), Tone.OK)
        return None

    @staticmethod
    def _who(side: Side) -> str:
        when = f"{side.at.astimezone(CHINA):%Y-%m-%d %H:%M}" if side.at is not None else ""
        return " · ".join(part for part in (side.officer, when) if part)

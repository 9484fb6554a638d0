"""What happened in a case, newest first: a line of entries with their time, title, officer, text and tags."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.basics import Button, ElidedLabel, EmptyState, LinkButton, clear_layout, label, soft
from ui.widgets.tags import Tag, TagRow

FIRST = 40
"""Entries built at once; the rest on demand, so that a long case opens as fast as a short one."""


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One thing that happened. `when` is ready text (2025-02-27 14:20); `replaced` entries were corrected
    later.
    """

    id: Any
    when: str
    title: str
    officer: str = ""
    text: str = ""
    tags: tuple[Tag, ...] = ()
    tone: str = "info"
    replaced: bool = False
    actions: tuple[tuple[str, str], ...] = field(default=())
    """(key, text) of links at the end of its first line."""


class Timeline(QScrollArea):
    """Entries under each other, with a thread and dots at the left."""

    acted = Signal(str, object)
    """(action key, entry id): the officer pressed one of an entry's links."""

    def __init__(self, accessible_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(accessible_name)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        canvas = QWidget()
        canvas.setProperty("role", "canvas")
        self._column = QVBoxLayout(canvas)
        self._column.setContentsMargins(0, theme.px(4), theme.px(8), theme.px(4))
        self._column.setSpacing(0)
        self.setWidget(canvas)
        self._entries: tuple[TimelineEntry, ...] = ()
        self._built = 0
        self._empty = ("", "")

    @property
    def entries(self) -> tuple[TimelineEntry, ...]:
        """The entries, newest first."""
        return self._entries

    def set_empty_text(self, title: str, text: str = "") -> None:
        """What is said while nothing has happened yet."""
        self._empty = (title, text)

    def set_entries(self, entries: Sequence[TimelineEntry]) -> None:
        """Show these entries, in this order."""
        self._entries = tuple(entries)
        self._built = 0
        clear_layout(self._column)
        if not self._entries:
            self._column.addWidget(EmptyState(*self._empty))
            return
        self._build_more()

    def _build_more(self) -> None:
        while self._column.count() > self._built:
            item = self._column.takeAt(self._built)
            if item is not None and (widget := item.widget()) is not None:
                widget.deleteLater()
        for entry in self._entries[self._built : self._built + FIRST]:
            last = self._built == len(self._entries) - 1
            self._column.addWidget(_Entry(entry, self._act, last=last))
            self._built += 1
        left = len(self._entries) - self._built
        if left > 0:
            more = Button(self.tr("Show {count} earlier").format(count=left), self._build_more, role="quiet")
            self._column.addWidget(more)
        self._column.addStretch(1)

    def _act(self, key: str, entry_id: Any) -> None:
        self.acted.emit(key, entry_id)


class _Entry(QWidget):
    def __init__(self, entry: TimelineEntry, act: Callable[[str, Any], None], *, last: bool) -> None:
        super().__init__()
        self.entry, self._last = entry, last
        self.setAccessibleName(" ".join((entry.when, entry.title, entry.officer, entry.text)))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(22), 0, 0, theme.px(14))
        column.setSpacing(theme.px(3))
        column.addLayout(self._first_line(act))
        if entry.text:
            words = label(entry.text, wrap=True)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            words.setEnabled(not entry.replaced)
            _strike(words, entry.replaced)
            column.addWidget(words)
        if entry.tags:
            column.addWidget(TagRow(entry.tags))

    def _first_line(self, act: Callable[[str, Any], None]) -> QHBoxLayout:
        entry = self.entry
        line = QHBoxLayout()
        line.setSpacing(theme.px(10))
        title = ElidedLabel(entry.title, "strong")
        title.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        for part in (label(entry.when, "strong"), title):
            part.setEnabled(not entry.replaced)
            _strike(part, entry.replaced)
            line.addWidget(part)
        line.addWidget(soft(entry.officer))
        line.addStretch(1)
        for key, text in entry.actions:
            line.addWidget(LinkButton(text, lambda key=key: act(key, entry.id)))  # type: ignore[misc]  # bound now
        return line

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x, y, radius = float(theme.px(6)), float(theme.px(11)), theme.px(4)
        if not self._last:
            painter.setPen(QPen(theme.colour("line"), 2))
            painter.drawLine(QPointF(x, y + radius + 4), QPointF(x, self.height() + y - radius - 4))
        tones = {"info": "primary", "ok": "ok", "warn": "warn_bar", "danger": "danger", "plain": "faint"}
        ink = theme.colour("faint" if self.entry.replaced else tones[self.entry.tone])
        painter.setPen(QPen(ink, 2))
        painter.setBrush(theme.colour("surface") if self.entry.replaced else ink)
        painter.drawEllipse(QPointF(x, y), radius, radius)
        painter.end()


def _strike(part: QWidget, replaced: bool) -> None:
    """A line through what was corrected later."""
    if replaced:
        font = part.font()
        font.setStrikeOut(True)
        part.setFont(font)

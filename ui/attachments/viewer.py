"""Looking at one file after another, over the window: pictures, pages of a PDF, plain text. All of it from memory."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QStackedWidget, QVBoxLayout, QWidget

from caseworker.attachments.content import PDF, TEXT, decode_text, is_picture
from caseworker.attachments.keeping import turn
from caseworker.attachments.listing import AttachmentLine
from caseworker.attachments.opening import Opened, open_file
from caseworker.clock import CHINA
from caseworker.desk import Saved
from caseworker.problems import Problem
from ui import theme
from ui.attachments.decoding import Levels, decode, levels
from ui.attachments.picture_view import PictureView
from ui.attachments.words import size_words, type_words
from ui.jobs import Jobs
from ui.widgets import Button, ElidedLabel, label
from ui.words import problem_words

if TYPE_CHECKING:
    from ui.attachments.pdf_pages import PdfPages


class Viewer(QDialog):
    """Esc leaves. Alt+Left and Alt+Right go to the neighbours, PageUp and PageDown turn pages."""

    lend_wanted = Signal(object)
    """The `AttachmentLine` to open with another program."""
    shown = Signal()
    """Whatever there is to see of the file is on screen."""

    def __init__(self, parent: QWidget, jobs: Jobs, lines: Sequence[AttachmentLine]) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Look at a file"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._jobs, self._lines = jobs, tuple(lines)
        self._number = 0
        self._opened: Opened | None = None
        self._pdf: PdfPages | None = None
        self._page = self._pages = 0
        self._make_parts()
        self._lay_out()
        QShortcut(QKeySequence("Alt+Left"), self, lambda: self.step(-1))
        QShortcut(QKeySequence("Alt+Right"), self, lambda: self.step(1))
        room = parent.window().size()
        self.resize(round(room.width() * 0.86), round(room.height() * 0.92))

    @property
    def line(self) -> AttachmentLine:
        """The file looked at."""
        return self._lines[self._number]

    @property
    def page(self) -> int:
        """The page in view, from 1; 0 while none is."""
        return self._page + 1 if self._pages else 0

    def look_at(self, line: AttachmentLine) -> None:
        """Open a file of the list; the look is on record before anything is shown."""
        self._forget()
        self._number = next(n for n, one in enumerate(self._lines) if one.id == line.id)
        self._say_what()
        self._tell(self.tr("Opening…"), lend=False)

        def come(saved: Saved[Opened]) -> None:
            if saved.value.id == self.line.id:
                self._show(saved.value)

        self._jobs.write(lambda desk, _c: open_file(desk, line.id), come, self._failed, owner=self)

    def step(self, by: int) -> None:
        """The next (1) or the last (-1) file of the list."""
        number = self._number + by
        if 0 <= number < len(self._lines):
            self.look_at(self._lines[number])

    def turn_page(self, by: int) -> None:
        """The next or the last page."""
        if self._opened is not None and 0 <= self._page + by < self._pages:
            self._draw(self._page + by)

    def turn(self, by: int) -> None:
        """Turn it by so many degrees clockwise; kept for everybody."""
        opened = self._opened
        if opened is None or self.picture.levels is None:
            return
        turned = (self.picture.turned + by) % 360
        self.picture.set_turned(turned)
        self._jobs.write(lambda desk, _c: turn(desk, opened.id, turned), None, self._failed, owner=self)

    def done(self, result: int) -> None:
        self._forget()
        super().done(result)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, keys = event.key(), Qt.Key
        if key in {keys.Key_PageDown, keys.Key_PageUp}:
            self.turn_page(1 if key == keys.Key_PageDown else -1)
        elif key == keys.Key_Escape:
            self.reject()
        elif self.pages.currentWidget() is self.picture:
            self.picture.keyPressEvent(event)

    # -- showing ---------------------------------------------------------------------------------------------------
    def _show(self, opened: Opened) -> None:
        self._opened = opened
        if is_picture(opened.media_type):
            self._draw(0)
        elif opened.media_type == PDF:
            self._show_pdf(opened)
        elif opened.media_type == TEXT:
            self.text.setPlainText(decode_text(opened.content) or "")
            self._put(self.text)
        else:
            words = self.tr("{type} files are not shown here.").format(type=type_words(opened.media_type))
            self._tell(words, lend=True)

    def _show_pdf(self, opened: Opened) -> None:
        from ui.attachments.pdf_pages import PdfPages

        self._pdf = pdf = PdfPages(opened.content, self)
        if not pdf.readable:
            locked, damaged = self.tr("This PDF wants a password."), self.tr("This PDF cannot be shown here.")
            self._tell(locked if pdf.locked else damaged, lend=True)
            return
        self._pages = pdf.count
        pdf.drawn.connect(self._drawn)
        self._draw(0)

    def _draw(self, page: int) -> None:
        opened = self._opened
        assert opened is not None
        self._page = page
        self._say_what()
        if self._pdf is not None:
            self._pdf.ask(page)
            return
        content, media_type = opened.content, opened.media_type
        self._jobs.read(
            lambda _desk, _c: decode(content, media_type, page), self._arrive, key="attachment.draw", owner=self
        )

    def _drawn(self, page: int, image: QImage) -> None:
        count = self._pages
        if page == self._page and not image.isNull():
            self._jobs.read(
                lambda _desk, _c: levels(image, page, count), self._arrive, key="attachment.draw", owner=self
            )

    def _arrive(self, made: Levels | None) -> None:
        opened = self._opened
        if opened is None or (made is not None and made.page != self._page):
            return
        if made is None:
            self._tell(self.tr("This picture cannot be shown here."), lend=True)
            return
        self._pages = made.pages
        self.picture.show_levels(made, self.picture.turned if self.picture.levels is not None else opened.turned)
        self._put(self.picture)

    def _tell(self, words: str, *, lend: bool) -> None:
        self.words.setText(words)
        self.other.setVisible(lend)
        self._put(self.plain)

    def _failed(self, problem: Problem) -> None:
        self._tell(problem_words(problem), lend=False)

    def _put(self, page: QWidget) -> None:
        self.pages.setCurrentWidget(page)
        drawn = page is self.picture
        for button in self._picture_buttons:
            button.setEnabled(drawn)
        self.earlier.setEnabled(self._number > 0)
        self.later.setEnabled(self._number + 1 < len(self._lines))
        self.lend.setEnabled(self._opened is not None)
        self._say_what()
        (page if page is not self.plain else self.close_button).setFocus()
        if self._opened is not None:
            self.shown.emit()

    def _say_what(self) -> None:
        line = self.line
        self.title.set_text(line.name)
        added = f"{line.added_at.astimezone(CHINA):%Y-%m-%d %H:%M}"
        facts = [type_words(line.media_type), size_words(line.size), added, line.added_by]
        if self._pages > 1:
            facts.insert(0, self.tr("page {page} of {count}").format(page=self._page + 1, count=self._pages))
        self.facts.setText(" · ".join(fact for fact in facts if fact))

    def _forget(self) -> None:
        """Let go of everything plain."""
        self._opened, self._page, self._pages = None, 0, 0
        if self._pdf is not None:
            self._pdf.close()
            self._pdf = None
        self.picture.show_levels(None, 0)
        self.text.clear()

    # -- making ----------------------------------------------------------------------------------------------------
    def _make_parts(self) -> None:
        self.title, self.facts = ElidedLabel(role="h2"), label("", "soft")
        self.picture = PictureView(self.tr("Picture"))
        self.picture.turned_by.connect(self.turn)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(self.tr("Text"))
        self.words = label("", "on_mat", wrap=True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.other = Button(self.tr("Open with another program…"), self._lend)
        self.plain = self._make_plain()
        self.pages = QStackedWidget()
        for page in (self.plain, self.picture, self.text):
            self.pages.addWidget(page)
        self.earlier = self._button(self.tr("Previous"), lambda: self.step(-1), "Alt+←")
        self.later = self._button(self.tr("Next"), lambda: self.step(1), "Alt+→")
        self._picture_buttons = (
            self._button(self.tr("Smaller"), lambda: self.picture.zoom_by(-1), "-"),
            self._button(self.tr("Whole"), self.picture.fit, "0"),
            self._button(self.tr("Larger"), lambda: self.picture.zoom_by(1), "+"),
            self._button(self.tr("Turn left"), lambda: self.turn(-90), "Shift+R"),
            self._button(self.tr("Turn right"), lambda: self.turn(90), "R"),
        )
        self.lend = self._button(self.tr("Another program…"), self._lend, "")
        self.close_button = self._button(self.tr("Close"), self.reject, "Esc")

    def _button(self, words: str, act: Callable[[], object], keys: str) -> Button:
        button = Button(words, act, role="quiet")
        button.setToolTip(keys)
        return button

    def _make_plain(self) -> QWidget:
        plain = QWidget()
        plain.setProperty("role", "mat")
        plain.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(plain)
        column.addStretch(1)
        column.addWidget(self.words)
        column.addWidget(self.other, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        return plain

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(14), theme.px(10), theme.px(14), theme.px(10))
        column.setSpacing(theme.px(8))
        head = QHBoxLayout()
        head.setSpacing(theme.px(12))
        head.addWidget(self.title, 1)
        head.addWidget(self.facts)
        column.addLayout(head)
        column.addWidget(self.pages, 1)
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(4))
        for button in (self.earlier, self.later):
            foot.addWidget(button)
        foot.addStretch(1)
        for button in self._picture_buttons:
            foot.addWidget(button)
        foot.addStretch(1)
        foot.addWidget(self.lend)
        foot.addWidget(self.close_button)
        column.addLayout(foot)

    def _lend(self) -> None:
        self.lend_wanted.emit(self.line)

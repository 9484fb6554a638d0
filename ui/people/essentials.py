"""The first page of the form: what a registration cannot do without, the document number first."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from caseworker import codes
from caseworker.people.form import RESIDENT_ID
from caseworker.people.identity import IdReading, origin, read_id
from caseworker.people.phones import read_phones
from ui import theme
from ui.people.details import SPAN, columns
from ui.people.fields import JobField, WordsField, education_field
from ui.people.groups import Groups
from ui.widgets import (
    Card,
    CheckField,
    ChoiceField,
    DateField,
    FormGrid,
    LineField,
    MoneyField,
    table_field,
    table_options,
)
from ui.widgets.form.grid import ENTER
from ui.words import language, problem_words

JOBS = ("job_1", "job_2", "job_3")
FOREIGN = ("id_type", "sex", "birth_date")
"""Asked only of people without a resident identity card."""
ID_LENGTH = 18


class Essentials(Card):
    """Reads the document number as it is typed and says what it says."""

    id_read = Signal(object)
    """An `IdReading` of the number typed so far that holds, or None."""
    id_entered = Signal()
    """Enter in the document number, typed or sent by a card reader."""
    changed = Signal(str)
    finished = Signal(str)
    passed = Signal()

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._today = today
        self._asked_about = ""
        self._foreign_shown = False
        self.grid = FormGrid(columns())
        self._fill(self.grid)
        self.groups = Groups(today)
        self.agreed = FormGrid(1)
        consent = CheckField(self.tr("The person agrees"))
        why = self.tr("These facts are used for employment services only.")
        self.agreed.add("consent", self.tr("&Consent"), consent, required=True, hint=why)
        self.add(self.grid, self._last_line(), self.groups.lines)
        self.number: LineField = self.grid.field("id_no")
        self.number.installEventFilter(self)
        self.show_foreign(False)
        for grid in (self.grid, self.agreed):
            grid.changed.connect(self._edited)
            grid.finished.connect(self._left)
        self.groups.changed.connect(lambda: self.changed.emit("tags"))
        self.grid.submitted.connect(self.groups.focus_first)
        self.groups.passed.connect(self.agreed.focus_first)
        self.agreed.submitted.connect(self.passed)

    def show_foreign(self, shown: bool) -> None:
        """Ask for document, sex and birth date, or not."""
        self._foreign_shown = shown
        for key in FOREIGN:
            self.grid.set_visible(key, shown)

    @property
    def foreign_shown(self) -> bool:
        """Whether document, sex and birth date are asked for."""
        return self._foreign_shown

    def id_type(self) -> str:
        """Kind of the document."""
        return self.grid.value("id_type") or RESIDENT_ID

    def reading(self) -> IdReading | None:
        """What the number typed so far is, None for a document that is not numbered like an ID card."""
        return read_id(self.number.text(), self._today()) if self.id_type() == RESIDENT_ID else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.grid:
            if event.type() == QEvent.Type.Resize:
                gap = theme.px(16)
                self.groups.setFixedWidth(round((self.grid.width() + gap) * SPAN / columns() - gap))
            return False
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in ENTER:
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier or self.id_type() != RESIDENT_ID:
                return False
            return self._number_entered()
        return super().eventFilter(watched, event)

    def facts(self, reading: IdReading) -> str:
        """Sex, age, day of birth of a number that holds, in words."""
        if reading.value is None:
            return ""
        sex = codes.table("sex").name(reading.value.sex, language())
        words = self.tr("{sex}, {age} years, born {day}")
        return words.format(sex=sex, age=reading.value.age(self._today()), day=reading.value.birth_date)

    def _number_entered(self) -> bool:
        """Enter: on to the name when the number holds; a 15-digit number is lengthened on the second Enter."""
        reading = read_id(self.number.text(), self._today())
        if reading.candidate and self._asked_about == self.number.text():
            self.number.setText(reading.candidate)
            reading = read_id(self.number.text(), self._today())
            self.changed.emit("id_no")
        self._say_number(reading)
        if reading.value is None:
            return True
        self.number.setText(reading.value.text)
        self.id_read.emit(reading)
        self.id_entered.emit()
        return False  # the grid goes on to the next input

    def _edited(self, key: str) -> None:
        if key in {"id_no", "id_type"}:
            self.read_number()
        self.changed.emit(key)

    def read_number(self) -> None:
        """Say what the number in the field says, as after every character typed."""
        text = self.number.text()
        if self.id_type() != RESIDENT_ID:
            self.grid.say("id_no", "")
            self.id_read.emit(None)
            return
        reading = read_id(text, self._today())
        holds = reading.value is not None
        if holds or len(text.strip()) == ID_LENGTH:
            self._say_number(reading)
        else:
            self.grid.say("id_no", "")
        self.id_read.emit(reading if holds else None)

    def _say_number(self, reading: IdReading) -> None:
        if reading.problem is not None:
            words = problem_words(reading.problem)
            if reading.candidate:
                self._asked_about = self.number.text()
                words = self.tr("{problem} Press Enter again to take it.").format(problem=words)
            self.grid.say("id_no", words)
            return
        warnings = "\n".join(map(problem_words, reading.warnings))
        self.grid.say("id_no", warnings or self.facts(reading), "warning" if warnings else "hint")

    def _left(self, key: str) -> None:
        if key == "id_no" and self.number.value() and self.id_type() == RESIDENT_ID:
            self._say_number(read_id(self.number.text(), self._today()))
        if key == "mobile":
            self._tidy_phone()
        self.finished.emit(key)

    def _tidy_phone(self) -> None:
        field: LineField = self.grid.field("mobile")
        if not field.value():
            return
        reading = read_phones(field.value())
        if reading.problem is not None:
            self.grid.say("mobile", problem_words(reading.problem))
        elif len(reading.values) > 1:
            field.setText(",".join(reading.values))
            self.grid.say("mobile", self.tr("Two numbers; the first is dialled first."), "hint")
        else:
            field.setText(reading.values[0])

    def _last_line(self) -> QHBoxLayout:
        """Groups and consent, in the columns of the grid above them (see `eventFilter`)."""
        self.grid.installEventFilter(self)
        line = QHBoxLayout()
        line.setSpacing(theme.px(16))
        line.addWidget(self.groups, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.agreed, 1, Qt.AlignmentFlag.AlignTop)
        return line

    def _fill(self, form: FormGrid) -> None:
        swipe = LineField(self.tr("type, paste or swipe the card"), 40)
        form.add("id_no", self.tr("&Document number"), swipe, required=True, span=SPAN)
        form.add("name", self.tr("Name"), LineField(max_length=60), required=True, span=SPAN)
        form.add("mobile", self.tr("&Mobile"), LineField(max_length=60), required=True, span=SPAN)
        form.add("id_type", self.tr("Document"), table_field("id_type"), span=SPAN)
        form.add("sex", self.tr("Sex"), ChoiceField(table_options("sex")[:3]), span=SPAN)
        form.add("birth_date", self.tr("Date of birth"), DateField(self._today), span=SPAN)
        everyday = self.tr("such as 大专 or dz")
        form.add("education", self.tr("&Education"), education_field(everyday), required=True, span=SPAN)
        status = ChoiceField(table_options("emp_status"))
        form.add("employment_status", self.tr("&Now"), status, required=True, span=columns() - SPAN)
        wanted = (self.tr("&Wanted job"), self.tr("Second wish"), self.tr("Third wish"))
        for key, title in zip(JOBS, wanted, strict=True):
            form.add(key, title, JobField(self.tr("occupation, or own words")), span=SPAN)
        form.add("pay_min", self.tr("&Pay a month, from"), MoneyField())
        form.add("pay_max", self.tr("to"), MoneyField())
        form.add("community", self.tr("C&ommunity"), WordsField(placeholder=self.tr("type, or press ↓")), span=SPAN)
        form.add("seeker_type", self.tr("Job-seeker category"), table_field("seeker_type"), span=SPAN)


def origin_of(reading: IdReading) -> str:
    """Where the number was first given out, "" when the region is unknown."""
    return origin(reading.value.region_code) if reading.value else ""

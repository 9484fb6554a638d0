"""The whole registration form: the first page, the folded parts, and their values as one `RegistrationForm`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from caseworker.people.form import RESIDENT_ID, RegistrationForm
from caseworker.people.plain import form_from_plain, form_to_plain
from caseworker.problems import Problem
from ui import theme
from ui.people.details import Details
from ui.people.essentials import JOBS, Essentials
from ui.people.rows import Rows, typed_in
from ui.people.section import Section, Sections
from ui.widgets import FormGrid, is_blank
from ui.words import problem_words

_LISTS = frozenset({"certificates", "wanted_regions", "preferences", "barriers", "needs"})
_PARTS = ("tags", "works", "members", "consent", "wanted_jobs")


class RegistrationFormView(QWidget):
    """Knows what is typed; knows nothing of the store."""

    changed = Signal(str)
    finished = Signal(str)

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.essentials = Essentials(today)
        made = Details(self)
        self.works, self.members = made.works(today), made.members()
        self._grids = {
            "home": made.home(today),
            "learning": made.learning(today),
            "wishes": made.wishes(),
            "notes": made.notes(),
        }
        self.sections = {key: Section(title, body) for key, title, body in self._parts()}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(self.essentials)
        column.addWidget(Sections(self.sections.values()))
        column.addStretch(1)
        self._wire()
        self.set_form(RegistrationForm())

    # -- values ----------------------------------------------------------------------------------------------
    def value(self) -> RegistrationForm:
        """What is typed, as far as it can be read; what cannot is in `typed`."""
        known = {item.name for item in fields(RegistrationForm)}
        values: dict[str, Any] = {}
        for grid in self._every_grid():
            values |= {key: value for key, value in grid.values().items() if key in known}
        values = {key: _kept(key, value) for key, value in values.items()}
        for key in ("name", "id_no", "sex"):
            values[key] = values[key] or ""
        values["id_type"] = values["id_type"] or RESIDENT_ID
        jobs = [self.essentials.grid.value(key) for key in JOBS]
        return RegistrationForm(
            **values,
            wanted_jobs=tuple(job for job in jobs if job),
            tags=self.essentials.groups.value(),
            works=self.works.value(),
            members=self.members.value(),
        )

    def set_form(self, form: RegistrationForm) -> None:
        """Show a form from its start, parts folded, all words off."""
        values = {item.name: getattr(form, item.name) for item in fields(RegistrationForm)}
        jobs = dict(zip(JOBS, (*form.wanted_jobs, None, None, None), strict=False))
        for grid in self._every_grid():
            grid.clear()
            grid.set_values({**values, **jobs})
        self.essentials.groups.set_value(form.tags)
        self.works.set_value(form.works)
        self.members.set_value(form.members)
        self.essentials.show_foreign(form.id_type != RESIDENT_ID)
        for section in self.sections.values():
            section.fold(True)
        self._summarise()
        self.essentials.read_number()

    def plain(self) -> dict[str, Any]:
        """Everything typed, as a draft keeps it: what can be read, and as bare text what cannot."""
        return {"form": form_to_plain(self.value()), "typed": dict(self._unread())}

    def set_plain(self, kept: Mapping[str, Any]) -> None:
        """Show what a draft kept."""
        self.set_form(form_from_plain(kept.get("form", {})))
        for place, text in kept.get("typed", {}).items():
            field = self._field_at(place)
            if field is not None:
                getattr(field, "line", field).setText(text)
        self._summarise()

    def empty(self, start: RegistrationForm) -> bool:
        """Whether nothing was typed since the form `start` was shown."""
        return self.plain() == {"form": form_to_plain(start), "typed": {}}

    # -- problems --------------------------------------------------------------------------------------------
    def say(self, problems: Mapping[str, Problem]) -> None:
        """Put each problem under its input, open the parts they are in, and go to the first."""
        for key, problem in problems.items():
            grid = self._grid_of(key)
            if grid is not None:
                grid.say(key, problem_words(problem))
            elif key == "tags":
                self.essentials.groups.say(problem_words(problem))
        self._go_to_first(set(problems))

    def check_typing(self) -> bool:
        """Say what cannot be read (a date that is none); True when everything can."""
        wrong: list[QWidget] = []
        for grid, key, field in self._inputs():
            if complaint := field.complaint():
                grid.say(key, complaint)
                wrong.append(field)
        for part in (self.essentials.groups, self.works, self.members):
            wrong += [at for at in (part.check(),) if at is not None]
        if wrong:
            self._reveal(wrong[0])
        return not wrong

    def focus_first(self) -> None:
        """Go to the document number."""
        self.essentials.number.setFocus(Qt.FocusReason.OtherFocusReason)
        self.essentials.number.selectAll()

    def next_part(self, step: int) -> None:
        """PageDown and PageUp: into the next part, or the one before."""
        heads: list[QWidget] = [self.essentials, *self.sections.values()]
        focus = QApplication.focusWidget()
        held = [n for n, part in enumerate(heads) if focus is not None and part.isAncestorOf(focus)]
        place = (held[0] if held else 0) + step
        if place <= 0:
            self.focus_first()
        elif place < len(heads):
            self.enter(list(self.sections)[place - 1])

    def enter(self, key: str) -> None:
        """Open a part and go to its first input."""
        section = self.sections[key]
        section.fold(False)
        body: Any = self._grids.get(key) or {"works": self.works, "members": self.members}[key]
        body.focus_first()

    # -- inside ----------------------------------------------------------------------------------------------
    def _parts(self) -> list[tuple[str, str, QWidget]]:
        return [
            ("home", self.tr("Household registration and address"), self._grids["home"]),
            ("learning", self.tr("Schooling and skills"), self._grids["learning"]),
            ("works", self.tr("Work experience"), self.works),
            ("members", self.tr("Household"), self.members),
            ("wishes", self.tr("Wishes and barriers"), self._grids["wishes"]),
            ("notes", self.tr("Registered by, remarks"), self._grids["notes"]),
        ]

    def _wire(self) -> None:
        self.essentials.changed.connect(self.changed)
        self.essentials.finished.connect(self.finished)
        self.essentials.passed.connect(lambda: self._head(0))
        for number, (key, section) in enumerate(self.sections.items()):
            section.opened.connect(lambda key=key: self.enter(key))
            onward = lambda number=number: self._head(number + 1)  # noqa: E731  # bound to this part
            grid = self._grids.get(key)
            if grid is not None:
                grid.changed.connect(self._edited)
                grid.finished.connect(self.finished)
                grid.submitted.connect(onward)
        for number, rows in ((2, self.works), (3, self.members)):
            rows.changed.connect(self._edited)
            rows.passed.connect(lambda number=number: self._head(number + 1))

    def _edited(self, key: str = "") -> None:
        self._summarise()
        self.changed.emit(key)

    def _head(self, number: int) -> None:
        """Go to the head of a part; after the last, stay."""
        heads = [section.header for section in self.sections.values()]
        if number < len(heads):
            heads[number].setFocus(Qt.FocusReason.TabFocusReason)

    def _summarise(self) -> None:
        """Say on each head how much is filled in."""
        counts = {key: sum(not is_blank(v) for v in grid.values().values()) for key, grid in self._grids.items()}
        counts |= {"works": len(self.works.values()), "members": len(self.members.values())}
        for key, count in counts.items():
            entered = self.tr("{count} filled in").format(count=count)
            listed = self.tr("{count} listed").format(count=count)
            words = listed if key in {"works", "members"} else entered
            self.sections[key].summary.setText(words if count else self.tr("nothing yet"))

    def _every_grid(self) -> list[FormGrid]:
        return [self.essentials.grid, self.essentials.agreed, *self._grids.values()]

    def _grid_of(self, key: str) -> FormGrid | None:
        return next((grid for grid, known, _ in self._inputs() if known == key), None)

    def _inputs(self) -> Iterator[tuple[FormGrid, str, Any]]:
        """Every input outside the lines: its grid, its key, itself."""
        for grid in self._every_grid():
            for key, field in zip(grid.keys(), map(grid.field, grid.keys()), strict=True):
                yield grid, key, field

    def _go_to_first(self, wanted: set[str]) -> None:
        for _, key, field in self._inputs():
            if key in wanted:
                self._reveal(field)
                return
        if "tags" in wanted:
            self.essentials.groups.focus_first()

    def _reveal(self, field: QWidget) -> None:
        for section in self.sections.values():
            if section.isAncestorOf(field):
                section.fold(False)
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _unread(self) -> Iterator[tuple[str, str]]:
        """Texts that are no value yet, by place: `graduated_on`, or `works.0.from_on`."""
        for _, key, field in self._inputs():
            if (is_blank(field.value()) or field.complaint()) and (text := typed_in(field)):
                yield key, text
        for part, rows in self._rows().items():
            full = [row for row in rows.rows if not row.blank()]
            for number, row in enumerate(full):
                for key, field in row.fields.items():
                    if is_blank(field.value()) and (text := typed_in(field)):
                        yield f"{part}.{number}.{key}", text

    def _field_at(self, place: str) -> Any:
        part, _, rest = place.partition(".")
        if not rest:
            grid = self._grid_of(part)
            return grid.field(part) if grid is not None else None
        number, _, key = rest.partition(".")
        rows = self._rows()[part].rows
        return rows[int(number)].fields.get(key) if int(number) < len(rows) else None

    def _rows(self) -> dict[str, Rows]:
        return {"tags": self.essentials.groups.lines, "works": self.works, "members": self.members}


def _kept(key: str, value: Any) -> Any:
    """A field's value as the form has it: nothing is None, a list is a tuple."""
    if key in _LISTS:
        return tuple(value or ())
    return None if value == "" else value

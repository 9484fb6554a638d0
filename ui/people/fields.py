"""Inputs of the registration form that the form kit does not have: free words with suggestions, places, lists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from caseworker import codes, districts
from caseworker.people.form import WantedJob
from caseworker.text import lookup_key, text_keys
from ui.widgets import ChoiceField, CodeField, LineField, table_options
from ui.widgets.form.code import Option
from ui.words import language

FOUND = 50
USUAL_EDUCATION = ("71", "61", "41", "47", "31", "21", "14", "81")
"""What most people bring, offered first: 初中 高中 中专 技校 大专 本科 硕士 小学, completed."""


class WordsField(CodeField):
    """Free words; what others wrote before is offered. Value: the words, or None."""

    def set_suggestions(self, words: Iterable[str]) -> None:
        """Replace what is offered; what was typed stays."""
        typed = self.line.text()
        self.set_options([(str(number), word) for number, word in enumerate(words, start=1)])
        self.line.setText(typed)

    def value(self) -> Any:
        return self.line.value() or None

    def set_value(self, value: Any) -> None:
        super().set_value(None)
        self.line.setText(self._texts.get(value, value) if value else "")
        self.line.setCursorPosition(0)

    def complaint(self) -> str:
        return ""

    def settle(self) -> bool:
        """Take the marked suggestion; words of one's own are as good."""
        if self.popup.isVisible() and (option := self.popup.marked()) is not None:
            self.take(option)
        return True

    def take(self, option: Option) -> None:
        self.set_value(option[1])
        self.changed.emit()

    def _typed(self, text: str) -> None:
        super()._typed(text)
        self.changed.emit()


class JobField(WordsField):
    """A wish for work: an occupation of the table, or words of one's own. Value: `WantedJob` or None."""

    def __init__(self, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__((), placeholder, _find_occupation, parent)
        self._title = ""
        self._chosen = ""

    def value(self) -> Any:
        title = self.line.value()
        if not title:
            return None
        return WantedJob(title, self._chosen if title == self._title else _occupation(title))

    def set_value(self, value: Any) -> None:
        job = WantedJob(value) if isinstance(value, str) else value
        self._title, self._chosen = (job.title, job.code) if job else ("", "")
        super().set_value(job.title if job else None)

    def take(self, option: Option) -> None:
        self.set_value(WantedJob(option[1], option[0]))
        self.changed.emit()


class ListField(LineField):
    """Several short texts on one line, parted by 、 or a comma. Value: a tuple of them."""

    def value(self) -> tuple[str, ...]:
        return tuple(part.strip() for part in re.split(r"[、,，;；]", super().value()) if part.strip())

    def set_value(self, value: Any) -> None:
        super().set_value("、".join(value or ()))


class YesNoField(ChoiceField):
    """Yes, no or not asked. Value: bool or None."""

    def __init__(self, yes: str, no: str, parent: QWidget | None = None) -> None:
        super().__init__([("yes", yes), ("no", no)], parent)

    def value(self) -> Any:
        return {"yes": True, "no": False, None: None}[super().value()]

    def set_value(self, value: Any) -> None:
        super().set_value(None if value is None else "yes" if value else "no")


class PlaceField(CodeField):
    """A county (six digits) or, with streets, a street or township (nine). Shown in full: 重庆市 巴南区 …."""

    def __init__(self, today: date, placeholder: str = "", *, streets: bool = False) -> None:
        self._today, self._streets = today, streets
        super().__init__((), placeholder, self._find)

    def set_value(self, value: str | None) -> None:
        super().set_value(value)
        if value:
            self.line.setText(place_name(value))
            self.line.setCursorPosition(0)

    def text(self) -> str:
        return place_name(self.value() or "")

    def _find(self, typed: str) -> Sequence[Option]:
        found = codes.table("district").find(typed, FOUND)
        hits = [entry.code for entry in found if entry.valid(self._today) and not entry.code.endswith("0000")]
        if self._streets:
            hits = [entry.code for entry in codes.table("street").find(typed, 20)] + hits
        return [(code, place_name(code)) for code in hits]


class RegionsField(ListField):
    """Several districts, written as people write them: 巴南区、渝中. Value: a tuple of six-digit codes."""

    def value(self) -> tuple[str, ...]:
        read = (districts.read_district(word) for word in super().value())
        return tuple(code for code in read if code)

    def set_value(self, value: Any) -> None:
        super().set_value(tuple(districts.path(code)[-1] if districts.path(code) else code for code in value or ()))

    def complaint(self) -> str:
        for word in super().value():
            if districts.read_district(word) is None:
                return self.tr(
                    "No district is called “{word}”. Write it in full, such as 巴南区 or 四川省 广安市."
                ).format(word=word)
        return ""


def education_field(placeholder: str = "") -> CodeField:
    """Education by name, everyday word, code or initials; the usual ones first."""
    table = codes.table("education")
    options = sorted(table_options("education"), key=lambda option: _education_place(option[0]))

    def find(typed: str) -> Sequence[Option]:
        everyday = [entry.code for entry in table if _called(entry, lookup_key(typed))]
        found = dict.fromkeys([*everyday, *(entry.code for entry in table.find(typed, FOUND))])
        return [(code, table.name(code, language())) for code in sorted(found, key=_education_place)]

    return CodeField(options, placeholder, find)


def place_name(code: str) -> str:
    """A county, or a street under its county, in full; the code itself when nobody knows it."""
    street = codes.table("street").get(code) if len(code) > 6 else None
    if street is not None:
        return f"{districts.full_name(street.parent)} {street.zh}"
    return districts.full_name(code) or code


def _education_place(code: str) -> int:
    return USUAL_EDUCATION.index(code) if code in USUAL_EDUCATION else len(USUAL_EDUCATION)


_EVERYDAY = {
    "71": ("初中",),
    "61": ("高中",),
    "41": ("中专",),
    "47": ("技校",),
    "31": ("大专", "专科", "高职"),
    "21": ("本科", "大学"),
    "14": ("硕士", "研究生"),
    "81": ("小学",),
}
"""The everyday word means the completed level: nobody says 大专毕业 at the window."""


def _called(entry: codes.Code, wanted: str) -> bool:
    for word in _EVERYDAY.get(entry.code, ()):
        keys = text_keys(word)
        if any(key.startswith(wanted) for key in (word, *keys.initials, *keys.full)):
            return True
    return False


def _find_occupation(typed: str) -> Sequence[Option]:
    found = codes.table("occupation").find(typed, FOUND)
    return [(entry.code, entry.zh) for entry in found if entry.code.count("-") > 1] or [
        (entry.code, entry.zh) for entry in found
    ]


def _occupation(title: str) -> str:
    """The code meant by words typed in full, "" when they are nobody's name."""
    return codes.table("occupation").exact(title) or ""

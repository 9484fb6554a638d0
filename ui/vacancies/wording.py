"""Values of vacancies in the words of the window's language."""

from __future__ import annotations

from datetime import date, datetime

from caseworker import codes
from caseworker.clock import CHINA
from caseworker.vacancies.employers import district_name
from caseworker.vacancies.pay import Pay, format_pay
from ui.widgets import Tag, Tone
from ui.words import language, words

BAND_TONES = {"high": Tone.OK, "middle": Tone.WARN, "low": Tone.PLAIN}
STANDING_TONES = {
    "open": Tone.OK,
    "full": Tone.INFO,
    "expired": Tone.WARN,
    "filled": Tone.INFO,
    "withdrawn": Tone.PLAIN,
    "doubtful": Tone.DANGER,
}
SEPARATOR = " · "


def code_name(table: str, code: str | None) -> str:
    """The name of a code, the code itself when the table does not know it, "" for none."""
    entry = codes.table(table).get(code or "")
    return entry.name(language()) if entry else code or ""


def pay_words(pay: Pay) -> str:
    """Pay as one line."""
    return format_pay(pay, language())


def place(region: str) -> str:
    """The short name of a district."""
    return district_name(region) if region else ""


def standing_tag(standing: str) -> Tag:
    """What a vacancy is today."""
    return Tag(words(f"vacancies.standing.{standing}"), STANDING_TONES[standing])


def band_tag(band: str) -> Tag:
    """高, 中 or 低."""
    return Tag(words(f"matching.band.{band}"), BAND_TONES[band])


def joined(*parts: str) -> str:
    """The parts that say something, with dots between."""
    return SEPARATOR.join(part for part in parts if part)


def day_words(day: date | None) -> str:
    """A day, "" for none."""
    return f"{day:%Y-%m-%d}" if day else ""


def instant_words(instant: datetime) -> str:
    """An instant as the wall clock here shows it."""
    return f"{instant.astimezone(CHINA):%Y-%m-%d %H:%M}"


def education_words(code: str | None) -> str:
    """Schooling in the word people use, 高中 rather than 普通高级中学教育."""
    entry = codes.table("education").get(code or "")
    if entry is not None and language() == "zh" and entry.aliases:
        return entry.aliases[0]
    return code_name("education", code)

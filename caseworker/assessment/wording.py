"""A result in plain words, for the service record, the screen and the sheet."""

from __future__ import annotations

from datetime import date

from caseworker import messages
from caseworker.assessment.questionnaire import Questionnaire
from caseworker.assessment.scoring import Result, ScaleScore, level


def scale_name(form: Questionnaire, code: str, lang: str = "zh") -> str:
    """The name of a scale; its code for one that the questionnaire no longer has."""
    scale = form.scale(code)
    return scale.name.of(lang) if scale is not None else code


def scale_words(form: Questionnaire, one: ScaleScore, lang: str = "zh") -> str:
    """What a scale's score means."""
    if not one.most:
        return messages.text("assessment.result.passed_over", lang)
    reached, scale = level(form, one), form.scale(one.scale)
    return reached.words.of(lang) if reached else scale.words.of(lang) if scale else ""


def headline(form: Questionnaire, result: Result, lang: str = "zh") -> str:
    """助人型 · 事务型 · 动手型（SCR） for a ranked form; the scales that want help for a levelled one."""
    names = [scale_name(form, code, lang) for code in _named(form, result)]
    if not names:
        return messages.text("assessment.entry.nothing", lang)
    short = all(len(code) == 1 for code in result.letters) and result.letters
    code = f"（{''.join(result.letters)}）" if short else ""
    return " · ".join(names) + (code if lang == "zh" else code.replace("（", " (").replace("）", ")"))


def remarks(result: Result, lang: str = "zh") -> tuple[str, ...]:
    """What must be said beside the order of a ranked result."""
    keys = [key for key, holds in (("flat", result.flat), ("open_end", result.open_end)) if holds]
    return tuple(messages.text(f"assessment.result.{key}", lang) for key in keys)


def entry_text(form: Questionnaire, result: Result, until: date) -> str:
    """The entry in the service record; what is private stays on the result sheet."""
    title = form.title.zh
    if form.kind == "ranked":
        names = headline(form, result)
        return messages.text("assessment.entry.ranked", title=title, names=names, until=until.isoformat())
    told = [code for code in _named(form, result) if (scale := form.scale(code)) is None or not scale.private]
    hidden = len(_named(form, result)) - len(told)
    parts = [scale_name(form, code) for code in told]
    if hidden:
        parts.append(messages.text("assessment.entry.private", count=hidden))
    found = "、".join(parts) or messages.text("assessment.entry.nothing")
    return messages.text("assessment.entry.levels", title=title, found=found, until=until.isoformat())


def _named(form: Questionnaire, result: Result) -> tuple[str, ...]:
    """The scales a result is about: its letters, or those whose level suggests a theme."""
    if form.kind == "ranked":
        return result.letters
    return tuple(one.scale for one in result.scores if (reached := level(form, one)) is not None and reached.theme)

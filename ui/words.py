"""The language of the window, and the texts of services (`resources/messages/`) in it."""

from __future__ import annotations

from caseworker import messages
from caseworker.problems import Problem


class _Spoken:
    language = "zh"


def language() -> str:
    """The language of the window: "zh" or "en"."""
    return _Spoken.language


def set_language(name: str) -> None:
    """Speak another language from now on; `ui.shell.application.switch_language` also changes Qt's own
    words.
    """
    _Spoken.language = name


def words(code: str, /, **params: object) -> str:
    """A text of the services in the window's language."""
    return messages.text(code, language(), **params)


def problem_words(problem: Problem) -> str:
    """What the officer is told about a problem, in the window's language."""
    return messages.problem_text(problem, language())

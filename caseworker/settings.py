"""The settings of one PC: language, text size, theme, and what the window remembers. Nothing personal, no
secret.

A plain TOML file in the user's configuration folder, so that it can be read before anybody has signed in and
mended
with any editor. Everything about the work itself is in the store.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from caseworker.problems import OfficerProblem, SurroundingsProblem

LANGUAGES = ("zh", "en")
TEXT_SCALES = (100, 115, 130, 150)
THEMES = ("light", "dark", "contrast")
LOCK_MINUTES = (1, 2, 3, 5)
"""Minutes of idleness before the window locks; five at most, as the office's rules for shared PCs want it."""
FILE_NAME = "settings.toml"


class Settings(NamedTuple):
    """`text_scale` in percent; `window` is (left, top, width, height, maximized as 0/1) in logical pixels or
    empty;
    `column_widths` are pixels at 100 % by table and column; `office_folder` is the last office opened and
    `scan_folder` where the scanner puts its files, "" for none.
    """

    language: str = "zh"
    text_scale: int = 100
    theme: str = "light"
    lock_minutes: int = 5
    office_folder: str = ""
    scan_folder: str = ""
    window: tuple[int, ...] = ()
    column_widths: Mapping[str, Mapping[str, int]] = MappingProxyType({})

    def but(self, **changes: Any) -> Settings:
        """The same settings with some changed."""
        return self._replace(**changes)


class LoadedSettings(NamedTuple):
    """What was read, and what to tell the officer when part of the file could not be used."""

    settings: Settings
    warning: OfficerProblem | None = None


def settings_path() -> Path:
    """Where the settings of this PC's user are. `CASEWORKER_CONFIG` names another folder (tests, several
    offices).
    """
    if folder := os.environ.get("CASEWORKER_CONFIG"):
        return Path(folder) / FILE_NAME
    from platformdirs import user_config_path

    return user_config_path("caseworker", appauthor=False) / FILE_NAME


def load_settings(path: Path | None = None) -> LoadedSettings:
    """Read the settings. What is missing or damaged takes its default; damage is told, never fatal."""
    path = path or settings_path()
    try:
        read = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return LoadedSettings(Settings())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError):
        return LoadedSettings(Settings(), OfficerProblem("settings.unreadable", path=str(path)))
    settings, wrong = _usable(read)
    warning = OfficerProblem("settings.partly_unreadable", names="、".join(wrong)) if wrong else None
    return LoadedSettings(settings, warning)


def save_settings(settings: Settings, path: Path | None = None) -> None:
    """Write the settings, whole or not at all. Raises `SurroundingsProblem("settings.not_saved")`."""
    path = path or settings_path()
    import tomli_w

    from caseworker.files import write_atomically

    text = tomli_w.dumps(_plain(settings))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, text.encode("utf-8"))
    except (OSError, SurroundingsProblem) as error:
        raise SurroundingsProblem("settings.not_saved", path=str(path)) from error


def _plain(settings: Settings) -> dict[str, Any]:
    plain = settings._asdict()
    plain["window"] = list(settings.window)
    plain["column_widths"] = {table: dict(widths) for table, widths in settings.column_widths.items()}
    return plain


def _usable(read: Mapping[str, Any]) -> tuple[Settings, list[str]]:
    good: dict[str, Any] = {}
    wrong: list[str] = []
    for name, check in _CHECKS.items():
        if name not in read:
            continue
        value = check(read[name])
        if value is None:
            wrong.append(name)
        else:
            good[name] = value
    return Settings(**good), wrong


def _one_of(choices: tuple[Any, ...]) -> Any:
    return lambda value: value if value in choices and type(value) is type(choices[0]) else None


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and len(value) < 1000 else None


def _window(value: Any) -> tuple[int, ...] | None:
    whole = isinstance(value, list) and all(type(number) is int for number in value)
    return tuple(value) if whole and len(value) in {0, 5} else None


def _widths(value: Any) -> dict[str, dict[str, int]] | None:
    if not isinstance(value, dict):
        return None
    kept = {table: widths for table, widths in value.items() if isinstance(widths, dict)}
    return {
        table: {key: width for key, width in widths.items() if type(width) is int and 0 < width < 4000}
        for table, widths in kept.items()
    }


_CHECKS: dict[str, Any] = {
    "language": _one_of(LANGUAGES),
    "text_scale": _one_of(TEXT_SCALES),
    "theme": _one_of(THEMES),
    "lock_minutes": _one_of(LOCK_MINUTES),
    "office_folder": _text,
    "scan_folder": _text,
    "window": _window,
    "column_widths": _widths,
}

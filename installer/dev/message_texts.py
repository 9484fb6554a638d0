"""The texts of services (`resources/messages/`) have the same codes and placeholders in both languages."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

from installer.dev.environment import ROOT
from installer.dev.screen_texts import placeholders

FOLDER = ROOT / "resources" / "messages"
LANGUAGES = ("zh", "en")


def message_faults(folder: Path = FOLDER) -> list[str]:
    """One line for each code that only one language has, or whose placeholders differ, or that is empty."""
    chinese, english = (dict(_texts(folder / language)) for language in LANGUAGES)
    faults = [f"messages: {key} has no {language} text" for language, key in _one_sided(chinese, english)]
    for key in sorted(chinese.keys() & english.keys()):
        if not chinese[key].strip() or not english[key].strip():
            faults.append(f"messages: {key} is empty")
        elif placeholders(chinese[key]) != placeholders(english[key]):
            faults.append(f"messages: {key} has other placeholders in zh than in en")
    return faults


def _one_sided(chinese: Mapping[str, str], english: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    yield from (("en", key) for key in sorted(chinese.keys() - english.keys()))
    yield from (("zh", key) for key in sorted(english.keys() - chinese.keys()))


def _texts(folder: Path) -> Iterator[tuple[str, str]]:
    for file in sorted(folder.glob("*.toml")):
        yield from _flat(tomllib.loads(file.read_text(encoding="utf-8")), file.stem)


def _flat(table: Mapping[str, object], prefix: str) -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}.{key}")
        else:
            yield f"{prefix}.{key}", str(value)

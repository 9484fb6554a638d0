"""The sentences of `caseworker-central` in Chinese and English, from `resources/messages/<lang>/central.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

LANGUAGES = ("zh", "en")
_ALSO = ("sealed", "carrier")
"""Nouns whose problems both ends can have."""


def say(key: str, lang: str, **params: object) -> str:
    """The sentence of a dotted key. Raises KeyError for one that is not written."""
    found: Any = _texts(lang)
    for step in key.split("."):
        found = found[step]
    return str(found).format_map(params)


def has(key: str, lang: str) -> bool:
    """Whether there is a sentence of that key."""
    found: Any = _texts(lang)
    for step in key.split("."):
        found = found.get(step) if isinstance(found, dict) else None
    return isinstance(found, str)


@cache
def _texts(lang: str) -> dict[str, Any]:
    own, *others = (_file(noun, lang) for noun in ("central", *_ALSO))
    return own | dict(zip(_ALSO, others, strict=True))


def _file(noun: str, lang: str) -> dict[str, Any]:
    source = files("resources") / "messages" / lang / f"{noun}.toml"
    return tomllib.loads(source.read_text(encoding="utf-8"))

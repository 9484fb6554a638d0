"""A remark that stops nothing: a code with parameters, like a problem, but returned instead of raised."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from caseworker.messages import text


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the officer should know or ask; `text` says it."""

    code: str
    params: Mapping[str, object] = field(default_factory=dict)

    def text(self, lang: str = "zh") -> str:
        """The sentence in `lang` ("zh" or "en")."""
        return text(self.code, lang=lang, **self.params)

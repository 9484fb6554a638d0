"""What can be said about a cell or a row of an import: a code, how grave it is, and where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any


class Level(StrEnum):
    """NOTE: understood, shown. CONFIRM: the officer has to agree. ERROR: the row stays out."""

    NOTE = "note"
    CONFIRM = "confirm"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Issue:
    """A message code with its parameters; `field` is empty when the whole row is meant."""

    code: str
    level: Level
    params: Mapping[str, object] = field(default_factory=dict)
    field: str = ""

    def at(self, name: str) -> Issue:
        """The same issue, said of the field `name`."""
        return replace(self, field=name)


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a parser made of a cell. With an error among its issues, `value` is None."""

    value: Any
    issues: tuple[Issue, ...] = ()

    @classmethod
    def error(cls, code: str, **params: object) -> Parsed:
        """No value, and why."""
        return cls(None, (Issue(code, Level.ERROR, params),))

    @classmethod
    def confirm(cls, value: Any, code: str, **params: object) -> Parsed:
        """A value that may not be what was meant."""
        return cls(value, (Issue(code, Level.CONFIRM, params),))

    @classmethod
    def note(cls, value: Any, code: str, **params: object) -> Parsed:
        """A value read from an unusual spelling."""
        return cls(value, (Issue(code, Level.NOTE, params),))

    def doubted(self, code: str, **params: object) -> Parsed:
        """The same value, to be confirmed; an error stays an error."""
        if any(issue.level is Level.ERROR for issue in self.issues):
            return self
        return replace(self, issues=(*self.issues, Issue(code, Level.CONFIRM, params)))

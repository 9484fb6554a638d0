"""Runs the statements of `db/indicators` in a transaction of the central store."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from psycopg.errors import QueryCanceled
from sqlalchemy import Executable
from sqlalchemy.dialects.postgresql import psycopg
from sqlalchemy.sql import ClauseElement

from db.central.database import Connection
from db.central.problems import Refusal

_DIALECT = psycopg.dialect()  # type: ignore[no-untyped-call]
_SETTINGS = (
    "SELECT set_config('statement_timeout', %s, true), set_config('work_mem', '64MB', true),"
    " set_config('jit', 'off', true)"
)
_SECONDS = 60
_BUSY_SECONDS = 60


class Statements:
    """A reader of figures over one transaction. Raises `Refusal` 503 for a statement of more than a minute.

    A plan is made for each statement with its own dates: one for any dates would read whole tables.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        connection.execute(_SETTINGS, (f"{_SECONDS}s",))

    def execute(self, statement: Executable, /) -> Iterable[Any]:
        """The rows of a statement."""
        text, values = self.written(statement)
        try:
            return self._connection.execute(text, values, prepare=False)
        except QueryCanceled as error:
            raise Refusal(503, "slow_report", _BUSY_SECONDS) from error

    @staticmethod
    def written(statement: Executable) -> tuple[str, dict[str, Any]]:
        """A statement as PostgreSQL takes it, and its values."""
        made = cast(ClauseElement, statement).compile(dialect=_DIALECT, compile_kwargs={"render_postcompile": True})
        return made.string, dict(made.params)

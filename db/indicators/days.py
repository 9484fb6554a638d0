"""Reckoning with days where SQLite and PostgreSQL say it differently."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Date
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


class days_after(FunctionElement[date]):  # noqa: N801  (written like the SQL function it is)
    """A day and a number of days → the later day."""

    name = "days_after"
    type = Date()
    inherit_cache = True


@compiles(days_after)
def _days_after(element: days_after, compiler: SQLCompiler, **options: Any) -> str:
    day, days = (compiler.process(clause, **options) for clause in element.clauses)
    return f"({day} + {days})"


@compiles(days_after, "sqlite")
def _days_after_sqlite(element: days_after, compiler: SQLCompiler, **options: Any) -> str:
    day, days = (compiler.process(clause, **options) for clause in element.clauses)
    return f"date({day}, '+' || {days} || ' days')"

"""What is due, reckoned by the store itself: of thousands of lines only the most urgent ever leave it.

Every source (`due_sources`, `due_decisions`) gives lines of the same columns; one statement puts them into buckets,
counts each and keeps its head.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import CTE, CompoundSelect, Select, func, select, union_all

from caseworker.cases import due_decisions, due_sources
from caseworker.cases.due_lines import Bucket, Owners, once


def most_urgent(owners: Owners, day: date, most: int) -> CTE:
    """Rows of `kind, bucket, due_on, due_time, source_id, case_id, person_id, owner_id, text, days, checks_done,
    total`.

    At most `most` of each bucket, the earliest; `total` says how many the bucket has.
    """
    line = once(_lines(owners, day), "line")
    order = (line.c.due_on, func.coalesce(line.c.due_time, "99"), line.c.source_id)
    heads = [select(line).where(line.c.bucket == one.value).order_by(*order).limit(most).subquery() for one in Bucket]
    head = union_all(*(select(part) for part in heads)).subquery("head")
    counted = select(line.c.bucket, func.count().label("total")).group_by(line.c.bucket)
    count = once(counted, "count")
    return once(select(*head.c, count.c.total).join(count, count.c.bucket == head.c.bucket), "urgent")


@lru_cache(maxsize=4)
def totals(owners: Owners, day: date) -> Select[str, int]:
    """How many lines each bucket has; kept for the day like the list itself."""
    line = _lines(owners, day).subquery("line")
    return select(line.c.bucket, func.count()).group_by(line.c.bucket)


def _lines(owners: Owners, day: date) -> CompoundSelect[Any]:
    """Every source. Whoever recommended or promised is of no account: what a case owes is its owner's to keep."""
    return union_all(*due_sources.all_of(owners, day), *due_decisions.all_of(owners, day))

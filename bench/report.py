"""The month's summary of a large office: every indicator over 20,000 cases and 120,000 activities.

`seconds` is the first summary after the office was opened, with nothing read before; `again_s` the median of those
that follow, as when an officer walks from month to month.
"""

from __future__ import annotations

from datetime import date

from bench import harness
from bench.office import TODAY, fill_casework, office
from caseworker.reports.behind import Span, month_behind
from caseworker.reports.month import month_summary

CASES = 20_000
ACTIVITIES_PER_CASE = 6
AGAIN = 5


def main(_arguments: list[str]) -> dict[str, object]:
    """`N` cases with six activities each."""
    cases = harness.count(CASES)
    with office(officers=True) as (desk, officers):
        ids = fill_casework(desk, officers, cases, cases * ACTIVITIES_PER_CASE)
        harness.tell(f"{len(ids)} cases written")
        with harness.timed() as first:
            summary = month_summary(desk, TODAY)
        again = []
        for number in range(AGAIN):
            with harness.timed() as watch:
                month_summary(desk, date(TODAY.year, TODAY.month - number, 1))
            again.append(watch.seconds)
        with harness.timed() as behind:
            rows = month_behind(desk, "activities", TODAY, span=Span.YEAR)
    return {
        "seconds": first.seconds,
        "again_s": harness.percentile(again, 0.5),
        "indicators": len(summary.lines),
        "communities": len(summary.communities),
        "cases": len(ids),
        "activities": cases * ACTIVITIES_PER_CASE,
        "behind_rows": len(rows),
        "behind_s": behind.seconds,
    }


if __name__ == "__main__":
    harness.run(main)

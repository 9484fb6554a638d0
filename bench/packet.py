"""The loan packet as paper: the first one of a session, which reads the fonts, then many of different people.

Every packet has another applicant with a rare character in the name or address, so that no two draw the same glyphs.
Memory is measured from the fortieth packet on, when every bundled font has been needed once and is kept.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO

from bench import harness
from bench.memory import resident_mb
from caseworker.documents.loan.bundle import loan_packet
from caseworker.documents.loan.content import LoanPacketContent
from caseworker.sample.people import sample_id, sample_name
from tests.caseworker.documents.samples import full

PACKETS = 200
WARM = 40
RARE = "𪨧㛃䶮𬭎𫟼𬍛𬤊𬸣㮾䢺𫖯𬬭𬬸鿍镕喆堃祎旻昇"
"""Characters of real given names and places that many fonts lack (GB 18030 extensions A to E)."""


def main(_arguments: list[str]) -> dict[str, object]:
    """`N` packets after the first."""
    count, contents = harness.count(PACKETS), several()
    with harness.timed() as first:
        paper = loan_packet(next(contents))
    seconds, sizes, before = [], [], resident_mb()
    for number in range(count):
        if number == min(WARM, count // 2):
            gc.collect()
            before = resident_mb()
        content = next(contents)
        with harness.timed() as watch:
            one = loan_packet(content)
        seconds.append(watch.seconds)
        sizes.append(len(one))
    gc.collect()
    return {
        "first_s": first.seconds,
        "p50_ms": harness.percentile(seconds, 0.5) * 1000,
        "p95_ms": harness.percentile(seconds, 0.95) * 1000,
        "pages": pages(paper),
        "rss_growth_mb": resident_mb() - before,
        "rss_mb": resident_mb(),
        "packets": count,
        "kb": harness.percentile(sizes, 0.5) / 1024,
    }


def several() -> Iterator[LoanPacketContent]:
    """Packets of one invented person after another, for ever."""
    dice, base, number = harness.dice("packet"), full(), 0
    while True:
        born = date(1970, 1, 1) + timedelta(days=dice.randrange(13_000))
        rare = dice.choice(RARE)
        yield replace(
            base,
            packet_number=f"LH-2026-{number + 1:04d}",
            applicant=replace(
                base.applicant,
                name=sample_name(number) + rare,
                id_number=sample_id(born, dice.randrange(998)),
                birth_date=born,
                residence=f"重庆市大渡口区{dice.choice(RARE)}溪镇示例路{dice.randrange(1, 300)}号",
            ),
            project=replace(base.project, entity_name=f"大渡口区{dice.choice(RARE)}样例店"),
        )
        number += 1


def pages(paper: bytes) -> int:
    """Pages of a PDF."""
    from pypdf import PdfReader

    return len(PdfReader(BytesIO(paper)).pages)


if __name__ == "__main__":
    harness.run(main)

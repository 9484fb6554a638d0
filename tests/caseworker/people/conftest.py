"""An office of this test's own, with a clock that can be moved."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from caseworker.access.entry import Entry, NewOffice
from caseworker.clock import FixedClock, china_instant
from caseworker.desk import Desk
from db.local.key_slots import Cost

OFFICE = NewOffice("样例街道", "500113", "巴南区", "", "zhou", "周样甲", "practice-2026")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Its first officer, at work on 23 November 2026."""
    entry = Entry(tmp_path / "office", FixedClock(china_instant(date(2026, 11, 23), 9, 41)), Cost(1024, 1, 1))
    desk = entry.create_office(OFFICE)
    yield desk
    entry.sign_out(desk)

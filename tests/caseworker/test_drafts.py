"""Drafts: each officer's own, never sent, never audited, replaced in place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from caseworker import drafts
from caseworker.access.entry import Entry, NewOffice
from caseworker.clock import FixedClock, china_instant
from caseworker.desk import Desk
from db.local.key_slots import Cost
from db.models.base import new_id
from tests.caseworker.people.forms import rows

KIND = "registration"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    entry = Entry(tmp_path / "office", FixedClock(china_instant(date(2026, 11, 23))), Cost(1024, 1, 1))
    desk = entry.create_office(NewOffice("样例街道", "500113", "巴南区", "", "zhou", "周样甲", "practice-2026"))
    yield desk
    entry.sign_out(desk)


def test_a_draft_is_replaced_and_comes_back_whole(desk: Desk) -> None:
    drafts.save(desk, KIND, "one", "未填姓名", {"name": ""})
    drafts.save(desk, KIND, "one", "王样一", {"name": "王样一", "rows": [{"n": 1, "none": None}]})
    (draft,) = drafts.open_drafts(desk)
    assert (draft.title, draft.payload) == ("王样一", {"name": "王样一", "rows": [{"n": 1, "none": None}]})
    assert draft.saved_at == desk.now
    assert drafts.load(desk, KIND, "one") == draft


def test_the_newest_comes_first(desk: Desk) -> None:
    drafts.save(desk, KIND, "one", "王样一", {})
    assert isinstance(desk.clock, FixedClock)
    desk.clock.advance(minutes=1)
    drafts.save(desk, KIND, "two", "李样二", {})
    assert [draft.key for draft in drafts.open_drafts(desk)] == ["two", "one"]


def test_drafts_are_the_officers_own(desk: Desk) -> None:
    drafts.save(desk, KIND, "one", "王样一", {})
    colleague = replace(desk, actor=replace(desk.actor, officer_id=new_id()))
    assert drafts.open_drafts(colleague) == []
    drafts.discard(colleague, KIND, "one")
    assert len(drafts.open_drafts(desk)) == 1


def test_a_draft_is_neither_sent_nor_audited(desk: Desk) -> None:
    before = rows(desk, "SELECT (SELECT count(*) FROM outbox), (SELECT count(*) FROM audit_entry)")
    drafts.save(desk, KIND, "one", "王样一", {})
    drafts.discard(desk, KIND, "one")
    assert rows(desk, "SELECT (SELECT count(*) FROM outbox), (SELECT count(*) FROM audit_entry)") == before
    assert drafts.load(desk, KIND, "one") is None


def test_what_rolls_back_keeps_the_draft(desk: Desk) -> None:
    drafts.save(desk, KIND, "one", "王样一", {})
    with pytest.raises(ZeroDivisionError), desk.write() as unit:
        drafts.discard_in(unit, KIND, "one")
        _ = 1 / 0
    assert len(drafts.open_drafts(desk)) == 1

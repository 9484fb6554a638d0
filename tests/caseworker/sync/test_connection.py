"""Connecting: who may, what is read, and what is said before anything travels."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from caseworker.access.actor import Role
from caseworker.access.entry import Entry
from caseworker.desk import Desk
from caseworker.problems import OfficerProblem, SurroundingsProblem
from caseworker.sync.connection import NewConnection, connect, connection, disconnect, read_authority, sign_in
from caseworker.sync.joining import NewPc
from db.models import AuditEntry
from tests.caseworker.sync import arrivals
from tests.db.records import CHEAP

NOWHERE = "https://127.0.0.1:9"


@pytest.fixture
def supervisor(desk: Desk) -> Desk:
    return Desk(desk.store, replace(desk.actor, role=Role.SUPERVISOR), desk.clock)


def new(authority: Path) -> NewConnection:
    return NewConnection(NOWHERE, authority, "code", "1 号窗口", "wang", "secret-secret")


def test_alone_and_connected(desk: Desk) -> None:
    assert connection(desk) is None
    arrivals.connect(desk)
    found = connection(desk)
    assert found is not None and found.signed_in
    colleague = Desk(desk.store, replace(desk.actor, officer_id=arrivals.COLLEAGUE), desk.clock)
    other = connection(colleague)
    assert other is not None and not other.signed_in


def test_only_who_may_connects_and_never_the_practice(desk: Desk, supervisor: Desk, tmp_path: Path) -> None:
    with pytest.raises(OfficerProblem, match="not_allowed"):
        connect(desk, new(tmp_path))
    with pytest.raises(OfficerProblem, match="not_allowed"):
        disconnect(desk, "x")
    practice = Desk(desk.store, replace(supervisor.actor, practice=True), desk.clock)
    with pytest.raises(OfficerProblem, match="practice"):
        connect(practice, new(tmp_path))


def test_a_certificate_that_cannot_be_read_is_said(supervisor: Desk, tmp_path: Path) -> None:
    with pytest.raises(SurroundingsProblem, match="authority_unreadable"):
        connect(supervisor, new(tmp_path / "none.pem"))
    picture = tmp_path / "picture.pem"
    picture.write_bytes(b"\x89PNG\xff")
    with pytest.raises(SurroundingsProblem, match="authority_unreadable"):
        read_authority(picture)
    words = tmp_path / "words.pem"
    words.write_text("no certificate")
    with pytest.raises(OfficerProblem, match=r"sync\.authority"):
        connect(supervisor, new(words))


def test_leaving_needs_a_reason_and_keeps_what_waits(supervisor: Desk, desk: Desk) -> None:
    arrivals.connect(desk)
    with pytest.raises(OfficerProblem, match="reason_missing"):
        disconnect(supervisor, " ")
    disconnect(supervisor, "换了电脑")
    assert connection(desk) is None
    with desk.read() as session:
        entry = session.scalars(select(AuditEntry).where(AuditEntry.action == "sync.disconnect")).one()
    assert entry.reason == "换了电脑"


def test_signing_in_needs_a_connection(desk: Desk) -> None:
    with pytest.raises(OfficerProblem, match="not_connected"):
        sign_in(desk, "wang", "secret-secret")


def test_a_pc_that_could_not_join_leaves_nothing_behind(tmp_path: Path) -> None:
    door = Entry(tmp_path / "office", cost=CHEAP)
    words = tmp_path / "words.pem"
    words.write_text("no certificate")
    with pytest.raises(OfficerProblem, match=r"sync\.authority"):
        door.join_office(NewPc(NOWHERE, words, "code", "2 号窗口", "wu", "secret-secret"))
    with pytest.raises(OfficerProblem, match="password_short"):
        door.join_office(NewPc(NOWHERE, words, "code", "2 号窗口", "wu", "short"))
    assert door.inspect().condition == "absent"

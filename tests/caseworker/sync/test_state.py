"""The state in words: quiet without a server, and what waits counted when there is one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from caseworker.desk import Desk
from caseworker.sync.history import meetings
from caseworker.sync.state import Lamp, SyncState, lamp_words, problem_text, short_words, sync_state
from tests.caseworker.sync.arrivals import COLLEAGUE, conflict, connect, edit, offered_to_us, refuse_all, run

NOW = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)
MORNING = datetime(2026, 11, 22, 1, 12, tzinfo=UTC)


def test_without_a_server_nothing_nags(desk: Desk) -> None:
    state = sync_state(desk)
    assert state == SyncState(connected=False)
    assert state.lamp is Lamp.PLAIN
    assert lamp_words(state, NOW) == "未连接中心"


@pytest.mark.parametrize(
    ("state", "words", "lamp"),
    [
        (SyncState(True, synced_at=MORNING), "已同步 09:12", Lamp.OK),
        (SyncState(True, pending=3, synced_at=MORNING), "已同步 09:12 · 3 条未上报", Lamp.WAITING),
        (SyncState(True, files_up=1, files_down=2, synced_at=MORNING), "已同步 09:12 · 3 个文件传输中", Lamp.WAITING),
        (SyncState(True, files_down=2, synced_at=MORNING), "已同步 09:12 · 2 个文件传输中", Lamp.OK),
        (SyncState(True, pending=1234), "尚未同步 · 1,234 条未上报", Lamp.WAITING),
        (SyncState(True, synced_at=MORNING - timedelta(days=2)), "已同步 11-20 09:12", Lamp.OK),
        (SyncState(True, synced_at=MORNING - timedelta(days=366)), "已同步 2025-11-21 09:12", Lamp.OK),
        (
            SyncState(True, conflicts=2, incoming=1, synced_at=MORNING),
            "已同步 09:12 · 2 处待核对 · 1 件待接收",
            Lamp.ATTENTION,
        ),
        (SyncState(True, stuck=1, synced_at=MORNING), "已同步 09:12 · 1 条未被接收", Lamp.ATTENTION),
        (SyncState(True, synced_at=MORNING, problem="sync.unreachable"), "已同步 09:12", Lamp.WAITING),
        (SyncState(True, synced_at=MORNING, problem="sync.revoked"), "同步已停，需要处理", Lamp.ATTENTION),
    ],
)
def test_the_words_of_a_state(state: SyncState, words: str, lamp: Lamp) -> None:
    assert lamp_words(state, NOW) == words
    assert short_words(state, NOW).startswith(words.split(" · ", maxsplit=1)[0])
    assert state.lamp is lamp


def test_the_short_words_count_what_waits_for_a_person_together() -> None:
    state = SyncState(True, pending=3, stuck=1, conflicts=2, incoming=1, synced_at=MORNING)
    assert short_words(state, NOW) == "已同步 09:12 · 3 条未上报 · 4 件待处理"
    assert short_words(SyncState(connected=False), NOW) == ""


def test_what_waits_is_counted(desk: Desk, person: UUID) -> None:
    connect(desk, desk.now)
    conflict(desk, "person", person, "community", "样一", "样二")
    conflict(desk, "person", person, "grid", "1", "2", state="rule")
    offered_to_us(desk)
    edit(desk, person, community="样三")
    edit(desk, person, grid="3")
    state = sync_state(desk)
    assert (state.pending, state.stuck, state.conflicts, state.incoming) == (1, 0, 1, 1)
    assert state.synced_at == desk.now
    refuse_all(desk)
    assert (sync_state(desk).pending, sync_state(desk).stuck) == (0, 1)


def test_the_newest_run_says_what_is_wrong(desk: Desk) -> None:
    connect(desk, desk.now - timedelta(hours=1))
    run(desk, desk.now, "sync.gone_wrong", pushed=2)
    state = sync_state(desk)
    assert (state.problem, state.synced_at) == ("sync.gone_wrong", desk.now - timedelta(hours=1))
    newest, oldest = meetings(desk)
    assert "sync.gone_wrong" in newest.problem and newest.pushed == 2
    assert oldest.problem == ""
    run(desk, desk.now + timedelta(minutes=1))
    assert sync_state(desk).problem == ""


def test_a_code_nobody_knows_is_still_a_sentence() -> None:
    assert problem_text("sync.not_yours", "zh").endswith("。")
    assert "disk" in problem_text("store.disk_full", "en").lower()


def test_an_officer_who_has_no_login_there_is_told(desk: Desk) -> None:
    connect(desk, desk.now)
    colleague = Desk(desk.store, replace(desk.actor, officer_id=COLLEAGUE), desk.clock)
    assert sync_state(colleague).problem == "sync.sign_in_again"

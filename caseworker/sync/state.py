"""How this PC stands with the central store, in words: 已同步 09:12 · 3 条未上报.

An office that never connects is told so on its sync page and nowhere else: nothing nags.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from caseworker import messages
from caseworker.access.permissions import Right, require
from caseworker.clock import CHINA
from caseworker.desk import Desk
from caseworker.sync.connection import connection_of
from db.models import BlobTransfer, CaseTransfer, Conflict, Outbox, Stuck, SyncRun
from db.sync.history import CANCELLED, HALTING


class Lamp(StrEnum):
    """How urgent the words are."""

    PLAIN = "plain"  # not connected, or nothing to say
    OK = "ok"
    WAITING = "waiting"  # something has not gone up yet, which a later run does by itself
    ATTENTION = "attention"  # a person is needed


@dataclass(frozen=True, slots=True)
class SyncState:
    """`pending` counts records with changes not sent yet, `stuck` those the central store refused.

    `files_up` and `files_down` count files whose content is on its way.

    `synced_at` is when a run last succeeded; `problem` is the code of what the newest run failed of, "" when it did
    not. `conflicts` and `incoming` wait for a person of this office.
    """

    connected: bool
    pending: int = 0
    stuck: int = 0
    conflicts: int = 0
    incoming: int = 0
    synced_at: datetime | None = None
    problem: str = ""
    files_up: int = 0
    files_down: int = 0

    @property
    def waiting(self) -> int:
        """How many things only a person can settle."""
        return self.stuck + self.conflicts + self.incoming

    @property
    def halted(self) -> bool:
        """Whether no meeting succeeds before a person has done something: signed in again, installed a version."""
        return self.problem in HALTING

    @property
    def lamp(self) -> Lamp:
        """How urgent it is."""
        if not self.connected:
            return Lamp.PLAIN
        if self.waiting or self.halted:
            return Lamp.ATTENTION
        unsent = self.problem or self.pending or self.files_up
        return Lamp.WAITING if unsent or self.synced_at is None else Lamp.OK


def sync_state(desk: Desk) -> SyncState:
    """How things stand now."""
    require(desk.actor, Right.VIEW)
    with desk.read() as session:
        return state_of(session, desk)


def state_of(session: Session, desk: Desk) -> SyncState:
    """The state within a larger read."""
    place = connection_of(session, desk)
    if place is None:
        return SyncState(connected=False)
    newest = session.scalars(select(SyncRun).where(SyncRun.ended_at.is_not(None)).order_by(SyncRun.started_at.desc()))
    good = select(func.max(SyncRun.ended_at)).where(SyncRun.problem == "", SyncRun.ended_at.is_not(None))
    last = newest.first()
    return SyncState(
        connected=True,
        pending=_count(session, select(func.count(Outbox.row_id.distinct()))),
        stuck=_count(session, select(func.count(Stuck.row_id.distinct()))),
        conflicts=_count(session, select(func.count(Conflict.id)).where(Conflict.state == "open", ~Conflict.deleted)),
        incoming=_count(session, incoming_offers()),
        synced_at=session.scalar(good),
        problem=_problem(last, signed_in=place.signed_in),
        files_up=_count(session, _files("up")),
        files_down=_count(session, _files("down")),
    )


def _files(way: str) -> Select[int]:
    return select(func.count()).select_from(BlobTransfer).where(BlobTransfer.way == way)


def incoming_offers() -> Select[int]:
    """How many cases are offered to this office."""
    return select(func.count(CaseTransfer.id)).where(
        CaseTransfer.side == "in", CaseTransfer.state == "offered", ~CaseTransfer.deleted
    )


def lamp_words(state: SyncState, now: datetime, lang: str = "zh") -> str:
    """The state in one short line: 已同步 09:12 · 3 条未上报."""
    if not state.connected:
        return messages.text("sync.state.not_connected", lang)
    counted = (
        ("sync.state.pending", state.pending),
        ("sync.state.files", state.files_up + state.files_down),
        ("sync.state.stuck", state.stuck),
        ("sync.state.conflicts", state.conflicts),
        ("sync.state.incoming", state.incoming),
    )
    parts = [_when_words(state, now, lang)]
    parts += [messages.text(code, lang, count=f"{count:,}") for code, count in counted if count]
    return " · ".join(parts)


def short_words(state: SyncState, now: datetime, lang: str = "zh") -> str:
    """As `lamp_words`, with everything that waits for a person counted together: for the top of the window."""
    if not state.connected:
        return ""
    parts = [_when_words(state, now, lang)]
    for code, count in (("sync.state.pending", state.pending), ("sync.state.waiting", state.waiting)):
        parts += [messages.text(code, lang, count=f"{count:,}")] if count else []
    return " · ".join(parts)


def problem_text(code: str, lang: str = "zh") -> str:
    """What a run failed of and what to do, as a sentence; one for codes that are not known here."""
    if messages.has(code, lang):
        return messages.text(code, lang)
    return messages.text("sync.unknown_problem", lang, code=code)


def when_text(instant: datetime, now: datetime) -> str:
    """`09:12` today, `11-21 09:12` this year, `2025-11-21 09:12` before."""
    then, today = instant.astimezone(CHINA), now.astimezone(CHINA)
    if then.date() == today.date():
        return f"{then:%H:%M}"
    return f"{then:%m-%d %H:%M}" if then.year == today.year else f"{then:%Y-%m-%d %H:%M}"


def _problem(last: SyncRun | None, *, signed_in: bool) -> str:
    if not signed_in:
        return "sync.sign_in_again"
    return last.problem if last is not None and last.problem != CANCELLED else ""


def _when_words(state: SyncState, now: datetime, lang: str) -> str:
    if state.halted:
        return messages.text("sync.state.halted", lang)
    if state.synced_at is None:
        return messages.text("sync.state.never", lang)
    return messages.text("sync.state.synced", lang, time=when_text(state.synced_at, now))


def _count(session: Session, query: Select[int]) -> int:
    return session.scalar(query) or 0

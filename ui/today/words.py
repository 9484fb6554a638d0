"""What a line of the worklist says, and what finishing it means."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject

from caseworker.cases.placements import CHECK_DAYS
from caseworker.cases.today import Bucket, Kind, TodayItem
from ui.cases.note import About
from ui.cases.words import CaseWords, code_name, group_tag
from ui.widgets import Bold, Run, Tag, Tone

TAGS_SHOWN = 2


class TodayWords(QObject):
    """Asked at the moment of showing, so that they are always in the window's language."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.case = CaseWords(self)

    def due(self, item: TodayItem, today: date) -> Tag:
        """The first column."""
        if item.bucket is Bucket.NEW:
            return Tag(self.tr("new"), Tone.INFO)
        if item.kind in {Kind.REPLY, Kind.ASKED}:
            return Tag(self.tr("{count} d waiting").format(count=item.days), Tone.PLAIN)
        if item.kind is Kind.RECHECK:
            return Tag(self.tr("recheck"), Tone.PLAIN)
        tag = self.case.due_tag(item.due_on, today, item.due_time)
        return Tag(tag.text, Tone.PLAIN) if item.bucket is Bucket.WAITING else tag

    def whom(self, item: TodayItem) -> tuple[Run, ...]:
        """Name and key groups; more than two groups are counted."""
        absent = (Tag(self.tr("for {name}").format(name=item.absent), Tone.WARN),) if item.absent else ()
        more = len(item.tags) - TAGS_SHOWN
        tags = [group_tag(kind) for kind in item.tags[:TAGS_SHOWN]]
        return (Bold(item.name), *absent, *tags, *([Tag(f"+{more}")] if more > 0 else []))

    def what(self, item: TodayItem) -> str:
        """What is to be done."""
        match item.kind:
            case Kind.CHECK:
                return f"{self.case.check(item.days)} · {item.text}"
            case Kind.NEW_CASE:
                return self.tr("First contact")
            case Kind.INTERVIEW:
                return self.tr("Interview: {post}").format(post=item.text)
            case Kind.REPLY:
                return self.tr("Ask the employer: {post}").format(post=item.text)
            case Kind.TASK:
                return item.text
            case _:
                return self._decided(item)

    def _decided(self, item: TodayItem) -> str:
        """What others decide, or what a decision brings about."""
        match item.kind:
            case Kind.LADDER:
                return self.tr("Try again: {count} tries reached nobody").format(count=item.days)
            case Kind.PAUSE_END:
                return self.tr("The pause is over: help goes on?")
            case Kind.APPROVE:
                return self.tr("For your agreement: {what}").format(what=self._subject(item.text))
            case Kind.ASKED:
                return self.tr("A colleague's word is awaited: {what}").format(what=self._subject(item.text))
            case _:
                return self.tr("Recheck the signed paper: {what}").format(what=self._subject(item.text))

    def progress(self, item: TodayItem) -> str:
        """How far the case is."""
        if item.kind is Kind.CHECK:
            return self.tr("check {done}/{all}").format(done=item.checks_done + 1, all=len(CHECK_DAYS))
        parts = []
        if item.referrals:
            parts.append(self.tr("ref. {count}").format(count=item.referrals))
        if item.interviews:
            parts.append(self.tr("int. {count}").format(count=item.interviews))
        return " · ".join(parts) or code_name("case_state", item.case_state)

    def about(self, item: TodayItem) -> About:
        """What a note on this line settles."""
        title = f"{item.name} · {self.what(item)}"
        if item.kind is Kind.CHECK:
            return About(title, placement_id=item.source_id, check_days=item.days)
        return About(title, finishes=item.source_id if item.kind is Kind.TASK else None)

    def kind(self, item: TodayItem) -> str:
        """The kind of entry such a note is: the first contact is a talk, all else a follow-up."""
        return "talk" if item.kind is Kind.NEW_CASE else "follow_up"

    def why_not_postponed(self, item: TodayItem) -> str:
        """Why a line that is no promise stays where it is, and what to do instead; "" for one that can move."""
        match item.kind:
            case Kind.LADDER:
                return self.tr("This is the next try. Press Space and note it; promise a day with it if you like.")
            case Kind.PAUSE_END | Kind.APPROVE | Kind.ASKED | Kind.RECHECK:
                return self.tr("This is decided on the case. Press Enter to open it.")
            case _:
                return ""

    def _subject(self, code: str) -> str:
        return self.tr("the plan") if code == "plan" else self.tr("closing the case")

"""Who is a candidate at all: hard limits, the order in which wishes are relaxed, two vacancies for one employer.

Pure. What is left out is counted by its cause, because an empty list without its reason helps nobody.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from caseworker.matching.features import Post, Score, Seeker, occupation_reason, score, within, words_reason

ENOUGH = 10
"""With fewer results than this the wishes are relaxed."""
PER_EMPLOYER = 2
RELAXATIONS = ("district", "occupation", "pay")
"""In this order: beyond the neighbouring districts, related occupations, a tenth less pay."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The facts about a vacancy that decide before any score; `excluded` is a cause known from elsewhere."""

    status: str = "open"
    valid_to: date | None = None
    filled: int = 0
    headcount: int = 1
    excluded: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A post with what its hard limits say."""

    post: Post
    limits: Limits


@dataclass(frozen=True, slots=True)
class Chosen:
    """One vacancy to recommend with its score."""

    post: Post
    score: Score


@dataclass(frozen=True, slots=True)
class Selection:
    """The best vacancies, how many were left out by cause, what was relaxed, and how many were looked at."""

    chosen: tuple[Chosen, ...]
    excluded: Mapping[str, int]
    relaxed: tuple[str, ...]
    pool: int


def hard_cause(limits: Limits, today: date) -> str:
    """Why a vacancy cannot be recommended to this person, "" when it can."""
    if limits.status != "open":
        return "closed"
    if limits.valid_to is not None and limits.valid_to < today:
        return "expired"
    if limits.filled >= limits.headcount:
        return "full"
    return limits.excluded


def select_best(seeker: Seeker, candidates: Sequence[Candidate], today: date, limit: int = 20) -> Selection:
    """The best `limit` vacancies; wishes are relaxed one after the other while there are fewer than ten.

    Candidates of quite other work than wished are not looked at and not counted.
    """
    causes: Counter[str] = Counter()
    open_posts: list[Post] = []
    pool = [item for item in candidates if not seeker.wishes or _wanted(seeker, item.post, loose=True)]
    for candidate in pool:
        cause = hard_cause(candidate.limits, today)
        causes[cause] += 1
        if not cause:
            open_posts.append(candidate.post)
    relaxed: tuple[str, ...] = ()
    for step in range(len(RELAXATIONS) + 1):
        relaxed = RELAXATIONS[:step]
        fitting, soft = _fitting(seeker, open_posts, relaxed)
        chosen, capped = _ranked(seeker, fitting, today)
        if len(chosen) >= ENOUGH:
            break
    left_out = Counter({cause: count for cause, count in causes.items() if cause}) + soft
    left_out["same_employer"] += capped
    return Selection(tuple(chosen[:limit]), +left_out, _said(seeker, relaxed), len(pool))


def _said(seeker: Seeker, relaxed: tuple[str, ...]) -> tuple[str, ...]:
    """Only what the person had wished for can have been relaxed."""
    wished = {"district": seeker.districts, "occupation": seeker.wishes, "pay": seeker.pay_floor}
    return tuple(step for step in relaxed if wished[step])


def _fitting(seeker: Seeker, posts: Iterable[Post], relaxed: tuple[str, ...]) -> tuple[list[Post], Counter[str]]:
    """The posts within the wishes as far as they hold, and how many each wish leaves out."""
    wishes = _wishes(seeker, relaxed)
    fitting: list[Post] = []
    left_out: Counter[str] = Counter()
    for post in posts:
        cause = next((name for name, holds in wishes if not holds(post)), "")
        if cause:
            left_out[cause] += 1
        else:
            fitting.append(post)
    return fitting, left_out


def _wishes(seeker: Seeker, relaxed: tuple[str, ...]) -> list[tuple[str, Callable[[Post], bool]]]:
    """The wishes that still hold, each with its test."""
    wishes: list[tuple[str, Callable[[Post], bool]]] = []
    if seeker.wishes:
        wishes.append(("occupation", lambda post: _wanted(seeker, post, loose="occupation" in relaxed)))
    if seeker.districts and "district" not in relaxed:
        wishes.append(("district", lambda post: _in_reach(seeker, post)))
    if seeker.pay_floor:
        floor = seeker.pay_floor * 9 // 10 if "pay" in relaxed else seeker.pay_floor
        wishes.append(("pay", lambda post: _pays(post, floor)))
    return wishes


def _wanted(seeker: Seeker, post: Post, *, loose: bool) -> bool:
    reason = occupation_reason(seeker, post)
    if reason is not None and (loose or reason.code == "occupation_same"):
        return True
    return words_reason(seeker, post) is not None


def _in_reach(seeker: Seeker, post: Post) -> bool:
    return not post.region or within(post.region, seeker.districts) or post.region[:6] in seeker.near


def _pays(post: Post, floor: int) -> bool:
    best = post.pay_high if post.pay_high is not None else post.pay_low
    return best is None or best >= floor


def _ranked(seeker: Seeker, posts: Iterable[Post], today: date) -> tuple[list[Chosen], int]:
    """Best first, at most two of one employer, and how many were dropped for that. Equal scores: the newer id."""
    scored = [Chosen(post, score(seeker, post, today)) for post in posts]
    scored.sort(key=lambda chosen: (-chosen.score.points, -chosen.post.id.int))
    taken: Counter[UUID] = Counter()
    kept: list[Chosen] = []
    for chosen in scored:
        taken[chosen.post.employer_id] += 1
        if taken[chosen.post.employer_id] <= PER_EMPLOYER:
            kept.append(chosen)
    return kept, len(scored) - len(kept)

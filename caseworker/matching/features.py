"""How well one vacancy fits one person: a sum of named reasons, and nothing else. Pure; knows no store and no clock.

Points are hundredths, so that the sum is exact; the weights are those measured in the trial of the engine. What a
person is (sex, age, ethnicity, marriage, disability) is not among the facts given here and so cannot count.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import lru_cache
from uuid import UUID

from caseworker.matching.occupation import bare_title, related
from caseworker.text import lookup_key

OCCUPATION_SAME = 400
OCCUPATION_RELATED = 200
WORDS = 120
DISTRICT_SAME = 150
DISTRICT_NEAR = 40
PAY = 220
OVER_ASKING = -45
EDUCATION_PER_LEVEL = -24
EXPERIENCE_PER_YEAR = -110
EXPERIENCE_KNOWN = 60
BOARD_WANTED = 50
FRESHNESS_PER_YEAR = -30
FRESH_DAYS = 90
MOST_YEARS_SHORT = 5
SHOWN_FOR, SHOWN_AGAINST = 3, 2
_SAYS_LITTLE = frozenset(
    [
        "主管",
        "专员",
        "经理",
        "助理",
        "师傅",
        "学徒",
        "员工",
        "主任",
        "工人",
        "人员",
        "文员",
        "工程",
        "程师",
        "工程师",
        "队长",
        "组长",
        "领班",
        "服务",
        "管理",
    ]
)
"""Words that titles of quite different work share."""
HIGH_FROM, MIDDLE_FROM = 600, 350


class Band(StrEnum):
    """高, 中, 低. Never a percentage: nobody knows the chance of being hired."""

    HIGH = "high"
    MIDDLE = "middle"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Wish:
    """A job the person wants: words, and the occupation code if known."""

    title: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Seeker:
    """What of a person may count. Pay in 分 a month; districts are codes, of which "5000" and the like mean all below.

    `near` are the neighbours of `districts`; `years` is experience by occupation code; `education` is a rank.
    """

    wishes: tuple[Wish, ...] = ()
    districts: tuple[str, ...] = ()
    near: frozenset[str] = frozenset()
    pay_floor: int | None = None
    education: int | None = None
    years: Mapping[str, int] = field(default_factory=dict)
    wants_board: bool = False


@dataclass(frozen=True, slots=True)
class Post:
    """What of a vacancy counts. `pay_low` and `pay_high` are 分 a month, None where open or not paid by the month."""

    id: UUID
    employer_id: UUID
    title: str
    occupation: str = ""
    region: str = ""
    pay_low: int | None = None
    pay_high: int | None = None
    education: int | None = None
    experience_years: int | None = None
    board: bool = False
    published_on: date | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """One summand: a code of `matching.reason`, its points, and the two values it compares."""

    code: str
    points: int
    params: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Score:
    """The reasons in the order they were found; the score is their sum."""

    reasons: tuple[Reason, ...]

    @property
    def points(self) -> int:
        return sum(reason.points for reason in self.reasons)

    @property
    def band(self) -> Band:
        """High, middle or low."""
        points = self.points
        return Band.HIGH if points >= HIGH_FROM else Band.MIDDLE if points >= MIDDLE_FROM else Band.LOW

    @property
    def shown_for(self) -> tuple[Reason, ...]:
        """At most three reasons for it, the weightiest first."""
        plus = (reason for reason in self.reasons if reason.points > 0)
        return tuple(sorted(plus, key=lambda reason: -reason.points)[:SHOWN_FOR])

    @property
    def shown_against(self) -> tuple[Reason, ...]:
        """At most two reasons against it or things to ask about, the weightiest first."""
        minus = (reason for reason in self.reasons if reason.points <= 0)
        return tuple(sorted(minus, key=lambda reason: reason.points)[:SHOWN_AGAINST])


def score(seeker: Seeker, post: Post, today: date) -> Score:
    """Every reason that speaks for or against `post`, and those that remain to be asked."""
    reasons = (
        occupation_reason(seeker, post),
        words_reason(seeker, post),
        _district(seeker, post),
        _pay(seeker, post),
        _over_asking(seeker, post),
        _education(seeker, post),
        _experience(seeker, post),
        _board(seeker, post),
        _freshness(post, today),
    )
    return Score(tuple(reason for reason in reasons if reason is not None))


def occupation_reason(seeker: Seeker, post: Post) -> Reason | None:
    """Same occupation as one of the wishes, else one of the same small class."""
    if not post.occupation:
        return None
    for wish in seeker.wishes:
        if wish.code == post.occupation:
            return Reason("occupation_same", OCCUPATION_SAME, {"wish": wish.title, "code": post.occupation})
    for wish in seeker.wishes:
        if related(wish.code, post.occupation):
            return Reason("occupation_related", OCCUPATION_RELATED, {"wish": wish.title, "title": post.title})
    return None


def words_reason(seeker: Seeker, post: Post) -> Reason | None:
    """The longest run of at least two characters a wish and the title share, by its part of the wish."""
    best: Reason | None = None
    for wish in seeker.wishes:
        wanted = _key(wish.title)
        shared = _shared(wanted, post.title)
        points = WORDS * len(shared) // len(wanted) if shared and shared not in _SAYS_LITTLE else 0
        if points and (best is None or points > best.points):
            best = Reason("words", points, {"words": shared, "title": post.title})
    return best


@lru_cache(maxsize=1024)
def _key(words: str) -> str:
    return lookup_key(words)


@lru_cache(maxsize=65_536)
def _shared(wanted: str, title: str) -> str:
    """The longest run a wish and a title share. Remembered: adverts repeat a few thousand titles."""
    return _longest_shared(wanted, _key(bare_title(title)))


def _longest_shared(first: str, second: str) -> str:
    for length in range(min(len(first), len(second)), 1, -1):
        for start in range(len(first) - length + 1):
            if first[start : start + length] in second:
                return first[start : start + length]
    return ""


def within(region: str, districts: Iterable[str]) -> bool:
    """Whether a place lies in one of the districts; 500000 means all of Chongqing, 510100 all of Chengdu."""
    return any(region.startswith(_stem(code)) for code in districts if code)


def _stem(code: str) -> str:
    return code[:2] if code.endswith("0000") else code[:4] if code.endswith("00") else code[:6]


def _district(seeker: Seeker, post: Post) -> Reason | None:
    params = {"region": post.region}
    if not post.region:
        return Reason("district_unknown", 0)
    if within(post.region, seeker.districts):
        return Reason("district_same", DISTRICT_SAME, params)
    if post.region[:6] in seeker.near:
        return Reason("district_near", DISTRICT_NEAR, params)
    return Reason("district_far", 0, params) if seeker.districts else None


def _pay(seeker: Seeker, post: Post) -> Reason | None:
    """Half the weight when the best of the range reaches the wish, all of it when the whole range does."""
    wish, high = seeker.pay_floor, post.pay_high if post.pay_high is not None else post.pay_low
    if not wish:
        return None
    if high is None:
        return Reason("pay_unknown", 0, {"wish": wish})
    low = post.pay_low if post.pay_low is not None else high
    params = {"low": low, "high": high, "wish": wish}
    if high >= wish:
        share = 1.0 if low >= wish else 0.5 + 0.5 * (high - wish) / (high - low)
        return Reason("pay_reaches", round(PAY * share), params)
    return Reason("pay_below", -round(PAY * min(1.0, 2 * (wish - high) / wish)), params)


def _over_asking(seeker: Seeker, post: Post) -> Reason | None:
    """A post that pays far more than the person asks is usually meant for someone else."""
    wish, low = seeker.pay_floor, post.pay_low
    if not wish or low is None or low <= 1.6 * wish:
        return None
    return Reason("pay_far_above", round(OVER_ASKING * min(2.0, low / wish - 1.6)), {"low": low, "wish": wish})


def _education(seeker: Seeker, post: Post) -> Reason | None:
    if not post.education:
        return None
    params = {"needed": post.education}
    if seeker.education is None:
        return Reason("education_unknown", 0, params)
    gap = post.education - seeker.education
    known = params | {"has": seeker.education}
    return Reason("education_short", EDUCATION_PER_LEVEL * gap, known) if gap > 0 else None


def _experience(seeker: Seeker, post: Post) -> Reason | None:
    has = _years(seeker, post)
    needed = post.experience_years or 0
    if has < needed:
        points = EXPERIENCE_PER_YEAR * min(MOST_YEARS_SHORT, needed - has)
        return Reason("experience_short", points, {"has": has, "needed": needed})
    return Reason("experience_fits", EXPERIENCE_KNOWN, {"has": has, "needed": needed}) if has else None


def _years(seeker: Seeker, post: Post) -> int:
    """Years in the post's occupation or its small class."""
    fitting = (
        years for code, years in seeker.years.items() if code == post.occupation or related(code, post.occupation)
    )
    return sum(fitting)


def _board(seeker: Seeker, post: Post) -> Reason | None:
    return Reason("board_wanted", BOARD_WANTED) if seeker.wants_board and post.board else None


def _freshness(post: Post, today: date) -> Reason | None:
    """A vacancy believed since long; within the usual 90 days it counts nothing."""
    days = (today - post.published_on).days if post.published_on else 0
    points = FRESHNESS_PER_YEAR * days // 365 if days > FRESH_DAYS else 0
    return Reason("older", points, {"days": days}) if points else None

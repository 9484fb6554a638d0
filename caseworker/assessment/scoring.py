"""What answers come to. Pure: the same answers always give the same result, ties included.

Scales are ranked by their points, those of a levelled form by their share; of equal ones the scale with more answers of
the highest kind stands first, then the one that comes first in the questionnaire. A tie at the edge of the result is
marked, so that nobody reads more into the order than there is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from caseworker.assessment.questionnaire import Item, Level, Questionnaire, Scale
from caseworker.problems import OfficerProblem

FLAT_SHARE = 15
"""Percent of the points between the first and the last scale below which a profile says little (our own choice)."""

Answers = Mapping[str, int | None]
"""Item → place of the answer, from 0; None where an optional item was passed over."""


@dataclass(frozen=True, slots=True)
class ScaleScore:
    """Points of one scale: `points` of `most`; `rank` from 1; `tied` with a neighbour in rank; `level` of its own."""

    scale: str
    points: int
    most: int
    rank: int
    tied: bool
    level: int | None = None

    @property
    def share(self) -> float:
        """From 0.0 to 1.0; 0.0 when every item was passed over."""
        return self.points / self.most if self.most else 0.0


@dataclass(frozen=True, slots=True)
class Result:
    """The scales, the highest first. `letters` are the codes that make the result of a ranked questionnaire.

    `flat`: the scales lie so close together that the order says little. `open_end`: the last letter ties with a scale
    that is not among them. `themes` are suggested to the plan (`plan_theme`), the most pressing first.
    """

    scores: tuple[ScaleScore, ...]
    letters: tuple[str, ...]
    flat: bool
    open_end: bool
    themes: tuple[str, ...]

    def score(self, scale: str) -> ScaleScore:
        """The score of one scale."""
        return next(one for one in self.scores if one.scale == scale)


def next_unanswered(form: Questionnaire, answers: Answers) -> Item | None:
    """The first item nobody has dealt with; None when the form is complete."""
    return next((item for item in form.items if item.id not in answers), None)


def check_answers(form: Questionnaire, answers: Answers) -> None:
    """Raise `assessment.incomplete` or `assessment.bad_answer` unless the answers are those of this form."""
    left = [item for item in form.items if item.id not in answers]
    if left:
        raise OfficerProblem("assessment.incomplete", count=len(left))
    items = {item.id: item for item in form.items}
    for item_id, given in answers.items():
        item = items.get(item_id)
        may = item is not None and (item.optional if given is None else 0 <= given < len(form.answers))
        if not may:
            raise OfficerProblem("assessment.bad_answer", item=item_id)


def score(form: Questionnaire, answers: Answers) -> Result:
    """The result of complete answers; raises what `check_answers` raises."""
    check_answers(form, answers)
    sums = [_Sum.of(form, scale, place, answers) for place, scale in enumerate(form.scales)]
    ordered = sorted(sums, key=_by_share if form.kind == "levels" else _by_points)
    scores = tuple(_score(form, ordered, at) for at in range(len(ordered)))
    if form.kind == "levels":
        return Result(scores, (), flat=False, open_end=False, themes=_themes(form, scores))
    count = min(form.letters, len(scores))
    edge = scores[count - 1 : count + 1]
    return Result(
        scores,
        letters=tuple(one.scale for one in scores[:count]),
        flat=_flat(scores),
        open_end=len(edge) == 2 and edge[0].points == edge[1].points,
        themes=(),
    )


def level_of(scale: Scale, share: float) -> int | None:
    """Which level a share of the points (0.0 to 1.0) reaches; None for a scale without levels."""
    return next((at for at, level in enumerate(scale.levels) if share * 100 <= level.upto), None)


def level(form: Questionnaire, one: ScaleScore) -> Level | None:
    """The level a scale reached, with its words."""
    scale = form.scale(one.scale)
    return scale.levels[one.level] if scale is not None and one.level is not None else None


@dataclass(frozen=True, slots=True)
class _Sum:
    scale: Scale
    place: int
    points: int
    most: int
    highest: int

    @classmethod
    def of(cls, form: Questionnaire, scale: Scale, place: int, answers: Answers) -> _Sum:
        given = [answers[item.id] for item in form.items if item.scale == scale.code]
        points = [form.answers[at].points for at in given if at is not None]
        return cls(scale, place, sum(points), form.most * len(points), points.count(form.most))


def _by_points(one: _Sum) -> tuple[float, int, int]:
    return -one.points, -one.highest, one.place


def _by_share(one: _Sum) -> tuple[float, int, int]:
    """Scales of a levelled form may have few items or many, and items may be passed over."""
    return -one.points / one.most if one.most else 0.0, -one.highest, one.place


def _score(form: Questionnaire, ordered: Sequence[_Sum], at: int) -> ScaleScore:
    one = ordered[at]
    beside = [ordered[near] for near in (at - 1, at + 1) if 0 <= near < len(ordered)]
    share = one.points / one.most if one.most else 0.0
    tied = any(other.points == one.points for other in beside)
    reached = level_of(one.scale, share) if one.most else None
    return ScaleScore(one.scale.code, one.points, one.most, at + 1, tied, reached if form.kind == "levels" else None)


def _flat(scores: Sequence[ScaleScore]) -> bool:
    return (scores[0].share - scores[-1].share) * 100 < FLAT_SHARE


def _themes(form: Questionnaire, scores: Sequence[ScaleScore]) -> tuple[str, ...]:
    """Themes of the levels reached. Where little points mean trouble (readiness) the lowest scale is most pressing."""
    found = [(one, reached) for one in scores if (reached := level(form, one)) is not None and reached.theme]
    low_is_trouble = any(scale.levels[0].theme for scale in form.scales if scale.levels)
    ordered = reversed(found) if low_is_trouble else iter(found)
    return tuple(dict.fromkeys(reached.theme for _, reached in ordered))

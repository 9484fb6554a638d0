"""Reasons, causes and relaxations in words, with the values they compare put the way people read them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from caseworker import codes, messages
from caseworker.matching.features import Reason
from caseworker.matching.recommend import Recommendations
from caseworker.money import format_yuan
from caseworker.vacancies.employers import district_name

_MONEY = frozenset({"low", "high", "wish"})
_SEPARATORS = {"zh": "、", "en": ", "}


def reason_text(reason: Reason, lang: str = "zh") -> str:
    """The reason with both values: 薪资4500–6000达到期望4000."""
    return messages.text(f"matching.reason.{reason.code}", lang, **_readable(reason, lang))


def reason_tag(reason: Reason, lang: str = "zh") -> str:
    """The reason in a word or two, for a tag."""
    return messages.text(f"matching.short.{reason.code}", lang, **_readable(reason, lang))


def band_text(band: str, lang: str = "zh") -> str:
    """高, 中 or 低."""
    return messages.text(f"matching.band.{band}", lang)


def causes_text(excluded: Mapping[str, int], lang: str = "zh") -> str:
    """What left vacancies out, the commonest first: 已过期3个、已招满1个."""
    common = sorted(excluded.items(), key=lambda item: -item[1])
    parts = (
        messages.text(
            "matching.summary.cause", lang, cause=messages.text(f"matching.excluded.{cause}", lang), count=count
        )
        for cause, count in common
    )
    return _SEPARATORS[lang].join(parts)


def summary_lines(found: Recommendations, lang: str = "zh") -> tuple[str, ...]:
    """What an officer should know beside the list: relaxed wishes, what was left out, or why the list is empty."""
    if not found.items:
        if not found.pool:
            return (messages.text("matching.empty.no_vacancies", lang),)
        causes = causes_text(found.excluded, lang)
        return (messages.text("matching.empty.all_excluded", lang, pool=found.pool, causes=causes),)
    lines = [] if found.has_wish else [messages.text("matching.summary.no_wish", lang)]
    if found.relaxed:
        steps = _join((messages.text(f"matching.relaxed.{step}", lang) for step in found.relaxed), lang)
        lines.append(messages.text("matching.summary.relaxed", lang, steps=steps))
    if found.excluded:
        count, causes = sum(found.excluded.values()), causes_text(found.excluded, lang)
        lines.append(messages.text("matching.summary.excluded", lang, count=count, causes=causes))
    return tuple(lines)


def _join(parts: Iterable[str], lang: str) -> str:
    return _SEPARATORS[lang].join(parts)


def _readable(reason: Reason, lang: str) -> dict[str, Any]:
    params = {name: _value(reason.code, name, value, lang) for name, value in reason.params.items()}
    if reason.code == "experience_short":
        params["gap"] = int(reason.params["needed"]) - int(reason.params["has"])
    return params


def _value(code: str, name: str, value: str | int, lang: str) -> str | int:
    if name == "region":
        return district_name(str(value))
    if code.startswith("pay") and name in _MONEY:
        return _whole_yuan(int(value))
    if code.startswith("education"):
        return _level(int(value), lang)
    return value


def _whole_yuan(fen: int) -> str:
    return str(fen // 100) if fen % 100 == 0 else format_yuan(fen)


def _level(rank: int, lang: str) -> str:
    """A height of schooling in the words people use: 大专, 中职/高中, 博士."""
    level = [entry for entry in codes.table("education") if entry.rank == rank]
    tops = [entry for entry in level if not entry.parent] or level[:1]
    return "/".join(entry.aliases[0] if lang == "zh" and entry.aliases else entry.name(lang) for entry in tops)

"""Packages against a plain recount, for any records; and the files that ship."""

from __future__ import annotations

from datetime import date, timedelta
from importlib.resources import files
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caseworker.declared import parse
from caseworker.messages import has
from caseworker.plans.packages import NOT_REACHED, Package, Record, WhyNot, package, packages, progress
from caseworker.problems import OfficerProblem

START = date(2026, 3, 1)
KINDS = ("guidance", "policy_talk", "training", "trainee", "follow_up", "note", "talk")
OUTCOMES = ("", "reached", "no_answer", "refused")


@st.composite
def records(draw: st.DrawFn) -> list[Record]:
    found = []
    for number in range(draw(st.integers(0, 25))):
        on = START + timedelta(days=draw(st.integers(-20, 330)))
        number_id = UUID(int=number)
        if draw(st.booleans()):
            found.append(Record(number_id, "", on, "岗位", vacancy_id=UUID(int=draw(st.integers(100, 104)))))
        else:
            kind, outcome = draw(st.sampled_from(KINDS)), draw(st.sampled_from(OUTCOMES))
            found.append(Record(number_id, kind, on, "样", outcome))
    return found


@settings(max_examples=250, deadline=None)
@given(st.sampled_from(packages()), records(), st.randoms(use_true_random=False))
def test_progress_is_what_one_counts_by_hand(one: Package, given_: list[Record], dice: object) -> None:
    end = one.ends_on(START)
    shuffled = sorted(given_, key=lambda record: hash((record.id, str(dice))))
    found = progress(one, START, end, shuffled)
    for item, shown in zip(one.items, found.items, strict=True):
        in_time = [record for record in given_ if START <= record.on <= end and record.outcome not in NOT_REACHED]
        if item.referrals:
            worth = len({record.vacancy_id for record in in_time if record.vacancy_id is not None})
            about = [record for record in given_ if record.vacancy_id is not None]
        else:
            worth = sum(record.kind in item.kinds for record in in_time)
            about = [record for record in given_ if record.kind in item.kinds]
        assert shown.done == min(worth, item.count)
        told = [*shown.counted, *(record for record, _ in shown.left_out)]
        assert sorted(record.id.int for record in told) == sorted(record.id.int for record in about)
        for record, why in shown.left_out:
            if why is WhyNot.BEFORE:
                assert record.on < START
            elif why is WhyNot.AFTER:
                assert record.on > end
            elif why is WhyNot.NOT_REACHED:
                assert record.outcome in NOT_REACHED
            else:
                assert (START <= record.on <= end and shown.done == item.count) or why is WhyNot.SAME_VACANCY
    assert found.done == sum(shown.done for shown in found.items) <= one.needed
    assert found.complete == all(shown.done == item.count for item, shown in zip(one.items, found.items, strict=True))
    warns = end - timedelta(days=one.warn_days)
    assert found.at_risk(warns) == (not found.complete) and not found.at_risk(warns - timedelta(days=1))


def test_each_package_counts_what_its_name_says() -> None:
    counts = {one.code: [(item.code, item.count) for item in one.items] for one in packages()}
    assert counts["131"] == [("guidance", 1), ("referral", 3), ("training", 1)]
    assert counts["1131"] == [("policy", 1), ("guidance", 1), ("referral", 3), ("training", 1)]
    assert [count for _, count in counts["1311"]] == [1, 3, 1, 1]
    assert package("1131").ends_on(date(2026, 11, 22)) == date(2026, 12, 31)
    assert package("1311").ends_on(date(2026, 11, 22)) == date(2027, 5, 21)


def test_a_package_is_the_one_in_force_on_its_day() -> None:
    assert package("1131", on=date(2026, 1, 1)).version == "2023"
    for asked in (
        lambda: package("1131", on=date(2020, 1, 1)),
        lambda: package("9999"),
        lambda: package("131", "1999"),
    ):
        with pytest.raises(OfficerProblem, match=r"packages\.unknown"):
            asked()


def test_a_wrong_file_is_refused_and_every_reason_has_words() -> None:
    text = (files("resources") / "services" / "packages" / "1311-2024.toml").read_text(encoding="utf-8")
    for old, new in (
        ('"guidance"]', '"singing"]'),
        ("days = 180\n", ""),
        ("referrals = true", ""),
        ("count = 3", "count = 0"),
    ):
        assert old in text
        with pytest.raises(OfficerProblem, match=r"declared\."):
            parse(text.replace(old, new, 1), "样例.toml", Package)
    assert all(has(f"packages.why_not.{why}", lang) for why in WhyNot for lang in ("zh", "en"))

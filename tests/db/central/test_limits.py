"""Buckets fill at their rate and forget the least used; settings name what is wrong in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from db.central.limits import Buckets
from db.central.problems import Refusal
from db.central.settings import DSN_VARIABLE, read_settings
from db.problems import SurroundingsProblem


def taken(buckets: Buckets, name: str, per_minute: int, now: float) -> int | None:
    """None when one went through, else the seconds to wait."""
    try:
        buckets.take(name, per_minute, now)
    except Refusal as refusal:
        return refusal.retry_after if refusal.code == "too_many" else -1
    return None


def test_a_bucket_lets_through_its_rate() -> None:
    buckets = Buckets()
    assert [taken(buckets, "pc", 60, 0.0) for _ in range(11)] == [None] * 10 + [1]
    assert taken(buckets, "pc", 60, 0.5) == 1
    assert [taken(buckets, "pc", 60, 2.0) for _ in range(3)] == [None, None, 1]
    assert sum(taken(buckets, "pc", 60, 10 + tick / 10) is None for tick in range(600)) in {67, 68, 69, 70}


def test_a_slow_bucket_says_how_long() -> None:
    buckets = Buckets()
    for _ in range(10):
        buckets.take("pc", 1, 0.0)
    assert taken(buckets, "pc", 1, 0.0) == 60 and taken(buckets, "pc", 1, 59.5) == 1


def test_one_name_does_not_wait_for_another() -> None:
    buckets = Buckets()
    for _ in range(10):
        buckets.take("pc", 60, 0.0)
    assert taken(buckets, "pc", 60, 0.0) == 1 and taken(buckets, "other", 60, 0.0) is None


def test_made_up_names_push_out_the_least_used() -> None:
    buckets = Buckets(most=100)
    for _ in range(10):
        buckets.take("busy", 60, 0.0)
    for n in range(99):
        buckets.take(f"made up {n}", 60, 0.0)
    assert taken(buckets, "busy", 60, 0.0) == 1, "still known"
    for n in range(100):
        buckets.take(f"others {n}", 60, 0.0)
    assert taken(buckets, "busy", 60, 0.0) is None, "forgotten with the least used"


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ('dsn = "x"\nport = 0', "port"),
        ('dsn = "x"\nacces_seconds = 5', "acces_seconds"),
        ('dsn = "x"\n[lockout]\nfree = 0', "lockout.free"),
        ('dsn = "x"\naccess_seconds = 3600', "access_seconds"),
        ("", "dsn"),
    ],
)
def test_settings_name_the_field_that_is_wrong(tmp_path: Path, text: str, field: str) -> None:
    path = tmp_path / "central.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(SurroundingsProblem, match=r"central\.settings_wrong") as caught:
        read_settings(path)
    assert caught.value.params == {"path": path, "field": field}


def test_the_database_s_password_may_stay_out_of_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "central.toml"
    path.write_text('dsn = "host=db"', "utf-8")
    assert read_settings(path).dsn == "host=db"
    monkeypatch.setenv(DSN_VARIABLE, "host=db password=secret")
    assert read_settings(path).dsn == "host=db password=secret"

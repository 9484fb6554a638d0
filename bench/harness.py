"""What all benches share: sizes from the environment, seeds, percentiles, and the last line, which machines read."""

from __future__ import annotations

import json
import os
import random
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from time import perf_counter

SEED = 20261122

Figures = Mapping[str, object]


def count(default: int) -> int:
    """How many of whatever the bench counts: `N` of the environment, else its own default."""
    return int(os.environ.get("N", default))


def dice(*salt: object) -> random.Random:
    """Random numbers that are the same in every run."""
    return random.Random(f"{SEED}:{salt}")


def percentile(values: Sequence[float], share: float) -> float:
    """The value that `share` (0 to 1) of the values do not exceed, by nearest rank."""
    if not values:
        raise ValueError("no values")
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, max(0, -int(-share * len(ordered) // 1) - 1))]


class Stopwatch:
    """Seconds since `timed` began; stands still after the block."""

    seconds: float = 0.0


@contextmanager
def timed() -> Iterator[Stopwatch]:
    """Measure a block in seconds."""
    watch, start = Stopwatch(), perf_counter()
    try:
        yield watch
    finally:
        watch.seconds = perf_counter() - start


def tell(words: str) -> None:
    """Progress for people, apart from the figures."""
    print(words, file=sys.stderr, flush=True)


def run(main: Callable[[list[str]], Figures], arguments: list[str] | None = None) -> None:
    """Run a bench and print its figures as the last line; floats are rounded to what a clock can know."""
    figures = main(sys.argv[1:] if arguments is None else arguments)
    rounded = {name: round(value, 4) if isinstance(value, float) else value for name, value in figures.items()}
    print(json.dumps(rounded, ensure_ascii=False), flush=True)

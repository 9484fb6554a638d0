from __future__ import annotations

from dataclasses import replace

import pytest

from caseworker.documents.pages import Strip, paginate
from caseworker.documents.sheet import BOTTOM, HEIGHT


def strip(share: float, **more: object) -> Strip:
    """A strip as high as `share` of a page."""
    return replace(Strip(HEIGHT * share, lambda pen, box: None), **more)


def test_strips_fill_a_page_before_the_next_begins() -> None:
    assert [len(page) for page in paginate([strip(0.4)] * 5)] == [2, 2, 1]


def test_a_kept_strip_goes_with_its_follower() -> None:
    pages = paginate([strip(0.7), strip(0.2, keep=True), strip(0.2)])
    assert [len(page) for page in pages] == [1, 2]


def test_a_table_head_is_set_again_on_each_new_page() -> None:
    head = strip(0.1, keep=True)
    pages = paginate([head, *[strip(0.3, repeat=(head,)) for _ in range(7)]])
    assert [page[0][0] for page in pages] == [head] * 3
    assert sum(len(page) for page in pages) == 7 + 3


def test_a_group_higher_than_a_page_is_broken_rather_than_lost() -> None:
    group = [strip(0.3, keep=True) for _ in range(6)]
    assert sum(len(page) for page in paginate(group)) == 6
    assert all(box.bottom >= BOTTOM - 0.01 for page in paginate(group) for _, box in page)


def test_a_nearly_full_page_is_stretched_to_the_margin() -> None:
    (page,) = paginate([strip(0.4, grow=1.0), strip(0.4)])
    assert page[-1][1].bottom == pytest.approx(BOTTOM)
    assert page[1][1].height == pytest.approx(HEIGHT * 0.4)


def test_a_short_page_is_left_as_it_is() -> None:
    (page,) = paginate([strip(0.2, grow=1.0)])
    assert page[0][1].height == pytest.approx(HEIGHT * 0.2)


def test_what_begins_a_page_does_so() -> None:
    assert [len(page) for page in paginate([strip(0.1), strip(0.1, new_page=True)])] == [1, 1]

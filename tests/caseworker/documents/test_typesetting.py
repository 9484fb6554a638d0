from __future__ import annotations

from caseworker.documents.fonts import Face, measure
from caseworker.documents.typesetting import BODY, FLOOR, clean, fit, wrap, wrap_units

SENTENCE = "本人（苏样三）承诺：以上“填写内容”真实、准确、完整；如有不实，愿承担责任。编号LH-2026-0012。"


def test_no_line_starts_with_closing_or_ends_with_opening_punctuation() -> None:
    for width in range(100, 320, 3):
        lines = wrap(SENTENCE, width, BODY)
        assert "".join(lines) == SENTENCE
        assert not any(line[0] in "，。、；：”）" for line in lines)
        assert not any(line[-1] in "（“" for line in lines)


def test_every_line_is_within_the_width() -> None:
    for width in range(40, 320, 7):
        assert all(measure(line, Face.SONG, BODY) <= width + 0.01 for line in wrap(SENTENCE, width, BODY))


def test_a_number_stays_whole_if_a_line_can_hold_it() -> None:
    assert any("LH-2026-0012" in line for line in wrap(SENTENCE, 100, BODY))


def test_a_word_wider_than_the_line_is_cut_rather_than_lost() -> None:
    lines = wrap("A" * 60, 60, BODY)
    assert len(lines) > 1 and "".join(lines) == "A" * 60


def test_indent_shortens_only_the_first_line() -> None:
    lines = wrap("王" * 20, 10 * BODY, BODY, indent=2 * BODY)
    assert [len(line) for line in lines] == [8, 10, 2]


def test_short_text_keeps_its_size() -> None:
    found = fit("苏样三", 100, 1)
    assert (found.lines, found.size, found.cut) == (("苏样三",), BODY, False)


def test_longer_text_shrinks_before_it_is_cut() -> None:
    found = fit("王" * 12, 10 * BODY, 1)
    assert FLOOR <= found.size < BODY and found.lines == ("王" * 12,) and not found.cut


def test_text_too_long_at_the_floor_is_reported() -> None:
    found = fit("王" * 200, 10 * BODY, 2)
    assert found.cut and found.size == FLOOR and len(found.lines) == 2


def test_a_box_never_parts_from_its_words() -> None:
    units = ["☐ 个体工商户　", "☐ 农民专业合作社　", "☐ 网络创业　"]
    assert [line.strip("　") for line in wrap_units(units, 110, BODY)] == [unit.strip("　") for unit in units]


def test_clean_keeps_lines_and_composes() -> None:
    assert clean(" e\u0301\t王\r\n样 ") == "é 王\n样"

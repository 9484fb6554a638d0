from __future__ import annotations

import pytest

from caseworker.documents.fonts import Face, glyph, measure, missing, refusal, runs
from caseworker.messages import problem_text
from caseworker.problems import OfficerProblem


@pytest.mark.parametrize(
    ("character", "font"),
    [
        ("王", "Song"),
        ("·", "Song"),
        ("䶮", "Song"),
        ("𠮷", "Rare"),
        ("𪨧", "Rare"),
        ("☑", "Symbols"),
        ("☐", "Symbols"),
    ],
)
def test_each_character_is_drawn_from_the_first_font_that_has_it(character: str, font: str) -> None:
    found = glyph(character)
    assert found is not None and found.font == font and found.advance > 0


def test_bold_titles_fall_back_to_the_same_rare_font() -> None:
    assert runs("样𪨧", Face.SONG_BOLD) == [("SongBold", "样"), ("Rare", "𪨧")]


@pytest.mark.parametrize(
    ("character", "code"),
    [
        ("\ue81e", "U+E81E"),
        ("😀", "U+1F600"),
        ("\U00030000", "U+30000"),
        ("ع", "U+0639"),
        ("\u200b", "U+200B"),
    ],
)
def test_what_no_font_has_is_refused_by_code_point(character: str, code: str) -> None:
    with pytest.raises(OfficerProblem) as caught:
        runs(f"王{character}样")
    assert caught.value.code == "documents.missing_glyph"
    assert code in str(caught.value.params["characters"])
    assert "王" not in str(caught.value.params["characters"])


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_refusal_has_a_sentence(lang: str) -> None:
    assert "😀 U+1F600 U+E81E" in problem_text(refusal(["😀", "\ue81e"]), lang)


def test_missing_names_each_character_once() -> None:
    assert missing("😀王😀\ue81e") == ["😀", "\ue81e"]


def test_a_han_character_is_one_em_wide() -> None:
    assert measure("王样", Face.SONG, 10.5) == pytest.approx(21)

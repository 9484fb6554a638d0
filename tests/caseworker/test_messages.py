"""Texts exist in both languages with the same placeholders, and a missing one is loud."""

from __future__ import annotations

import string

import pytest

from caseworker import messages
from caseworker.problems import OfficerProblem


def placeholders(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}


def test_text_fills_placeholders_in_the_language_asked_for() -> None:
    assert messages.text("codes.unknown.name", text="甲", table="民族") == ("“甲”不在民族的选项中，请从列表里选一项。")
    assert messages.text("codes.unknown.name", lang="en", text="X", table="Sex").startswith("“X” is not one of")


def test_a_missing_code_names_itself() -> None:
    for code in ("codes.nothing.here", "nowhere.at.all", "codes", "../x.y"):
        with pytest.raises(KeyError, match="message code"):
            messages.text(code)
        assert not messages.has(code)


def test_a_table_is_not_a_text() -> None:
    with pytest.raises(KeyError):
        messages.text("codes.unknown")


def test_a_missing_parameter_names_the_code_and_the_parameter() -> None:
    with pytest.raises(KeyError, match=r"codes\.unknown\.name.*table"):
        messages.text("codes.unknown.name", text="甲")


def test_an_unknown_language_is_a_bug() -> None:
    with pytest.raises(ValueError, match="'fr'"):
        messages.has("codes.unknown.name", "fr")


def test_a_parameter_may_be_called_lang() -> None:
    problem = OfficerProblem("codes.unknown.name", text="甲", table="性别", lang="zh")
    assert messages.problem_text(problem) == "“甲”不在性别的选项中，请从列表里选一项。"
    assert "Pick one" in messages.problem_text(problem, "en")


def test_a_brace_that_the_officer_typed_stays_literal() -> None:
    assert "{0.__class__}" in messages.text("codes.unknown.name", text="{0.__class__}", table="性别")


def test_both_languages_have_the_same_nouns() -> None:
    assert messages.nouns("zh") == messages.nouns("en")
    assert "codes" in messages.nouns()


def test_both_languages_have_the_same_codes_and_placeholders() -> None:
    for noun in messages.nouns("zh"):
        assert set(messages.codes(noun, "zh")) == set(messages.codes(noun, "en")), noun
        for code in messages.codes(noun, "zh"):
            key = code.partition(".")[2]
            chinese, english = (messages._texts(noun, lang)[key] for lang in messages.LANGUAGES)
            assert chinese.strip() and english.strip(), code
            assert placeholders(chinese) == placeholders(english), code

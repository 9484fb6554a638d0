"""The questionnaires that ship hold together, and one that does not is refused by file and line."""

from __future__ import annotations

from collections import Counter
from importlib.resources import files

import pytest

from caseworker.assessment.questionnaire import Questionnaire, questionnaire, questionnaires
from caseworker.declared import parse
from caseworker.messages import problem_text
from caseworker.problems import OfficerProblem

TEXT = (files("resources") / "questionnaires" / "interest.toml").read_text(encoding="utf-8")


def test_the_interest_inventory_has_seven_items_for_each_of_six_types() -> None:
    form = questionnaire("interest")
    assert [scale.code for scale in form.scales] == list("RIASEC")
    assert Counter(item.scale for item in form.items) == dict.fromkeys("RIASEC", 7)
    assert (len(form.items), len(form.answers), form.letters) == (42, 3, 3)
    assert form.caution.zh == "仅供参考，不作选拔依据。"
    assert all(one.scale != two.scale for one, two in zip(form.items, form.items[1:], strict=False))


def test_every_questionnaire_is_answered_with_three_number_keys_and_asks_each_thing_once() -> None:
    assert [form.code for form in questionnaires()] == ["interest", "readiness", "barriers", "work_values"]
    for form in questionnaires():
        assert len(form.answers) == 3 and form.source == "own"
        for lang in ("zh", "en"):
            texts = [item.of(lang) for item in form.items]
            assert len(set(texts)) == len(texts)
            assert max(map(len, texts)) < 90


def test_only_private_questions_may_be_passed_over() -> None:
    optional = {item.scale for form in questionnaires() for item in form.items if item.optional}
    assert optional == {"health", "money", "law"}


BROKEN = [
    ('kind = "ranked"', 'kind = "sorted"', "value", "kind ="),
    ("valid_days = 365\n", "", "missing", "# 职业兴趣"),
    ('version = "2026.1"', 'version = "2026.1"\ncolour = "red"', "extra", "colour"),
    ('id = "R1"\nscale = "R"', 'id = "R1"\nscale = 1', "value", "scale = 1"),
    ('id = "R1"\nscale = "R"', 'id = "R1"\nscale = "Q"', "value", "# 职业兴趣"),
    ('id = "I1"', 'id = "R1"', "value", "# 职业兴趣"),
    ('form_number = "街测-01"', 'form_number = "街测-01', "syntax", "form_number"),
]


@pytest.mark.parametrize(("old", "new", "code", "sign"), BROKEN)
def test_a_fault_names_file_and_line(old: str, new: str, code: str, sign: str) -> None:
    text = TEXT.replace(old, new, 1)
    assert text != TEXT
    with pytest.raises(OfficerProblem) as caught:
        parse(text, "样例.toml", Questionnaire)
    problem = caught.value
    line = next(n for n, line in enumerate(text.splitlines(), start=1) if sign in line)
    assert (problem.code, problem.params["file"], problem.params["line"]) == (f"declared.{code}", "样例.toml", line)
    assert all("样例.toml" in problem_text(problem, lang) for lang in ("zh", "en"))


def test_levels_must_rise_to_the_whole() -> None:
    text = (files("resources") / "questionnaires" / "readiness.toml").read_text(encoding="utf-8")
    with pytest.raises(OfficerProblem):
        parse(text.replace("upto = 100", "upto = 90", 1), "样例.toml", Questionnaire)
    with pytest.raises(OfficerProblem, match=r"declared\.value"):
        parse(text.replace('theme = "direction"', 'theme = "nonsense"', 1), "样例.toml", Questionnaire)


def test_an_unknown_questionnaire_is_refused() -> None:
    with pytest.raises(OfficerProblem, match=r"assessment\.no_questionnaire"):
        questionnaire("interest", "1999.1")

"""Code tables hold together, are found by what people type, and agree with the reference lists at hand."""

from __future__ import annotations

import csv
import os
import re
from datetime import date
from pathlib import Path

import pytest

from caseworker import codes
from caseworker.problems import OfficerProblem

LARGE = {"district", "street", "industry", "occupation"}
DEVELOPMENT_ZONE = re.compile(r"\d{4}7[1-9]")
"""Codes of development zones in the statistical code, which GB/T 2260 does not have."""
DRAFT_ERRORS = {
    ("2-02-02-03", "摄影测量与遥感工程技术人员L/S"),
    ("2-02-02-08", "导航与位置服务工程技术人员L/S"),
    ("2-02-21-05", "节水工程技术人员L"),
    ("2-02-22-01", "海洋调查与监测工程技术人员L/S"),
    ("4-08-03-02", "摄影测量员L"),
}
"""Titles that the reference list has with the marks for green and digital occupations stuck to them."""


def reference(file: str, code: str = "code", name: str = "name") -> list[tuple[str, str]]:
    """(code, name) pairs of a reference list; none where the lists are not at hand."""
    given = os.environ.get("CASEWORKER_REFERENCE")
    folder = Path(given) if given else Path(__file__).parents[3] / "shared" / "data" / "reference"
    if not (folder / file).is_file():
        return []
    with (folder / file).open(encoding="utf-8", newline="") as lines:
        return [(row[code], row[name]) for row in csv.DictReader(lines)]


@pytest.mark.parametrize("key", codes.tables())
def test_every_table_is_sound(key: str) -> None:
    table = codes.table(key)
    assert table.title("zh") and table.title("en") and table.source
    assert len({entry.code for entry in table}) == len(table) > 1
    for entry in table:
        assert entry.code and entry.zh == entry.zh.strip() != "", entry
        assert not entry.parent or table.has(entry.parent) or key in {"street", "referral_reason"}, entry
        assert not entry.successor or table.has(entry.successor), entry
        assert entry.code not in {above.code for above in table.ancestors(entry.code)}, entry
        assert entry.valid_from is None or entry.valid_to is None or entry.valid_from <= entry.valid_to, entry


@pytest.mark.parametrize("key", sorted(set(codes.tables()) - LARGE))
def test_every_small_table_is_in_english_and_read_back_by_any_of_its_words(key: str) -> None:
    table = codes.table(key)
    for entry in table:
        assert entry.en, entry
        for word in (entry.code, entry.zh, entry.en, *entry.aliases):
            assert table.exact(word) == entry.code, word


def test_the_tables_the_forms_need_are_there() -> None:
    needed = """
        id_type sex ethnic political marital hukou_type education study_mode skill_level title_level health
        disability_kind disability_grade seeker_type group_tag emp_status want_form barrier need
        registration_channel contact_channel contact_outcome relation loan_group loan_use repayment_method
        guarantee_kind entity_kind premises_kind existing_loan_kind pay_unit employer_kind vacancy_kind
        vacancy_status referral_state referral_reason case_state activity_kind close_reason district street
        industry occupation
    """
    assert set(needed.split()) <= set(codes.tables())


def test_a_table_or_code_that_is_not_there_is_a_bug() -> None:
    for key in ("nothing", "../pyproject", "surname_readings"):
        with pytest.raises(KeyError, match="no code table"):
            codes.table(key)
    with pytest.raises(KeyError, match=r"'sex' has no code '7'"):
        codes.table("sex").name("7")


@pytest.mark.parametrize(
    ("key", "typed", "code"),
    [
        ("ethnic", "土家族", "15"),
        ("ethnic", " 土家 ", "15"),
        ("sex", "Female", "2"),
        ("education", "大专", "30"),
        ("education", "14", "14"),
        ("group_tag", "4050", "AGE_4050"),
        ("skill_level", "高级工", "3"),
        ("occupation", "电工", "6-31-01-03"),
        ("occupation", "会计专业人员", "2-06-03-00"),
        ("occupation", "厨师", "4-03-02-01"),
        ("district", "渝中区", "500103"),
    ],
)
def test_a_cell_is_read_by_code_name_or_alias(key: str, typed: str, code: str) -> None:
    assert codes.table(key).exact(typed) == code == codes.table(key).require(typed)


@pytest.mark.parametrize(
    ("key", "typed"), [("district", "朝阳区"), ("district", "江北区"), ("sex", "先生"), ("sex", "")]
)
def test_what_fits_nothing_or_several_is_asked_for(key: str, typed: str) -> None:
    assert codes.table(key).exact(typed) is None
    with pytest.raises(OfficerProblem) as refused:
        codes.table(key).require(typed)
    assert refused.value.code == "codes.unknown.name"


@pytest.mark.parametrize(
    ("key", "typed", "first"),
    [
        ("ethnic", "tjz", "15"),
        ("ethnic", "tujia", "15"),
        ("ethnic", "土", "30"),
        ("group_tag", "tbym", "FORMER_FISHER"),
        ("group_tag", "disab", "DISABLED"),
        ("occupation", "6-31-01-03", "6-31-01-03"),
        ("occupation", "dg", "6-31-01-03"),
        ("district", "yuzhong", "500103"),
    ],
)
def test_typing_finds_the_likeliest_first(key: str, typed: str, first: str) -> None:
    assert codes.table(key).find(typed)[0].code == first


def test_finding_can_keep_to_one_province_and_to_a_number() -> None:
    found = codes.table("district").find("区", limit=7, within="50")
    assert len(found) == 7
    assert all(entry.code.startswith("50") for entry in found)
    assert codes.table("ethnic").find("", limit=2) == codes.table("ethnic").codes[:2]
    assert codes.table("ethnic").find("zzzz") == ()


def test_a_code_gone_by_comes_after_the_one_in_use() -> None:
    found = [entry.code for entry in codes.table("district").find("hechuan", within="500")]
    assert found.index("500117") < found.index("500382")


def test_districts_know_their_time() -> None:
    table = codes.table("district")
    north = table.get("500105")
    assert north is not None and north.successor == "500157"
    assert north.valid(date(2025, 12, 31))
    assert not north.valid(date(2026, 11, 22))
    chongqing = [e.zh for e in table.current(date(2026, 11, 22)) if e.code.startswith("500") and e.parent == "500000"]
    assert len(chongqing) == 37
    assert "两江新区" in chongqing and "渝北区" not in chongqing


def test_what_is_sensitive_says_so() -> None:
    tags = codes.table("group_tag")
    assert {e.code for e in tags if e.sensitive} == {"LOW_INCOME", "DISABLED", "RELEASED", "DRUG_REHAB"}
    assert all(entry.sensitive for entry in codes.table("disability_kind"))
    assert not any(entry.sensitive for entry in codes.table("ethnic"))


def test_education_has_a_height() -> None:
    table = codes.table("education")
    heights = [table.get(table.require(word)) for word in ("小学", "初中", "高中", "大专", "本科", "硕士", "博士")]
    ranks = [entry.rank for entry in heights if entry is not None and entry.rank is not None]
    assert ranks == [1, 2, 3, 4, 5, 6, 7]
    vocational = table.get("40")
    assert vocational is not None and vocational.rank == 3


def test_reasons_belong_to_a_referral_that_came_to_nothing() -> None:
    states = codes.table("referral_state")
    assert all(states.has(entry.parent) for entry in codes.table("referral_reason"))
    assert codes.table("referral_reason").children("not_hired")[0].zh == "学历不够"


def test_streets_belong_to_districts_in_use() -> None:
    districts = codes.table("district")
    for entry in codes.table("street"):
        above = districts.get(entry.parent)
        assert above is not None and above.valid_to is None, entry
    names = {entry.code: entry.parent for entry in codes.table("street")}
    assert set(names.values()) >= {"500103", "500157", "500109", "510104"}


def test_major_class_one_is_named_in_full() -> None:
    assert codes.table("occupation").name("1") == "党的机关、国家机关、群众团体和社会组织、企事业单位负责人"
    assert len(codes.table("occupation").children("")) == 8


@pytest.mark.parametrize(
    ("key", "file"),
    [
        ("ethnic", "ethnic.csv"),
        ("education", "education.csv"),
        ("street", "streets_cq_sc.csv"),
        ("district", "areas.csv"),
        ("occupation", "occupations_2022.csv"),
        ("industry", "industry_2017.csv"),
    ],
)
def test_names_agree_with_the_reference_list(key: str, file: str) -> None:
    """Where the reference lists are at hand; elsewhere there are no pairs to compare."""
    table = codes.table(key)
    for code, name in reference(file):
        if DEVELOPMENT_ZONE.fullmatch(code) or (key == "industry" and len(code) > 3) or (code, name) in DRAFT_ERRORS:
            continue
        assert table.name(code) == name, code

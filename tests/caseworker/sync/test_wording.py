"""Everything that travels has a name in both languages, and values read as they do on paper."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

import pytest

from caseworker import codes, messages
from caseworker.desk import Desk
from caseworker.sync.wording import MONEY, STAGES, TABLES, Wording, entity_words, field_words
from db.models import Person
from db.models.base import Base
from db.sync.columns import entities
from tests.db.records import OFFICE_ID, OFFICER_ID


@pytest.mark.parametrize("lang", messages.LANGUAGES)
def test_everything_that_travels_has_a_name(lang: str) -> None:
    for kind in entities().values():
        assert entity_words(kind.name, lang)
        unnamed = [name for name in kind.names if field_words(kind.name, name, lang) == name]
        assert unnamed == []


def test_the_tables_named_are_there() -> None:
    for name, table in TABLES.items():
        assert _is_column(name), name
        assert len(codes.table(table)) > 1
    assert all(_is_column(name) for name in (*MONEY, *STAGES))


def _is_column(name: str) -> bool:
    entity, field = name.split(".")
    return field in Base.metadata.tables[entity].columns


@pytest.mark.parametrize(
    ("name", "raw", "shown"),
    [
        ("person.mobile", "13812345678", "138****5678"),
        ("person.id_no", "509999199001010016", "****0016"),
        ("person.sex", "1", "男"),
        ("person.education", None, "（空）"),
        ("person.live_region", "500113001", "重庆市 巴南区"),
        (
            "person.wanted_jobs",
            json.dumps([{"code": "1", "title": "电工"}, {"code": "2", "title": "焊工"}]),
            "电工、焊工",
        ),
        ("person.wants_training", 1, "是"),
        ("person.pay_min", 500_000, "5,000 元"),
        ("case.state", "helping", "帮扶中"),
        ("case.owner_id", OFFICER_ID.hex, "王样一"),
        ("case.assigned_at", "2026-11-22T01:30:00.000000Z", "2026-11-22 09:30"),
        ("task.due_on", "2026-12-01", "2026-12-01"),
        ("loan_application.stage", "street_review", "街道初审"),
        ("officer.role", "supervisor", "街道主管"),
        ("person.deleted", 1, "已删除"),
        ("task.office_id", OFFICE_ID.hex, "样例街道"),
    ],
)
def test_values_read_as_on_paper(desk: Desk, name: str, raw: Any, shown: str) -> None:
    entity, field = name.split(".")
    with desk.read() as session:
        assert Wording(session).value(entity, field, raw) == shown


def test_a_hidden_value_is_whole_when_asked_for(desk: Desk) -> None:
    with desk.read() as session:
        assert Wording(session).value("person", "mobile", "13812345678", masked=False) == "13812345678"


def test_a_record_is_called_by_its_person(desk: Desk, person: UUID) -> None:
    with desk.read() as session:
        name = session.get_one(Person, person).name
        assert Wording(session).title("person", person) == name
        assert Wording(session).title("case", UUID(int=1)) == ""
        assert Wording(session).title("office", OFFICE_ID) == "样例街道"

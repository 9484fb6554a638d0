"""Posts are found by any part of their title or their employer's name, whoever wrote them and however."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import delete, insert, literal, update

from db.local import migrate
from db.local.folder import OfficeFolder
from db.models import ChangeContext, Employer, Vacancy
from db.models.base import new_id
from db.search.post_keys import KEPT, LONGEST, firms_with, titles_with
from tests.db.records import LOGIN, PASSWORD, TODAY, StoreDesk

FIRM = new_id()
LONG = "样例电子厂长期招聘熟练操作工和学徒工包吃住月休四天五险一金"


def post(title: str, **values: Any) -> Vacancy:
    return Vacancy(employer_id=FIRM, title=title, published_on=TODAY, valid_to=TODAY, **values)


@pytest.fixture
def hiring(desk: StoreDesk) -> StoreDesk:
    """An office with one employer."""
    desk.save(Employer(id=FIRM, name="重庆样一机械有限公司", name_key="重庆样一机械有限公司"))
    return desk


def titles(desk: StoreDesk, text: str) -> set[str]:
    with desk.store.read() as session:
        return set(session.scalars(titles_with(literal(text))))


def firms(desk: StoreDesk, text: str) -> set[str]:
    with desk.store.read() as session:
        return set(session.scalars(firms_with(literal(text))))


def test_the_same_is_found_as_by_reading_every_title(hiring: StoreDesk) -> None:
    known = ["电工", "水电工", "CNC 操作工", "cnc编程", "客服%", "客服_夜班", "É工", LONG, LONG[:-2] + "双休", "𠮷样工"]
    hiring.save(*(post(title) for title in known))
    asked = [
        "工",
        "电工",
        "水电",
        "Cnc",
        "c操",
        "c 操",
        "%",
        "_",
        "é",
        "É",
        "𠮷",
        "焊工",
        LONG,
        LONG[:KEPT],
        LONG[3:29],
        "工和",
    ]
    for text in asked:
        read = hiring.rows("SELECT title FROM vacancy WHERE instr(lower(title), lower(:text))", text=text)
        assert titles(hiring, text) == {row.title for row in read}, text
    assert titles(hiring, LONG) == {LONG}


def test_the_last_place_of_the_longest_title_is_found(hiring: StoreDesk) -> None:
    hiring.save(post("样" * (LONGEST - 1) + "钳"))
    assert len(titles(hiring, "样钳")) == len(titles(hiring, "钳")) == 1


def test_a_title_is_found_until_no_post_has_it(hiring: StoreDesk) -> None:
    one, other = post("电焊工"), post("电焊工")
    hiring.save(one, other)
    for vacancy, found in ((one, {"电焊工"}), (other, set())):
        with hiring.write() as unit:
            unit.session.get_one(Vacancy, vacancy.id).title = "氩弧焊工"
            unit.audit("test.rename")
        assert titles(hiring, "电焊") == found
    assert titles(hiring, "弧焊") == {"氩弧焊工"}


def test_a_firm_is_found_by_its_new_name_alone(hiring: StoreDesk) -> None:
    assert firms(hiring, "样一机械") == {"重庆样一机械有限公司"}
    with hiring.write() as unit:
        unit.session.get_one(Employer, FIRM).name_key = "重庆样二物流有限公司"
        unit.audit("test.rename")
    assert firms(hiring, "样一机械") == set()
    assert firms(hiring, "物流") == {"重庆样二物流有限公司"}
    assert titles(hiring, "物流") == set(), "names of firms are no titles"


def test_what_sync_brings_and_takes_away_is_kept_too(hiring: StoreDesk) -> None:
    """Rows written past the models, with the capture of changes off."""
    values = {"id": new_id(), "office_id": FIRM, "district_id": "509999", "employer_id": FIRM, "title": "叉车工"}
    with hiring.write() as unit:
        unit.session.execute(update(ChangeContext).values(capture=False))
        unit.session.execute(insert(Vacancy), [{**values, "published_on": TODAY, "valid_to": TODAY}])
        unit.audit("test.pull")
    assert titles(hiring, "叉车") == {"叉车工"}
    with hiring.write() as unit:
        unit.session.execute(update(ChangeContext).values(capture=False))
        unit.session.execute(delete(Vacancy).where(Vacancy.id == values["id"]))
        unit.audit("test.pull")
    assert hiring.rows("SELECT key FROM post_key WHERE text = '叉车工'") == []


def test_posts_of_an_older_store_are_found_after_the_upgrade(folder: OfficeFolder) -> None:
    desk = StoreDesk(folder.open(LOGIN, PASSWORD))
    desk.save(Employer(id=FIRM, name="样一公司", name_key="样一公司"), post("CNC 操作工"), post("样" * LONGEST))
    before = desk.rows("SELECT key, text FROM post_key ORDER BY key, text")
    migrate.downgrade(desk.store.engine, "0006")
    desk.close()
    desk = StoreDesk(folder.open(LOGIN, PASSWORD))
    assert desk.rows("SELECT key, text FROM post_key ORDER BY key, text") == before
    assert titles(desk, "操作") == {"CNC 操作工"}
    desk.close()


def test_a_search_reads_no_more_than_what_it_finds(hiring: StoreDesk) -> None:
    query = titles_with(literal("电工")).compile(hiring.store.engine, compile_kwargs={"literal_binds": True})
    plan = [row.detail for row in hiring.rows(f"EXPLAIN QUERY PLAN {query}")]
    assert plan == ["SEARCH post_key USING PRIMARY KEY (key>? AND key<?)"]

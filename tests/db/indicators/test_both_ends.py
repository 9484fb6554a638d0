"""One definition for both ends: what two PCs count of themselves is what PostgreSQL counts of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import psycopg
import pytest
from sqlalchemy import select

from caseworker.desk import Desk
from db.actor import Role
from db.central.database import Central
from db.central.embedded import EmbeddedPostgres
from db.central.scopes import Caller, caller
from db.central.statements import Statements
from db.indicators import CATALOGUE, INDICATORS, By, Count, Figures, Period, Within, figures, records, trend
from db.models import Officer
from db.models.base import Base
from db.sync import wire
from tests.caseworker.reports.conftest import rough_office
from tests.db.indicators.region import copy_offices

CODES = tuple(INDICATORS)
MONTHS = (
    Period(date(2026, 11, 1), date(2026, 11, 23)),
    Period(date(2026, 10, 1), date(2026, 10, 31)),
    Period(date(2026, 1, 1), date(2026, 11, 23)),  # a long one is read otherwise
)
COUNTS = [one.code for one in CATALOGUE if isinstance(one, Count)]


@dataclass(frozen=True)
class Region:
    """Two offices of one district, at home and in the central store."""

    desks: tuple[Desk, Desk]
    central: Central

    @property
    def district_id(self) -> str:
        return self.desks[0].actor.district_id

    @property
    def caller(self) -> Caller:
        actor = self.desks[0].actor
        return caller(actor.device_id, actor.officer_id, Role.MANAGER, actor.office_id, actor.district_id)

    @property
    def scopes(self) -> tuple[str, ...]:
        return tuple(wire.office(desk.actor.office_id) for desk in self.desks)

    def counted(self, period: Period, **how: Any) -> Figures:
        """What PostgreSQL counts of the district."""
        how.setdefault("within", Within(self.district_id))
        with self.central.transaction(self.caller, *self.scopes) as connection:
            return figures(Statements(connection), period, **how)


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory, postgres: EmbeddedPostgres, _migrated: str) -> Iterator[Region]:
    with psycopg.connect(postgres.dsn(), autocommit=True) as owner:
        owner.execute(f"CREATE DATABASE both_ends TEMPLATE {_migrated}".encode())
        desks = (office(tmp_path_factory, 7), office(tmp_path_factory, 11))
        copy_offices(postgres.dsn("both_ends"), desks)
        central = Central(postgres.dsn("both_ends"))
        yield Region(desks, central)
        central.close()
        owner.execute("DROP DATABASE both_ends WITH (FORCE)")


def office(tmp_path_factory: pytest.TempPathFactory, seed: int) -> Desk:
    return rough_office(tmp_path_factory.mktemp("office"), seed)


def at_home(desk: Desk, period: Period, **how: Any) -> Figures:
    """What the PC counts of itself."""
    with desk.read() as session:
        return figures(session, period, within=Within(office_id=desk.actor.office_id), **how)


def values(found: Figures, place: str | UUID | None = None) -> dict[str, Any]:
    return {code: found.value(code, place) for code in CODES}


@pytest.mark.parametrize("period", MONTHS, ids=str)
def test_every_office_has_the_figures_it_has_at_home(region: Region, period: Period) -> None:
    found = region.counted(period, by=By.OFFICE)
    for desk in region.desks:
        home = values(at_home(desk, period))
        assert values(found, desk.actor.office_id) == home
        alone = region.counted(period, by=By.NOTHING, within=Within(region.district_id, desk.actor.office_id))
        assert values(alone) == home


@pytest.mark.parametrize("period", MONTHS, ids=str)
def test_a_district_is_the_sum_of_its_offices(region: Region, period: Period) -> None:
    whole, split = region.counted(period, by=By.NOTHING), region.counted(period, by=By.OFFICE)
    assert values(whole) == values(split)
    home = [at_home(desk, period, by=By.NOTHING) for desk in region.desks]
    for code in COUNTS:
        assert whole.value(code) == sum(one.value(code) or 0 for one in home)


@pytest.mark.parametrize("period", MONTHS[:2], ids=str)
def test_every_community_and_officer_has_them_too(region: Region, period: Period) -> None:
    for desk in region.desks:
        within = Within(region.district_id, desk.actor.office_id)
        there, home = region.counted(period, within=within), at_home(desk, period)
        assert there.communities() == home.communities()
        for place in (*home.communities(), ""):
            assert values(there, place) == values(home, place)
        with desk.read() as session:
            officers = list(session.scalars(select(Officer.id)))
        for one in officers:
            assert values(region.counted(period, officer_id=one)) == values(at_home(desk, period, officer_id=one))


@pytest.mark.parametrize("code", CODES)
def test_the_records_behind_a_number_are_the_same(region: Region, code: str) -> None:
    desk, period = region.desks[0], MONTHS[2]
    with desk.read() as session:
        home = records(session, code, period, within=Within(office_id=desk.actor.office_id))
    within = Within(region.district_id, desk.actor.office_id)
    with region.central.transaction(region.caller, *region.scopes) as connection:
        reader = Statements(connection)
        there = records(reader, code, period, within=within)
        paged = records(reader, code, period, within=within, limit=7)
        paged += records(reader, code, period, within=within, start=7, limit=7)
    assert there == home
    assert paged == home[:14]


def test_a_trend_is_the_same(region: Region) -> None:
    desk, periods = region.desks[0], (MONTHS[1], MONTHS[0])
    for code in ("registrations", "referrals", "placements"):
        with desk.read() as session:
            home = trend(session, code, periods)
        with region.central.transaction(region.caller, *region.scopes) as connection:
            within = Within(region.district_id, desk.actor.office_id)
            assert trend(Statements(connection), code, periods, within=within) == home
        assert any(home)


class Listening(Statements):
    """Keeps what was run."""

    said: list[str]

    def execute(self, statement: Any, /) -> Any:
        self.said.append(self.written(statement)[0])
        return super().execute(statement)


def test_every_table_of_every_statement_names_its_district(region: Region) -> None:
    with region.central.transaction(region.caller, *region.scopes) as connection:
        reader = Listening(connection)
        reader.said = []
        figures(reader, MONTHS[0], within=Within(region.district_id), by=By.OFFICE)
        for code in CODES:
            records(reader, code, MONTHS[0], within=Within(region.district_id), limit=3)
    assert len(reader.said) > len(CODES)
    for statement in reader.said:
        assert unnamed(statement) == []


def test_a_statement_without_a_district_would_be_noticed(region: Region) -> None:
    with region.central.transaction(region.caller, *region.scopes) as connection:
        reader = Listening(connection)
        reader.said = []
        figures(reader, MONTHS[0], by=By.OFFICE)
    assert all(unnamed(statement) for statement in reader.said)


def unnamed(statement: str) -> list[str]:
    """The tables, by the name they have in a statement, of which it does not ask for one district."""
    nouns = "|".join(Base.metadata.tables)
    found = re.findall(rf'(?:FROM|JOIN) "?({nouns})"?(?: AS (\w+))?\b(?!\.)', statement)
    names = [alias or table for table, alias in found]
    asked = re.findall(r'"?(\w+)"?\.district_id = %', statement)
    return sorted({name for name in names if names.count(name) > asked.count(name)})

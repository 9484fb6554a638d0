"""A region made inside PostgreSQL: districts of 25 offices, their people, cases and what happened with them.

Everything is reckoned from row numbers, so that a size gives the same records in every run. Nobody in it is real.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import psycopg
from psycopg import sql

TODAY = date(2026, 11, 23)
OFFICES_A_DISTRICT = 25
OFFICERS_AN_OFFICE = 3
DAYS = 1095
"""Over how many days before today the records are spread."""

_FUNCTIONS = """
CREATE FUNCTION pg_temp.key(kind int, n bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
    SELECT (lpad(to_hex(1704067200000 + n), 12, '0') || '7' || lpad(to_hex(kind), 3, '0') || '8'
        || lpad(to_hex(n), 15, '0'))::uuid $$;
CREATE FUNCTION pg_temp.die(n bigint, salt int, sides int) RETURNS int LANGUAGE sql IMMUTABLE AS $$
    SELECT (('x' || left(md5(n::text || ':' || salt::text), 7))::bit(28)::int % sides) $$;
CREATE FUNCTION pg_temp.district(office bigint) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT (509900 + office / 25 + 1)::text $$;
CREATE FUNCTION pg_temp.place(office bigint) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT 'o:' || replace(pg_temp.key(1, office)::text, '-', '') $$;
"""

_ROW = (
    "pg_temp.key(1, o), pg_temp.district(o), 1, false, {scope},"
    " pg_temp.key(2, o * 3), '2026-01-01T00:00:00Z'::timestamptz"
)
_HOME = "office_id, district_id, rev, deleted, sync_scope, made_by, made_at"
_OFFICE, _DISTRICT, _REGION = "pg_temp.place(o)", "'d:' || pg_temp.district(o)", "'r'"


@dataclass(frozen=True, slots=True)
class Fill:
    """How one table is filled: `n` runs over `times` for each person (or office), `o` is its office."""

    table: str
    columns: str
    values: str
    number: str
    scope: str = _OFFICE
    where: str = "true"


_FILLS = (
    Fill("office", "id, name, district_name, street_code, practice",
         "pg_temp.key(1, n), '样例街道' || n, '样例区', '', false", "{offices}", _REGION),
    Fill("officer", "id, login, name, role, active",
         "pg_temp.key(2, n), 'o' || n, '周样甲', 'officer', true", "{offices} * 3", _REGION),
    Fill("employer", "id, name, name_key", "pg_temp.key(3, n), '样例公司' || n, '样例公司' || n", "{offices} * 40",
         _DISTRICT),
    Fill("vacancy", "id, employer_id, title, kind, headcount, filled, audience, description, advert_flags,"
         " published_on, valid_to, source, status",
         "pg_temp.key(4, n), pg_temp.key(3, n / 35), '收银员', 'full_time', 1 + pg_temp.die(n, 1, 5), 0, '[]', '',"
         " '[]', p, p + 60, '', 'open'", "{offices} * 1400", _DISTRICT),
    Fill("person", "id, name, id_type, id_no, sex, birth_date, community, certificates, wanted_jobs, wanted_regions,"
         " preferences, barriers, needs, registered_on, valid_to, registered_by, mobile, live_address",
         "pg_temp.key(5, n), '王样' || n, 'resident_id', '509999' || lpad(n::text, 12, '0'), '1', date '1980-01-01',"
         " '样例社区' || pg_temp.die(n, 2, 12), '[]', '[\"4-01-02-01\"]', '[]', '[]', '[]', '[]', p, p + 180,"
         " pg_temp.key(2, o * 3 + n % 3), '13800000000', '样例路 1 号样例小区 1 幢 1-1'", "{people}"),
    Fill("group_tag", "id, person_id, kind, basis, from_on",
         "pg_temp.key(6, n), pg_temp.key(5, n), (ARRAY['REG_UNEMP', 'REG_UNEMP', 'AGE_4050', 'GRADUATE_2Y'])"
         "[1 + pg_temp.die(n, 3, 4)], '', p", "{people}", where="n % 2 = 0"),
    Fill("case", "id, person_id, owner_id, episode, state, opened_on, assigned_at, closed_on, close_reason",
         "pg_temp.key(7, n), pg_temp.key(5, n), pg_temp.key(2, o * 3 + n % 3), 1, CASE WHEN c THEN 'closed' ELSE 'open'"
         " END, p, p::timestamptz, CASE WHEN c THEN p + 120 END, CASE WHEN c THEN 'employed' END",
         "{people}"),
    Fill("activity", "id, case_id, person_id, kind, channel, outcome, text, occurred_at, recorded_at, officer_id,"
         " placement_id, check_days",
         "pg_temp.key(8, n), pg_temp.key(7, n / 6), pg_temp.key(5, n / 6), (ARRAY['follow_up', 'follow_up', 'visit',"
         " 'guidance', 'policy_talk', 'note'])[1 + n % 6], 'phone', CASE WHEN n % 6 < 3 THEN 'reached' END,"
         " '电话联系，愿意面试，约了下周到街道谈意向岗位。', t, t, pg_temp.key(2, o * 3 + n % 3), CASE WHEN"
         " n % 6 = 2 AND n / 6 % 10 < 3 THEN pg_temp.key(12, n / 6) END, CASE WHEN n % 6 = 2 AND n / 6 % 10 < 3 THEN"
         " 30 END", "{people} * 6"),
    Fill("task", "id, case_id, person_id, owner_id, title, due_on, done_at",
         "pg_temp.key(9, n), pg_temp.key(7, n), pg_temp.key(5, n), pg_temp.key(2, o * 3 + n % 3), '回访', p + 14,"
         " CASE WHEN n % 5 > 0 THEN (p + 13)::timestamptz END", "{people}"),
    Fill("referral", "id, case_id, person_id, vacancy_id, officer_id, state, recommended_at, reasons",
         "pg_temp.key(10, n), pg_temp.key(7, n), pg_temp.key(5, n), pg_temp.key(4, o * 1400 + n % 1400),"
         " pg_temp.key(2, o * 3 + n % 3), 'recommended', t, '[]'", "{people}", where="n % 5 < 3"),
    Fill("referral_event", "id, referral_id, from_state, to_state, note, occurred_on, at, officer_id",
         "pg_temp.key(11, n), pg_temp.key(10, n), 'recommended', 'interview', '', p + 3, t,"
         " pg_temp.key(2, o * 3 + n % 3)", "{people}", where="n % 5 < 2"),
    Fill("placement", "id, case_id, person_id, employer_name, post, started_on",
         "pg_temp.key(12, n), pg_temp.key(7, n), pg_temp.key(5, n), '样例公司', '收银员', p + 30", "{people}",
         where="n % 10 < 3"),
    Fill("loan_application", "id, person_id, case_id, officer_id, number, stage, intention_on, applied_on, paid_on,"
         " partners, guarantors, existing_loans, amount",
         "pg_temp.key(13, n), pg_temp.key(5, n), pg_temp.key(7, n), pg_temp.key(2, o * 3 + n % 3), 'D' || n, 'paid', p,"
         " p + 5, p + 40, '[]', '[]', '[]', 20000000", "{people}", where="n % 50 = 0"),
)  # fmt: skip


def fill(connection: psycopg.Connection, people: int, offices: int) -> None:
    """Fill empty noun tables; `connection` is the owner's (row-level security does not hold it). Commits."""
    connection.execute(sql.SQL(_FUNCTIONS))
    for number in range(-(-offices // OFFICES_A_DISTRICT)):
        add_partition(connection, district(number * OFFICES_A_DISTRICT))
    for one in _FILLS:
        connection.execute(sql.SQL(_statement(one, people, offices)))
    connection.commit()
    connection.autocommit = True
    connection.execute("VACUUM ANALYZE")


def add_partition(connection: psycopg.Connection, district_id: str) -> None:
    """A partition of its own for the activities of a district."""
    connection.execute(
        sql.SQL("CREATE TABLE IF NOT EXISTS {} PARTITION OF activity FOR VALUES IN ({})").format(
            sql.Identifier(f"activity_{district_id}"), sql.Literal(district_id)
        )
    )


def office_id(number: int) -> UUID:
    """The id of the n-th office."""
    return key(1, number)


def key(kind: int, number: int) -> UUID:
    """The id of a row, as `pg_temp.key` makes it: kind 1 offices, 5 people, 7 cases."""
    return UUID(hex=f"{1704067200000 + number:012x}7{kind:03x}8{number:015x}")


def district(number: int) -> str:
    """The district of the n-th office."""
    return str(509900 + number // OFFICES_A_DISTRICT + 1)


def _statement(one: Fill, people: int, offices: int) -> str:
    """`n` the row, `o` its office, `p` a day, `t` an instant, `c` whether the case is closed by now."""
    total = one.number.format(people=people, offices=offices)
    # Rows arrive day by day from all offices, not office by office.
    moment = "rows.t" if " t" in one.values else "rows.p"
    row = _ROW.format(scope=one.scope)
    return f"""
        INSERT INTO "{one.table}" ({one.columns}, {_HOME})
        SELECT {one.values}, {row} FROM (
            SELECT n, n * {offices} / ({total}) AS o,
                date '{TODAY}' - pg_temp.die(n, 7, {DAYS}) AS p,
                timestamptz '{TODAY} 09:00+08' - pg_temp.die(n, 8, {DAYS}) * interval '1 day' AS t
            FROM generate_series(0, {total} - 1) n
        ) rows, LATERAL (SELECT p < date '{TODAY}' - 120 AND n % 4 > 0) closed(c)
        WHERE {one.where} ORDER BY {moment}
    """

"""One ID number, two people: noticed across all offices without any of them learning what another holds.

Numbers are compared by HMAC under a key that never leaves the database. Both registrations stand; each office gets an
entry in its review, and an office is told no more of the other than its name. Whoever comes with a number that is known
is held against the first who claimed it and against the first at their own office, not against everybody: a hundred
people under one number are a hundred questions, not five thousand.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from db.central import rows
from db.central.columns import array
from db.central.conflicts import Found
from db.central.database import Connection, widen
from db.central.plan import Plan
from db.central.scopes import Caller
from db.sync import wire
from db.sync.merge import Kind

_BEARING = frozenset({"id_no", "deleted", "merged_into"})
_BUCKETS = 64
_LOCK_SPACE = 7_306_002
_HASH_BYTES = 16


@dataclass(frozen=True, slots=True)
class _Claim:
    person: str
    office: str
    district: str


def settle(connection: Connection, caller: Caller, plan: Plan) -> list[Found]:
    """Bring the claims up to date with what the plan wrote; what has to be shown to the offices concerned."""
    numbers = _numbers(connection, caller, plan)
    if not numbers:
        return []
    gone = [person for person, number in numbers.items() if not number]
    if gone:
        connection.execute("DELETE FROM hub.identity_claim WHERE person_id = ANY(%s::uuid[])", (gone,))
    live = {person: number for person, number in numbers.items() if number}
    return _claim(connection, caller, live) if live else []


def _numbers(connection: Connection, caller: Caller, plan: Plan) -> dict[str, str | None]:
    """Person → ID number, or None for a row that is no live person any more."""
    found: dict[str, str | None] = {}
    for (entity, row_id), new in plan.inserts.items():
        if entity == "person":
            found[row_id] = _borne(new.values)
    names = [name for name, change in plan.changes.items() if name[0] == "person" and _BEARING & change.values.keys()]
    for (_, row_id), row in rows.values(connection, caller.district_id, names).items():
        found[row_id] = _borne(row)
    return found


def _borne(row: Mapping[str, object]) -> str | None:
    live = not row.get("deleted") and not row.get("merged_into")
    return str(row["id_no"]).strip().upper() or None if live else None


def _claim(connection: Connection, caller: Caller, numbers: dict[str, str]) -> list[Found]:
    key = connection.execute("SELECT value FROM hub.setting WHERE name = 'identity_key'").fetchone()
    assert key is not None
    hashed = {person: _hash(key[0], number) for person, number in numbers.items()}
    buckets = sorted({int(one[:2], 16) % _BUCKETS for one in hashed.values()})
    # Two offices that claim one number at the same moment wait for each other here, in one order.
    connection.execute("SELECT pg_advisory_xact_lock(%s, b) FROM unnest(%s::int[]) b", (_LOCK_SPACE, buckets))
    found = _known(connection, caller.office_id.hex, hashed)
    found += _among(caller, hashed, {person for person, other in found if other.office == caller.office_id.hex})
    persons, hashes = array(list(hashed)), array(list(hashed.values()))
    connection.execute(
        "INSERT INTO hub.identity_claim (person_id, idno_hmac, district_id, office_id)"
        f" SELECT u.person::uuid, decode(u.hash, 'hex'), %s, %s FROM unnest({persons[0]}, {hashes[0]}) u(person, hash)"
        " ON CONFLICT (person_id) DO UPDATE SET idno_hmac = excluded.idno_hmac",
        (caller.district_id, caller.office_id, persons[1], hashes[1]),
    )
    return _shown(connection, caller, found)


def _hash(key: bytes, number: str) -> str:
    return hmac.digest(key, number.encode(), "sha256")[:_HASH_BYTES].hex()


def _known(connection: Connection, office: str, hashed: dict[str, str]) -> list[tuple[str, _Claim]]:
    """Whom each of these is held against, of those who bear the number already.

    The index is asked for each, whatever the table's statistics say.
    """
    sql, hashes = array(list(hashed.values()))
    claims = connection.execute(
        "SELECT encode(idno_hmac, 'hex'), encode(uuid_send(person_id), 'hex'), encode(uuid_send(office_id), 'hex'),"
        " district_id FROM hub.identity_claim"
        f" WHERE idno_hmac = ANY(ARRAY(SELECT decode(h, 'hex') FROM unnest({sql}) h)) ORDER BY person_id",
        (hashes,),
    ).fetchall()
    others: dict[str, list[_Claim]] = {}
    for hashed_number, *claim in claims:
        if hashed.get(claim[0], hashed_number) == hashed_number:
            others.setdefault(hashed_number, []).append(_Claim(*claim))
    return [
        (person, other)
        for person, number in (hashed.items() if others else ())
        for other in _firsts([one for one in others.get(number, ()) if one.person != person], office)
    ]


def _firsts(claims: list[_Claim], office: str) -> list[_Claim]:
    """Of the claims of a number, the oldest and the oldest of an office: one, two or none."""
    own = [claim for claim in claims if claim.office == office]
    return list(dict.fromkeys([*claims[:1], *own[:1]]))


def _among(caller: Caller, hashed: dict[str, str], shown: set[str]) -> list[tuple[str, _Claim]]:
    """The same number twice in one batch, for those of whom nothing is shown at this office already."""
    first: dict[str, str] = {}
    return [
        (person, _Claim(first[number], caller.office_id.hex, caller.district_id))
        for person, number in hashed.items()
        if first.setdefault(number, person) != person and person not in shown
    ]


def _shown(connection: Connection, caller: Caller, pairs: list[tuple[str, _Claim]]) -> list[Found]:
    found: list[Found] = []
    here = caller.office_id.hex
    seen: set[frozenset[str]] = set()
    for person, other in pairs:
        if frozenset((person, other.person)) in seen:
            continue
        seen.add(frozenset((person, other.person)))
        own = _Claim(person, here, caller.district_id)
        if other.office == here:
            found.append(_entry(own, other.person, None))
            continue
        widen(connection, wire.office(UUID(other.office)))
        found.append(_entry(own, None, _office_name(connection, other)))
        found.append(_entry(other, None, _office_name(connection, own)))
    return found


def _entry(own: _Claim, other_row: str | None, elsewhere: str | None) -> Found:
    return Found(
        own.office, own.district, "person", own.person, "id_no", Kind.IDENTITY,
        None, None, {"office": elsewhere} if elsewhere is not None else None,
        (None, None), (None, None), open=True, person_id=own.person, other_row_id=other_row,
    )  # fmt: skip


def _office_name(connection: Connection, claim: _Claim) -> str:
    row = connection.execute(
        "SELECT name FROM office WHERE district_id = %s AND id = %s", (claim.district, claim.office)
    ).fetchone()
    return str(row[0]) if row else ""

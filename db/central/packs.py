"""Policy packs on their way down (政策包下发): published here for a district or for all, pulled by every PC of it.

A pack is its text; what the text means is for `caseworker.policy`, and whoever publishes has had it checked there. PCs
never write one (`plan` refuses it). What goes to all districts is also kept under `EVERYWHERE`, which no PC reads, so
that a district that joins later gets it with its first office. Callers outside enter no scope of their own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg.rows import class_row
from psycopg.types.json import Jsonb

from db.central import record
from db.central.counters import Changes
from db.central.database import Central, Connection, widen
from db.central.problems import Refusal
from db.models.base import instant_text, new_id
from db.sync import wire

EVERYWHERE = "000000"
"""In place of a district: every one there is and every one to come."""
CENTRE = UUID(int=0)
"""In place of an office: the row is the centre's own."""


@dataclass(frozen=True, slots=True)
class Publication:
    """A pack as its file holds it. `name` is the policy, `region` six digits."""

    region: str
    name: str
    version: str
    body: str

    @property
    def sha256(self) -> str:
        """Of the text in UTF-8: two packs are the same when their texts are."""
        return hashlib.sha256(self.body.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Published:
    """A pack that is here, for one district."""

    id: UUID
    district_id: str
    region: str
    name: str
    version: str
    sha256: str
    published_at: datetime
    withdrawn_at: datetime | None
    rev: int


def publish(
    central: Central, pack: Publication, districts: Sequence[str] | None, by: str, now: datetime
) -> tuple[str, ...]:
    """Publish for some districts, or for all (None). The districts where it was not in force before.

    Doing it again changes nothing; a withdrawn pack stands again. Raises 404 `district_unknown` for one without an
    office, and 409 `pack_version` where another text stands under the same version: that one is withdrawn first.
    """
    with central.transaction(None, wire.region()) as connection:
        wanted = _targets(connection, districts)
        widen(connection, *map(wire.district, wanted))
        for district in wanted:
            _check_version(connection, district, pack)
        changed = tuple(district for district in wanted if _put(connection, district, pack, now))
        _note(connection, changed, "pack.published", pack, by, now)
    return tuple(district for district in changed if district != EVERYWHERE)


def withdraw(
    central: Central, region: str, name: str, version: str, districts: Sequence[str] | None, by: str, now: datetime
) -> tuple[str, ...]:
    """Take a version back; the districts where it stood until now. PCs keep the text for what was made under it.

    Raises 404 `pack_unknown` where no such version was ever published.
    """
    with central.transaction(None, wire.region()) as connection:
        wanted = _targets(connection, districts)
        widen(connection, *map(wire.district, wanted))
        found = [pack for pack in _packs(connection, wanted) if _key(pack) == (region, name, version)]
        if not found:
            raise Refusal(404, "pack_unknown")
        standing = [pack for pack in found if pack.withdrawn_at is None]
        for pack in standing:
            _set_withdrawn(connection, pack, now, now)
        for pack in standing:
            _note(connection, [pack.district_id], "pack.withdrawn", pack, by, now)
    return tuple(pack.district_id for pack in standing if pack.district_id != EVERYWHERE)


def published(central: Central) -> tuple[Published, ...]:
    """Every pack by district, oldest first; what is for all districts under `EVERYWHERE` too."""
    with central.transaction(None, wire.region()) as connection:
        wanted = _targets(connection, None)
        widen(connection, *map(wire.district, wanted))
        return tuple(_packs(connection, wanted))


def flow_to(connection: Connection, district: str, now: datetime) -> None:
    """Give a district what is published for all and it does not have, before anything else of the transaction."""
    widen(connection, wire.district(EVERYWHERE), wire.district(district))
    held = {pack.sha256 for pack in _packs(connection, [district])}
    for pack in _packs(connection, [EVERYWHERE]):
        if pack.withdrawn_at is None and pack.sha256 not in held:
            body = connection.execute(
                "SELECT body FROM policy_pack WHERE district_id = %s AND id = %s", (EVERYWHERE, pack.id)
            ).fetchone()
            assert body is not None
            _put(connection, district, Publication(pack.region, pack.name, pack.version, body[0]), now)


def _key(pack: Publication | Published) -> tuple[str, str, str]:
    return pack.region, pack.name, pack.version


def _targets(connection: Connection, districts: Sequence[str] | None) -> list[str]:
    query = "SELECT DISTINCT district_id FROM office WHERE NOT deleted ORDER BY district_id"
    known = [row[0] for row in connection.execute(query)]
    if districts is None:
        return [EVERYWHERE, *known]
    if any(district not in known for district in districts):
        raise Refusal(404, "district_unknown")
    return sorted(set(districts))


def _packs(connection: Connection, districts: Iterable[str]) -> list[Published]:
    with connection.cursor(row_factory=class_row(Published)) as cursor:
        cursor.execute(
            "SELECT id, district_id, region, name, version, sha256, published_at, withdrawn_at, rev FROM policy_pack"
            " WHERE district_id = ANY(%s) AND NOT deleted ORDER BY district_id, region, name, published_at, id",
            (list(districts),),
        )
        return cursor.fetchall()


def _check_version(connection: Connection, district: str, pack: Publication) -> None:
    for other in _packs(connection, [district]):
        if _key(other) == _key(pack) and other.withdrawn_at is None and other.sha256 != pack.sha256:
            raise Refusal(409, "pack_version")


def _put(connection: Connection, district: str, pack: Publication, now: datetime) -> bool:
    """Let a pack stand in a district; False when it does already."""
    for other in _packs(connection, [district]):
        if _key(other) == _key(pack) and other.sha256 == pack.sha256:
            if other.withdrawn_at is not None:
                _set_withdrawn(connection, other, None, now)
            return other.withdrawn_at is not None
    _insert(connection, district, pack, now)
    return True


def _insert(connection: Connection, district: str, pack: Publication, now: datetime) -> None:
    row_id = new_id()
    row: dict[str, Any] = {
        "id": str(row_id),
        "office_id": str(CENTRE),
        "district_id": district,
        "rev": 1,
        "deleted": False,
        "sync_scope": wire.district(district),
        "field_rev": {},
        "made_by": str(CENTRE),
        "made_at": now.isoformat(),
        "region": pack.region,
        "name": pack.name,
        "version": pack.version,
        "body": pack.body,
        "sha256": pack.sha256,
        "published_at": now.isoformat(),
    }
    connection.execute(
        "INSERT INTO policy_pack SELECT * FROM jsonb_populate_record(NULL::policy_pack, %s)", (Jsonb(row),)
    )
    _log(connection, district, row_id, "I", 1)


def _set_withdrawn(connection: Connection, pack: Published, at: datetime | None, now: datetime) -> None:
    row = connection.execute(
        "UPDATE policy_pack SET withdrawn_at = %(at)s, rev = rev + 1, field_rev = field_rev ||"
        " jsonb_build_object('withdrawn_at', jsonb_build_array(rev + 1, %(by)s::text, %(now)s::text))"
        " WHERE district_id = %(district)s AND id = %(id)s RETURNING rev",
        {"at": at, "by": CENTRE.hex, "now": instant_text(now), "district": pack.district_id, "id": pack.id},
    ).fetchone()
    assert row is not None
    _log(connection, pack.district_id, pack.id, "U", row[0])


def _log(connection: Connection, district: str, row_id: UUID, op: str, rev: int) -> None:
    changes = Changes()
    changes.add(wire.district(district), "policy_pack", district, row_id.hex, op, rev)
    changes.commit_to(connection)


def _note(
    connection: Connection, districts: Iterable[str], action: str, pack: Publication | Published, by: str, now: datetime
) -> None:
    """A link in the audit chain of each district, last in the transaction."""
    named = {"region": pack.region, "name": pack.name, "version": pack.version, "sha256": pack.sha256}
    for district in districts:
        record.of_server(connection, district, None, action, now, **named, by=by)

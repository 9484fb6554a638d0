"""Whether what is held here is what the central store holds: counts and sums over ids and revisions, by bucket."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from db.models.base import Reach
from db.sync import newer
from db.sync.columns import Entity, entities
from db.sync.statements import quoted

BUCKETS = 256
Digest = list[tuple[int, str]]
"""Count, and xor as 16 hex digits, of each bucket."""


def local_digest(raw: Any, scope: str) -> Digest:
    """The digest of a scope from this store. Rows that were never accepted (revision 0) do not count."""
    counts, sums = [0] * BUCKETS, [0] * BUCKETS
    for text in _held(raw, scope):
        found = hashlib.md5(text.encode(), usedforsecurity=False).digest()
        counts[found[0]] += 1
        sums[found[0]] ^= int.from_bytes(found[:8])
    return [(count, f"{value:016x}") for count, value in zip(counts, sums, strict=True)]


def _held(raw: Any, scope: str) -> Iterator[str]:
    """`id:revision` of every accepted row of a scope, also of nouns that only a newer version knows."""
    for entity in scope_entities(scope):
        query = f"SELECT lower(hex(id)) || ':' || rev FROM {quoted(entity.name)} WHERE rev > 0 AND {_condition(entity)}"
        for (text,) in raw.execute(query, (_home(scope),)):
            yield text
    yield from newer.rows_of(raw, scope)


def same(ours: Digest, theirs: list[Any]) -> bool:
    """Whether two digests say the same; sums are compared as numbers, whatever their leading zeros."""
    plain = [(int(count), int(value, 16)) for count, value in theirs]
    return plain == [(count, int(value, 16)) for count, value in ours]


def scope_entities(scope: str) -> list[Entity]:
    """The tables whose rows a scope holds."""
    reach = {"o": Reach.OFFICE, "d": Reach.DISTRICT, "r": Reach.REGION}[scope[0]]
    return [entity for entity in entities().values() if entity.reach is reach]


def rows_of(raw: Any, scope: str, entity: Entity, most: int = -1) -> list[str]:
    """Ids of accepted rows of a scope held here, `most` at the most."""
    query = f"SELECT lower(hex(id)) FROM {quoted(entity.name)} WHERE rev > 0 AND {_condition(entity)} LIMIT ?"
    return [row_id for (row_id,) in raw.execute(query, (_home(scope), most))]


def _condition(entity: Entity) -> str:
    conditions = {Reach.OFFICE: "office_id = ?", Reach.DISTRICT: "district_id = ?", Reach.REGION: "? = ''"}
    return conditions[entity.reach]


def _home(scope: str) -> object:
    kind, _, name = scope.partition(":")
    return UUID(name).bytes if kind == "o" else name

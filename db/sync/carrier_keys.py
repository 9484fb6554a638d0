"""The keys a PC needs to exchange files by stick: the central store's, told once over the line, and its own."""

from __future__ import annotations

from db.local.store import Store
from db.sealed import new_identity
from db.sync.carried import Centre
from db.sync.problems import BadReply
from db.sync.writing import fact, keep_fact, looking, writing

CENTRE = "carrier_centre"
"""The fact that holds the central store's keys; joining another one drops it."""

_IDENTITY = "carrier_identity"


def learn(store: Store, told: bytes) -> None:
    """Keep whom to seal for, as the central store says it over the line. Raises `BadReply`."""
    try:
        centre = Centre.model_validate_json(told)
    except ValueError as error:
        raise BadReply from error
    with writing(store) as raw:
        keep_fact(raw, CENTRE, centre.model_dump_json())


def known(store: Store) -> Centre | None:
    """Whom this PC seals for, or None before its first meeting over the line."""
    with looking(store) as raw:
        told = fact(raw, CENTRE)
    return Centre.model_validate_json(told) if told else None


def identity(store: Store) -> tuple[str, str]:
    """This PC's own age secret and address; made at first use, kept in the encrypted store."""
    with looking(store) as raw:
        kept = fact(raw, _IDENTITY)
    if kept is None:
        kept = " ".join(new_identity())
        with writing(store) as raw:
            keep_fact(raw, _IDENTITY, kept)
    secret, address = kept.split()
    return secret, address

"""A PC that met its central store once and exchanges by stick since."""

from __future__ import annotations

from datetime import UTC, datetime

from caseworker.desk import Desk
from db.actor import Role
from db.central import accounts, carrier, devices, directory
from db.central.database import Central
from db.central.devices import Purpose
from db.sync import carrier_keys, proof
from db.sync.enrolment import Enrolment, keep

NOW = datetime(2026, 11, 22, 2, tzinfo=UTC)


def known_at(desk: Desk, central: Central) -> None:
    """Account and device there, keys of both ends here."""
    actor, private = desk.actor, proof.new_private_key()
    office, district = actor.office_id, actor.district_id
    with central.transaction(None, directory.SCOPE) as connection:
        accounts.add_account(connection, actor.officer_id, office, district, "zhou", Role.SUPERVISOR, "tests", NOW)
        word, _ = devices.issue_code(connection, Purpose.DEVICE, office, district, "tests", NOW)
        code = devices.code_of(connection, word, Purpose.DEVICE, NOW)
        assert code is not None
        device = devices.add_device(connection, code, office, proof.public_key(private), "1", NOW, "-")
        told = carrier.centre(connection).model_dump_json().encode()
    keep(desk.store, Enrolment("https://none", "-", device, office, private))
    carrier_keys.learn(desk.store, told)

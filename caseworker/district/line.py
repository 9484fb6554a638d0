"""Asking the central store for reports, and what a person is told when it does not answer."""

from __future__ import annotations

from typing import Any

from caseworker.access.actor import Role
from caseworker.access.permissions import Right, require
from caseworker.desk import Desk
from caseworker.problems import OfficerProblem, Problem, SurroundingsProblem
from db.sync import wire
from db.sync.enrolment import enrolment
from db.sync.http import HttpTransport
from db.sync.problems import Refused, TransportError, Unreachable

_MENDED = {
    "month_ahead": "district.month_ahead",
    "reason_missing": "district.reason_missing",
    "role": "district.not_yours",
    "not_yours": "district.not_yours",
    "signed_out": "sync.sign_in_again",
    "session": "sync.sign_in_again",
    "revoked": "sync.revoked",
    "account_closed": "sync.account_closed",
}


def ask(desk: Desk, method: str, path: str, value: object = None) -> Any:
    """A request in the name of the administrator at work, and its answer. To be called in the network lane."""
    require(desk.actor, Right.VIEW)
    if desk.actor.role is not Role.MANAGER:
        raise OfficerProblem("district.not_yours")
    place = enrolment(desk.store)
    if place is None:
        raise OfficerProblem("district.not_connected")
    line = HttpTransport(desk.store, place, desk.actor.officer_id, desk.clock.now)
    try:
        return wire.loads(line.ask(method, path, value))
    except TransportError as error:
        raise _problem(error) from error
    except ValueError as error:
        raise SurroundingsProblem("district.bad_reply") from error
    finally:
        line.close()


def _problem(error: TransportError) -> Problem:
    if isinstance(error, Unreachable):
        return SurroundingsProblem("district.certificate" if error.code == "certificate" else "district.unreachable")
    if not isinstance(error, Refused):
        return SurroundingsProblem("district.bad_reply")
    if error.code in _MENDED:
        return OfficerProblem(_MENDED[error.code])
    if error.status in {429, 503}:
        return SurroundingsProblem("district.busy")
    return SurroundingsProblem("district.refused", said=error.code)

"""Who may do what (security: role matrix). Checked in services, so that no screen can forget it."""

from __future__ import annotations

from enum import StrEnum

from caseworker.access.actor import Actor, Role
from caseworker.problems import OfficerProblem


class Right(StrEnum):
    """Something a role may or may not do in its own office."""

    VIEW = "view"
    EDIT_RECORDS = "edit_records"
    REVEAL = "reveal"
    IMPORT = "import"
    PRINT = "print"
    EXPORT = "export"
    EXPORT_FULL = "export_full"
    VOID_CASE = "void_case"
    REASSIGN = "reassign"
    MANAGE_OFFICERS = "manage_officers"
    BACK_UP = "back_up"
    READ_AUDIT = "read_audit"
    TRANSFER = "transfer"  # hand a case to another office, take one over
    SYNC = "sync"  # meet the central store
    CONNECT = "connect"  # enrol this PC
    ADOPT_POLICY = "adopt_policy"  # put a district's policy pack in force


_OFFICER = frozenset(
    {
        Right.VIEW,
        Right.EDIT_RECORDS,
        Right.REVEAL,
        Right.IMPORT,
        Right.PRINT,
        Right.EXPORT,
        Right.EXPORT_FULL,
        Right.BACK_UP,
        Right.TRANSFER,
        Right.SYNC,
    }
)
_RIGHTS: dict[Role, frozenset[Right]] = {
    Role.OFFICER: _OFFICER,
    Role.SUPERVISOR: _OFFICER
    | {Right.VOID_CASE, Right.REASSIGN, Right.MANAGE_OFFICERS, Right.READ_AUDIT, Right.CONNECT, Right.ADOPT_POLICY},
    Role.MANAGER: frozenset({Right.VIEW, Right.EXPORT, Right.SYNC, Right.CONNECT}),
    Role.AUDITOR: frozenset({Right.VIEW, Right.READ_AUDIT, Right.SYNC, Right.CONNECT}),
    Role.ADMIN: frozenset({Right.MANAGE_OFFICERS, Right.BACK_UP, Right.SYNC, Right.CONNECT}),
}


def may(actor: Actor, right: Right) -> bool:
    """Whether the actor's role holds the right."""
    return right in _RIGHTS[actor.role]


def require(actor: Actor, right: Right) -> None:
    """Raise `access.not_allowed` when the actor's role does not hold the right."""
    if not may(actor, right):
        raise OfficerProblem("access.not_allowed", right=right.value, role=actor.role.value)

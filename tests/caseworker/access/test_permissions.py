"""The role matrix of the security paper, cell by cell."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from caseworker.access.actor import Actor, Role
from caseworker.access.permissions import Right, may, require
from caseworker.problems import OfficerProblem

NOBODY = UUID(int=0)
ACTOR = Actor(NOBODY, "周样甲", Role.OFFICER, NOBODY, "样例街道", "500113", NOBODY)

WORK = "view edit_records reveal import print export export_full back_up transfer sync"
MATRIX = {
    Role.OFFICER: WORK,
    Role.SUPERVISOR: f"{WORK} void_case reassign manage_officers read_audit connect adopt_policy",
    Role.MANAGER: "view export sync connect",
    Role.AUDITOR: "view read_audit sync connect",
    Role.ADMIN: "manage_officers back_up sync connect",
}


@pytest.mark.parametrize("right", list(Right))
@pytest.mark.parametrize("role", list(Role))
def test_every_cell(role: Role, right: Right) -> None:
    actor = replace(ACTOR, role=role)
    allowed = right.value in MATRIX[role].split()
    assert may(actor, right) is allowed
    if allowed:
        require(actor, right)
    else:
        with pytest.raises(OfficerProblem) as problem:
            require(actor, right)
        assert problem.value.code == "access.not_allowed"

"""The papers of one application (材料清单): what the rules ask for, and what has come in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from caseworker.access.permissions import Right, require
from caseworker.desk import Desk, Saved
from caseworker.loans.rules import LoanFacts, materials
from caseworker.policy import Mark, Need, PolicyPack, State
from caseworker.problems import OfficerProblem
from db.local.unit_of_work import UnitOfWork
from db.models import LoanApplication, LoanMaterial

COMMITMENT = "commitment"
"""The signed commitment and authorisation: printed with the packet, so asked for whatever the pack says."""


@dataclass(frozen=True, slots=True)
class Paper:
    """One line of the checklist. `applies` is UNKNOWN while facts that decide it are missing."""

    code: str
    name: str
    need: Need
    applies: State
    note: str
    source: str
    mark: Mark
    received_on: date | None = None

    @property
    def to_hand_in(self) -> bool:
        """Whether the packet is incomplete without it."""
        return self.applies is State.MET and self.need in {Need.REQUIRED, Need.CONDITIONAL}


_COMMITMENT = ("承诺书、查询授权书（已签名）", "随申请包打印，申请人及配偶签名", "本系统设定，可修改")


def papers(pack: PolicyPack | None, facts: LoanFacts, received: Mapping[str, date]) -> tuple[Paper, ...]:
    """The checklist of these facts with what is here; empty without a pack."""
    if pack is None:
        return ()
    name, note, source = _COMMITMENT
    found = [
        Paper(
            item.code,
            item.name,
            item.need,
            item.applies,
            item.note,
            item.source.title,
            item.mark,
            received.get(item.code),
        )
        for item in materials(pack, facts)
    ]
    signed = Paper(COMMITMENT, name, Need.REQUIRED, State.MET, note, source, Mark.OWN_DESIGN, received.get(COMMITMENT))
    return (*found[:1], signed, *found[1:])


def receive_material(desk: Desk, loan_id: UUID, code: str, on: date | None = None) -> Saved[UUID]:
    """Note that a paper came in, today or on an earlier day."""
    require(desk.actor, Right.EDIT_RECORDS)
    day = on or desk.today
    if day > desk.today:
        raise OfficerProblem("loans.received_in_future", day=day)
    with desk.write() as unit:
        paper = _row(unit, loan_id, code) or unit.add(LoanMaterial(application_id=loan_id, code=code))
        paper.received_on = day
        unit.audit("loan.receive_paper", paper)
    return Saved(loan_id, unit.summary)


def unreceive_material(desk: Desk, loan_id: UUID, code: str) -> Saved[UUID]:
    """Take a tick back: the paper is not here after all."""
    require(desk.actor, Right.EDIT_RECORDS)
    with desk.write() as unit:
        paper = _row(unit, loan_id, code)
        if paper is None or paper.received_on is None:
            raise OfficerProblem("loans.paper_not_here")
        paper.received_on = None
        unit.audit("loan.return_paper", paper)
    return Saved(loan_id, unit.summary)


def _row(unit: UnitOfWork, loan_id: UUID, code: str) -> LoanMaterial | None:
    loan = unit.session.get(LoanApplication, loan_id)
    if loan is None or loan.deleted:
        raise OfficerProblem("loans.gone")
    query = select(LoanMaterial).where(
        LoanMaterial.application_id == loan_id, LoanMaterial.code == code, ~LoanMaterial.deleted
    )
    return unit.session.scalars(query).first()

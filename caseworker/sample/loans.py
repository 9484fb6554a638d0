"""Sample loans at every step from draft to settlement, with the stages and papers that led there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any
from uuid import UUID

from stdnum.cn import uscc

from caseworker.calendar import add_working_days
from caseworker.clock import china_instant
from caseworker.loans.numbers import loan_number
from caseworker.loans.rules import POLICY
from caseworker.loans.rules.stages import LoanStage
from caseworker.policy import choose
from caseworker.sample.people import SamplePerson
from db.models import LoanApplication, LoanEvent, LoanMaterial
from db.models.base import Base, new_id

_LINE = (
    LoanStage.DRAFT,
    LoanStage.STREET_ACCEPTANCE,
    LoanStage.STREET_REVIEW,
    LoanStage.DISTRICT_REVIEW,
    LoanStage.GUARANTEE_REVIEW,
    LoanStage.BANK_APPROVAL,
    LoanStage.SIGNING,
    LoanStage.DISBURSEMENT,
    LoanStage.POST_LOAN,
    LoanStage.SETTLED,
)
_SHOPS = ("样例理发店", "样例小面馆", "样例便利店", "样例养殖场", "样例网店", "样例汽修店")


_STAGES = (*_LINE, *_LINE, LoanStage.RETURNED, LoanStage.SUPPLEMENT)
_PAPERS = ("application_form", "commitment", "id_card")


def loan_rows(
    everyone: Sequence[SamplePerson],
    cases: Mapping[UUID, UUID],
    officers: Sequence[UUID],
    today: date,
    random: Random,
) -> dict[type[Base], list[dict[str, Any]]]:
    """Two loans at every step (fewer when there are fewer people), one sent back and one waiting for papers."""
    rows: dict[type[Base], list[dict[str, Any]]] = defaultdict(list)
    for number, (person, stage) in enumerate(zip(everyone, _STAGES, strict=False)):
        steps = _steps(stage, today, slow=number >= len(_LINE))
        loan = _loan(person, cases[person.row["id"]], officers[number % len(officers)], steps, today, random)
        rows[LoanApplication].append(loan)
        rows[LoanEvent].extend(_events(loan, steps))
        rows[LoanMaterial].extend(_materials(loan, steps, stage))
    return rows


def _steps(stage: LoanStage, today: date, *, slow: bool) -> list[tuple[LoanStage, date]]:
    """The stages after the draft with their days: a working day each; a `slow` loan stands still for two more."""
    passed = list(_LINE[1 : _LINE.index(stage) + 1]) if stage in _LINE else [*_LINE[1:3], stage]
    if stage is LoanStage.SETTLED:
        return [*_steps(LoanStage.POST_LOAN, today - timedelta(days=400), slow=slow), (stage, today)]
    last = today - timedelta(days=200) if stage is LoanStage.POST_LOAN else today
    last = add_working_days(last, -2) if slow else last
    return [(one, add_working_days(last, n - len(passed) + 1)) for n, one in enumerate(passed)]


def _loan(
    person: SamplePerson,
    case_id: UUID,
    officer: UUID,
    steps: Sequence[tuple[LoanStage, date]],
    today: date,
    random: Random,
) -> dict[str, Any]:
    days = dict(steps)
    applied = days.get(LoanStage.STREET_ACCEPTANCE)
    begun = (applied or today) - timedelta(days=7)
    loan_id = new_id()
    pack = choose("500000", POLICY, applied).pack if applied else None
    return {
        "id": loan_id,
        "person_id": person.row["id"],
        "case_id": case_id,
        "officer_id": officer,
        "number": loan_number(loan_id, begun),
        "stage": steps[-1][0].value if steps else LoanStage.DRAFT.value,
        "intention_on": begun,
        "applied_on": applied,
        "contract_on": days.get(LoanStage.DISBURSEMENT),
        "paid_on": days.get(LoanStage.POST_LOAN),
        "pack_version": pack.version if pack else None,
        "group_code": random.choice(("REG_UNEMP", "VETERAN", "RURAL_STARTUP")),
        "marital": "10",
        "prior_count": 0,
        "no_other_loans": True if steps else None,
        "rate_spread_bp": 50 if LoanStage.SIGNING in days else None,
        **_business(person, begun, random),
    }


def _business(person: SamplePerson, begun: date, random: Random) -> dict[str, Any]:
    return {
        "entity_name": random.choice(_SHOPS) + person.row["name"][-1],
        "entity_no": sample_uscc(random.randint(1, 999_999)),
        "entity_kind": "sole_trader",
        "entity_on": begun - timedelta(days=200),
        "entity_region": "500113",
        "entity_address": f"样例路{random.randint(1, 99)}号",
        "premises": "rented",
        "staff": random.randint(1, 4),
        "staff_planned": random.randint(1, 3),
        "amount": random.choice((100_000, 150_000, 200_000, 300_000)) * 100,
        "term_months": random.choice((12, 24, 36)),
        "purpose": "门店装修、购置设备",
        "bank": "样例银行巴南支行",
        "method": "interest_quarterly",
        "repay_source": "经营收入",
        "guarantee": "none",
    }


def sample_uscc(number: int) -> str:
    """A code with right check digits under a district that was never assigned, so that no business has it."""
    body = f"MA{number:06d}"
    rest = 11 - sum(_CODES.index(char) * weight for char, weight in zip(body, _WEIGHTS, strict=True)) % 11
    code = f"92509999{body}{'0X'[rest == 10] if rest >= 10 else rest}"
    return code + uscc.calc_check_digit(code + "0")


_CODES = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


def _events(loan: dict[str, Any], steps: Sequence[tuple[LoanStage, date]]) -> list[dict[str, Any]]:
    before = [LoanStage.DRAFT, *(stage for stage, _ in steps)]
    return [
        {
            "id": new_id(),
            "application_id": loan["id"],
            "from_stage": start.value,
            "to_stage": stage.value,
            "occurred_on": on,
            "at": china_instant(on),
            "note": _NOTES.get(stage, ""),
            "officer_id": loan["officer_id"],
        }
        for start, (stage, on) in zip(before, steps, strict=False)
    ]


_NOTES = {
    LoanStage.DISTRICT_REVIEW: "样例：材料齐全，同意上报",
    LoanStage.GUARANTEE_REVIEW: "样例：资格条件第1、2项符合",
    LoanStage.BANK_APPROVAL: "样例：同意担保",
    LoanStage.SIGNING: "样例：同意发放",
    LoanStage.RETURNED: "样例：经营地址与执照不一致，退回核实",
    LoanStage.SUPPLEMENT: "样例：补交身份证",
    LoanStage.SETTLED: "样例：本息已还清",
}


def _materials(loan: dict[str, Any], steps: Sequence[tuple[LoanStage, date]], stage: LoanStage) -> list[dict[str, Any]]:
    """Papers are here once accepted; the loan sent for more papers lacks the last one."""
    if not steps:
        return []
    extra = ("veteran_certificate",) if loan["group_code"] == "VETERAN" else ()
    here = _PAPERS[:-1] if stage in (LoanStage.SUPPLEMENT, LoanStage.STREET_ACCEPTANCE) else (*_PAPERS, *extra)
    return [
        {"id": new_id(), "application_id": loan["id"], "code": code, "received_on": steps[0][1], "note": ""}
        for code in here
    ]

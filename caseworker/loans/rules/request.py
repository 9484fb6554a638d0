"""Checks what is asked for (amount, term) while it is typed, and which rules an application falls under.

Refusals are `OfficerProblem`s with the numbers of the pack; remarks that stop nothing are `Notice`s.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from caseworker.calendar import add_months
from caseworker.loans.rules.facts import LoanFacts, LoanGroup, possible_retirements, term_start
from caseworker.money import Fen, format_yuan, looks_like_wan
from caseworker.policy import (
    ChecklistItem,
    EligibilityResult,
    Notice,
    PackChoice,
    PolicyPack,
    checklist,
    choose,
    evaluate,
    pack_region,
    shipped,
)
from caseworker.problems import OfficerProblem

POLICY = "personal_guarantee_loan"


@dataclass(frozen=True, slots=True)
class RequestCheck:
    """What must be put right before the packet is made, and what to look at twice."""

    problems: tuple[OfficerProblem, ...]
    notices: tuple[Notice, ...]


def loan_pack(facts: LoanFacts, home_region: str, packs: Iterable[PolicyPack] | None = None) -> PackChoice:
    """The version by the place of the project and the day of application, of `packs` (else of those that ship).

    A project elsewhere, or with no place yet, is held against the rules of the office's own region
    (`home_region`, six digits) unless rules of its place are here: the sheet then says that the place is
    outside.
    """
    standing = shipped().in_force if packs is None else tuple(packs)
    known = {pack.region for pack in standing if pack.policy == POLICY}
    place = facts.project_region
    region = place if place and pack_region(place) in known else home_region
    return choose(region, POLICY, facts.application_date, standing)


def eligibility(pack: PolicyPack, facts: LoanFacts) -> EligibilityResult:
    """Every condition of `pack` for these facts."""
    return evaluate(pack, facts.as_mapping())


def materials(pack: PolicyPack, facts: LoanFacts) -> tuple[ChecklistItem, ...]:
    """The papers these facts call for."""
    return checklist(pack, facts.as_mapping())


def amount_cap(pack: PolicyPack, partners: int = 1) -> Fen:
    """The most that can be asked for, in fen; in partnership min(people x per person, total)."""
    if partners <= 1:
        return pack.fen("personal_cap")
    return min(partners * pack.fen("partnership_per_person"), pack.fen("partnership_total"))


def longest_term(pack: PolicyPack, facts: LoanFacts) -> int | None:
    """The most months that end before retirement, at most the pack's; None while that day is not known.

    0 when retirement comes within the first month. People out of poverty (脱贫人口) are held to the pack's
    alone.
    """
    most = int(pack.number("max_term"))
    if LoanGroup.POVERTY_RELIEVED in (facts.groups or ()):
        return most
    retirements = possible_retirements(facts)
    if not retirements:
        return None
    terms = {_months_before(term_start(facts), day, most) for day in retirements}
    return terms.pop() if len(terms) == 1 else None


def check_request(pack: PolicyPack, facts: LoanFacts) -> RequestCheck:
    """Amount and term against the pack; unknown ones are passed over (the eligibility sheet lists them)."""
    found = [*_amount(pack, facts), *_term(pack, facts)]
    return RequestCheck(
        tuple(item for item in found if isinstance(item, OfficerProblem)),
        tuple(item for item in found if isinstance(item, Notice)),
    )


def _amount(pack: PolicyPack, facts: LoanFacts) -> Iterator[OfficerProblem | Notice]:
    amount, cap = facts.amount_fen, amount_cap(pack, facts.partners)
    if amount is None:
        return
    if amount <= 0:
        yield OfficerProblem("loan_rules.amount_not_positive")
    elif amount > cap:
        yield OfficerProblem(
            "loan_rules.amount_over_cap",
            amount=format_yuan(amount),
            cap=format_yuan(cap),
            document=pack.label,
        )
    elif looks_like_wan(amount, cap):
        typed = format_yuan(amount)
        yield Notice("loan_rules.meant_wan", {"amount": typed, "wan": f"{amount / 100:g}"})


def _term(pack: PolicyPack, facts: LoanFacts) -> Iterator[OfficerProblem | Notice]:
    months, most = facts.term_months, int(pack.number("max_term"))
    if months is None:
        return
    longest = longest_term(pack, facts)
    if months < 1:
        yield OfficerProblem("loan_rules.term_not_positive", months=months)
    elif months > most:
        yield OfficerProblem("loan_rules.term_over", months=months, most=most, document=pack.label)
    elif longest is not None and months > longest:
        day = possible_retirements(facts)[-1]
        yield OfficerProblem("loan_rules.term_past_retirement", months=months, longest=longest, day=day)


def _months_before(start: date, day: date, most: int) -> int:
    return max((months for months in range(1, most + 1) if add_months(start, months) < day), default=0)

"""Which rules one application is held against: those it was made under, else those in force on its day."""

from __future__ import annotations

from caseworker.loans.form import LoanForm
from caseworker.loans.rules import POLICY, LoanFacts, loan_pack
from caseworker.policy import Notice, PackChoice, Shelf, pack_region
from caseworker.problems import OfficerProblem


def choose_pack(form: LoanForm, facts: LoanFacts, home_region: str, shelf: Shelf) -> PackChoice:
    """The version fixed at acceptance or chosen by the officer, else that of the day and the project's place.

    Where the fixed one is not known on this PC (a case from another district may bring it), no other takes its place:
    the answer has no pack and says which is missing.
    """
    choice = loan_pack(facts, home_region, shelf.in_force)
    if not form.pack_version:
        return choice
    region = choice.pack.region if choice.pack else pack_region(home_region)
    try:
        return PackChoice(shelf.by_version(region, POLICY, form.pack_version), choice.alternatives)
    except OfficerProblem as problem:
        return PackChoice(None, (), (Notice(problem.code, problem.params),))

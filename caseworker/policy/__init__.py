"""Dated rule packs: loading, choosing the version of a day, holding facts against it, papers to hand in.

Pure but for `adoption`: packs are data in `resources/policies/` or came from the district, facts and dates come from
the caller. `adoption` alone reads the store: what came, and what the office put in force.
"""

from caseworker.policy.checklist import ChecklistItem, checklist
from caseworker.policy.choice import PackChoice, by_version, choose, pack_region
from caseworker.policy.evaluation import ConditionLine, EligibilityResult, State, evaluate
from caseworker.policy.loading import check_pack, fact_labels, load_packs, parse_pack
from caseworker.policy.notice import Notice
from caseworker.policy.pack import LineKind, Mark, Need, PolicyPack, Source, StageBudget
from caseworker.policy.shelf import Shelf, shipped

__all__ = [
    "ChecklistItem",
    "ConditionLine",
    "EligibilityResult",
    "LineKind",
    "Mark",
    "Need",
    "Notice",
    "PackChoice",
    "PolicyPack",
    "Shelf",
    "Source",
    "StageBudget",
    "State",
    "by_version",
    "check_pack",
    "checklist",
    "choose",
    "evaluate",
    "fact_labels",
    "load_packs",
    "pack_region",
    "parse_pack",
    "shipped",
]

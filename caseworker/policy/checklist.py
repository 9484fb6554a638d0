"""Which papers an application needs, from the pack and the facts: 必需, 条件必需, 可选, 免提交."""

from __future__ import annotations

from dataclasses import dataclass

from caseworker.policy.evaluation import State
from caseworker.policy.expression import Answer, Facts, answer
from caseworker.policy.pack import Mark, Need, PolicyPack, Source


@dataclass(frozen=True, slots=True)
class ChecklistItem:
    """One paper. `applies` is UNKNOWN while the facts that decide a conditional paper are missing."""

    code: str
    name: str
    need: Need
    applies: State
    note: str
    source: Source
    mark: Mark
    verified: bool

    @property
    def to_hand_in(self) -> bool:
        """Whether the packet is incomplete without it."""
        return self.applies is State.MET and self.need in {Need.REQUIRED, Need.CONDITIONAL}


def checklist(pack: PolicyPack, facts: Facts) -> tuple[ChecklistItem, ...]:
    """The papers in the pack's order; those that do not apply are left out."""
    items = []
    for material in pack.materials:
        applies = answer(material.when, facts, pack.value) if material.when is not None else Answer(True)
        if applies.truth is not False:
            state = State.MET if applies.truth else State.UNKNOWN
            items.append(
                ChecklistItem(
                    material.code,
                    material.name,
                    material.need,
                    state,
                    material.note,
                    pack.sources[material.source],
                    material.mark,
                    material.verified,
                )
            )
    return tuple(items)

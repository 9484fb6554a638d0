"""Next steps that end with the search for work: who was hired is sent to no more interviews.

Titles are the officer's own words, so a step is told by what it speaks of. What is settled this way is named in the
entry that settled it, and can be set again.
"""

from __future__ import annotations

from sqlalchemy import select

from caseworker import messages
from db.local.unit_of_work import UnitOfWork
from db.models import Case, Task

_OF_THE_SEARCH = (
    *("面试", "面谈邀约", "推荐", "荐岗", "求职", "应聘", "简历", "岗位", "招聘", "单位答复", "单位回复"),
    *("interview", "recommend", "vacanc", "job search", "job fair", "résumé", "resume", "referral"),
)
_OF_SOMETHING_ELSE = ("补贴", "补助", "社保", "公益性岗位", "稳岗", "在岗", "合同", "subsid", "insurance", "contract")


def is_job_search(title: str) -> bool:
    """Whether a next step is about finding work, and not about what a job brings with it."""
    words = title.casefold()
    return any(word in words for word in _OF_THE_SEARCH) and not any(word in words for word in _OF_SOMETHING_ELSE)


def end_search_in(unit: UnitOfWork, case: Case, note: str) -> str:
    """Settle the open steps of the search in a transaction that does more; what to add to its entry, "" for none."""
    steps = select(Task).where(Task.case_id == case.id, Task.done_at.is_(None), ~Task.deleted).order_by(Task.due_on)
    ended = [task for task in unit.session.scalars(steps) if is_job_search(task.title)]
    for task in ended:
        task.done_at, task.done_note = unit.now, note[:200]
        unit.audit("task.finish", task)
    return messages.text("cases.settled_with_it", titles="、".join(task.title for task in ended)) if ended else ""

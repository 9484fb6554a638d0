"""What a paper is (附件种类): a guess from its name, so that most files need no choosing."""

from __future__ import annotations

from caseworker.codes import table
from caseworker.problems import OfficerProblem
from caseworker.text import lookup_key

TABLE = "attachment_kind"
OTHER = "other"


def guess_kind(name: str) -> str:
    """The kind whose longest word occurs in a file's name; `other` when none does."""
    wanted = lookup_key(name.rpartition(".")[0])
    found = [
        (len(key), entry.code)
        for entry in table(TABLE)
        for word in (entry.zh, *entry.aliases)
        if (key := lookup_key(word)) and key in wanted
    ]
    return max(found)[1] if found else OTHER


def require_kind(kind: str) -> str:
    """A code of the table; OfficerProblem `attachments.kind_unknown` for anything else."""
    if not table(TABLE).has(kind):
        raise OfficerProblem("attachments.kind_unknown")
    return kind

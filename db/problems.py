"""The two kinds of failure a person can be told about; everything else is a bug.

A problem carries a message code and its parameters, never a finished sentence: the texts live in
`resources/messages/` in both languages and serve the window and the command line alike.
"""

from __future__ import annotations


class Problem(Exception):
    """Something went wrong that has a plain sentence; `code` names it, `params` fill it in.

    Parameters must not hold personal data beyond what the officer just typed: problems are logged by code.
    """

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self.__dict__ == other.__dict__

    def __hash__(self) -> int:
        return hash((type(self), self.code))


class OfficerProblem(Problem):
    """The officer can put it right; the text says how."""


class SurroundingsProblem(Problem):
    """Disk, file, network or machine failed; the text says what is safe and what to do."""

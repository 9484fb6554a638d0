"""What is read ahead is not read again."""

from pathlib import Path

import pytest

from caseworker import codes, messages
from caseworker.ahead import read_ahead
from caseworker.policy import load_packs


def test_afterwards_no_file_of_the_program_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    read_ahead("zh")

    def refuse(path: Path, *_args: object, **_more: object) -> None:
        raise AssertionError(f"{path.name} is read again")

    monkeypatch.setattr(Path, "read_text", refuse)
    monkeypatch.setattr(Path, "open", refuse)
    assert codes.table("occupation").has("1-01-00") and codes.table("marital")
    assert load_packs()
    for noun in ("loan_rules", "case"):
        assert all(messages.has(code) for code in messages.codes(noun))

"""What a person can be found by, kept beside the person in the same transaction and rebuildable at any time.

Here and not with the services of people, because sync brings people too and has to make them findable as they arrive.
"""

from __future__ import annotations

from collections.abc import Iterator

from db.search.pinyin import name_keys

NAME, INITIALS, FULL, LAST_FOUR, PHONE = "n", "i", "f", "d", "p"
_LONGEST = 60


def person_keys(name: str, id_no: str, mobile: str | None) -> set[str]:
    """All look-up keys: a letter for the kind, then the text in the form in which it is looked up."""
    keys = set(_name_keys(name))
    keys.add(LAST_FOUR + id_no[-4:].lower())
    for phone in (mobile or "").split(","):
        if digits := _digits(phone):
            keys |= {PHONE + digits, LAST_FOUR + digits[-4:]}
    return keys


def phone_key(phone: str) -> str:
    """The key of one number: its digits, so that 023-6234 5678 is found however it is spaced."""
    return PHONE + _digits(phone)


def _digits(phone: str) -> str:
    return "".join(char for char in phone if "0" <= char <= "9")


def _name_keys(name: str) -> Iterator[str]:
    """Name and its endings, so that a given name alone finds its bearer; pinyin in each reading of the surname."""
    read = name_keys(name)
    text = read.lookup[:_LONGEST]
    yield from (NAME + text[start:] for start in range(min(len(text), 6)))
    yield from (INITIALS + initials[:_LONGEST] for initials in read.initials)
    yield from (FULL + full[:_LONGEST] for full in read.full)

"""What the first screens need of the program's own files, read while the officer still types the password.

Everything here is kept by the module that reads it; this only asks first, in a worker, so that neither the first Today
nor the GUI thread waits for a file.
"""

from __future__ import annotations

from importlib import import_module

from caseworker import codes, messages
from caseworker.policy import load_packs


def read_ahead(language: str) -> None:
    """Read the code tables, the texts of services in one language, the rule packs and the calendar of holidays."""
    for key in codes.tables():
        codes.table(key)
    for noun in messages.nouns(language):
        messages.codes(noun, language)
    load_packs()
    import_module("chinese_calendar")

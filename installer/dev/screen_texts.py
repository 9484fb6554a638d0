"""The texts of the screens, read from the code and from Qt's translation files, to compare the two.

Qt's extractor is blind in places (a text after a nested class goes to the wrong context and never loads), so
the code is read a second time through Python's own grammar.
"""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

Key = tuple[str, str, str]
"""Class (Qt calls it context), English text, comment that tells equal texts apart."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One message of a .ts file; `state` is "", "unfinished", "vanished" or "obsolete"."""

    key: Key
    state: str
    translations: tuple[str, ...]


def texts_of(source: Path) -> set[Key]:
    """Every text that a Python file hands to `self.tr` or `QCoreApplication.translate`."""
    tree = ast.parse(source.read_text(encoding="utf-8"))
    return {key for key in _texts(tree, "") if key[0]}


def texts_without_a_class(source: Path) -> list[str]:
    """Texts handed to `tr` outside any class."""
    tree = ast.parse(source.read_text(encoding="utf-8"))
    return [text for context, text, _ in _texts(tree, "") if not context]


def entries(file: Path) -> list[Entry]:
    """The messages of a .ts file."""
    found = []
    for context in ElementTree.parse(file).getroot().iter("context"):
        name = context.findtext("name", "")
        for message in context.iter("message"):
            translation = message.find("translation")
            texts = [] if translation is None else list(translation.iter("numerusform")) or [translation]
            found.append(
                Entry(
                    (name, message.findtext("source", ""), message.findtext("comment", "")),
                    "unfinished" if translation is None else translation.get("type", ""),
                    tuple("".join(text.itertext()) for text in texts),
                )
            )
    return found


def faults_between(file: Path, expected: set[Key]) -> list[str]:
    """What is unfinished, missing, gone from the code or filled with other placeholders in `file`."""
    known = entries(file)
    faults = [f"{file.name}: {entry.key[0]}: {entry.key[1]!r} {fault}" for entry in known if (fault := _fault(entry))]
    recorded = {entry.key for entry in known}
    gone, missing = sorted(recorded - expected), sorted(expected - recorded)
    faults += [f"{file.name}: {key[0]}: {key[1]!r} is gone from the code, run `make translations`" for key in gone]
    return faults + [f"{file.name}: {key[0]}: {key[1]!r} is missing, run `make translations`" for key in missing]


def placeholders(text: str) -> set[str]:
    """The names between braces in a text for `str.format`, and Qt's `%n`."""
    try:
        names = {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    except ValueError:  # a lone brace: not a text for str.format
        names = set()
    return names | ({"%n"} if "%n" in text else set())


def _fault(entry: Entry) -> str:
    if entry.state:
        return f"is {entry.state}"
    if not entry.translations or not all(text.strip() for text in entry.translations):
        return "has an empty translation"
    if any(placeholders(text) != placeholders(entry.key[1]) for text in entry.translations):
        return "has other placeholders in its translation"
    return ""


def _texts(node: ast.AST, context: str) -> Iterator[Key]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Call):
            yield from _text_of_call(child, context)
        yield from _texts(child, child.name if isinstance(child, ast.ClassDef) else context)


def _text_of_call(call: ast.Call, context: str) -> Iterator[Key]:
    words = [argument.value if isinstance(argument, ast.Constant) else None for argument in call.args]
    if not isinstance(call.func, ast.Attribute) or not words or not isinstance(words[0], str):
        return
    if call.func.attr == "tr":
        comment = words[1] if len(words) > 1 else ""
        yield context, words[0], str(comment or "")
    elif call.func.attr == "translate" and len(words) > 1 and isinstance(words[1], str):
        comment = words[2] if len(words) > 2 else ""
        yield words[0], words[1], str(comment or "")

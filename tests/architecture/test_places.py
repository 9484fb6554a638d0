"""Nothing in the tree depends on one machine: no folder of somebody's, no address of a package index."""

from __future__ import annotations

import re
from pathlib import Path

from tests.architecture.tree import ROOT, expect_none, kept_files

SOMEBODYS_FOLDER = re.compile(r"(?<![\w.:/<-])/(?:home|root|Users|work|opt|mnt|tmp|var/tmp)/[\w.-]+|\b[A-Z]:\\\\?\w+")
INDEX_ADDRESS = re.compile(r"(?:(?<!no-emit)-(?:extra-)?index(?:-url)?|--find-links)[ =]\S|https?://[^\s/]*/simple\b")
LICENCES = Path("resources/fonts/licences")
THIS = Path("tests/architecture/test_places.py")


def test_no_folder_of_one_machine_is_named() -> None:
    expect_none(findings(SOMEBODYS_FOLDER), "a folder of one machine:")


def test_no_package_index_is_named() -> None:
    expect_none(findings(INDEX_ADDRESS), "a package index:")


def test_both_are_seen() -> None:
    assert SOMEBODYS_FOLDER.search('open("/home/someone/people.xlsx")')
    assert SOMEBODYS_FOLDER.search(r"C:\Users")
    assert INDEX_ADDRESS.search("--index-url somewhere")
    assert not SOMEBODYS_FOLDER.search("people/home/visits and https://example.org/work/rules")


def findings(pattern: re.Pattern[str]) -> list[str]:
    found = []
    for path in kept_files():
        if path == THIS or path.is_relative_to(LICENCES):
            continue
        content = (ROOT / path).read_bytes()
        if b"\0" in content[:4096]:
            continue  # a font or a picture
        for number, line in enumerate(content.decode("utf-8").splitlines(), 1):
            if match := pattern.search(line):
                found.append(f"{path}:{number}: {match.group()}")
    return found

"""The fonts in the tree are the ones their README names, byte for byte."""

import hashlib
from importlib.resources import files

import pytest

FONTS = files("resources") / "fonts"
SUMS = dict(reversed(line.split(maxsplit=1)) for line in (FONTS / "SHA256SUMS").read_text("utf-8").splitlines())


@pytest.mark.parametrize("name", sorted(SUMS))
def test_font_files_are_unchanged(name: str) -> None:
    content = (FONTS / name).read_bytes()
    assert hashlib.sha256(content).hexdigest() == SUMS[name]


def test_every_font_has_a_checksum_and_a_line_in_the_readme() -> None:
    fonts = {entry.name for entry in FONTS.iterdir() if entry.name.endswith(".ttf")}
    readme = (FONTS / "README.md").read_text("utf-8")
    assert fonts == {name for name in SUMS if name.endswith(".ttf")}
    assert [name for name in sorted(fonts) if name not in readme] == []

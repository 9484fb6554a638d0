"""`caseworker policy check` names file, line and rule of all that is wrong."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest
from typer.testing import CliRunner

from caseworker.cli import app
from caseworker.policy.packfile import LARGEST
from tests.caseworker.policy.sample import PACK

RUNNER = CliRunner()


def test_what_ships_is_sound() -> None:
    shipped = Path(str(files("resources") / "policies" / "500000" / "personal_guarantee_loan"))
    named = sorted(str(file) for file in shipped.iterdir())
    result = RUNNER.invoke(app, ["policy", "check", *named, "--lang", "en"])
    assert result.exit_code == 0, result.output
    assert result.output.count("is sound") == len(named) == 4


def test_every_fault_is_said_with_file_line_and_rule(tmp_path: Path) -> None:
    good, bad = tmp_path / "好.toml", tmp_path / "坏.toml"
    good.write_text(PACK, "utf-8")
    broken = PACK.replace("value = 16 }", 'parameter = "min_age" }').replace('field = "project_region"', 'field = "x"')
    bad.write_text(broken, "utf-8")
    result = RUNNER.invoke(app, ["policy", "check", str(bad), str(good)])
    assert result.exit_code == 1
    lines = result.output.splitlines()
    assert len(lines) == 3, "two faults, and the other file is looked at all the same"
    assert all("坏.toml" in line and "第 " in line for line in lines[:2])
    assert "（age）" in lines[0] and "min_age" in lines[0]
    assert "没有问题" in lines[2]


@pytest.mark.parametrize(
    ("content", "said"),
    [(None, "读不了"), (b"\xff\xfe\x00", "UTF-8"), (b"x" * (LARGEST + 1), "不是政策包"), (b"a = \x00", "UTF-8")],
)
def test_what_is_no_pack_is_refused_in_words(tmp_path: Path, content: bytes | None, said: str) -> None:
    file = tmp_path / "pack.toml"
    if content is not None:
        file.write_bytes(content)
    result = RUNNER.invoke(app, ["policy", "check", str(file)])
    assert result.exit_code == 1
    assert said in result.output


def test_line_ends_of_windows_are_the_same_text(tmp_path: Path) -> None:
    file = tmp_path / "pack.toml"
    file.write_bytes(b"\xef\xbb\xbf" + PACK.replace("\n", "\r\n").encode())
    assert RUNNER.invoke(app, ["policy", "check", str(file)]).exit_code == 0

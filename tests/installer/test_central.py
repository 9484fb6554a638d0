"""The examples for the server are what this version understands."""

from __future__ import annotations

import configparser
import re
import shlex
import tomllib
from pathlib import Path

import pytest
from typer.main import get_command

from caseworker.central_cli import app
from db.central.settings import Settings

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "installer" / "central"


def test_the_settings_file_is_understood() -> None:
    found = Settings.model_validate(tomllib.loads((FOLDER / "central.toml").read_text("utf-8")))
    assert (found.trusted_proxies, found.certificate) == (("127.0.0.1",), None)
    usual = Settings(dsn="")
    assert (found.rates, found.lockout, found.keep) == (usual.rates, usual.lockout, usual.keep)


@pytest.mark.parametrize("name", ["caseworker-central", "caseworker-central-prune"])
def test_the_unit_starts_a_command_that_exists(name: str) -> None:
    unit = configparser.RawConfigParser(strict=False)
    unit.optionxform = str  # type: ignore[assignment, method-assign]
    unit.read(FOLDER / f"{name}.service")
    program, command, *options = shlex.split(unit["Service"]["ExecStart"])
    assert program.endswith("/caseworker-central")
    known = get_command(app).commands[command]  # type: ignore[attr-defined]
    spelled = {spelling for option in known.params for spelling in option.opts}
    assert {option for option in options if option.startswith("--")} <= spelled


def test_the_proxy_hides_counters_and_speaks_tls_1_3_alone() -> None:
    text = (FOLDER / "nginx.conf").read_text("utf-8")
    assert re.search(r"ssl_protocols\s+TLSv1\.3;", text)
    assert "location = /metrics { return 404; }" in text
    assert "X-Forwarded-For $remote_addr;" in text, "what a client claims of its address is not passed on"


def test_the_guide_names_commands_that_exist() -> None:
    guide = (ROOT / "docs" / "central.md").read_text("utf-8")
    commands = get_command(app).commands  # type: ignore[attr-defined]
    lines = [line for line in re.findall(r"caseworker-central ([^`\n]+)", guide) if not line.startswith("`")]
    assert len(lines) > 8
    for line in lines:
        name, *options = line.split()
        assert name in commands, line
        command = commands[name]
        if options and options[0] in (below := getattr(command, "commands", {})):
            command = below[options[0]]
        known = {spelled for option in command.params for spelled in option.opts}
        assert [option for option in options if option.startswith("--") and option not in known] == [], line

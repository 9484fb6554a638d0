"""`caseworker-central pack`: checked before it is published, and said in words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import tomli_w
from typer.testing import CliRunner

from caseworker.central_cli import app
from db.central.database import Central
from db.central.packs import published
from tests.caseworker.policy.sample import PACK
from tests.db.central.office import DISTRICT, Pc

RUNNER = CliRunner()
Run = Callable[..., str]


@pytest.fixture
def run(central: Central, tmp_path: Path) -> Run:
    """Runs `pack …` on this test's central store; the output."""
    settings = tmp_path / "central.toml"
    settings.write_text(tomli_w.dumps({"dsn": central.dsn}), "utf-8")
    Pc(central).settle_in("甲街道")

    def made(*words: str, code: int = 0) -> str:
        result = RUNNER.invoke(app, ["pack", *words, "--settings", str(settings), "--lang", "en"])
        assert result.exit_code == code, result.output
        return result.output

    return made


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "pack.toml"
    made.write_text(PACK, "utf-8")
    return made


def test_published_listed_withdrawn(run: Run, file: Path) -> None:
    assert DISTRICT in run("publish", str(file), "--district", "all")
    assert "before" in run("publish", str(file), "--district", DISTRICT)
    assert [line.split()[0] for line in run("list").splitlines()] == ["all", DISTRICT]
    named = run("list").split()[1:4]
    assert DISTRICT in run("withdraw", *named, "--district", "all")
    assert run("list").count("withdrawn") == 2
    assert "before" in run("withdraw", *named, "--district", "all")


def test_a_pack_with_a_fault_is_not_published(run: Run, file: Path, central: Central) -> None:
    file.write_text(PACK.replace("value = 16 }", 'parameter = "min_age" }'), "utf-8")
    said = run("publish", str(file), "--district", "all", code=1)
    assert "pack.toml" in said and "age" in said and "line" in said
    assert published(central) == ()


@pytest.mark.parametrize(
    ("districts", "said"),
    [
        (["--district", "5001"], "six digits"),
        (["--district", "999999"], "No office"),
        (["--district", "all", "--district", DISTRICT], "six digits"),
    ],
)
def test_a_district_that_is_none_is_refused(run: Run, file: Path, districts: list[str], said: str) -> None:
    assert said in run("publish", str(file), *districts, code=1)


def test_another_text_needs_another_version(run: Run, file: Path) -> None:
    run("publish", str(file), "--district", DISTRICT)
    file.write_text(PACK + "# corrected\n", "utf-8")
    assert "another version" in run("publish", str(file), "--district", DISTRICT, code=1)


def test_the_commands_of_the_server_are_all_there() -> None:
    assert "serve" in RUNNER.invoke(app, ["--help"]).output
    said = RUNNER.invoke(app, ["pack", "list", "--lang", "en"])
    assert said.exit_code == 1 and "--embedded" in said.output

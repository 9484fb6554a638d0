"""The command line does real work on real folders: a sample office is made, backed up, damaged and restored."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from caseworker.cli import app
from caseworker.sample import PASSWORD


def run(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("cli") / "office"
    made = run("sample", str(place), "--people", "20")
    assert made.exit_code == 0, made.output
    return place


def signed(folder: Path, login: str = "zhou", password: str = PASSWORD) -> list[str]:
    return ["--data", str(folder), "--login", login, "--password", password]


def test_status_names_the_office_without_a_password(folder: Path) -> None:
    assert "样例街道" in run("status", "--data", str(folder)).output


def test_status_of_an_empty_folder(tmp_path: Path) -> None:
    assert run("status", "--data", str(tmp_path / "none"), "--lang", "en").output.startswith("There is nothing here")


def test_backup_verify_damage_restore(folder: Path) -> None:
    assert run("backup", *signed(folder)).exit_code == 0
    assert run("verify", *signed(folder)).exit_code == 0
    store = folder / "store.db"
    content = bytearray(store.read_bytes())
    content[len(content) // 2] ^= 1
    store.write_bytes(content)
    unsound = run("verify", *signed(folder))
    assert unsound.exit_code == 1
    restored = run("restore", *signed(folder, "wu"))
    assert restored.exit_code == 0, restored.output
    assert "quarantine" in restored.output.replace("\n", "")
    assert run("verify", *signed(folder)).exit_code == 0


def test_a_wrong_password_is_a_sentence_not_a_traceback(folder: Path) -> None:
    refused = run("backup", *signed(folder, password="not the one"))
    assert refused.exit_code == 1
    assert "密码不对" in refused.output


def test_restore_without_a_backup_says_so(tmp_path: Path) -> None:
    refused = run("restore", *signed(tmp_path))
    assert refused.exit_code == 1
    assert "没有备份" in refused.output.replace("\n", "")

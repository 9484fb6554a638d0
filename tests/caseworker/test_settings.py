"""Settings of the PC: kept whole, tolerant of damage, told in plain words."""

from __future__ import annotations

from pathlib import Path

import pytest

from caseworker import messages
from caseworker.problems import OfficerProblem, SurroundingsProblem
from caseworker.settings import Settings, load_settings, save_settings, settings_path

CHANGED = Settings(
    language="en",
    text_scale=130,
    theme="contrast",
    lock_minutes=2,
    office_folder="/office",
    window=(10, 20, 1200, 700, 1),
    column_widths={"today": {"due": 120, "who": 200}},
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "new" / "settings.toml"


def test_a_fresh_pc_has_the_defaults_and_no_warning(path: Path) -> None:
    loaded = load_settings(path)
    assert loaded.settings == Settings() and loaded.warning is None
    assert (loaded.settings.language, loaded.settings.text_scale, loaded.settings.lock_minutes) == ("zh", 100, 5)


def test_what_is_saved_is_read_again(path: Path) -> None:
    save_settings(CHANGED, path)
    assert load_settings(path).settings == CHANGED
    assert [file.name for file in path.parent.iterdir()] == ["settings.toml"]


@pytest.mark.parametrize("content", [b"language = ", b"\xff\xfe\x00", b"\x00" * 40])
def test_a_damaged_file_is_told_and_not_fatal(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    loaded = load_settings(path)
    assert loaded.settings == Settings()
    assert loaded.warning == OfficerProblem("settings.unreadable", path=str(path))


def test_only_what_is_wrong_falls_back(path: Path) -> None:
    path.parent.mkdir()
    path.write_text(
        'language = "en"\ntext_scale = 117\ntheme = "pink"\nlock_minutes = true\nwindow = [1, 2]\nunknown = 1\n'
        '[column_widths]\nodd = 5\n[column_widths.today]\ndue = 90\nwho = -4\nwhat = "wide"\n'
    )
    loaded = load_settings(path)
    assert loaded.settings == Settings(language="en", column_widths={"today": {"due": 90}})
    assert loaded.warning is not None
    assert loaded.warning.params["names"] == "text_scale、theme、lock_minutes、window"


def test_a_failed_save_keeps_the_old_file_and_says_so(path: Path) -> None:
    save_settings(Settings(), path)
    (path.parent / "blocked").write_text("a file where a folder is wanted")
    with pytest.raises(SurroundingsProblem) as refused:
        save_settings(CHANGED, path.parent / "blocked" / "settings.toml")
    assert refused.value.code == "settings.not_saved"
    assert load_settings(path).settings == Settings()


def test_the_folder_can_be_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CASEWORKER_CONFIG", str(tmp_path))
    assert settings_path() == tmp_path / "settings.toml"
    monkeypatch.delenv("CASEWORKER_CONFIG")
    assert settings_path().parts[-2:] == ("caseworker", "settings.toml")


@pytest.mark.parametrize("lang", messages.LANGUAGES)
@pytest.mark.parametrize("code", ["settings.unreadable", "settings.partly_unreadable", "settings.not_saved"])
def test_every_problem_has_its_words(code: str, lang: str) -> None:
    assert "设置" in messages.text(code, lang, path="p", names="n") or lang == "en"

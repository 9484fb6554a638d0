"""What pyproject.toml ships is what is in the tree: no package forgotten, no stray folder taken along."""

from __future__ import annotations

import tomllib
from pathlib import PurePath

from tests.architecture.tree import FLOORS, ROOT, expect_none, kept_files, python_files

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
UNSHIPPED = {".py", ".md", ".mako"}  # .mako: only writes new migrations
SETUPTOOLS = PROJECT["tool"]["setuptools"]


def test_every_package_is_listed() -> None:
    folders = {".".join(path.parent.parts) for path in python_files(*FLOORS, "resources")}
    listed = SETUPTOOLS["packages"]
    missing = "\n".join(f'    "{name}",' for name in sorted(folders - set(listed)))
    assert not missing, f"add to [tool.setuptools] packages in pyproject.toml:\n{missing}"
    assert sorted(set(listed) - folders) == [], "listed in pyproject.toml, but not there"
    assert listed == sorted(listed)


def test_every_package_folder_is_a_package() -> None:
    folders = {path.parent for path in python_files(*FLOORS, "tests", "installer")}
    lacking = [folder.as_posix() for folder in sorted(folders) if not (ROOT / folder / "__init__.py").exists()]
    expect_none(lacking, "folders of Python files without __init__.py:")


def test_every_data_file_ships() -> None:
    patterns = SETUPTOOLS["package-data"]
    lost = [
        path.as_posix()
        for path in kept_files()
        if path.parts[0] in FLOORS and path.suffix not in UNSHIPPED and not _shipped(path, patterns)
    ]
    expect_none(lost, "add a pattern to [tool.setuptools.package-data] for:")
    assert patterns["resources"] == ["**/*"]


def _shipped(path: PurePath, patterns: dict[str, list[str]]) -> bool:
    return any(
        path.is_relative_to(package.replace(".", "/")) and path.relative_to(package.replace(".", "/")).match(pattern)
        for package, globs in patterns.items()
        for pattern in globs
    )

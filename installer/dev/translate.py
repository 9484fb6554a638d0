"""Translations of the screens: `python -m installer.dev.translate update|build|check`.

Sources are English and stand in the code as `self.tr("...")`; each package of `ui/` has one file,
`resources/translations/zh_CN/<package>.ts`. `update` brings new texts into the files, `build` compiles them
to `.qm` beside them (not kept in git), `check` names whatever is not translated, in the screens and in
`resources/messages/`.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from installer.dev.environment import ROOT
from installer.dev.message_texts import message_faults
from installer.dev.screen_texts import entries, faults_between, texts_of, texts_without_a_class

LANGUAGE = "zh_CN"
UI = ROOT / "ui"
FOLDER = ROOT / "resources" / "translations" / LANGUAGE
GONE = ("vanished", "obsolete")
VERBS = ("update", "build", "check")


def update() -> None:
    """Bring the texts of the code into the translation files and drop those that are gone from it."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for package, sources in packages():
        if (FOLDER / f"{package}.ts").exists() or any(texts_of(source) for source in sources):
            extract(sources, FOLDER / f"{package}.ts", "-no-obsolete")


def build() -> None:
    """Compile each translation file that is newer than what was compiled from it.

    Beside it first and then put in its place at once: a window that opens meanwhile reads the old one or the new one.
    """
    for source in sorted(FOLDER.glob("*.ts")):
        compiled = source.with_suffix(".qm")
        if not compiled.exists() or compiled.stat().st_mtime_ns < source.stat().st_mtime_ns:
            fresh = compiled.with_name(f".{source.stem}.{os.getpid()}.qm")
            try:
                _qt_tool("lrelease", "-silent", str(source), "-qm", str(fresh))
                fresh.replace(compiled)
            finally:
                fresh.unlink(missing_ok=True)


def check() -> list[str]:
    """One line for each text that lacks its translation, of screens and of services."""
    faults = [fault for package, sources in packages() for fault in package_faults(package, sources)]
    known = {package for package, _ in packages()}
    faults += [f"{file.name}: ui/ has no such package" for file in FOLDER.glob("*.ts") if file.stem not in known]
    return faults + message_faults()


def packages() -> Iterator[tuple[str, list[Path]]]:
    """Each package of `ui/` with its Python files; `ui/main.py` and its neighbours count as `shell`."""
    for folder in sorted(path.parent for path in UI.glob("*/__init__.py")):
        beside = sorted(UI.glob("*.py")) if folder.name == "shell" else []
        yield folder.name, beside + sorted(folder.rglob("*.py"))


def package_faults(package: str, sources: list[Path]) -> list[str]:
    """What `sources` say that the file of `package` does not have finished, and the other way round."""
    outside = [text for source in sources for text in texts_without_a_class(source)]
    if outside:
        return [f"{package}: {text!r} stands outside a class, where no translation reaches it" for text in outside]
    expected = {text for source in sources for text in texts_of(source)}
    file = FOLDER / f"{package}.ts"
    if not file.exists():
        return [f"{package}.ts: missing, run `make translations`"] if expected else []
    with tempfile.TemporaryDirectory() as scratch:
        fresh = Path(scratch) / file.name
        shutil.copy(file, fresh)
        extract(sources, fresh)
        seen = {entry.key for entry in entries(fresh) if entry.state not in GONE}
    blind = [f"{package}: Qt does not find {key[1]!r} in {key[0]} as code does" for key in sorted(expected ^ seen)]
    return blind + faults_between(file, expected)


def extract(sources: list[Path], into: Path, *more: str) -> None:
    """Merge the texts of `sources` into the file `into`, without line numbers, which every edit changes."""
    options = ("-silent", "-locations", "none", "-source-language", "en", "-target-language", LANGUAGE, *more)
    _qt_tool("lupdate", *options, *map(str, sources), "-ts", str(into))


def _qt_tool(name: str, *arguments: str) -> None:
    command = [str(Path(sys.executable).with_name(f"pyside6-{name}")), *arguments]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    if result.returncode:
        raise SystemExit(f"{name} failed:\n{result.stdout}{result.stderr}")


def main(arguments: list[str]) -> None:
    if len(arguments) != 1 or arguments[0] not in VERBS:
        raise SystemExit(__doc__)
    if arguments[0] == "update":
        update()
    elif arguments[0] == "build":
        build()
    elif faults := check():
        raise SystemExit("\n".join([*faults, f"{len(faults)} faults in translations"]))


if __name__ == "__main__":
    main(sys.argv[1:])

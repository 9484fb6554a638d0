"""The virtual environment `.venv` and what is installed in it: exactly the locked files, checked by hash.

Runs on the system's own Python before anything is installed, so it uses the standard library alone.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import subprocess
import sys
from pathlib import Path

from installer.dev import system

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "installed.json"
LOCKS = ("desktop", "central", "dev")  # dev holds the others
# What pip downloads on an empty cache, in MB, measured on x86_64 Linux.
DOWNLOAD_MB = {"desktop": 300, "central": 40, "dev": 420}


def make() -> None:
    """Make `.venv` if it is not there or does not start."""
    if PYTHON.exists() and subprocess.run([PYTHON, "-c", ""], check=False).returncode == 0:
        return
    print(f"Making {VENV.name} with Python {sys.version.split()[0]}", flush=True)
    _run(sys.executable, "-m", "venv", "--clear", *_without_pip(), str(VENV))


def install(lock: str) -> None:
    """Install `requirements/<lock>.txt` unless exactly this file is what was installed last."""
    wanted = fingerprint(lock)
    installed = _stamp()
    if installed.get(lock) == wanted:
        return
    print(
        f"Installing requirements/{lock}.txt into {VENV.name}: "
        f"up to about {DOWNLOAD_MB[lock]} MB to download (nearly all of it Qt); less if pip has it already",
        flush=True,
    )
    _run(*_pip(), "install", "--require-hashes", "--only-binary=:all:", "-q", "-r", str(_path(lock)))
    installed[lock] = wanted
    if lock == "dev":
        installed["desktop"] = fingerprint("desktop")
    STAMP.write_text(json.dumps(installed), encoding="utf-8")


def fingerprint(lock: str) -> str:
    """SHA-256 of a locked requirements file and of the Python it is installed for."""
    return hashlib.sha256(_path(lock).read_bytes() + sys.version.encode()).hexdigest()


def qt_folder() -> Path:
    """The folder of the installed PySide6."""
    return next((VENV / "lib").glob("python3*/site-packages/PySide6"), VENV / "lib" / "PySide6")


def _path(lock: str) -> Path:
    return ROOT / "requirements" / f"{lock}.txt"


def _stamp() -> dict[str, str]:
    try:
        return dict(json.loads(STAMP.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}  # a lost stamp costs one quick pip run


def _without_pip() -> list[str]:
    """Debian splits ensurepip off: then the system's pip installs into the environment from outside."""
    if importlib.util.find_spec("ensurepip"):
        return []
    if not importlib.util.find_spec("pip"):
        system.install(["python3-venv"], "This Python has neither ensurepip nor pip.")
        return []
    return ["--without-pip"]


def _pip() -> list[str]:
    inside = subprocess.run([PYTHON, "-c", "import pip"], capture_output=True, check=False).returncode == 0
    return [str(PYTHON), "-m", "pip"] if inside else [sys.executable, "-m", "pip", "--python", str(PYTHON)]


def _run(*command: str) -> None:
    if subprocess.run(command, check=False).returncode:
        raise SystemExit(f"This failed: {' '.join(command)}")

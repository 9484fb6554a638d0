"""Which libraries and tools of the system are lacking, and how to get them on Debian and its relatives.

Nothing is guessed: the dynamic linker is asked (`ldd`) what the installed Qt libraries cannot find, and only
that is installed. Runs on the system's own Python before all else, so it uses the standard library alone.
"""

from __future__ import annotations

import itertools
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

QT_MODULES = ("Core", "Gui", "Widgets", "Network", "DBus", "Svg", "Test", "Pdf", "PdfWidgets", "PrintSupport")
QT_TOOLS = ("lupdate", "lrelease")
OFFSCREEN = ("platforms/libqoffscreen.so", "imageformats/*.so")
ON_A_DISPLAY = {
    "DISPLAY": ("platforms/libqxcb.so", "xcbglintegrations/*.so", "printsupport/*.so"),
    "WAYLAND_DISPLAY": ("platforms/libqwayland*.so", "wayland-*-client/*.so", "printsupport/*.so"),
}

# Library name without its version -> Debian 12 package. Later releases keep these names as virtual packages.
PACKAGES = {
    "libEGL": "libegl1",
    "libGL": "libgl1",
    "libGLX": "libgl1",
    "libOpenGL": "libopengl0",
    "libX11": "libx11-6",
    "libX11-xcb": "libx11-xcb1",
    "libbrotlicommon": "libbrotli1",
    "libbrotlidec": "libbrotli1",
    "libcups": "libcups2",
    "libdbus-1": "libdbus-1-3",
    "libdrm": "libdrm2",
    "libfontconfig": "libfontconfig1",
    "libfreetype": "libfreetype6",
    "libgcc_s": "libgcc-s1",
    "libglib-2.0": "libglib2.0-0",
    "libgobject-2.0": "libglib2.0-0",
    "libgssapi_krb5": "libgssapi-krb5-2",
    "libgthread-2.0": "libglib2.0-0",
    "libstdc++": "libstdc++6",
    "libwayland-client": "libwayland-client0",
    "libwayland-cursor": "libwayland-cursor0",
    "libwayland-egl": "libwayland-egl1",
    "libwayland-server": "libwayland-server0",
    "libxcb": "libxcb1",
    "libxcb-cursor": "libxcb-cursor0",
    "libxcb-glx": "libxcb-glx0",
    "libxcb-icccm": "libxcb-icccm4",
    "libxcb-image": "libxcb-image0",
    "libxcb-keysyms": "libxcb-keysyms1",
    "libxcb-randr": "libxcb-randr0",
    "libxcb-render": "libxcb-render0",
    "libxcb-render-util": "libxcb-render-util0",
    "libxcb-shape": "libxcb-shape0",
    "libxcb-shm": "libxcb-shm0",
    "libxcb-sync": "libxcb-sync1",
    "libxcb-util": "libxcb-util1",
    "libxcb-xfixes": "libxcb-xfixes0",
    "libxcb-xkb": "libxcb-xkb1",
    "libxkbcommon": "libxkbcommon0",
    "libxkbcommon-x11": "libxkbcommon-x11-0",
    "libz": "zlib1g",
    "libzstd": "libzstd1",
}
# Programs that the tests of printed papers look at them with.
PAPER_TOOLS = {"pdftotext": "poppler-utils", "pdftoppm": "poppler-utils", "pdffonts": "poppler-utils"}


def missing_libraries(qt: Path, displays: Iterable[str] = ()) -> set[str]:
    """Names such as `libEGL.so.1` that the Qt under `qt` (the PySide6 folder) needs and the linker lacks.

    `displays` are those of the variables in `ON_A_DISPLAY` that are set; with none, offscreen work is enough.
    """
    if not sys.platform.startswith("linux"):
        return set()
    parts = [str(part) for part in _qt_files(qt, displays)]
    if not parts:
        raise SystemExit(f"No Qt libraries under {qt}: remove .venv and run the command again.")
    listing = subprocess.run(["ldd", *parts], capture_output=True, text=True, check=False).stdout
    return set(re.findall(r"(\S+) => not found", listing))


def missing_tools(tools: Iterable[str]) -> set[str]:
    """Those of `tools` that are not on the PATH."""
    return {tool for tool in tools if shutil.which(tool) is None}


def packages_for(libraries: Iterable[str], tools: Iterable[str] = ()) -> tuple[list[str], list[str]]:
    """The Debian packages that hold what is missing, and the library names we know no package for."""
    found = {PAPER_TOOLS[tool] for tool in tools}
    unknown = []
    for library in libraries:
        package = PACKAGES.get(library.partition(".so")[0])
        if package is None:
            unknown.append(library)
        else:
            found.add(package)
    return sorted(found), sorted(unknown)


def install(packages: Sequence[str], why: str) -> None:
    """Install with apt as root or with passwordless sudo; otherwise say the exact command and stop."""
    command = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    if shutil.which("apt-get") is None:
        raise SystemExit(f"{why}\nThis system has no apt. Install what Debian calls: {' '.join(packages)}")
    prefix = _as_root()
    if prefix is None:
        raise SystemExit(
            f"{why}\nRun this once, then the same make command again:\n\n"
            f"    sudo apt-get update && sudo {shlex.join(command)}\n"
        )
    print(f"{why}\nInstalling with apt: {' '.join(packages)}", flush=True)
    for step in (["apt-get", "update", "-q"], command):
        if subprocess.run([*prefix, "env", "DEBIAN_FRONTEND=noninteractive", *step], check=False).returncode:
            raise SystemExit(f"apt failed. The command was: {shlex.join([*prefix, *step])}")


def _as_root() -> list[str] | None:
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    allowed = sudo and subprocess.run([sudo, "-n", "true"], capture_output=True, check=False).returncode == 0
    return [sudo] if sudo and allowed else None


def _qt_files(qt: Path, displays: Iterable[str]) -> Iterator[Path]:
    """The parts of Qt that the application loads; a PC without a screen is not asked for X11 or Wayland."""
    for module in QT_MODULES:
        yield from (qt / "Qt" / "lib").glob(f"libQt6{module}.so.*")
    yield from (qt / tool for tool in QT_TOOLS if (qt / tool).exists())
    for pattern in itertools.chain(OFFSCREEN, *(ON_A_DISPLAY[display] for display in displays)):
        yield from (qt / "Qt" / "plugins").glob(pattern)

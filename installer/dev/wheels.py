"""Every locked requirement has a wheel for each system an office runs: nothing is ever compiled there.

Asks uv to resolve the locked files for each platform without installing anything. Run by `make lock`.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile

from installer.dev.environment import LOCKS, ROOT

# Debian 12 and the oldest glibc with Qt 6.11 on ARM.
PLATFORMS = ("x86_64-manylinux_2_36", "aarch64-manylinux_2_39", "x86_64-pc-windows-msvc")


def main() -> None:
    lacking = [f"{lock} on {platform}" for lock in LOCKS for platform in PLATFORMS if not serves(lock, platform)]
    if lacking:
        raise SystemExit(f"The lock cannot be installed from wheels: {'; '.join(lacking)}")
    print(f"Wheels for {', '.join(PLATFORMS)}")


def serves(lock: str, platform: str) -> bool:
    """Whether all that `requirements/<lock>.txt` pins has a wheel for `platform`; uv says which lack."""
    with tempfile.TemporaryDirectory() as nowhere:
        command = [sys.executable, "-m", "uv", "pip", "install", "--dry-run", "--quiet", "--require-hashes"]
        command += ["--only-binary", ":all:", "--python-version", "3.11", "--python-platform", platform]
        command += ["--target", nowhere, "--requirements", str(ROOT / "requirements" / f"{lock}.txt")]
        return subprocess.run(command, check=False).returncode == 0


if __name__ == "__main__":
    main()

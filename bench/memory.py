"""How much memory this process uses now."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def resident_mb() -> float:
    """Resident memory in MB (2^20); where the system does not tell, the most the process ever had."""
    statm = Path("/proc/self/statm")
    if statm.exists():
        return int(statm.read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (2**20 if sys.platform == "darwin" else 2**10)

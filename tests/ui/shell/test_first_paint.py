"""What the program has loaded when the sign-in window is painted: nothing heavy."""

import subprocess
import sys

HEAVY = ("sqlalchemy", "argon2", "openpyxl", "pypinyin", "reportlab", "numpy", "pydantic", "PySide6.QtPdf")
SCRIPT = """
import sys
from ui.shell.application import build_application
from ui.shell.gate import Gate
from ui.shell.window import MainWindow
from caseworker.access.entry import OfficerName, StoreStatus
app = build_application(["test"])
gate = Gate()
gate.show_status(StoreStatus("ready", (OfficerName("a", "样一", "officer"),), "样例街道"))
gate.show()
app.processEvents()
gate.grab()
print(",".join(name for name in {heavy!r} if name in sys.modules))
"""


def test_nothing_heavy_is_loaded_before_the_first_paint() -> None:
    code = SCRIPT.format(heavy=HEAVY)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == ""

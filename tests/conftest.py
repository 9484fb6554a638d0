"""What every test stands on: a home of its own, no display, built translations, and a quiet log.

Nothing here imports Qt: tests of rules and of the store stay as light as what they test.
"""

from __future__ import annotations

import logging
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from installer.dev import translate

pytest_plugins = ["tests.postgres"]

HOME_VARIABLES = (
    "HOME",
    "XDG_CONFIG_HOME",
    "XDG_DATA_HOME",
    "XDG_STATE_HOME",
    "XDG_CACHE_HOME",
    "XDG_RUNTIME_DIR",
)


def pytest_configure() -> None:
    """Before anything imports Qt or asks where the home is: no test sees or touches the real one."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    home = Path(tempfile.mkdtemp(prefix="caseworker-tests-"))
    for variable in HOME_VARIABLES:
        folder = home / variable.lower()
        folder.mkdir(mode=0o700)
        os.environ[variable] = str(folder)
    # No desktop keyring of the machine is asked for, or changed, by a test.
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"
    os.environ.pop("DBUS_SESSION_BUS_ADDRESS", None)


def pytest_unconfigure() -> None:
    shutil.rmtree(Path(os.environ["HOME"]).parent, ignore_errors=True)


@pytest.fixture(scope="session", autouse=True)
def _translations() -> None:
    """The screens are tested in the language that offices see."""
    translate.build()


class _LogGate(logging.Handler):
    """Collects records that nobody expected."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []
        self.expecting = False

    def emit(self, record: logging.LogRecord) -> None:
        if not self.expecting:
            self.records.append(record)


@pytest.fixture(autouse=True)
def _log_gate() -> Iterator[_LogGate]:
    """A warning in the log that no test expected fails the test during which it was written."""
    gate = _LogGate()
    root = logging.getLogger()
    root.addHandler(gate)
    yield gate
    root.removeHandler(gate)
    if gate.records:
        lines = [f"{record.levelname} {record.name}: {record.getMessage()}" for record in gate.records]
        pytest.fail("unexpected in the log (a test that means it asks for `expected_log`):\n" + "\n".join(lines))


@pytest.fixture
def expected_log(_log_gate: _LogGate, caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    """pytest's `caplog` for a test that provokes warnings on purpose and looks at them."""
    _log_gate.expecting = True
    return caplog

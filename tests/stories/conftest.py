"""The application the stories are told in."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from caseworker.settings import Settings
from ui.shell.application import build_application


@pytest.fixture(scope="session")
def qapp(qapp_args: list[str]) -> QApplication:
    """pytest-qt's application, with our fonts, style and language."""
    return build_application(qapp_args, Settings())

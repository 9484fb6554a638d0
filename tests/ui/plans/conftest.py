"""An office of this test's own."""

from __future__ import annotations

from tests.ui.cases.conftest import day

__all__ = ["day"]

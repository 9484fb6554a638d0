"""An office of this test's own."""

from __future__ import annotations

from tests.caseworker.cases.conftest import case_office, office

__all__ = ["case_office", "office"]

"""Times as words."""

from __future__ import annotations

from datetime import date, datetime

from caseworker.clock import CHINA


def clock_time(at: datetime, today: date) -> str:
    """09:41 of today, 11-22 09:41 of an earlier day; China's time."""
    local = at.astimezone(CHINA)
    return f"{local:%H:%M}" if local.date() == today else f"{local:%m-%d %H:%M}"

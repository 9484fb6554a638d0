"""Keeps the settings of the PC while the program runs, and writes them without holding up the window."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from caseworker.settings import Settings, save_settings
from ui.jobs import Lanes

LOOK = frozenset({"language", "theme", "text_scale"})


class SettingsKeeper(QObject):
    """The one place settings change in. Also the memory of column widths."""

    look_changed = Signal()
    """Language, theme or text size changed: the window is dressed and built anew."""
    changed = Signal(object)
    """Any setting changed; the new `Settings`."""

    def __init__(self, settings: Settings, lanes: Lanes, path: Path | None = None) -> None:
        super().__init__(lanes)
        self.settings = settings
        self._lanes = lanes
        self._path = path

    def change(self, **changes: Any) -> None:
        """Change settings and save them; problems of saving are shown as a toast."""
        after = self.settings.but(**changes)
        if after == self.settings:
            return
        look = {name for name in LOOK if getattr(after, name) != getattr(self.settings, name)}
        self.settings = after
        self._lanes.run(self._lanes.net, lambda _control: save_settings(after, self._path), owner=self)
        self.changed.emit(after)
        if look:
            self.look_changed.emit()

    def widths(self, table: str) -> Mapping[str, int]:
        """Remembered column widths of a table."""
        return self.settings.column_widths.get(table, {})

    def remember(self, table: str, widths: Mapping[str, int]) -> None:
        """Remember column widths of a table."""
        self.change(column_widths={**self.settings.column_widths, table: dict(widths)})

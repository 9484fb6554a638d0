"""The bus on which every change to the store is announced, whether made here or brought by sync."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class ChangeBus(QObject):
    """Screens listen to `changed` (a `ChangeSummary`) and refresh from it alone."""

    changed = Signal(object)

    def publish(self, summary: object) -> None:
        """Announce a summary; an empty one is not worth a word."""
        if summary:
            self.changed.emit(summary)

"""Which folder the scanner puts its files in (扫描文件夹)."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from ui import theme
from ui.shell.keeper import SettingsKeeper
from ui.widgets import Button, Card, ElidedLabel, label


class ScanFolderCard(Card):
    """Shows the folder, lets another be chosen, and stops watching it."""

    def __init__(self, keeper: SettingsKeeper, parent: QWidget | None = None) -> None:
        super().__init__(" ", parent=parent)
        self.set_title(self.tr("Scan folder"))
        self._keeper = keeper
        self.path = ElidedLabel()
        self.choose_button = Button(self.tr("Choose a folder…"), self.choose)
        self.forget_button = Button(self.tr("Watch none"), lambda: self.set_folder(""), role="quiet")
        line = QHBoxLayout()
        line.setSpacing(theme.px(8))
        line.addWidget(self.path, 1)
        line.addWidget(self.forget_button)
        line.addWidget(self.choose_button)
        self.add(line)
        words = self.tr("What the scanner puts there while the window is open is offered to the person on screen.")
        self.add(label(words, "hint", wrap=True))
        self._show()

    def choose(self) -> None:
        """The platform's dialog."""
        name = QFileDialog.getExistingDirectory(self, self.tr("Scan folder"), self._keeper.settings.scan_folder)
        if name:
            self.set_folder(str(Path(name)))

    def set_folder(self, folder: str) -> None:
        """Watch this folder from now on; "" watches none."""
        self._keeper.change(scan_folder=folder)
        self._show()

    def _show(self) -> None:
        folder = self._keeper.settings.scan_folder
        self.path.set_text(folder or self.tr("No folder is watched"))
        self.forget_button.setVisible(bool(folder))

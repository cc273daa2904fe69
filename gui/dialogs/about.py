"""Which program is this, in which version, and what does a bug report need?"""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from gui.diagnostics import diagnostics
from gui.dialogs.details import DetailsDialog
from gui.theme import ThemeSource
from gui.widgets.label import Label
from gui.widgets.marks import Logo


class AboutDialog(DetailsDialog):
    """The sign, the version, the diagnostics and a button that copies them."""

    def __init__(self, themes: ThemeSource, version: str, parent: QWidget | None) -> None:
        super().__init__(themes, diagnostics(), parent)
        self.setWindowTitle(self.tr("About Roadmap"))
        self.setMinimumSize(520, 400)
        self.column.setContentsMargins(20, 20, 20, 16)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Logo(themes, 32))
        head.addWidget(Label(themes, f"Roadmap {version}", style="page"))
        head.addStretch(1)
        self.column.addLayout(head)
        said = self.tr(
            "A roadmap as a history of decisions, in one file on this computer. Apache-2.0; the "
            "font Inter (OFL) and the icons of Lucide (ISC) come with it."
        )
        self.say(said, self.tr("Close"))

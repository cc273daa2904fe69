"""Something went wrong that nobody foresaw: what is said, and what can be passed on?"""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from gui.dialogs.details import DetailsDialog
from gui.theme import ThemeSource
from gui.widgets.label import Label


class CrashDialog(DetailsDialog):
    """Says that the work is safe, shows the details, and copies them."""

    def __init__(self, themes: ThemeSource, details: str, parent: QWidget | None) -> None:
        super().__init__(themes, details, parent)
        self.setWindowTitle("Roadmap")
        self.setMinimumSize(560, 360)
        head = self.tr("Something went wrong that should not have.")
        self.column.addWidget(Label(themes, head, style="title", wrap=True))
        said = self.tr(
            "What you decided is saved, or stays pending and is saved when possible. You can go "
            "on. With the diagnostics below the fault can be found; they hold versions, paths and "
            "the place in the program."
        )
        self.say(said, self.tr("Go on"))

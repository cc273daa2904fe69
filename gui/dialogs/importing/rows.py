"""What stands in the first rows of the file, as it would be read?"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem

from gui.theme import ThemeSource
from roadmap.dry_run import Preview

_ROWS, _COLUMNS = 20, 40
_NARROWEST, _WIDEST = 64, 260
_HEIGHT = 30


class FirstRows(QTableWidget):
    """A table to look at: plain text, nothing to edit or select."""

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("First rows of the file"))
        self.setFont(themes.theme.font("small"))
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_HEIGHT)
        header = self.horizontalHeader()
        header.setFont(themes.theme.font("small", 500))
        header.setFixedHeight(_HEIGHT)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)

    def show_preview(self, preview: Preview) -> None:
        """Shows the rows of a file."""
        header = preview.header[:_COLUMNS]
        self.setColumnCount(len(header))
        self.setHorizontalHeaderLabels(list(header))
        self.setRowCount(min(len(preview.rows), _ROWS))
        for line, cells in enumerate(preview.rows[:_ROWS]):
            for place, text in enumerate(cells[: len(header)]):
                self.setItem(line, place, QTableWidgetItem(text))
        self.resizeColumnsToContents()
        for place in range(len(header)):
            wanted = self.columnWidth(place) + 12
            self.setColumnWidth(place, max(_NARROWEST, min(_WIDEST, wanted)))

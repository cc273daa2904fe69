"""How does every table of the app look and scroll?"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QTableView

from gui.theme import ThemeSource

ROW_HEIGHT, HEAD_HEIGHT = 36, 30


def set_up_table(table: QTableView, themes: ThemeSource) -> None:
    """Rows of 36, a head of 30 in faint small text, whole rows selected, no vertical lines."""
    table.setFont(themes.theme.font(figures=True))
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setCornerButtonEnabled(False)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setTextElideMode(Qt.TextElideMode.ElideRight)
    rows = table.verticalHeader()
    rows.hide()
    rows.setDefaultSectionSize(ROW_HEIGHT)
    rows.setMinimumSectionSize(ROW_HEIGHT)
    head = table.horizontalHeader()
    head.setFont(themes.theme.font("small", 500))
    head.setFixedHeight(HEAD_HEIGHT)
    head.setHighlightSections(False)
    head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

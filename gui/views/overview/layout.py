"""How do the sections of the overview lie on the page, and how in a narrow one?"""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from gui.tokens import GAP_PANELS

_PARTS = 24
_WIDE, _MIDDLE = 940, 660

# Per section: the row, the first column, the rows and the columns it spans.
Places = dict[str, tuple[int, int, int, int]]
_PLACES: dict[str, Places] = {
    "wide": {
        "phase": (0, 0, 2, 15),
        "dates": (0, 15, 1, 9),
        "balance": (1, 15, 1, 9),
        "changes": (2, 0, 1, 10),
        "levels": (2, 10, 1, 7),
        "checkups": (2, 17, 1, 7),
        "steps": (3, 0, 1, 12),
        "goals": (3, 12, 1, 12),
    },
    "middle": {
        "phase": (0, 0, 1, 24),
        "dates": (1, 0, 1, 14),
        "balance": (1, 14, 1, 10),
        "changes": (2, 0, 1, 24),
        "levels": (3, 0, 1, 12),
        "checkups": (3, 12, 1, 12),
        "steps": (4, 0, 1, 24),
        "goals": (5, 0, 1, 24),
    },
    "narrow": {
        key: (row, 0, 1, 24)
        for row, key in enumerate(
            ("phase", "dates", "balance", "changes", "levels", "checkups", "steps", "goals")
        )
    },
}


class Sections(QWidget):
    """The sections in a grid that follows the width."""

    def __init__(self, sections: dict[str, QWidget]) -> None:
        super().__init__()
        self._sections, self._kind = sections, ""
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(GAP_PANELS)
        for part in range(_PARTS):
            self._grid.setColumnStretch(part, 1)
        for section in sections.values():
            section.setMinimumWidth(0)
            section.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def arrange(self, width: int) -> None:
        """Places the sections for a width."""
        kind = "wide" if width >= _WIDE else "middle" if width >= _MIDDLE else "narrow"
        if kind == self._kind:
            return
        self._kind = kind
        for section in self._sections.values():
            self._grid.removeWidget(section)
        for row in range(len(self._sections)):
            self._grid.setRowStretch(row, 0)
        for key, place in _PLACES[kind].items():
            row, column, rows, columns = place
            self._grid.addWidget(self._sections[key], row, column, rows, columns)

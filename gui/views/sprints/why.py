"""Why 41.3 person-days, and why does this card stand here? Two popovers that only tell."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QHeaderView, QTableView, QWidget

from gui.models.sprints.capacity import HEADS, Why
from gui.models.sprints.notes import CardNote
from gui.theme import ThemeSource
from gui.views.sprints.popover import SprintPopover
from gui.widgets.buttons import Button
from gui.widgets.label import Label
from gui.widgets.tables import HEAD_HEIGHT, set_up_table

_ROW = 28
_MOST_ROWS, _FEWEST_ROWS = 12, 3
_AROUND = 264  # pixels of heading, sentences, sum and buttons
_KEY = 72
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def fill_table(
    table: QTableView,
    heads: tuple[str, ...],
    rows: tuple[tuple[str, ...], ...],
    words: int = 1,
    room: int | None = None,
) -> None:
    """Shows rows of text; the first ``words`` columns are words, the others numbers.

    ``room`` is how high the table may be; rows for which there is none are scrolled to.
    """
    model = QStandardItemModel(len(rows), len(heads), table)
    model.setHorizontalHeaderLabels(list(heads))
    for at, row in enumerate(rows):
        for place, text in enumerate(row):
            cell = QStandardItem(text)
            cell.setEditable(False)
            if place >= words:
                cell.setTextAlignment(_RIGHT)
            model.setItem(at, place, cell)
    for place in range(words, len(heads)):
        model.setHeaderData(
            place, Qt.Orientation.Horizontal, _RIGHT, Qt.ItemDataRole.TextAlignmentRole
        )
    old = table.model()
    table.setModel(model)
    if old is not None:
        old.deleteLater()
    table.verticalHeader().setMinimumSectionSize(_ROW)
    table.verticalHeader().setDefaultSectionSize(_ROW)
    head = table.horizontalHeader()
    head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    most = _MOST_ROWS if room is None else (room - HEAD_HEIGHT) // _ROW
    lines = min(len(rows), _MOST_ROWS, max(_FEWEST_ROWS, most))
    table.setFixedHeight(HEAD_HEIGHT + lines * _ROW + 4)


class CapacityPopover(SprintPopover):
    """Where the person-days of a sprint come from."""

    def __init__(self, themes: ThemeSource, parent: QWidget) -> None:
        super().__init__(themes, parent, width=720)
        self.sentences = Label(themes, style="small", tone="muted", wrap=True)
        self.table = QTableView()
        set_up_table(self.table, themes)
        self.table.setFrameShape(QFrame.Shape.NoFrame)
        self.table.setAccessibleName(self.tr("Person-days by person and skill"))
        self.table.setTabKeyNavigation(False)
        self.rows.addWidget(self.sentences)
        self.rows.addWidget(self.table)
        self.sum = Label(themes, weight=600, wrap=True)
        self.rows.addWidget(self.sum)
        self.buttons.addStretch(1)
        self._close = self.add_leave(self.tr("Close"))

    def tell(self, why: Why, anchor: QRect) -> None:
        """Shows the rows beside ``anchor``."""
        self.heading.setText(why.title)
        self.sentences.setText(" ".join(why.sentences))
        self.table.setVisible(bool(why.rows))
        page = self.parentWidget()
        room = None if page is None else page.height() - _AROUND
        fill_table(self.table, HEADS, why.rows, words=2, room=room)
        self.sum.setText(why.sum)
        self.sum.setVisible(bool(why.sum))
        self.open_at(anchor, self.table if why.rows else self._close)


class CardPopover(SprintPopover):
    """Why a card stands where it stands, and what can be done with it.

    Signals:
        chosen(str): The key of a button: "start", "finish", "progress", "pull", "push", "describe".
    """

    chosen = Signal(str)

    def __init__(self, themes: ThemeSource, parent: QWidget) -> None:
        super().__init__(themes, parent, width=430)
        self._grid_holder = QWidget()
        self.rows.addWidget(self._grid_holder)
        self._first = QHBoxLayout()  # what has to be done before anything else
        self.rows.addLayout(self._first)
        self._first.addStretch(1)
        self._offered: list[Button] = []
        self._end = self.add_leave(self.tr("Close"))

    def tell(
        self, title: str, note: CardNote, actions: tuple[tuple[str, str], ...], anchor: QRect
    ) -> None:
        """Shows the lines of ``note``; ``actions`` are (key, words)."""
        self.heading.setText(title)
        self._show_lines((*(note.lines or (("", note.meta),)), *note.basis))
        for button in self._offered:
            button.setParent(None)
            button.deleteLater()
        self._offered = []
        for key, words in actions:
            button = Button(self.themes, words, small=True)
            button.clicked.connect(lambda _checked=False, key=key: self._on_chosen(key))
            row = self._first if key == "describe" else self.buttons
            row.insertWidget(row.count() - 1, button)
            self._offered.append(button)
        self.open_at(anchor, self._offered[0] if self._offered else self._end)

    def _show_lines(self, lines: tuple[tuple[str, str], ...]) -> None:
        self.rows.removeWidget(self._grid_holder)
        self._grid_holder.deleteLater()
        self._grid_holder = QWidget()
        grid = QGridLayout(self._grid_holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        for row, (what, text) in enumerate(lines):
            key = Label(self.themes, what, tone="muted", wrap=True)
            key.setFixedWidth(_KEY)
            grid.addWidget(key, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(Label(self.themes, text, wrap=True), row, 1)
        grid.setColumnStretch(1, 1)
        self.rows.insertWidget(0, self._grid_holder)

    def _on_chosen(self, key: str) -> None:
        self.leave()
        self.chosen.emit(key)

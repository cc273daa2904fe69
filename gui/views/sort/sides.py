"""Which groups are there, and which items does the open one hold? The two lists of the page."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QListView,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from gui.models.sort.table import COLUMNS, GroupsModel, SortTableModel
from gui.theme import ThemeSource
from gui.views.sort.parts import ROW_HEIGHT, GroupDelegate, SortDelegate
from gui.widgets.label import Label
from gui.widgets.marks import KeyCap
from gui.widgets.panel import Panel
from gui.widgets.segmented import SegmentedControl

GROUPS_WIDTH = 252
_REASONS_FROM = 780
# The row with the cursor shows the focus; a frame around the whole table would say less.
_NO_FRAME = "QAbstractItemView, QAbstractItemView:focus { border: 0; }"
_WIDTHS = {"key": 84, "title": 320, "priority": 84, "due": 104, "suggestion": 136, "because": 230}


class GroupsPanel(Panel):
    """The groups at the left.

    Signals:
        opened(int): A group was chosen.
        cut(str): Another way to make groups was chosen: "words", "epic", "type".
    """

    opened = Signal(int)
    cut = Signal(str)

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__(themes)
        self.groups = GroupsModel(self)
        self.view = QListView()
        ways = (("words", self.tr("Words")), ("epic", self.tr("Epic")), ("type", self.tr("Type")))
        self.ways = SegmentedControl(themes, ways, name=self.tr("Groups by"))
        self._build(themes)
        self.ways.chosen.connect(self.cut)
        self.view.selectionModel().currentChanged.connect(self._on_current_changed)

    def choose(self, place: int) -> None:
        """Shows a group as the open one, without the signal."""
        model = self.view.selectionModel()
        model.blockSignals(True)
        index = self.groups.index(place)
        model.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        model.blockSignals(False)
        self.view.scrollTo(index)
        self.view.viewport().update()

    def _build(self, themes: ThemeSource) -> None:
        self.setFixedWidth(GROUPS_WIDTH)
        self.view.setModel(self.groups)
        self.view.setItemDelegate(GroupDelegate(themes, self.view))
        self.view.setStyleSheet(_NO_FRAME)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setMouseTracking(True)
        self.view.setAccessibleName(self.tr("Groups"))
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        head = QHBoxLayout()
        head.setContentsMargins(16, 0, 12, 0)
        head.addWidget(Label(themes, self.tr("Groups"), style="section"))
        head.addStretch(1)
        head.addWidget(self.ways)
        text = self.tr("A suggestion is only recorded when you press a key.")
        note = Label(themes, text, style="small", tone="muted", wrap=True)
        note.setContentsMargins(16, 0, 16, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 12, 1, 14)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.view, 1)
        column.addWidget(note)

    def _on_current_changed(self) -> None:
        self.opened.emit(self.view.currentIndex().row())


class ItemsPanel(Panel):
    """The items of the open group, below the card.

    Signals:
        picked(): Other rows are selected, or another row is the current one.
    """

    picked = Signal()

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__(themes)
        self.items = SortTableModel(self)
        self.view = QTableView()
        self.name = Label(themes, style="section", elide=True)
        self.note = Label(themes, style="small", tone="muted")
        self._build(themes)
        self.view.selectionModel().selectionChanged.connect(self._on_selection_changed)

    def chosen(self) -> tuple[str, ...]:
        """The selected items, the current one alone where none is selected."""
        rows = sorted(index.row() for index in self.view.selectionModel().selectedRows())
        if not rows and self.view.currentIndex().isValid():
            rows = [self.view.currentIndex().row()]
        return tuple(self.items.rows[row].item for row in rows)

    def current(self) -> str | None:
        """The item with the cursor."""
        index = self.view.currentIndex()
        return self.items.rows[index.row()].item if index.isValid() else None

    def choose(self, row: int) -> None:
        """Puts the cursor on a row and selects it alone, without the signal."""
        model = self.view.selectionModel()
        model.blockSignals(True)
        index = self.items.index(row, 0)
        model.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        whole = QItemSelection(index, self.items.index(row, len(COLUMNS) - 1))
        model.select(whole, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        model.blockSignals(False)
        self.view.scrollTo(index)
        self.view.viewport().update()

    def _build(self, themes: ThemeSource) -> None:
        view = self.view
        view.setModel(self.items)
        view.setItemDelegate(SortDelegate(themes, view))
        view.setStyleSheet(_NO_FRAME)
        view.setFrameShape(QFrame.Shape.NoFrame)
        view.setShowGrid(False)
        view.setMouseTracking(True)
        view.setWordWrap(False)
        view.setTabKeyNavigation(False)
        view.setAccessibleName(self.tr("Items of the group"))
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.verticalHeader().hide()
        view.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        head = view.horizontalHeader()
        head.setFont(themes.theme.font("small", 500))
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        for place, column in enumerate(COLUMNS):
            view.setColumnWidth(place, _WIDTHS[column])
        head.setSectionResizeMode(COLUMNS.index("title"), QHeaderView.ResizeMode.Stretch)
        head.setMinimumSectionSize(56)
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 10, 1, 8)
        box.setSpacing(6)
        box.addLayout(self._head(themes))
        box.addWidget(view, 1)

    def _head(self, themes: ThemeSource) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(8)
        row.addWidget(self.name)
        row.addWidget(self.note)
        row.addStretch(1)
        parts: tuple[QWidget, ...] = (
            KeyCap(themes, "↑"),
            KeyCap(themes, "↓"),
            Label(themes, self.tr("move,"), style="small", tone="muted"),
            KeyCap(themes, "Shift ↓"),
            Label(themes, self.tr("select several"), style="small", tone="muted"),
        )
        for part in parts:
            row.addWidget(part)
        return row

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Titles need room: where it is narrow the reasons stand in the card only."""
        super().resizeEvent(event)
        narrow = self.width() < _REASONS_FROM
        self.view.setColumnHidden(COLUMNS.index("because"), narrow)

    def _on_selection_changed(self) -> None:
        self.picked.emit()

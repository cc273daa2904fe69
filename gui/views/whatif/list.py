"""How are the scenarios listed and one of them chosen?"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from gui.models.face_model import FACE_ROLE
from gui.models.whatif.list import ScenarioModel
from gui.paint.scenario_row import ROW_HEIGHT, ScenarioFace, draw_scenario
from gui.theme import Theme, ThemeSource

Index = QModelIndex | QPersistentModelIndex


class _Delegate(QStyledItemDelegate):
    """Paints the rows."""

    def __init__(self, themes: ThemeSource, view: QListView) -> None:
        super().__init__(view)
        self._themes, self._view = themes, view

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """The rows' height."""
        return QSize(200, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draws a row."""
        face = index.data(FACE_ROLE)
        if not isinstance(face, ScenarioFace):
            return
        state = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        draw_scenario(
            painter,
            QRectF(option.rect),
            face,
            self._themes.theme,
            chosen=chosen,
            hover=bool(state & QStyle.StateFlag.State_MouseOver),
            focused=self._view.hasFocus() and index == self._view.currentIndex(),
        )


class ScenarioList(QListView):
    """The scenarios.

    Signals:
        chosen(str): The person chose the scenario with this key.
        rename_requested(): F2 or a double click.
        drop_requested(): Delete.
        menu_requested(QPoint): The menu of the chosen scenario is wanted at a place on the screen.
    """

    chosen = Signal(str)
    rename_requested = Signal()
    drop_requested = Signal()
    menu_requested = Signal(QPoint)

    def __init__(self, themes: ThemeSource, model: ScenarioModel) -> None:
        super().__init__()
        self._quiet = False
        self._model = model
        self.setModel(model)
        self.setItemDelegate(_Delegate(themes, self))
        self.setProperty("cards", True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(self.tr("Scenarios"))
        self.selectionModel().currentChanged.connect(self._on_current_changed)
        self.doubleClicked.connect(lambda _index: self.rename_requested.emit())
        themes.changed.connect(self._on_theme_changed)

    def show_chosen(self, key: str) -> None:
        """Marks a scenario without the signal."""
        row = self._model.row_of(key)
        if row is None:
            return
        self._quiet = True
        self.setCurrentIndex(self._model.index(row))
        self._quiet = False

    def wanted_height(self, most: int) -> int:
        """As high as its rows; of more than `most` half a row shows that they go on."""
        rows = self._model.rowCount()
        return round(ROW_HEIGHT * (most + 0.5 if rows > most else max(1, rows)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F2 renames, Delete drops; Return is the page's."""
        if event.key() == Qt.Key.Key_F2:
            self.rename_requested.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.drop_requested.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, _search: str) -> None:
        """Letters are keys of the page."""

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Asks for the menu of the row under the pointer."""
        index = self.indexAt(event.pos())
        if index.isValid():
            self.setCurrentIndex(index)
            self.menu_requested.emit(event.globalPos())

    def _on_current_changed(self, now: QModelIndex, _before: QModelIndex) -> None:
        face = now.data(FACE_ROLE)
        if isinstance(face, ScenarioFace) and not self._quiet:
            self.chosen.emit(face.key)

    def _on_theme_changed(self, _theme: Theme) -> None:
        self.viewport().update()

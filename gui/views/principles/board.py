"""How do the principles and their measures stand in a list, and how is one chosen?"""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from gui.models.face_model import FACE_ROLE
from gui.models.principles.model import PrinciplesModel
from gui.paint.measure_row import (
    ALL_DRAWN,
    COLUMN_HEAD,
    MEASURE_ROW,
    Drawn,
    Face,
    MeasureFace,
    PrincipleFace,
    RowState,
    columns,
    draw_head,
    draw_row,
    row_height,
)
from gui.theme import Theme, ThemeSource
from gui.widgets.row_list import RowList

Index = QModelIndex | QPersistentModelIndex


class _Delegate(QStyledItemDelegate):
    """Paints the rows."""

    def __init__(self, themes: ThemeSource, view: PrinciplesList) -> None:
        super().__init__(view)
        self._themes, self._view = themes, view

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """The height of a head or of a measure."""
        face = index.data(FACE_ROLE)
        return QSize(200, row_height(face) if face is not None else MEASURE_ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draws a row."""
        face = index.data(FACE_ROLE)
        if face is None:
            return
        view, flags = self._view, QStyle.StateFlag
        hover = bool(option.state & flags.State_MouseOver)
        state = RowState(
            selected=bool(option.state & flags.State_Selected),
            hover=hover,
            focused=view.hasFocus() and index == view.currentIndex(),
            over_action=hover and view.over_action,
        )
        draw_row(painter, QRectF(option.rect), face, self._themes.theme, state)


class PrinciplesList(RowList):
    """The rows.

    Signals:
        chosen(object): The Face of the row that is open now.
        opened(object): Return or a double click on a row.
        acted(str, str): The key of a measure and what its last column offers: "item", "level",
            "record".
        menu_requested(object, QPoint): The menu of a row is wanted at a place on the screen.
    """

    chosen = Signal(object)
    opened = Signal(object)
    acted = Signal(str, str)
    menu_requested = Signal(object, QPoint)

    def __init__(self, themes: ThemeSource, model: PrinciplesModel) -> None:
        super().__init__(themes)
        self._model = model
        self._quiet = False
        self.over_action = False
        self.setModel(model)
        self.setItemDelegate(_Delegate(themes, self))
        self.setProperty("cards", True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setResizeMode(RowList.ResizeMode.Adjust)
        self.viewport().setAutoFillBackground(False)
        self.setAutoFillBackground(False)
        self.setAccessibleName(self.tr("Principles and their measures"))
        self.selectionModel().currentChanged.connect(self._on_current_changed)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.data(FACE_ROLE)))

    @property
    def face(self) -> Face | None:
        """The row that is open."""
        found: Face | None = self.currentIndex().data(FACE_ROLE)
        return found

    @property
    def drawn(self) -> Drawn:
        """The drawn columns of the rows."""
        found = (face.drawn for face in self._model.faces if isinstance(face, MeasureFace))
        return next(found, ALL_DRAWN)

    def choose(self, key: str) -> bool:
        """Opens a row without the signal and brings it into view; False where it is not there."""
        row = self._model.row_of(key)
        if row is None:
            return False
        self._quiet = True
        index = self._model.index(row)
        self.setCurrentIndex(index)
        self.scrollTo(index)
        self._quiet = False
        return True

    def rows_height(self) -> int:
        """How high all rows are together."""
        return sum(row_height(face) for face in self._model.faces)

    def row_rect(self, key: str) -> QRect:
        """Where a row lies in the viewport."""
        row = self._model.row_of(key)
        return QRect() if row is None else self.visualRect(self._model.index(row))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return opens; letters are keys of the page."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self.face)
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """What can be pressed in the last column looks so."""
        super().mouseMoveEvent(event)
        self._set_over(self._action_at(event.position().toPoint()) is not None)

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the pointer."""
        super().leaveEvent(event)
        self._set_over(False)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Does what the last column offers."""
        super().mouseReleaseEvent(event)
        face = self._action_at(event.position().toPoint())
        if face is not None and event.button() == Qt.MouseButton.LeftButton:
            self.acted.emit(face.key, face.action)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Asks for the menu of the row under the pointer, or of the open one."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if not index.isValid():
            return
        self.setCurrentIndex(index)
        at = self.visualRect(index).center() if by_key else event.pos()
        self.menu_requested.emit(index.data(FACE_ROLE), self.viewport().mapToGlobal(at))

    def _action_at(self, spot: QPoint) -> MeasureFace | None:
        index = self.indexAt(spot)
        face = index.data(FACE_ROLE) if index.isValid() else None
        if not isinstance(face, MeasureFace) or not face.action:
            return None
        rect = QRectF(self.visualRect(index))
        place = columns(rect.width(), face.drawn)
        room = place.within(rect, place.next)
        room.setHeight(MEASURE_ROW)
        return face if room.contains(spot.toPointF()) else None

    def _set_over(self, over: bool) -> None:
        if over != self.over_action:
            self.over_action = over
            shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor
            self.viewport().setCursor(shape)
            self.viewport().update()

    def _on_current_changed(self, now: QModelIndex, _before: QModelIndex) -> None:
        face = now.data(FACE_ROLE)
        if isinstance(face, PrincipleFace | MeasureFace) and not self._quiet:
            self.chosen.emit(face)


class _Head(QWidget):
    """The names of the columns, above the rows."""

    def __init__(self, themes: ThemeSource, view: PrinciplesList) -> None:
        super().__init__()
        self._themes, self._view = themes, view
        self.setFixedHeight(COLUMN_HEAD)
        self._words = (
            self.tr("Measure"),
            self.tr("Minimum"),
            self.tr("Latest"),
            self.tr("Headroom"),
            self.tr("26 weeks, dashed: minimum"),
            self.tr("Next"),
        )
        themes.changed.connect(self._on_theme_changed)
        model = view.model()
        rooms = view.verticalScrollBar().rangeChanged  # with a scroll bar the rows are narrower
        for changed in (model.modelReset, model.dataChanged, rooms):
            changed.connect(lambda *_what: self.update())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the names over the rows' columns."""
        rect = QRectF(0, 0, self._view.viewport().width(), self.height())
        theme = self._themes.theme
        with QPainter(self) as painter:
            draw_head(painter, rect, self._words, theme, self._view.drawn)

    def _on_theme_changed(self, _theme: Theme) -> None:
        self.update()


class PrinciplesBoard(QWidget):
    """The rows under the names of their columns."""

    def __init__(self, themes: ThemeSource, model: PrinciplesModel) -> None:
        super().__init__()
        self.list = PrinciplesList(themes, model)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(_Head(themes, self.list))
        column.addWidget(self.list, 1)
        column.addStretch(0)
        self.setFocusProxy(self.list)

"""What should one look at in this plan? A list that opens under the sprints, most urgent first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QHBoxLayout,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
)

from gui.models.face_model import FACE_ROLE
from gui.models.sprints.look import Look, LooksModel
from gui.paint.sprint_look import LOOK_HEIGHT, action_rect, draw_look
from gui.theme import ThemeSource
from gui.widgets.buttons import Button
from gui.widgets.label import Label
from gui.widgets.panel import Panel
from gui.widgets.row_list import RowList
from gui.widgets.toast import KEPT_CLEAR

_HEAD, _ROWS_SHOWN = 40, 4
Index = QModelIndex | QPersistentModelIndex


class _LookDelegate(QStyledItemDelegate):
    """Paints a row."""

    def __init__(self, themes: ThemeSource, view: LookList) -> None:
        super().__init__(view)
        self._themes, self._view = themes, view

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """One height for all."""
        return QSize(100, LOOK_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draws the row."""
        look = index.data(FACE_ROLE)
        if not isinstance(look, Look):
            return
        state: QStyle.StateFlag = option.state
        painter.save()
        draw_look(
            painter,
            QRectF(option.rect),
            look.face,
            self._themes.theme,
            selected=bool(state & QStyle.StateFlag.State_Selected),
            hover=bool(state & QStyle.StateFlag.State_MouseOver),
            focused=bool(state & QStyle.StateFlag.State_HasFocus) and self._view.hasFocus(),
            hot=index.row() == self._view.hot,
        )
        painter.restore()


class LookList(RowList):
    """The rows; a click or an arrow shows what a row is about, its button does something.

    Signals:
        picked(object): A Look was chosen.
        opened(object): Return: the keyboard is to go to what the Look is about.
        acted(object): Its button, or Ctrl+Return.
        left(): Esc.
    """

    picked = Signal(object)
    opened = Signal(object)
    acted = Signal(object)
    left = Signal()

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__(themes)
        self.hot = -1
        self.looks = LooksModel(self)
        self.setModel(self.looks)
        self.setItemDelegate(_LookDelegate(themes, self))
        self.setAccessibleName(self.tr("What to look at"))
        self.setProperty("cards", True)  # no border of its own, in focus neither
        self.setUniformItemSizes(True)

    @property
    def current(self) -> Look | None:
        """The row with the cursor."""
        look = self.currentIndex().data(FACE_ROLE)
        return look if isinstance(look, Look) else None

    def show_looks(self, looks: Sequence[Look]) -> None:
        """Shows other rows; the cursor stays with its thing, else in its place."""
        current, row = self.current, self.currentIndex().row()
        self.looks.show_faces(looks)
        if current is None or not looks:
            return
        found = self.looks.row_of(current.key)
        row = min(row, len(looks) - 1) if found is None else found
        if row != self.currentIndex().row():
            self.setCurrentIndex(self.looks.index(row))

    def select_first(self) -> None:
        """Puts the cursor into the first row where it is nowhere."""
        if not self.currentIndex().isValid() and self.looks.rowCount():
            self.setCurrentIndex(self.looks.index(0))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on a button does its work; elsewhere it chooses the row."""
        look, box = self._at(event)
        if look is not None and box is not None and event.button() == Qt.MouseButton.LeftButton:
            self.acted.emit(look)
            return
        super().mousePressEvent(event)
        if look is not None and event.button() == Qt.MouseButton.LeftButton:
            self.picked.emit(look)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Lights up the button under the pointer."""
        super().mouseMoveEvent(event)
        _look, box = self._at(event)
        row = -1 if box is None else self.indexAt(event.position().toPoint()).row()
        if row != self.hot:
            self.hot = row
            self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows show the next thing, Return goes there, Ctrl+Return does what the row offers."""
        look, key = self.current, event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            wanted = self.opened
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                wanted = self.acted
            if look is not None:
                wanted.emit(look)
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key in (Qt.Key.Key_Space, Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()
        else:
            super().keyPressEvent(event)
            if self.current is not None and self.current is not look:
                self.picked.emit(self.current)

    def tip(self, index: QModelIndex) -> tuple[str, ...]:
        """The whole row."""
        look = index.data(FACE_ROLE)
        return (look.face.text, look.face.advice) if isinstance(look, Look) else ()

    def _at(self, event: QMouseEvent) -> tuple[Look | None, QRect | None]:
        """The row under the pointer, and its button where the pointer is on that."""
        point = event.position().toPoint()
        index = self.indexAt(point)
        look = index.data(FACE_ROLE)
        if not isinstance(look, Look):
            return None, None
        box = action_rect(QRectF(self.visualRect(index)), look.face, self._themes.theme)
        inside = box is not None and box.contains(event.position())
        return look, box.toRect() if box is not None and inside else None


class LookPanel(Panel):
    """The list with its head; as high as four rows.

    Signals:
        close_requested(): The cross, or Esc in the list.
    """

    close_requested = Signal()

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__(themes)
        self.setProperty(KEPT_CLEAR, True)
        self.list = LookList(themes)
        self._counts = Label(themes, style="small", tone="muted", elide=True)
        self._none = Label(
            themes,
            self.tr("Nothing presses: dates are kept, and nothing is overcommitted."),
            tone="muted",
        )
        self.close_button = Button(
            themes, icon="x", kind="quiet", small=True, name=self.tr("Close the list")
        )
        self._build(themes)
        self.list.left.connect(self.close_requested)
        self.close_button.clicked.connect(self.close_requested)
        self.hide()

    def show_looks(self, looks: Sequence[Look], counts: str) -> None:
        """Shows other rows and how many of which kind there are."""
        self.list.show_looks(looks)
        self._counts.setText(counts)
        self.list.setVisible(bool(looks))
        self._none.setVisible(not looks)
        rows = max(1, min(len(looks), _ROWS_SHOWN))
        self.setFixedHeight(_HEAD + rows * LOOK_HEIGHT + 8)

    def _build(self, themes: ThemeSource) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(16, 6, 8, 4)
        head.setSpacing(10)
        head.addWidget(Label(themes, self.tr("What to look at"), style="section"))
        head.addWidget(self._counts, 1)
        head.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 7)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        self._none.setContentsMargins(16, 0, 16, 0)
        column.addWidget(self._none, 1)

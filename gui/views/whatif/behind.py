"""Which items stand behind a number: a list over the page, from which one is opened?"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QTableView, QWidget

from gui.models.whatif.lines import Behind
from gui.theme import ThemeSource
from gui.views.sprints.popover import SprintPopover
from gui.views.sprints.why import fill_table
from gui.widgets.buttons import Button
from gui.widgets.label import Label
from gui.widgets.tables import set_up_table

_WIDTH, _GAP, _EDGE = 880, 8, 12
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class BehindPopover(SprintPopover):
    """The items behind a number.

    Signals:
        opened(str): An item is to be shown on the Timeline, with its details.
        looked_at(str): An item's own date is to be looked at here.
    """

    opened = Signal(str)
    looked_at = Signal(str)

    def __init__(self, themes: ThemeSource, parent: QWidget) -> None:
        super().__init__(themes, parent, width=_WIDTH)
        self._behind = Behind("", "", (), ())
        self._known: frozenset[str] = frozenset()
        self.words = Label(themes, style="small", tone="muted", wrap=True)
        self.table = QTableView()
        set_up_table(self.table, themes)
        self.table.setFrameShape(QFrame.Shape.NoFrame)
        self.table.setTabKeyNavigation(False)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.installEventFilter(self)
        self.table.doubleClicked.connect(lambda _index: self.save())
        self.rows.addWidget(self.words)
        self.rows.addWidget(self.table)
        self.open: Button = self.add_save(self.tr("Show on the Timeline"))
        self.look = Button(themes, self.tr("Look at its date here"), keys="D")
        self.look.clicked.connect(self._on_look)
        self.buttons.addWidget(self.look)
        self.buttons.addStretch(1)
        self._close = self.add_leave(self.tr("Close"))
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus_changed)

    @property
    def shown(self) -> Behind:
        """What is listed."""
        return self._behind

    @property
    def current(self) -> str | None:
        """The item of the current line; None where it is no item."""
        row = self.table.currentIndex().row()
        known = 0 <= row < len(self._behind.lines)
        return self._behind.lines[row].item if known else None

    def tell(self, behind: Behind, known: frozenset[str], anchor: QRect) -> None:
        """Lists what stands behind a number; `known` are the items that have a place elsewhere."""
        self._behind, self._known = behind, known
        self.heading.setText(behind.title)
        self.words.setText(behind.words)
        self.table.setAccessibleName(behind.title)
        self.table.setAccessibleDescription(behind.words)
        self.table.setVisible(bool(behind.lines))
        rows = tuple(line.cells for line in behind.lines)
        fill_table(self.table, behind.heads, rows, behind.texts)
        model = self.table.model()
        for row, line in enumerate(behind.lines):
            index = model.index(row, 0)
            model.setData(index, line.cells[0], Qt.ItemDataRole.ToolTipRole)
        self.table.selectionModel().currentRowChanged.connect(self._on_current_changed)
        if rows:
            own = (n for n, line in enumerate(behind.lines) if line.item in known)
            self.table.setCurrentIndex(model.index(next(own, 0), 0))
        self._offer()
        self.open_at(anchor, self.table if rows else self._close)

    def save(self) -> None:
        """Shows the item of the current line."""
        item = self.current
        if item is not None and item in self._known:
            self.leave()
            self.opened.emit(item)

    def place(self) -> None:
        """Above or below the number, where there is more room; the numbers beside stay in view."""
        parent = self.parentWidget()
        if parent is None:
            return
        width = min(self._wide, parent.width() - 2 * _EDGE)
        height = self._layout.totalHeightForWidth(width)
        height = min(height, parent.height() - 2 * _EDGE)
        anchor = self._anchor
        above, below = anchor.top(), parent.height() - anchor.bottom()
        top = anchor.top() - _GAP - height if above > below else anchor.bottom() + _GAP
        at = QPoint(anchor.center().x() - width // 2, top)
        at.setX(max(_EDGE, min(at.x(), parent.width() - width - _EDGE)))
        at.setY(max(_EDGE, min(at.y(), parent.height() - height - _EDGE)))
        self.setGeometry(at.x(), at.y(), width, height)

    def _on_focus_changed(self, _old: QWidget | None, now: QWidget | None) -> None:
        """Goes once somebody turns to something else in the window, of which it tells nothing."""
        if self.isHidden() or now is None or now is self or self.isAncestorOf(now):
            return
        if now.window() is self.window():
            self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """D looks at the item's date here."""
        if event.key() == Qt.Key.Key_D:
            self._on_look()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Return and D in the list mean its current line."""
        if watched is not self.table:
            return super().eventFilter(watched, event)
        keys = (*_ENTER, Qt.Key.Key_D)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in keys:
                self.keyPressEvent(event)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.leave()
                return True
        return False

    def _on_look(self) -> None:
        item = self.current
        if item is not None and self.look.isEnabled():
            self.leave()
            self.looked_at.emit(item)

    def _on_current_changed(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self._offer()

    def _offer(self) -> None:
        """What is no item, or only in the scenario, has no place to go to."""
        item = self.current
        why = None
        if item is None:
            why = self.tr("It is no item.")
        elif item not in self._known:
            why = self.tr("It is in the scenario only.")
        self.open.set_blocked(why)
        self.look.set_blocked(why)
        for button in (self.open, self.look):
            button.setVisible(bool(self._behind.lines))

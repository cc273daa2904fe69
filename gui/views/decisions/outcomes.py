"""What came of past decisions, by phase, and what stood in the way?"""

from __future__ import annotations

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QMenu,
    QStackedLayout,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from gui.models.decisions.outcomes import (
    OutcomesModel,
    obstacle_faces,
    outcome_faces,
)
from gui.models.face_model import FACE_ROLE
from gui.paint.outcome_row import (
    OUTCOME_HEAD,
    OUTCOME_ROW,
    OutcomeFace,
    draw_outcome_head,
    draw_outcome_row,
)
from gui.retrospects import Retrospect, RetrospectSource
from gui.session import Session
from gui.theme import ThemeSource
from gui.tokens import GAP_PANELS
from gui.views.team_chip import TeamChip
from gui.widgets.chip import Chip, ChipOption
from gui.widgets.empty_state import EmptyState
from gui.widgets.label import Label
from gui.widgets.panel import Panel
from gui.widgets.row_list import RowList
from roadmap.analysis.history.outcomes import say_counts

Index = QModelIndex | QPersistentModelIndex
_SIDE_BY_SIDE = 900


class _Delegate(QStyledItemDelegate):
    """Paints the lines."""

    def __init__(self, themes: ThemeSource, view: OutcomesList) -> None:
        super().__init__(view)
        self._themes, self._view = themes, view

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """The height of a heading or of a line."""
        face = index.data(FACE_ROLE)
        head = isinstance(face, OutcomeFace) and face.is_head
        return QSize(100, OUTCOME_HEAD if head else OUTCOME_ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draws a line."""
        face = index.data(FACE_ROLE)
        if not isinstance(face, OutcomeFace):
            return
        theme, rect, flags = self._themes.theme, QRectF(option.rect), QStyle.StateFlag
        painter.save()
        if face.is_head:
            draw_outcome_head(painter, rect, face, theme)
        else:
            draw_outcome_row(
                *(painter, rect, face, theme),
                selected=bool(option.state & flags.State_Selected),
                hover=bool(option.state & flags.State_MouseOver),
                focused=self._view.hasFocus() and index == self._view.currentIndex(),
            )
        painter.restore()


class OutcomesList(RowList):
    """The lines; a click selects the items behind one, Return goes to its moment.

    Signals:
        chosen(object): The OutcomeFace of a line that was clicked.
        opened(str): The decision of a line.
    """

    chosen = Signal(object)
    opened = Signal(str)

    def __init__(self, themes: ThemeSource, name: str) -> None:
        super().__init__(themes, name)
        self.lines = OutcomesModel(self)
        self.setModel(self.lines)
        self.setItemDelegate(_Delegate(themes, self))
        self.setResizeMode(RowList.ResizeMode.Adjust)
        self.clicked.connect(self._on_clicked)
        self.doubleClicked.connect(self._on_opened)

    def face_at(self, index: QModelIndex) -> OutcomeFace | None:
        """The line at an index; None for a heading."""
        face = index.data(FACE_ROLE)
        return face if isinstance(face, OutcomeFace) and not face.is_head else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return goes to the moment, Space selects the items; J and K step as the arrows do."""
        steps = {Qt.Key.Key_J: Qt.Key.Key_Down, Qt.Key.Key_K: Qt.Key.Key_Up}
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_opened(self.currentIndex())
        elif key == Qt.Key.Key_Space:
            self._on_clicked(self.currentIndex())
        elif key in steps and not event.modifiers():
            super().keyPressEvent(QKeyEvent(event.type(), steps[key], event.modifiers()))
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offers the ways on from a line."""
        face = self.face_at(self.indexAt(event.pos()))
        if face is not None:
            self.menu_of(face).popup(event.globalPos())

    def menu_of(self, face: OutcomeFace) -> QMenu:
        """The ways on from a line: its moment, its items."""
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        go = menu.addAction(self.tr("Go to this moment"))
        go.setEnabled(bool(face.decision))
        go.triggered.connect(lambda: self.opened.emit(face.decision))
        items = menu.addAction(self.tr("Show the items"))
        items.setEnabled(bool(face.items))
        items.triggered.connect(lambda: self.chosen.emit(face))
        return menu

    def tip(self, index: QModelIndex) -> tuple[str, ...]:
        """The whole line and its reason."""
        face = self.face_at(index)
        return () if face is None else (face.what, face.said, face.why)

    def _on_clicked(self, index: QModelIndex) -> None:
        face = self.face_at(index)
        if face is not None:
            self.chosen.emit(face)

    def _on_opened(self, index: QModelIndex) -> None:
        face = self.face_at(index)
        if face is not None and face.decision:
            self.opened.emit(face.decision)


class _ListPanel(Panel):
    """A list under its title, with what it sums up to; or the sentence that says what comes."""

    def __init__(
        self,
        themes: ThemeSource,
        title: str,
        empty: str,
        *ways: tuple[str, str],
        icon: str,
    ) -> None:
        """``ways`` are (page, words): the next step where there is nothing yet."""
        super().__init__(themes)
        self.list = OutcomesList(themes, title)
        self.note = Label(themes, style="small", tone="muted", elide=True)
        self.empty = EmptyState(themes, empty, *ways, icon=icon, primary=False)
        self._nothing = empty
        self.head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.head.setContentsMargins(14, 0, 10, 0)
        self.head.setSpacing(8)
        self.head.addWidget(Label(themes, title, style="section"))
        self.head.addWidget(self.note, 1)
        below = QWidget()
        self._stack = QStackedLayout(below)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.list)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 12, 1, 6)
        column.setSpacing(8)
        column.addLayout(self.head)
        column.addWidget(below, 1)

    def show_faces(
        self, faces: tuple[OutcomeFace, ...], note: str, *, filtered: str = "", writable: bool
    ) -> None:
        """Shows the lines; ``filtered`` is said where others are left out and none is left."""
        self.list.lines.show_faces(faces)
        self.note.setText(note)
        self._stack.setCurrentIndex(1 if faces else 0)
        self.empty.say(filtered or self._nothing)
        for button in self.empty.buttons.values():
            button.setVisible(writable and not filtered)


class OutcomesView(QWidget):
    """Both lists.

    Signals:
        items_chosen(object): The ids of the items behind a line.
        moment_requested(str): The decision of a line.
        page_requested(str): Another page is wanted, as the next step.
    """

    items_chosen = Signal(object)
    moment_requested = Signal(str)
    page_requested = Signal(str)

    def __init__(self, themes: ThemeSource, session: Session) -> None:
        super().__init__()
        self._session = session
        self.found: Retrospect | None = None
        self.source = RetrospectSource(session, self)
        self.decided = _ListPanel(
            themes,
            self.tr("What came of past decisions"),
            self.tr(
                "Promise a date, say what an item saves, give something up or set a goal: what "
                "came of it stands here, under the phase in which it was decided."
            ),
            ("backlog", self.tr("Choose an item")),
            icon="history",
        )
        self.stood = _ListPanel(
            themes,
            self.tr("Obstacles and their resolution"),
            self.tr(
                "Nothing stood in the way yet. Breached levels, failing check-ups, waits and "
                "limits from outside stand here with how they were resolved."
            ),
            ("people", self.tr("Note a limit")),
            icon="flag",
        )
        self.came = Chip(
            themes,
            self.tr("Show"),
            [
                ChipOption("", self.tr("All")),
                ChipOption("kept", self.tr("Kept")),
                ChipOption("not", self.tr("Less, or missed")),
                ChipOption("open", self.tr("Still open")),
                ChipOption("anew", self.tr("Decided anew, taken back")),
            ],
        )
        self.team = TeamChip(themes, session)
        self.decided.head.addWidget(self.team)
        self.decided.head.addWidget(self.came)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(GAP_PANELS)
        self._row.addWidget(self.decided, 6)
        self._row.addWidget(self.stood, 5)
        self.setFocusProxy(self.decided.list)
        self.source.ready.connect(self._on_ready)
        self.came.chosen.connect(lambda _key: self._show())
        self.team.chosen.connect(lambda _key: self.show_moment())
        for panel in (self.decided, self.stood):
            panel.list.chosen.connect(self._on_chosen)
            panel.list.opened.connect(self.moment_requested)
            panel.empty.action_requested.connect(self.page_requested)

    @property
    def is_busy(self) -> bool:
        """Whether the history is being read."""
        return self.source.is_busy

    def show_moment(self) -> None:
        """Reads what came of the decisions up to the moment that is shown."""
        self.team.keep_known()
        self.team.setVisible(len(self._session.state.teams) > 1)
        self.source.want(self.team.team)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrow, the lists stand one above the other."""
        super().resizeEvent(event)
        narrow = event.size().width() < _SIDE_BY_SIDE
        directions = QBoxLayout.Direction
        self._row.setDirection(directions.TopToBottom if narrow else directions.LeftToRight)

    def _on_ready(self, found: Retrospect) -> None:
        self.found = found
        self._show()

    def _show(self) -> None:
        found = self.found
        if found is None:
            return
        today = found.asked.today
        told = [each for stretch in found.stretches for each in stretch.outcomes]
        writable = self._session.read_only is None
        none = self.tr("No past decision came to this.") if told and self.came.value else ""
        if not told and found.asked.team:
            none = self.tr("No decision of this team can be looked back on yet.")
        faces = outcome_faces(found.stretches, today, self.came.value)
        self.decided.show_faces(faces, say_counts(told), filtered=none, writable=writable)
        self.came.setVisible(bool(told))
        ways = obstacle_faces(found.obstacles, today)
        self.stood.show_faces(ways, "", writable=writable)

    def _on_chosen(self, face: OutcomeFace) -> None:
        known = [key for key in face.items if key in self._session.state.items]
        self.items_chosen.emit(tuple(known))

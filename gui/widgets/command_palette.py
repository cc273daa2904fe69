"""How is every action, item and decision reached by typing?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from time import monotonic

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from gui.paint.shapes import KEY_CAP_HEIGHT, draw_box, draw_key_cap, key_cap_width
from gui.paint.text import draw_text
from gui.theme import ThemeSource
from gui.widgets.fuzzy import fuzzy_score
from gui.widgets.overlay import Overlay
from gui.widgets.search_field import SearchField

WIDTH, TOP, ROW, MOST_ROWS = 600, 56, 36, 10
_REST_MS = 60  # after a letter, before what it finds is looked for
_SLICE = 0.008  # seconds of searching between two events
Index = QModelIndex | QPersistentModelIndex
_ROLE = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class PaletteEntry:
    """A line of the palette.

    Attributes:
        key: What ``entry_chosen`` carries; "" for an action.
        group: Muted word at the right ("Item", "Decision").
        enabled: A disabled action is shown with its reason and cannot be run.
    """

    title: str
    key: str = ""
    detail: str = ""
    icon: str = "command"
    group: str = ""
    keys: str = ""
    enabled: bool = True


class _EntryModel(QAbstractListModel):
    """The entries that match."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._entries: tuple[PaletteEntry, ...] = ()

    def set_entries(self, entries: Sequence[PaletteEntry]) -> None:
        """Replaces all."""
        self.beginResetModel()
        self._entries = tuple(entries)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """The number of matches."""
        return 0 if parent is not None and parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The entry, or its words."""
        if not index.isValid():
            return None
        entry = self._entries[index.row()]
        if role == _ROLE:
            return entry
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            parts = (entry.title, entry.detail, entry.group, entry.keys)
            return ", ".join(part for part in parts if part)
        return None


class _EntryDelegate(QStyledItemDelegate):
    """Draws icon, title, detail, group and keys."""

    def __init__(self, themes: ThemeSource, parent: QObject) -> None:
        super().__init__(parent)
        self._themes = themes

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """A row."""
        return QSize(100, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draws one row."""
        entry = index.data(_ROLE)
        if not isinstance(entry, PaletteEntry):
            return
        theme = self._themes.theme
        c = theme.colors
        box: QRectF = option.rect.toRectF().adjusted(4, 0, -4, 0)
        state: QStyle.StateFlag = option.state
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            draw_box(painter, box, fill=c.accent2)
        if not entry.enabled:
            painter.setOpacity(0.4)
        middle = box.center().y()
        theme.icons.draw(painter, entry.icon, QRectF(box.left() + 10, middle - 8, 16, 16), c.muted)
        room = box.adjusted(36, 0, -10, 0)
        if entry.keys:
            width = key_cap_width(entry.keys, theme)
            top = middle - KEY_CAP_HEIGHT / 2
            cap = QRectF(room.right() - width, top, width, KEY_CAP_HEIGHT)
            draw_key_cap(painter, cap, entry.keys, theme)
            room.setRight(cap.left() - 8)
        if entry.group:
            taken = draw_text(
                painter, room, entry.group, theme, "small", color=c.faint, align="right"
            )
            room.setRight(room.right() - taken - 8)
        used = draw_text(painter, room, entry.title, theme, weight=500)
        room.setLeft(room.left() + used + 8)
        draw_text(painter, room, entry.detail, theme, "small", color=c.muted)
        painter.restore()


class CommandPalette(Overlay):
    """An input over the window; below it what matches among actions and results.

    Actions come from ``set_actions``; items, decisions and the like from ``results``, a callable
    that is asked with the typed text (not empty) and yields entries in its order, in steps of a few
    milliseconds. They are taken between events, once nobody types: what is typed is drawn at once,
    and only the newest text is answered.

    Signals:
        entry_chosen(str): The key of the chosen result.
        closed(): It went away; the focus is back where it was.
    """

    entry_chosen = Signal(str)
    closed = Signal()

    def __init__(
        self,
        themes: ThemeSource,
        parent: QWidget,
        *,
        results: Callable[[str], Iterable[Sequence[PaletteEntry]]] | None = None,
    ) -> None:
        super().__init__(themes, parent)
        self._results = results
        self._steps: Iterator[Sequence[PaletteEntry]] | None = None
        self._found: list[PaletteEntry] = []  # by the steps so far
        self._more: list[PaletteEntry] = []  # what is listed below the actions
        self._matching: list[tuple[PaletteEntry, QAction]] = []
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.timeout.connect(self._on_next)
        self._actions: tuple[QAction, ...] = ()
        self._runs: list[QAction | None] = []
        self._before: QWidget | None = None
        self.setAccessibleName(self.tr("Command palette"))
        self.input = SearchField(themes, self.tr("Search or run a command"), bare=True)
        self.input.setFixedHeight(36)
        self.list = QListView()
        self._model = _EntryModel(self)
        self._build()
        self.input.textChanged.connect(self._on_text_changed)
        self.input.installEventFilter(self)
        self.list.clicked.connect(self._on_clicked)

    def set_actions(self, actions: Sequence[QAction]) -> None:
        """The registry: every action with a text; hidden ones are left out."""
        self._actions = tuple(actions)

    def open_now(self, text: str = "") -> None:
        """Shows the palette with the focus in its input, and with all that ``text`` finds."""
        self._before = self.window().focusWidget()
        self.input.setText(text)
        self._find(text)
        self._finish()
        self.appear()
        self.input.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_now(self) -> None:
        """Goes away and gives the focus back."""
        if self.isHidden():
            return
        self._next.stop()
        self._steps = None
        self.hide()
        if self._before is not None:
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)
        self.closed.emit()

    @property
    def is_searching(self) -> bool:
        """Whether results are still to come."""
        return self._steps is not None

    @property
    def entries(self) -> tuple[PaletteEntry, ...]:
        """What is listed now."""
        model = self._model
        found = (model.index(row, 0).data(_ROLE) for row in range(model.rowCount()))
        return tuple(entry for entry in found if isinstance(entry, PaletteEntry))

    def place(self) -> None:
        """Top middle of the window, as high as its matches."""
        parent = self.parentWidget()
        if parent is None:
            return
        rows = max(1, min(MOST_ROWS, self._model.rowCount()))
        width = min(WIDTH, parent.width() - 40)
        height = 46 + rows * ROW + 10
        self.setGeometry((parent.width() - width) // 2, TOP, width, height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up, Down, the page keys, Return and Esc work from the input; a click outside closes."""
        pressed = event.type() == QEvent.Type.KeyPress
        if watched is self.input and pressed and isinstance(event, QKeyEvent):
            return self._take_key(event)
        if watched is self.input and event.type() == QEvent.Type.FocusOut:
            self._close_when_left()
        outside = watched is self.parentWidget() and isinstance(event, QMouseEvent)
        if outside and event.type() == QEvent.Type.MouseButtonPress:
            self.close_now()
        return super().eventFilter(watched, event)

    def _build(self) -> None:
        self.list.setModel(self._model)
        self.list.setItemDelegate(_EntryDelegate(self.themes, self.list))
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(self.tr("Matches"))
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 4, 6, 6)
        column.setSpacing(4)
        column.addWidget(self.input)
        column.addWidget(self.list, 1)

    def _take_key(self, event: QKeyEvent) -> bool:
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: MOST_ROWS,
            Qt.Key.Key_PageUp: -MOST_ROWS,
        }
        step = steps.get(Qt.Key(event.key()))
        if step is not None and self._model.rowCount():
            row = self.list.currentIndex().row() + step
            self._select(max(0, min(self._model.rowCount() - 1, row)))
            return True
        if event.key() == Qt.Key.Key_Escape:
            self.close_now()
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._finish()
            self._run(self.list.currentIndex().row())
            return True
        return False

    def _find(self, text: str) -> None:
        scored: list[tuple[bool, int, int, PaletteEntry, QAction]] = []
        for place, action in enumerate(self._actions):
            entry = _entry_of(action)
            score = fuzzy_score(text, entry.title)
            if score is not None and action.isVisible() and entry.title:
                scored.append((not entry.enabled, -score, place, entry, action))
        scored.sort(key=lambda found: found[:3])
        self._matching = [(entry, action) for *_, entry, action in scored]
        self._steps, self._found = None, []
        words = text.strip()
        if words and self._results is not None:
            self._steps = iter(self._results(words))
            self._next.start(_REST_MS)
        else:
            self._next.stop()
            self._more = []
        self._list(0)

    def _on_next(self) -> None:
        """Takes steps for as long as nobody notices."""
        until = monotonic() + _SLICE
        while self._steps is not None and monotonic() < until:
            self._step()
        if self._steps is not None:
            self._next.start(0)

    def _finish(self) -> None:
        """Takes all steps that are left: what was typed is to be answered now."""
        self._next.stop()
        while self._steps is not None:
            self._step()

    def _step(self) -> None:
        if self._steps is None:
            return
        try:
            self._found += next(self._steps)
        except StopIteration:
            self._steps, self._more = None, self._found
            row = self.list.currentIndex().row()
            self._list(row if row < len(self._matching) else 0)
            self.place()

    def _list(self, row: int) -> None:
        """Lists actions and results; those of the text before stay until the new ones are there."""
        entries = [entry for entry, _ in self._matching] + self._more
        self._runs = [action for _, action in self._matching] + [None] * len(self._more)
        if not entries:
            text = self.tr("Searching") if self.is_searching else self.tr("Nothing matches")
            entries, self._runs = [PaletteEntry(text, icon="search", enabled=False)], [None]
        self._model.set_entries(entries)
        self._select(max(0, row))

    def _select(self, row: int) -> None:
        index = self._model.index(row, 0)
        self.list.setCurrentIndex(index)
        self.list.scrollTo(index)

    def _run(self, row: int) -> None:
        if not 0 <= row < len(self._runs):
            return
        entry, action = self.entries[row], self._runs[row]
        if not entry.enabled:
            return
        self.close_now()
        if action is not None:
            action.trigger()
        else:
            self.entry_chosen.emit(entry.key)

    def _close_when_left(self) -> None:
        under = self.childAt(self.mapFromGlobal(self.cursor().pos()))
        if under is None and self.isVisible() and self.window().isActiveWindow():
            self._before = None
            self.close_now()

    def _on_text_changed(self, text: str) -> None:
        self._find(text)
        self.place()

    def _on_clicked(self, index: QModelIndex) -> None:
        self._run(index.row())


def _entry_of(action: QAction) -> PaletteEntry:
    icon = action.data()
    return PaletteEntry(
        title=action.text().replace("&", ""),
        detail="" if action.isEnabled() else action.statusTip(),
        icon=icon if isinstance(icon, str) and icon else "command",
        keys=key_text(action.shortcut()),
        enabled=action.isEnabled(),
    )


def key_text(sequence: QKeySequence) -> str:
    """A shortcut as key caps show it: "Ctrl Shift Z"."""
    text = sequence.toString(QKeySequence.SequenceFormat.NativeText)
    return text.replace("+", " ") if text != "+" else text

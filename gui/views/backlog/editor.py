"""Where does one type into a cell, what was understood, and what is wrong with it?

A line over the cell and a sentence under it. It knows neither items nor commands.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QStringListModel,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QCompleter, QFrame, QHBoxLayout, QLineEdit, QWidget

from gui.models.listed_names import last_name, say_name
from gui.paint.shapes import draw_box
from gui.theme import ThemeSource
from gui.tokens import RADIUS
from gui.widgets.label import Label
from gui.widgets.leaving import has_left
from roadmap.errors import Refused

LEAST_WIDTH, HEIGHT = 160, 32
_HINT_WIDTH = 420
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class CellFace:
    """What an editor begins with.

    Attributes:
        name: What a screen reader calls it.
        text: What stands there.
        names: What can be chosen from.
        several: Names stand in the line as gui.models.listed_names has them; each is completed.
        say: How a text is understood, "" where there is nothing to say. Raises Refused.
        longest: How many characters are taken.
    """

    name: str
    text: str
    names: Sequence[str] = ()
    several: bool = False
    say: Callable[[str], str] | None = None
    longest: int = 500


class _Completer(QCompleter):
    """Completes the whole text, or the value after the last comma."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._names = QStringListModel(self)
        self._before = ""
        self.several = False
        self.setModel(self._names)
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setMaxVisibleItems(8)
        popup = self.popup()
        if popup is not None:
            popup.setStyleSheet("QListView { padding:4px; } QListView::item { padding:5px 8px; }")

    def list_for(self, text: str) -> None:
        """Opens the list of the names that fit a text, as typing it would."""
        self.setCompletionPrefix(self.splitPath(text)[0])
        self.complete()

    def offer(self, names: Sequence[str], *, several: bool) -> None:
        """What can be chosen from now on."""
        self.several = several
        self._names.setStringList(list(names))

    @property
    def is_listing(self) -> bool:
        """Whether the list of names is open."""
        popup = self.popup()
        return popup is not None and popup.isVisible()

    @property
    def has_choice(self) -> bool:
        """Whether one of the names in the list is marked."""
        popup = self.popup()
        return popup is not None and popup.isVisible() and popup.currentIndex().isValid()

    def close_list(self) -> None:
        """Closes the list of names."""
        popup = self.popup()
        if popup is not None:
            popup.hide()

    def splitPath(self, path: str) -> list[str]:
        """What is completed of a text."""
        if not self.several:
            return [path]
        before, last = last_name(path)
        self._before = f"{before} " if before else ""
        return [last]

    def pathFromIndex(self, index: Index) -> str:
        """The whole text with a completion put in."""
        found = super().pathFromIndex(index)
        return f"{self._before}{say_name(found)}" if self.several else found


class _Hint(QFrame):
    """The sentence under the line."""

    def __init__(self, themes: ThemeSource, parent: QWidget) -> None:
        super().__init__(parent)
        self._themes = themes
        self.label = Label(themes, style="small", tone="muted", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(9, 5, 9, 5)
        row.addWidget(self.label)
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the box."""
        c = self._themes.theme.colors
        with QPainter(self) as painter:
            rect = self.rect().toRectF()
            draw_box(painter, rect, fill=c.surface, border=c.border2, radius=RADIUS)


class CellEditor(QLineEdit):
    """A line over a cell of a table; hidden until opened.

    Signals:
        done(int): Return (0), Tab (1) or Shift+Tab (-1); the owner closes it, or complains.
        left(): The focus went elsewhere.
        cancelled(): Esc.
    """

    done = Signal(int)
    left = Signal()
    cancelled = Signal()

    def __init__(self, themes: ThemeSource, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self._face = CellFace("", "")
        self._open = False
        self._hint = _Hint(themes, parent)
        # One for all cells: it must not be taken away while it is handling a key.
        self._completer = _Completer(self)
        self.setCompleter(self._completer)
        self._completer.activated.connect(self._on_name_chosen)
        self.setFont(themes.theme.font())
        self.textEdited.connect(self._on_text_edited)
        self.hide()

    @property
    def is_open(self) -> bool:
        """Whether somebody is typing."""
        return self._open

    @property
    def complaint(self) -> str:
        """The sentence under the line, "" where there is none."""
        return "" if self._hint.isHidden() else self._hint.label.text()

    def open(self, rect: QRect, face: CellFace, typed: str | None) -> None:
        """Opens over ``rect``; what was typed already replaces what stands there."""
        self._face = face
        self.setMaxLength(face.longest)
        self.setAccessibleName(face.name)
        self.setAccessibleDescription("")
        self.setText(face.text if typed is None else typed)
        self._completer.offer(face.names, several=face.several)
        self._hint.hide()
        self._open = True
        self.place(rect)
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if typed is None:
            self.selectAll()
        else:
            self._on_text_edited(typed)
            self._completer.list_for(typed)

    def place(self, rect: QRect) -> None:
        """Goes where the cell is; a narrow cell is given room to type."""
        width = max(rect.width(), LEAST_WIDTH)
        room = self._over.width()
        left = max(0, min(rect.left(), room - width))
        self.setGeometry(left, rect.center().y() - HEIGHT // 2, min(width, room), HEIGHT)
        self._place_hint()

    def complain(self, sentence: str) -> None:
        """Says in one line what is wrong; the line stays open."""
        self._say(sentence, bad=True)

    def close_now(self) -> None:
        """Closes without a word."""
        self._hint.hide()
        if self._open:
            self._open = False  # first: hiding takes the focus, which would count as leaving
            self._completer.close_list()
            self.hide()

    def event(self, event: QEvent) -> bool:
        """Takes its keys before any shortcut, and Tab before Qt moves the focus."""
        if isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride:
                control = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
                if not event.modifiers() & control:
                    event.accept()
                    return True
            elif event.type() == QEvent.Type.KeyPress:
                step = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}.get(Qt.Key(event.key()))
                if step is not None and not self._completer.has_choice:
                    self.done.emit(step)
                    return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return finishes, Esc leaves all as it was, Down lists names; an open list comes first."""
        listed = self._completer.is_listing
        if self._completer.has_choice or (listed and event.key() == Qt.Key.Key_Escape):
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Down and not listed:
            self._completer.list_for("" if self.selectedText() == self.text() else self.text())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.done.emit(0)
        elif event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The list of names and another window are no reason to finish."""
        super().focusOutEvent(event)
        if has_left(event) and self._open:
            self.left.emit()

    def _on_name_chosen(self, _name: str) -> None:
        """A name from the list is the whole answer, unless there can be several."""
        if not self._completer.several:
            QTimer.singleShot(0, self, self._finish)

    def _finish(self) -> None:
        if self._open:
            self.done.emit(0)

    def _on_text_edited(self, text: str) -> None:
        said = ""
        if self._face.say is not None and text.strip():
            try:
                said = self._face.say(text)
            except Refused:
                said = ""  # half a word is no mistake yet
        self._say(said, bad=False)

    def _say(self, sentence: str, *, bad: bool) -> None:
        self._hint.label.setText(sentence)
        self._hint.label.set_tone("bad" if bad else "muted")
        self.setProperty("invalid", bad)
        self.style().unpolish(self)
        self.style().polish(self)
        self.setAccessibleDescription(sentence)
        self._hint.setVisible(bool(sentence))
        self._place_hint()

    def _place_hint(self) -> None:
        if self._hint.isHidden():
            return
        label, room = self._hint.label, self._over.rect()
        wanted = label.fontMetrics().horizontalAdvance(label.text()) + 22
        width = min(wanted, _HINT_WIDTH, room.width())
        height = label.heightForWidth(width - 18) + 10
        left = max(0, min(self.x(), room.width() - width))
        below = self.geometry().bottom() + 4
        top = below if below + height <= room.height() else self.y() - height - 4
        self._hint.setGeometry(QRect(QPoint(left, top), QPoint(left + width - 1, top + height - 1)))
        self._hint.raise_()

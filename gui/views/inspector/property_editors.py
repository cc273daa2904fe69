"""What is a property edited with: a line, a text of several lines?

Every editor stands in place of the value, says in one line below what is wrong, and hands over what
was typed. Values in parts and picked items have their own modules.
"""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCompleter,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gui.dialogs.form import ErrorLine
from gui.models.properties.property import Property, Typed
from gui.theme import ThemeSource
from gui.widgets.buttons import Button
from gui.widgets.label import Label
from gui.widgets.leaving import has_left

_TEXT_HEIGHT = 110
_HINTS = {
    "estimate": "3, 2-5, 2/3/8 or M",
    "consumers": "Team A, Team B",
    "labels": "one, two",
    "protects": "Reliability, Security",
    "links": "https://",
    "people_at_once": "1",
    "segment": "mobile",
    "remaining_days": "3",
    "actual_days": "3",
}


class PropertyEditor(QWidget):
    """What all editors have in common.

    Signals:
        finished(bool): True to save what was typed, False to give it up.
    """

    finished = Signal(bool)
    wide: ClassVar[bool] = False  # whether it takes the room below the name too

    def __init__(self, themes: ThemeSource, name: str) -> None:
        super().__init__()
        self.themes = themes
        self.setAccessibleName(name)
        self.error = ErrorLine(themes)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(6)

    @property
    def value(self) -> Typed:
        """What was typed."""
        raise NotImplementedError

    def complain(self, sentence: str | None) -> None:
        """Says what is wrong, or takes that away."""
        self.error.set_problem(sentence)

    def watch(self, field: QWidget) -> None:
        """Takes the keys of a field: Esc gives up, Return (or Ctrl+Return) saves."""
        field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Takes keys before shortcuts of the page and the window."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self.on_key(watched, event)
        if has_left(event):
            self.on_left()
        return super().eventFilter(watched, event)

    def on_key(self, watched: QObject, event: QKeyEvent) -> bool:
        """Answers a key typed into a field; returns whether that was all."""
        if event.key() == Qt.Key.Key_Escape:
            self.finished.emit(False)
            return True
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if isinstance(watched, QPushButton):
            return False  # Return presses it
        if enter and (control or not isinstance(watched, QPlainTextEdit)):
            self.finished.emit(True)
            return True
        return False

    def on_left(self) -> None:
        """The focus left a field."""


class LineEditor(PropertyEditor):
    """One line, completed with the names that are known; leaving it saves."""

    def __init__(self, themes: ThemeSource, row: Property) -> None:
        super().__init__(themes, row.name)
        self.line = QLineEdit(row.text)
        self.line.setFont(themes.theme.font("small"))
        self.line.setAccessibleName(row.name)
        hint = "28 Feb" if row.editor == "day" else _HINTS.get(row.key, "")
        self.line.setPlaceholderText(hint)
        self.line.selectAll()
        self._completes = bool(row.options)
        complete(self.line, tuple(words for _, words in row.options))
        self.add = Button(themes, self.tr("Add"), small=True)
        self.add.hide()
        self._asked = self._agreed = ""
        self.column.addWidget(self.line)
        self.column.addWidget(self.error)
        self.column.addWidget(self.add)
        self.watch(self.line)
        self.watch(self.add)
        self.setFocusProxy(self.line)
        self.add.clicked.connect(self._on_add)
        self.line.textChanged.connect(self._on_text_changed)

    @property
    def value(self) -> Typed:
        """The text of the line."""
        return self.line.text()

    @property
    def adds(self) -> bool:
        """Whether "Add" was pressed for the text that stands here."""
        return bool(self._agreed) and self._agreed == self.line.text()

    def ask_to_add(self, sentence: str, words: str) -> None:
        """Asks below the line; "Add", or Return once more, is the answer."""
        self.complain(sentence)
        self._asked = self.line.text()
        self.add.set_text(words)
        self.add.show()

    def on_key(self, watched: QObject, event: QKeyEvent) -> bool:
        """Return answers a question that was asked of this text with "Add"."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if watched is self.line and enter and self._asked and self._asked == self.line.text():
            self._on_add()
            return True
        return super().on_key(watched, event)

    def _on_add(self) -> None:
        self._agreed = self.line.text()
        self.finished.emit(True)

    def _on_text_changed(self, _text: str) -> None:
        self._asked = ""
        self.add.hide()
        self.complain(None)

    def on_left(self) -> None:
        """Saves, but for the list of completions that took the focus."""
        popup = self.line.completer().popup() if self._completes else None
        if popup is None or not popup.isVisible():
            self.finished.emit(True)


class TextEditor(PropertyEditor):
    """Several lines; leaving them saves."""

    def __init__(self, themes: ThemeSource, row: Property) -> None:
        super().__init__(themes, row.name)
        self.text = QPlainTextEdit(row.text)
        self.text.setFont(themes.theme.font("small"))
        self.text.setFixedHeight(_TEXT_HEIGHT)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(row.name)
        keys = self.tr("Ctrl+Enter saves, Esc gives up")
        self.text.setAccessibleDescription(keys)
        self.column.addWidget(self.text)
        self.column.addWidget(Label(themes, keys, style="small", tone="muted"))
        self.column.addWidget(self.error)
        self.watch(self.text)
        self.setFocusProxy(self.text)

    @property
    def value(self) -> Typed:
        """The whole text."""
        return self.text.toPlainText()

    def on_left(self) -> None:
        """Saves."""
        self.finished.emit(True)


def complete(line: QLineEdit, known: tuple[str, ...]) -> None:
    """Offers known names for what is being typed."""
    if not known:
        return
    completer = QCompleter(list(known), line)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    line.setCompleter(completer)

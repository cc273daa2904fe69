"""How are properties shown, and each one edited in its place?"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QCompleter,
    QGridLayout,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QWidget,
)

from gui.models.properties import Property
from gui.paint.text import Run
from gui.theme import ThemeSource
from gui.widgets.label import Label
from gui.widgets.link_label import LinkLabel

_NAMES = 96
_TEXT_HEIGHT = 110
_HINTS = {
    "estimate": "3, 2-5, 2/3/8 or M",
    "consumers": "Team A, Team B",
    "labels": "one, two",
    "protects": "Reliability, Security",
    "waits": "Storage vendor, 4 Dec",
    "leverage": "1.6 or 30% fewer arrivals",
    "links": "https://",
}


class PropertyGrid(QWidget):
    """Names at the left, values at the right; a click, Return or F2 edits a value.

    Signals:
        edited(str, str): The key of a property and what was typed or chosen; "" clears it.
        link_requested(str): An address of the property's links is to be opened.
        editing_ended(): An editor was closed, with or without a change.
    """

    edited = Signal(str, str)
    link_requested = Signal(str)
    editing_ended = Signal()

    def __init__(self, themes: ThemeSource, rows: Sequence[Property], *, editable: bool) -> None:
        super().__init__()
        self._themes = themes
        self._rows = {row.key: row for row in rows}
        self._editable = editable
        self._values: dict[str, LinkLabel] = {}
        self._editor: QWidget | None = None
        self._editing = ""
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnMinimumWidth(0, _NAMES)
        self._grid.setColumnStretch(1, 1)
        for line, row in enumerate(rows):
            self._add(line, row)

    @property
    def is_editing(self) -> bool:
        """Whether an editor is open."""
        return self._editor is not None

    def edit(self, key: str) -> None:
        """Opens the editor of a property in its place."""
        row = self._rows.get(key)
        if row is None or row.editor == "none" or not self._editable or self.is_editing:
            return
        if row.editor == "choice":
            self._open_menu(row)
            return
        value = self._values[key]
        editor = self._text_editor(row) if row.editor == "text" else self._line_editor(row)
        editor.setAccessibleName(row.name)
        editor.installEventFilter(self)
        self._editor, self._editing = editor, key
        value.hide()
        line = list(self._rows).index(key)
        self._grid.addWidget(editor, line, 1)
        editor.show()
        editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_key(self) -> str | None:
        """The property with the keyboard focus."""
        return next((key for key, value in self._values.items() if value.hasFocus()), None)

    def focus_value(self, key: str) -> None:
        """Puts the focus on a property's value."""
        if key in self._values:
            self._values[key].setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Return and leaving save, Esc gives up."""
        if watched is not self._editor:
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._on_key(event)
        if event.type() == QEvent.Type.FocusOut and not _popup_of(self._editor):
            self._close(save=True)
        return False

    def _on_key(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape:
            self._close(save=False)
            return True
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if enter and (control or not isinstance(self._editor, QPlainTextEdit)):
            self._close(save=True)
            return True
        return False

    def _close(self, *, save: bool) -> None:
        editor, key, self._editor = self._editor, self._editing, None
        if editor is None:
            return
        text = editor.toPlainText() if isinstance(editor, QPlainTextEdit) else ""
        if isinstance(editor, QLineEdit):
            text = editor.text()
        editor.removeEventFilter(self)
        editor.hide()
        editor.deleteLater()
        self._values[key].show()
        self.focus_value(key)
        if save and text.strip() != self._rows[key].text.strip():
            self.edited.emit(key, text)
        self.editing_ended.emit()

    def _line_editor(self, row: Property) -> QLineEdit:
        line = QLineEdit(row.text)
        line.setFont(self._themes.theme.font("small"))
        day = row.editor == "day"
        line.setPlaceholderText("28 Feb" if day else _HINTS.get(row.key, ""))
        line.selectAll()
        if row.options:
            completer = QCompleter([words for _, words in row.options], line)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            line.setCompleter(completer)
        return line

    def _text_editor(self, row: Property) -> QPlainTextEdit:
        text = QPlainTextEdit(row.text)
        text.setFont(self._themes.theme.font("small"))
        text.setFixedHeight(_TEXT_HEIGHT)
        text.setTabChangesFocus(True)
        text.setToolTip(self.tr("Ctrl+Enter saves, Esc gives up"))
        return text

    def _open_menu(self, row: Property) -> None:
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        for key, words in row.options:
            action = QAction(words.replace("&", "&&"), menu)
            action.setCheckable(True)
            action.setChecked(key == row.text)
            action.triggered.connect(
                lambda _checked=False, chosen=key: self._on_chosen(row, chosen)
            )
            menu.addAction(action)
        value = self._values[row.key]
        menu.popup(value.mapToGlobal(QPoint(0, value.height() + 2)))

    def _on_chosen(self, row: Property, chosen: str) -> None:
        if chosen != row.text or row.runs == ():
            self.edited.emit(row.key, chosen)

    def _add(self, line: int, row: Property) -> None:
        name = Label(self._themes, row.name, style="small", tone="muted")
        name.setFixedHeight(18)
        self._grid.addWidget(name, line, 0, Qt.AlignmentFlag.AlignTop)
        editable = self._editable and row.editor != "none"
        empty = Run(self.tr("add") if editable else "–", "faint")
        link = row.key if editable or row.links else ""
        value = LinkLabel(self._themes, row.runs or (empty,), link)
        value.setAccessibleName(f"{row.name}: {''.join(run.text for run in row.runs)}")
        value.activated.connect(self._on_activated)
        self._values[row.key] = value
        self._grid.addWidget(value, line, 1)

    def _on_activated(self, key: str) -> None:
        row = self._rows[key]
        if row.links:
            self._open_links(row)
        else:
            self.edit(key)

    def _open_links(self, row: Property) -> None:
        """Several addresses share a row: each is opened from a menu that shows it whole."""
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        for url in row.links:
            action = QAction(self.tr("Open {url}").format(url=url).replace("&", "&&"), menu)
            action.triggered.connect(lambda _checked=False, url=url: self.link_requested.emit(url))
            menu.addAction(action)
        if self._editable:
            menu.addSeparator()
            action = QAction(self.tr("Edit the links"), menu)
            action.triggered.connect(lambda _checked=False: self.edit(row.key))
            menu.addAction(action)
        value = self._values[row.key]
        menu.popup(value.mapToGlobal(QPoint(0, value.height() + 2)))


def _popup_of(editor: QWidget | None) -> bool:
    """Whether the focus only went to the editor's own list of completions."""
    completer = editor.completer() if isinstance(editor, QLineEdit) else None
    popup = None if completer is None else completer.popup()
    return popup is not None and popup.isVisible()

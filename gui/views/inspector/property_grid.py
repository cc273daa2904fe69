"""How are properties shown, and each one edited in its place?"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QGridLayout, QMenu, QWidget

from gui.dialogs.form import ErrorLine
from gui.models.new_names import answer, question
from gui.models.properties.property import Property, Typed
from gui.paint.text import Run
from gui.theme import ThemeSource
from gui.views.inspector.parts_editor import parts_editor
from gui.views.inspector.property_editors import LineEditor, PropertyEditor, TextEditor
from gui.views.items_editor import Find, ItemsEditor
from gui.widgets.label import Label
from gui.widgets.link_label import ROOM, LinkLabel
from gui.widgets.plain import set_plain_tooltip

_NAMES = 96
_FIRST_ADVANCED = "Advanced"
# Decides what was typed for a property; returns what is wrong with it, None once it is recorded.
Commit = Callable[[str, Typed], str | None]
NewNames = Callable[[str, Typed], tuple[str, ...]]


class PropertyGrid(QWidget):
    """Names at the left, values at the right; a click, Return or F2 edits a value.

    Signals:
        link_requested(str): An address of the property's links is to be opened.
        editing_began(QWidget): This editor was opened, or says now what is wrong.
        editing_ended(): An editor was closed, with or without a change.
    """

    link_requested = Signal(str)
    editing_began = Signal(object)
    editing_ended = Signal()

    def __init__(
        self,
        themes: ThemeSource,
        rows: Sequence[Property],
        commit: Commit | None,
        *,
        find: Find = lambda _words: (),
        title_of: Callable[[str], str] = str,
        new_names: NewNames = lambda _key, _typed: (),
    ) -> None:
        """``commit`` None means read-only; ``find`` and ``title_of`` serve the picking of items.

        ``new_names`` tells for which names a record would be added: that is asked first.
        """
        super().__init__()
        self._themes = themes
        self._rows = {row.key: row for row in rows}
        self._commit = commit
        self._find, self._title_of, self._new_names = find, title_of, new_names
        self._values: dict[str, LinkLabel] = {}
        self._lines: dict[str, int] = {}
        self._editor: PropertyEditor | None = None
        self._editing = ""
        self._closing = False
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8 - ROOM)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnMinimumWidth(0, _NAMES)
        self._grid.setColumnStretch(1, 1)
        self._error = ErrorLine(themes)
        for row in rows:
            self._add(row)

    @property
    def is_editing(self) -> bool:
        """Whether an editor is open."""
        return self._editor is not None

    @property
    def editor(self) -> PropertyEditor | None:
        """The editor that is open."""
        return self._editor

    @property
    def problem(self) -> str:
        """What is said to be wrong, "" where nothing is."""
        return self._error.text if self._editor is None else self._editor.error.text

    def edit(self, key: str) -> None:
        """Opens the editor of a property in its place."""
        row = self._rows.get(key)
        if row is None or row.editor == "none" or self._commit is None or self.is_editing:
            return
        self._error.set_problem(None)
        if row.editor == "choice":
            self._open_menu(row)
            return
        editor = self._editor_for(row)
        editor.finished.connect(self._on_finished)
        self._editor, self._editing = editor, key
        self._values[key].hide()
        line = self._lines[key]
        if editor.wide:
            self._grid.addWidget(editor, line + 1, 0, 1, 2)
        else:
            self._grid.addWidget(editor, line, 1)
        editor.show()
        editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self.editing_began.emit(editor)

    def finish(self) -> str | None:
        """Saves and closes what is being edited; returns why that could not be, if so."""
        if self._editor is None:
            return None
        wrong = self._save()
        self._close()
        return wrong

    def show_runs(self, row: Property) -> bool:
        """Shows another value of a row that is there; False where there is no such row."""
        value = self._values.get(row.key)
        if value is None:
            return False
        self._rows[row.key] = row
        self._say(value, row)
        return True

    def shown_keys(self) -> tuple[str, ...]:
        """The properties in view."""
        return tuple(self._rows)

    def focus_key(self) -> str | None:
        """The property with the keyboard focus, also while a dialog is in front of the window."""
        here: QWidget | None = self.window().focusWidget()
        return next((key for key, value in self._values.items() if value is here), None)

    def focus_value(self, key: str) -> None:
        """Puts the focus on a property's value."""
        if key in self._values:
            self._values[key].setFocus(Qt.FocusReason.OtherFocusReason)

    # -- editing ----------------------------------------------------------------------------------

    def _editor_for(self, row: Property) -> PropertyEditor:
        match row.editor:
            case "text":
                return TextEditor(self._themes, row)
            case "parts":
                return parts_editor(self._themes, row)
            case "items":
                return ItemsEditor(self._themes, row, self._find, self._title_of)
            case _:
                return LineEditor(self._themes, row)

    def _on_finished(self, save: bool) -> None:
        if self._editor is None or self._closing:
            return
        self._closing = True  # closing takes the focus, which asks to save once more
        wrong = self._save() if save else None
        self._closing = False
        if wrong is not None:
            self._say_wrong(self._editor, wrong)
            return
        self._close()

    def _say_wrong(self, editor: PropertyEditor, wrong: str) -> None:
        new = self._asked_names(editor)
        if new and isinstance(editor, LineEditor):
            editor.ask_to_add(wrong, answer(new))
        else:
            editor.complain(wrong)
        self.editing_began.emit(editor)

    def _asked_names(self, editor: PropertyEditor) -> tuple[str, ...]:
        """The names for which a record would be added, unless somebody chose that."""
        if isinstance(editor, LineEditor) and editor.adds:
            return ()
        return self._new_names(self._editing, editor.value)

    def _save(self) -> str | None:
        editor, row = self._editor, self._rows[self._editing]
        if editor is None or self._commit is None:
            return None
        typed = editor.value
        if isinstance(typed, str):
            same = typed.strip() == row.text.strip() and not row.rows
        else:
            same = typed == row.rows and row.text != "none"
        if same:
            return None
        new = self._asked_names(editor)
        return question(self._editing, new) if new else self._commit(self._editing, typed)

    def _close(self) -> None:
        editor, key, self._editor = self._editor, self._editing, None
        if editor is None:
            return
        self._values[key].show()
        self.focus_value(key)  # first: hiding what has the focus scrolls to whatever is next
        self._grid.removeWidget(editor)
        editor.hide()
        editor.deleteLater()
        self.editing_ended.emit()

    def _open_menu(self, row: Property) -> None:
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        for key, words in row.options:
            action = QAction(words.replace("&", "&&"), menu)
            action.setCheckable(True)
            action.setChecked(key == row.text)
            action.triggered.connect(
                lambda _checked=False, chosen=key: self.choose(row.key, chosen)
            )
            menu.addAction(action)
        value = self._values[row.key]
        menu.popup(value.mapToGlobal(QPoint(0, value.height() + 2)))

    def choose(self, key: str, chosen: str) -> None:
        """Sets a property to one of its options; what is wrong is said below it."""
        row = self._rows[key]
        if self._commit is None or (chosen == row.text and row.runs != ()):
            return
        wrong = self._commit(key, chosen)
        if wrong is not None:
            self._grid.addWidget(self._error, self._lines[key] + 1, 0, 1, 2)
            self._error.set_problem(wrong)

    # -- showing ----------------------------------------------------------------------------------

    def _add(self, row: Property) -> None:
        if row.advanced and not row.runs and _FIRST_ADVANCED not in self._lines:
            head = Label(self._themes, self.tr("Advanced"), style="small", weight=600)
            self._lines[_FIRST_ADVANCED] = 2 * len(self._lines)
            self._grid.addWidget(head, self._lines[_FIRST_ADVANCED], 0, 1, 2)
        line = self._lines[row.key] = 2 * len(self._lines)  # the line below is for a wide editor
        name = Label(self._themes, row.name, style="small", tone="muted")
        name.setFixedHeight(18)
        self._grid.addWidget(name, line, 0, Qt.AlignmentFlag.AlignTop)
        editable = self._commit is not None and row.editor != "none"
        value = LinkLabel(self._themes, (), row.key if editable or row.links else "")
        self._say(value, row)
        value.activated.connect(self._on_activated)
        self._values[row.key] = value
        self._grid.addWidget(value, line, 1)

    def _say(self, value: LinkLabel, row: Property) -> None:
        editable = self._commit is not None and row.editor != "none"
        empty = Run(self.tr("add") if editable else "–", "faint")
        value.set_runs(row.runs or (empty,))
        value.setAccessibleName(f"{row.name}: {''.join(run.text for run in row.runs)}")
        set_plain_tooltip(value, row.hint)

    def _on_activated(self, key: str) -> None:
        row = self._rows[key]
        if row.editor == "none" and len(row.links) == 1:
            self.link_requested.emit(row.links[0])
        elif row.links:
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
        if self._commit is not None:
            menu.addSeparator()
            action = QAction(self.tr("Edit the links"), menu)
            action.triggered.connect(lambda _checked=False: self.edit(row.key))
            menu.addAction(action)
        value = self._values[row.key]
        menu.popup(value.mapToGlobal(QPoint(0, value.height() + 2)))

"""How is a change of a scenario typed? A choice of what it is about and a few entries below it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import zip_longest

from PySide6.QtCore import QRect, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QSizePolicy, QWidget

from gui.models.whatif.entries import Entry
from gui.models.whatif.forms import FormFace
from gui.theme import ThemeSource
from gui.views.sprints.popover import SprintPopover
from gui.widgets.label import Label

_WIDTH, _NAMES, _BESIDE, _LONGEST = 440, 120, 76, 200
Asked = Callable[[str], Sequence[Entry]]


class EntryRow:
    """One entry: its field, and the line below it that says what is wrong."""

    def __init__(self, themes: ThemeSource, entry: Entry) -> None:
        self.entry = entry
        self.error = Label(themes, style="small", tone="bad", wrap=True)
        self.error.setAccessibleName("")
        self.error.hide()
        self.field: QLineEdit | QComboBox
        if entry.choices:
            self.field = _combo(themes)
            for key, name in entry.choices:
                self.field.addItem(name, key)
            self.field.setCurrentIndex(max(0, self.field.findData(entry.text)))
        else:
            self.field = QLineEdit(entry.text)
            self.field.setFont(themes.theme.font())
            self.field.setMaxLength(_LONGEST)
            self.field.setPlaceholderText(entry.hint)
            self.field.setCursorPosition(0)
        self.field.setAccessibleName(entry.name)

    @property
    def text(self) -> str:
        """What was typed or chosen."""
        field = self.field
        return str(field.currentData()) if isinstance(field, QComboBox) else field.text()


def _combo(themes: ThemeSource) -> QComboBox:
    """A list whose long names do not widen the form."""
    combo = QComboBox()
    combo.setFont(themes.theme.font())
    combo.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
    combo.setMaxVisibleItems(14)
    return combo


class ChangeForm(SprintPopover):
    """The form; it stays open until what was typed can be done.

    Signals:
        answered(str, object): What it is about, and the texts by the key of their entry.
    """

    answered = Signal(str, object)

    def __init__(self, themes: ThemeSource, parent: QWidget) -> None:
        super().__init__(themes, parent, width=_WIDTH)
        self._ask: Asked = lambda _about: ()
        self.entries: dict[str, EntryRow] = {}
        self.about = _combo(themes)
        self._about_name = Label(themes, tone="muted")
        self._about_name.setFixedWidth(_NAMES)
        self._inside: QWidget | None = None
        top = QGridLayout()
        top.setHorizontalSpacing(8)
        top.addWidget(self._about_name, 0, 0)
        top.addWidget(self.about, 0, 1)
        top.setColumnStretch(1, 1)
        self.rows.addLayout(top)
        self.take = self.add_save(self.tr("Put it into the scenario"))
        self.add_leave(self.tr("Cancel"))
        self.buttons.addStretch(1)
        self.about.activated.connect(lambda _row: self._on_about_chosen())

    def ask(self, face: FormFace, about: str, entries: Asked, anchor: QRect) -> None:
        """Shows the form about `about`; `entries` tells what is asked of whatever is chosen."""
        self._ask = entries
        self.heading.setText(face.heading)
        self._about_name.setText(face.about)
        self.about.setAccessibleName(face.about)
        self.about.clear()
        for key, name in face.choices:
            self.about.addItem(name, key)
        self.about.setCurrentIndex(max(0, self.about.findData(about)))
        for widget in (self._about_name, self.about):
            widget.setVisible(bool(face.choices))
        self._fill()
        known = about and face.choices
        first = self.about if face.choices and not known else self._first()
        self.open_at(anchor, first)
        if isinstance(first, QLineEdit):
            first.selectAll()

    def complain_at(self, entry: str, sentence: str) -> None:
        """Says under an entry what is wrong with it, and goes there."""
        row = self.entries[entry]
        row.error.setText(sentence)
        row.error.show()
        row.field.setAccessibleDescription(sentence)
        row.field.setFocus()
        self.fit()

    def save(self) -> None:
        """Hands over what was typed."""
        self._forgive()
        about = self.about.currentData()
        texts: Mapping[str, str] = {key: row.text for key, row in self.entries.items()}
        self.answered.emit(about if isinstance(about, str) else "", texts)

    def _first(self) -> QWidget:
        return next((row.field for row in self.entries.values()), self.take)

    def _on_about_chosen(self) -> None:
        self._fill()
        self.complain("")

    def _forgive(self) -> None:
        for row in self.entries.values():
            row.error.hide()
            row.field.setAccessibleDescription("")
        self.complain("")

    def _fill(self) -> None:
        """Puts the entries of what is chosen in place of those before."""
        if self._inside is not None:
            self.rows.removeWidget(self._inside)
            self._inside.hide()
            self._inside.deleteLater()
        about = self.about.currentData()
        asked = self._ask(about if isinstance(about, str) else "")
        self.entries = {each.key: EntryRow(self.themes, each) for each in asked}
        self._inside = QWidget()
        grid = QGridLayout(self._inside)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        line = -2
        before: QWidget = self.about
        rows = list(self.entries.values())
        for row, follower in zip_longest(rows, rows[1:]):
            if row.entry.beside:
                row.field.setFixedWidth(_BESIDE)
                grid.addWidget(row.field, line, 2)
                grid.addWidget(row.error, line + 2, 1, 1, 2)
            else:
                line += 3
                name = Label(self.themes, row.entry.name, tone="muted")
                name.setFixedWidth(_NAMES)
                grid.addWidget(name, line, 0)
                alone = follower is None or not follower.entry.beside
                grid.addWidget(row.field, line, 1, 1, 2 if alone else 1)
                grid.addWidget(row.error, line + 1, 1, 1, 2)
        self.rows.addWidget(self._inside)
        self._inside.show()
        for row in self.entries.values():
            QWidget.setTabOrder(before, row.field)
            before = row.field
        QWidget.setTabOrder(before, self.take)

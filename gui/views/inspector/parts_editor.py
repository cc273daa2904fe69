"""How is a value of several parts edited: a purchase, a saving, waits, the pieces of a split?"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import ClassVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from gui.models.properties.property import Part, Property, Rows, Typed
from gui.theme import ThemeSource
from gui.views.inspector.property_editors import PropertyEditor, complete
from gui.widgets.buttons import Button
from gui.widgets.label import Label

_NAMES = 88
Field = QLineEdit | QComboBox


class PartsRow(QWidget):
    """The fields of one row.

    Signals:
        removed(): The row is to go.
    """

    removed = Signal()

    def __init__(
        self,
        themes: ThemeSource,
        parts: Sequence[Part],
        texts: Sequence[str],
        *,
        named: bool,
        removable: bool,
    ) -> None:
        """``named`` puts each field under the other with its name; else names are hints."""
        super().__init__()
        self._themes, self._parts = themes, tuple(parts)
        self.fields: list[Field] = []
        self._gone: Button | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        lines: dict[int, QHBoxLayout] = {}
        for place, (part, text) in enumerate(zip(parts, texts, strict=True)):
            line = place if named else part.line
            if line not in lines:
                lines[line] = QHBoxLayout()
                lines[line].setSpacing(6)
                column.addLayout(lines[line])
            if named:
                name = Label(themes, part.name, style="small", tone="muted")
                name.setFixedWidth(_NAMES)
                lines[line].addWidget(name)
            field = self._field(part, text, hint=part.hint if named else "")
            self.fields.append(field)
            lines[line].addWidget(field, part.stretch)
        if removable:
            gone = Button(
                *(themes,), icon="x", kind="quiet", small=True, name=self.tr("Take this away")
            )
            gone.clicked.connect(self.removed)
            lines[0].addWidget(gone)
            self._gone = gone

    @property
    def texts(self) -> tuple[str, ...]:
        """What stands in the fields."""
        return tuple(
            str(field.currentData()) if isinstance(field, QComboBox) else field.text()
            for field in self.fields
        )

    @property
    def focusable(self) -> tuple[QWidget, ...]:
        """What Tab goes through."""
        return (*self.fields, *(() if self._gone is None else (self._gone,)))

    @property
    def is_blank(self) -> bool:
        """Whether nothing was typed."""
        return not any(
            field.text().strip() for field in self.fields if isinstance(field, QLineEdit)
        )

    def _field(self, part: Part, text: str, *, hint: str) -> Field:
        field: Field = QComboBox() if part.options else QLineEdit(text)
        if isinstance(field, QComboBox):
            for key, words in part.options:
                field.addItem(words, key)
            field.setCurrentIndex(max(0, field.findData(text)))
            field.setMinimumContentsLength(4)
        else:
            field.setPlaceholderText(hint or f"{part.name}, {part.hint}" if part.hint else "")
            if not part.hint:
                field.setPlaceholderText(part.name)
            complete(field, part.known)
        field.setFont(self._themes.theme.font("small"))
        field.setAccessibleName(part.name)
        field.setMinimumWidth(part.width or 40)
        if part.width:
            field.setMaximumWidth(part.width)
        return field


class PartsForm(PropertyEditor):
    """Rows of fields with Save and Cancel; nothing is recorded before Save."""

    wide: ClassVar[bool] = True

    def __init__(
        self,
        themes: ThemeSource,
        name: str,
        parts: Sequence[Part],
        rows: Rows,
        *,
        repeated: bool = False,
        save: str = "",
        more: str = "",
        only_control: bool = False,
    ) -> None:
        """``only_control``: Return goes to the next field, Ctrl+Return saves."""
        super().__init__(themes, name)
        self._parts, self._repeated, self._only_control = tuple(parts), repeated, only_control
        self.rows: list[PartsRow] = []
        self._stack = QVBoxLayout()
        self._stack.setSpacing(8 if repeated else 4)
        self.column.addLayout(self._stack)
        self.column.addWidget(self.error)
        self._add_foot(save or self.tr("Save"), more or self.tr("Add another"))
        blank = tuple(part.options[0][0] if part.options else "" for part in parts)
        self._blank = blank
        for texts in rows or (blank,):
            self._append(texts)

    @property
    def value(self) -> Typed:
        """The rows; those that were left blank are not among them, unless there is but one."""
        if not self._repeated:
            return tuple(row.texts for row in self.rows)
        return tuple(row.texts for row in self.rows if not row.is_blank)

    def add_row(self) -> None:
        """Adds a blank row and goes there."""
        self._append(self._blank)
        self._order()
        self.rows[-1].fields[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        """Puts Tab in order: only within a window does Qt keep it."""
        super().showEvent(event)
        self._order()

    def _order(self) -> None:
        """Tab goes through the fields, then the buttons."""
        chain: list[QWidget] = [each for row in self.rows for each in row.focusable]
        chain += [self.more] if self._repeated else []
        chain += [self.save, self.cancel]
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)

    def on_key(self, watched: QObject, event: QKeyEvent) -> bool:
        """Return saves, or goes on where only Ctrl+Return saves."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if (
            isinstance(watched, QLineEdit | QComboBox)
            and enter
            and self._only_control
            and not control
        ):
            fields = [each for row in self.rows for each in row.fields]
            place = fields.index(watched) + 1
            following = fields[place] if place < len(fields) else self.save
            following.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        return super().on_key(watched, event)

    def _append(self, texts: Sequence[str]) -> None:
        row = PartsRow(
            *(self.themes, self._parts, texts),
            named=not self._repeated,
            removable=self._repeated,
        )
        row.removed.connect(lambda: self._on_removed(row))
        for field in row.fields:
            self.watch(field)
            if isinstance(field, QLineEdit):
                field.textEdited.connect(lambda _text: self.complain(None))
        self.rows.append(row)
        self._stack.addWidget(row)
        self.setFocusProxy(self.rows[0].fields[0])

    def _on_removed(self, row: PartsRow) -> None:
        if len(self.rows) == 1:
            self._append(self._blank)
            self._order()
        self.rows.remove(row)
        self._stack.removeWidget(row)
        row.hide()
        row.deleteLater()
        self.complain(None)
        self.setFocusProxy(self.rows[0].fields[0])
        self.rows[-1].fields[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_foot(self, save: str, more: str) -> None:
        row = QHBoxLayout()
        row.setSpacing(6)
        keys = "Ctrl Enter" if self._only_control else "Enter"
        self.save = Button(self.themes, save, small=True, keys=keys)
        self.cancel = Button(self.themes, self.tr("Cancel"), kind="quiet", small=True, keys="Esc")
        self.save.clicked.connect(lambda: self.finished.emit(True))
        self.cancel.clicked.connect(lambda: self.finished.emit(False))
        self.more = Button(self.themes, more, kind="quiet", icon="plus", small=True)
        self.more.clicked.connect(self.add_row)
        if self._repeated:
            above = QHBoxLayout()
            above.addWidget(self.more)
            above.addStretch(1)
            self.column.insertLayout(1, above)
        else:
            self.more.hide()
        row.addWidget(self.save)
        row.addWidget(self.cancel)
        row.addStretch(1)
        self.column.addLayout(row)
        for button in (self.save, self.cancel, self.more):
            self.watch(button)


def parts_editor(themes: ThemeSource, row: Property) -> PartsForm:
    """Return the form for a property in parts."""
    return PartsForm(themes, row.name, row.parts, row.rows, repeated=row.repeated)

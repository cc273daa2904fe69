"""How are other items picked for a property: what this one comes after, what it is part of?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QListWidget, QVBoxLayout, QWidget

from gui.models.properties.property import Property, Typed
from gui.theme import ThemeSource
from gui.views.inspector.property_editors import PropertyEditor
from gui.widgets.buttons import Button
from gui.widgets.label import Label
from gui.widgets.search_field import SearchField

MOST_FOUND = 6
_SPARE = 4
# Finds items by words, best first: (id, title).
Find = Callable[[str], Sequence[tuple[str, str]]]


class ItemsEditor(PropertyEditor):
    """What was picked, a search for more, and "none" as an answer.

    Signals:
        grown(): It needs another height.
    """

    grown = Signal()
    wide: ClassVar[bool] = True

    def __init__(
        self,
        themes: ThemeSource,
        row: Property,
        find: Find,
        title_of: Callable[[str], str],
        *,
        within: bool = False,
    ) -> None:
        """``within`` a form it has no buttons of its own: the form's save what was picked."""
        super().__init__(themes, row.name)
        self._find, self._title_of, self._most = find, title_of, row.most
        self.picked: list[str] = [each[0] for each in row.rows]
        self._rows: list[QWidget] = []
        self._stack = QVBoxLayout()
        self._stack.setSpacing(2)
        self.search = SearchField(themes, self.tr("Search items"))
        self.found = QListWidget()
        self.none = QCheckBox(self.tr("None are needed"))
        self._build(row, within=within)
        self._show_picked()

    @property
    def value(self) -> Typed:
        """The ids, a row each; "none" where somebody said that none are needed."""
        if self.picked:
            return tuple((key,) for key in self.picked)
        return "none" if self.none.isChecked() and not self.none.isHidden() else ()

    def _build(self, row: Property, *, within: bool) -> None:
        font = self.themes.theme.font("small")
        self.none.setFont(font)
        self.none.setChecked(row.text == "none")
        self.none.setVisible(row.most > 1)
        self.found.setFont(font)
        self.found.setAccessibleName(self.tr("Found"))
        self.found.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.found.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.found.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.found.hide()
        self.save = Button(self.themes, self.tr("Save"), small=True, keys="Enter")
        cancel = Button(self.themes, self.tr("Cancel"), kind="quiet", small=True, keys="Esc")
        foot = QWidget()
        line = QHBoxLayout(foot)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        line.addWidget(self.save)
        line.addWidget(cancel)
        line.addStretch(1)
        foot.setHidden(within)
        self.column.addLayout(self._stack)
        for widget in (self.search, self.found, self.none, self.error, foot):
            self.column.addWidget(widget)
        self.setFocusProxy(self.search)
        self.watch(self.search)
        for watched in (self.none, self.save, cancel):
            self.watch(watched)
        self.search.textChanged.connect(self._on_searched)
        self.found.itemClicked.connect(lambda _item: self._pick())
        self.none.toggled.connect(self._on_none)
        self.save.clicked.connect(lambda: self.finished.emit(True))
        cancel.clicked.connect(lambda: self.finished.emit(False))

    def on_key(self, watched: QObject, event: QKeyEvent) -> bool:
        """Up and Down go through what was found, Return picks it; with nothing typed it saves."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if watched is self.search and self.search.text().strip() and not control:
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                step = 1 if event.key() == Qt.Key.Key_Down else -1
                last = self.found.count() - 1
                self.found.setCurrentRow(max(0, min(last, self.found.currentRow() + step)))
                return True
            if enter:
                self._pick()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.search.clear()
                return True
        return super().on_key(watched, event)

    def _on_searched(self, text: str) -> None:
        self.complain(None)
        self.found.clear()
        hits = [each for each in self._find(text) if each[0] not in self.picked][:MOST_FOUND]
        for key, title in hits:
            self.found.addItem(title)
            item = self.found.item(self.found.count() - 1)
            item.setData(Qt.ItemDataRole.UserRole, key)
        self.found.setCurrentRow(0)
        self.found.setVisible(bool(text.strip() and hits))
        rows = sum(self.found.sizeHintForRow(row) for row in range(len(hits)))
        self.found.setFixedHeight(rows + 2 * self.found.frameWidth() + _SPARE)
        if text.strip() and not hits:
            self.complain(self.tr("No item has these words."))
        self.grown.emit()

    def clear(self) -> None:
        """Nothing is picked, and nothing said."""
        self.picked.clear()
        self.none.setChecked(False)
        self.search.clear()
        self._show_picked()

    def _pick(self) -> None:
        if not self.found.selectedItems():
            return
        item = self.found.selectedItems()[0]
        if len(self.picked) >= self._most:
            self.picked.clear()
        self.picked.append(str(item.data(Qt.ItemDataRole.UserRole)))
        self.none.setChecked(False)
        self.search.clear()
        self._show_picked()

    def _on_none(self, checked: bool) -> None:
        if checked:
            self.picked.clear()
            self._show_picked()

    def _show_picked(self) -> None:
        for gone in self._rows:
            self._stack.removeWidget(gone)
            gone.hide()
            gone.setParent(None)  # else its fields would count as the form's until it is deleted
            gone.deleteLater()
        self._rows = [self._picked_row(key) for key in self.picked]
        for row in self._rows:
            self._stack.addWidget(row)
        self.grown.emit()

    def _picked_row(self, key: str) -> QWidget:
        row, title = QWidget(), self._title_of(key)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(Label(self.themes, title, style="small", elide=True), 1)
        name = self.tr("Take “{title}” away").format(title=title)
        gone = Button(self.themes, icon="x", kind="quiet", small=True, name=name)
        gone.clicked.connect(lambda: self._on_gone(key))
        line.addWidget(gone)
        return row

    def _on_gone(self, key: str) -> None:
        self.picked.remove(key)
        self._show_picked()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

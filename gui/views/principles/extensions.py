"""Which items extend a capability, and by how much each? Picked by words, an amount beside each."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from gui.models.properties.property import Property
from gui.session import Session
from gui.theme import ThemeSource
from gui.views.items_editor import ItemsEditor
from gui.views.principles.form import read_value, value_text
from gui.widgets.buttons import Button
from gui.widgets.label import Label
from roadmap.analysis.items.search import search_items
from roadmap.errors import Refused
from roadmap.records.expectations import Extension

_FOUND = 12
_AMOUNT = 76  # pixels: "+120 TB" fits


class ExtensionsEditor(ItemsEditor):
    """The items, each with what it brings once it is done."""

    def __init__(self, themes: ThemeSource, session: Session, name: str) -> None:
        self._session = session
        self._amounts: dict[str, str] = {}
        self.lines: dict[str, QLineEdit] = {}
        row = Property("extensions", name, (), "items")
        super().__init__(themes, row, self._find_items, self._say_title, within=True)
        self.none.hide()
        self._stack.setSpacing(6)

    def show_extensions(self, extensions: Sequence[Extension]) -> None:
        """Begins with what is known."""
        self.clear()
        self._amounts = {each.item: value_text(each.amount) for each in extensions}
        self.picked.extend(each.item for each in extensions)
        self._show_picked()

    @property
    def extensions(self) -> tuple[Extension, ...]:
        """What was picked. Raises Refused where an amount is no number."""
        return tuple(Extension(key, self._amount(key)) for key in self.picked)

    @property
    def wrong(self) -> str | None:
        """What is wrong with an amount, None where nothing is."""
        for key in self.picked:
            try:
                self._amount(key)
            except Refused:
                words = self.tr("How much does “{title}” bring? Write a number above zero.")
                return words.format(title=self._say_title(key))
        return None

    def _amount(self, key: str) -> float:
        amount, _unit = read_value(self._amounts.get(key, ""))
        if amount <= 0:
            raise Refused(self.tr("What extends a capability brings something."))
        return amount

    def _find_items(self, words: str) -> list[tuple[str, str]]:
        hits = search_items(self._session.state, words, _FOUND)
        return [(hit.item, self._say_title(hit.item)) for hit in hits]

    def _say_title(self, key: str) -> str:
        item = self._session.state.items.get(key)
        return key if item is None else item.title

    def _picked_row(self, key: str) -> QWidget:
        row, title = QWidget(), self._say_title(key)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        line.addWidget(Label(self.themes, title, style="small", elide=True), 1)
        amount = QLineEdit(self._amounts.get(key, ""))
        amount.setFixedWidth(_AMOUNT)
        amount.setMaxLength(40)
        amount.setPlaceholderText(self.tr("brings"))
        amount.setAccessibleName(self.tr("What “{title}” brings").format(title=title))
        amount.textChanged.connect(partial(self._amounts.__setitem__, key))
        line.addWidget(amount)
        name = self.tr("Take “{title}” away").format(title=title)
        gone = Button(self.themes, icon="x", kind="quiet", small=True, name=name)
        gone.clicked.connect(partial(self._on_gone, key))
        line.addWidget(gone)
        self.lines[key] = amount
        return row

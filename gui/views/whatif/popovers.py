"""What is asked or told over the What-if page: a name, a date, differences, a table, statistics?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QDate, QRect, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QFrame,
    QLineEdit,
    QSizePolicy,
    QTableView,
    QWidget,
)

from gui.theme import ThemeSource
from gui.views.sprints.popover import Lines, SprintPopover
from gui.views.sprints.why import fill_table
from gui.widgets.inputs import pad_spin_box, set_up_calendar
from gui.widgets.label import Label
from gui.widgets.tables import set_up_table

_LONGEST_NAME = 200
_LATER = timedelta(weeks=12)


class NamePopover(SprintPopover):
    """A name and a note.

    Signals:
        named(str, str): What was typed.
    """

    named = Signal(str, str)

    def __init__(self, themes: ThemeSource, parent: QWidget) -> None:
        super().__init__(themes, parent)
        self.name = QLineEdit()
        self.name.setFont(themes.theme.font())
        self.name.setMaxLength(_LONGEST_NAME)
        self.name.setAccessibleName(self.tr("Name"))
        self.note = Lines(themes, self.tr("Note"), self.tr("What is tried out, and why"), 76)
        self.rows.addWidget(self.name)
        self.rows.addWidget(self.note)
        self.add_save(self.tr("Save"), keys="Ctrl Enter")
        self.add_leave(self.tr("Cancel"))
        self.buttons.addStretch(1)

    def ask(self, name: str, note: str, anchor: QRect, *, about_note: bool = False) -> None:
        """Shows what there is, to be changed."""
        self.heading.setText(self.tr("Name and note"))
        self.name.setText(name)
        self.note.setPlainText(note)
        self.open_at(anchor, self.note if about_note else self.name)
        self.name.selectAll()

    def save(self) -> None:
        """Hands both over; an empty name is asked for again."""
        name = self.name.text().strip()
        if not name:
            self.complain(self.tr("A scenario needs a name: say in a few words what is tried out."))
            return
        self.leave()
        self.named.emit(name, self.note.toPlainText())


class DifferencePopover(SprintPopover):
    """What a scenario would do otherwise now than when it was thought out.

    Signals:
        accepted(): Adopt it all the same.
    """

    accepted = Signal()

    def __init__(self, themes: ThemeSource, parent: QWidget) -> None:
        super().__init__(themes, parent, width=460)
        self._lines = Label(themes, wrap=True)
        self.rows.addWidget(self._lines)
        self.take = self.add_save(self.tr("Adopt as it is now"))
        self.add_leave(self.tr("Do not adopt"))
        self.buttons.addStretch(1)

    @property
    def text(self) -> str:
        """What is told."""
        return self._lines.text()

    def tell(self, name: str, differences: Sequence[str], anchor: QRect) -> None:
        """Shows the differences before anything is adopted."""
        said = self.tr("The roadmap moved on since “{name}” was made")
        self.heading.setText(said.format(name=name))
        self._lines.setText("\n".join(f"•  {each}" for each in differences))
        self.open_at(anchor, self.take)

    def save(self) -> None:
        """Adopts."""
        self.leave()
        self.accepted.emit()


class DropPopover(SprintPopover):
    """A private scenario is nowhere else: asked before it is gone.

    Signals:
        accepted(): Drop it.
    """

    accepted = Signal()

    def __init__(self, themes: ThemeSource, parent: QWidget) -> None:
        super().__init__(themes, parent)
        words = Label(themes, self.tr("It lies on this computer only and does not come back."))
        words.setWordWrap(True)
        self.rows.addWidget(words)
        self.take = self.add_save(self.tr("Drop"))
        self.add_leave(self.tr("Keep"))
        self.buttons.addStretch(1)

    def ask(self, name: str, anchor: QRect) -> None:
        """Names the scenario."""
        self.heading.setText(self.tr("Drop “{name}”?").format(name=name))
        self.open_at(anchor, self.take)

    def save(self) -> None:
        """Drops it."""
        self.leave()
        self.accepted.emit()


class LaterPopover(SprintPopover):
    """Which item is deferred, or who leaves, and until or after which day?

    Signals:
        chosen(str, str, object): "defer" or "leave", the id, and the date.
    """

    chosen = Signal(str, str, object)

    def __init__(self, themes: ThemeSource, parent: QWidget) -> None:
        super().__init__(themes, parent)
        self._kind = ""
        self.who = QComboBox()
        self.who.setFont(themes.theme.font())
        self.who.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.day = QDateEdit()
        self.day.setDisplayFormat("d MMM yyyy")
        pad_spin_box(self.day)
        set_up_calendar(self.day)
        self._when = Label(themes, tone="muted")
        self.rows.addWidget(self.who)
        self.rows.addWidget(self._when)
        self.rows.addWidget(self.day)
        self.add_save(self.tr("Put it into the scenario"))
        self.add_leave(self.tr("Cancel"))
        self.buttons.addStretch(1)

    def ask(
        self,
        kind: str,
        choices: Sequence[tuple[str, str]],
        today: date,
        anchor: QRect,
        chosen: str = "",
        known: date | None = None,
    ) -> None:
        """Offers (id, name) pairs and a day some weeks ahead, or what is `known` of the chosen."""
        self._kind = kind
        defer = kind == "defer"
        self.heading.setText(self.tr("Defer an item") if defer else self.tr("Somebody leaves"))
        self._when.setText(self.tr("Not before") if defer else self.tr("Last day"))
        self.who.clear()
        for key, name in choices:
            self.who.addItem(name, key)
        self.who.setAccessibleName(self.tr("Item") if defer else self.tr("Person"))
        self.who.setCurrentIndex(max(0, self.who.findData(chosen)))
        day = known or today + _LATER
        self.day.setMinimumDate(QDate(today.year, today.month, today.day))
        self.day.setDate(QDate(day.year, day.month, day.day))
        self.day.setAccessibleName(self._when.text())
        self.open_at(anchor, self.day if chosen else self.who)

    def save(self) -> None:
        """Hands over what was chosen."""
        key, day = self.who.currentData(), self.day.date()
        self.leave()
        if isinstance(key, str):
            self.chosen.emit(self._kind, key, date(day.year(), day.month(), day.day()))


class TablePopover(SprintPopover):
    """A chart's numbers as a table."""

    def __init__(self, themes: ThemeSource, parent: QWidget) -> None:
        super().__init__(themes, parent, width=880)
        self.table = QTableView()
        set_up_table(self.table, themes)
        self.table.setFrameShape(QFrame.Shape.NoFrame)
        self.table.setTabKeyNavigation(False)
        self.rows.addWidget(self.table)
        self.buttons.addStretch(1)
        self.add_leave(self.tr("Close"))

    def tell(
        self, title: str, heads: tuple[str, ...], rows: Sequence[tuple[str, ...]], anchor: QRect
    ) -> None:
        """Shows the rows."""
        self.heading.setText(title)
        self.table.setAccessibleName(title)
        fill_table(self.table, heads, tuple(rows))
        self.open_at(anchor, self.table)


class AdvancedPopover(SprintPopover):
    """The statistics behind the plain words, as a list of names and values."""

    def __init__(self, themes: ThemeSource, parent: QWidget) -> None:
        super().__init__(themes, parent, width=640)
        self._table = QTableView()
        set_up_table(self._table, themes)
        self._table.setFrameShape(QFrame.Shape.NoFrame)
        self._table.setTabKeyNavigation(False)
        self._words = Label(themes, style="small", tone="muted", wrap=True)
        self.rows.addWidget(self._table)
        self.rows.addWidget(self._words)
        self.buttons.addStretch(1)
        self.add_leave(self.tr("Close"))

    def tell(self, rows: Sequence[tuple[str, str]], words: str, anchor: QRect) -> None:
        """Shows names, values and what is to be said about them."""
        self.heading.setText(self.tr("The statistics"))
        self._table.setAccessibleName(self.heading.text())
        fill_table(self._table, (self.tr("Of the drawn scenario"), self.tr("Value")), tuple(rows))
        self._words.setText(words)
        self._words.setVisible(bool(words))
        self.open_at(anchor, self._table)

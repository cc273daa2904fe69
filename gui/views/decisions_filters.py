"""Which decisions are wanted: by person, kind, item and period, and how many are found so far?"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gui.models.decisions import DecisionsModel
from gui.models.decisions_facts import LogFilter
from gui.models.words import percent
from gui.session import Session
from gui.theme import ThemeSource
from gui.widgets.buttons import Button
from gui.widgets.chip import Chip, ChipOption
from gui.widgets.label import Label
from roadmap.analysis.words import say_number

HEIGHT = 47
_MOST_ITEMS = 14
_LONGEST = 40
_DAYS = ("7", "30", "90", "365")


class DecisionFilters(QWidget):
    """The chips above the log, and the number of decisions found of all.

    Signals:
        filtered(object): The LogFilter that the chips ask for now; its text is left empty.
    """

    filtered = Signal(object)

    def __init__(self, themes: ThemeSource, session: Session, model: DecisionsModel) -> None:
        super().__init__()
        self._themes, self._session, self._model = themes, session, model
        self._selected: tuple[str, ...] = ()
        self._compared: tuple[int, int, str] | None = None
        everything = self.tr("All")
        self.person = Chip(themes, self.tr("Person"), [ChipOption("", everything)])
        self.kind = Chip(themes, self.tr("Kind"), [ChipOption("", everything)])
        self.item = Chip(themes, self.tr("Item"), [ChipOption("", self.tr("Any"))])
        self.period = Chip(themes, self.tr("Period"), [ChipOption("", everything)])
        self._count = Label(themes, style="small", tone="muted")
        self.stop = Button(themes, self.tr("Stop"), kind="quiet", small=True)
        self.resume = Button(themes, self.tr("Go on"), kind="quiet", small=True)
        self._build()
        self._connect()
        self.show_count()

    def _build(self) -> None:
        self.setFixedHeight(HEIGHT)
        self.stop.hide()
        self.resume.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 13, 1)
        row.setSpacing(7)
        for widget in (self.person, self.kind, self.item, self.period):
            row.addWidget(widget)
        row.addStretch(1)
        for widget in (self.stop, self.resume):
            row.addWidget(widget)
        row.addWidget(self._count)

    def _connect(self) -> None:
        for chip in (self.person, self.kind, self.item, self.period):
            chip.chosen.connect(self._emit)
        self.person.pressed.connect(self._offer_people)
        self.kind.pressed.connect(self._offer_kinds)
        self.item.pressed.connect(self._offer_items)
        self.period.pressed.connect(self._offer_periods)
        self.stop.clicked.connect(self._model.stop)
        self.resume.clicked.connect(self._model.resume)
        self._model.counted.connect(self.show_count)

    @property
    def is_neutral(self) -> bool:
        """Whether the chips ask for nothing."""
        return self.wanted() == LogFilter()

    def wanted(self) -> LogFilter:
        """What the chips ask for."""
        since, until = self._period()
        return LogFilter(self.person.value, self.kind.value, self.item.value, "", since, until)

    def clear(self) -> None:
        """Asks for everything again."""
        for chip in (self.person, self.kind, self.item, self.period):
            chip.set_value("")
        self._emit()

    def set_selected(self, items: tuple[str, ...]) -> None:
        """Offers the decisions about these items first."""
        self._selected = items

    def set_compared(self, before: int, after: int, words: str) -> None:
        """Offers the period between two moments that are compared, said in ``words``."""
        self._compared = (before, after, words)
        if self.period.value == "compared":
            self._offer_periods()
            self._emit()

    def show_count(self) -> None:
        """Shows how many are found, and how far a search is."""
        model = self._model
        searching = model.search.is_searching
        self.stop.setVisible(searching)
        self.resume.setVisible(not searching and not model.is_complete)
        found, total = say_number(model.found), say_number(model.total)
        if model.is_complete and model.wanted.is_empty:
            text = total
        else:
            text = self.tr("{found} of {total}").format(found=found, total=total)
        if not model.is_complete:
            done, of = model.progress
            text = self.tr("{found} so far, {share}").format(
                found=found, share=percent(done / of if of else 1.0)
            )
        self._count.setText(text)
        self._count.setAccessibleName(self.tr("{text} decisions").format(text=text))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the line below, and over it how far a search is."""
        c = self._themes.theme.colors
        with QPainter(self) as painter:
            width, bottom = self.width(), self.height()
            painter.fillRect(QRectF(1, bottom - 1, width - 2, 1), c.border)
            done, of = self._model.progress
            if not self._model.is_complete and of:
                painter.fillRect(QRectF(1, bottom - 2, (width - 2) * done / of, 2), c.accent)

    # The options are counted when a menu is about to open.

    def _offer_people(self) -> None:
        people = self._model.search.facts.people()
        options = [ChipOption(key, name, self._said(count)) for key, name, count in people]
        self._offer(self.person, self.tr("All"), options)

    def _offer_kinds(self) -> None:
        kinds = self._model.search.facts.kinds()
        options = [ChipOption(kind, kind, self._said(count)) for kind, count in kinds]
        self._offer(self.kind, self.tr("All"), options)

    def _offer_items(self) -> None:
        busiest = self._model.search.facts.busiest_items(_MOST_ITEMS)
        counts = dict(busiest)
        wanted = dict.fromkeys((*self._selected[-1:], *(key for key, _ in busiest)))
        if self.item.value:
            wanted = dict.fromkeys((self.item.value, *wanted))
        items = self._session.live.items
        options = []
        for key in wanted:
            item = items.get(key)
            if item is not None:
                title = " ".join(item.title.split()) or key
                text = title if len(title) <= _LONGEST else f"{title[: _LONGEST - 1].rstrip()}…"
                detail = self._said(counts[key]) if key in counts else self.tr("selected")
                options.append(ChipOption(key, text, detail))
        self._offer(self.item, self.tr("Any"), options)

    def _offer_periods(self) -> None:
        days = {
            "7": self.tr("Last 7 days"),
            "30": self.tr("Last 30 days"),
            "90": self.tr("Last 90 days"),
            "365": self.tr("Last year"),
        }
        options = [ChipOption(key, text) for key, text in days.items()]
        if self._compared is not None:
            options.insert(0, ChipOption("compared", self._compared[2]))
        self._offer(self.period, self.tr("All"), options)

    def _said(self, count: int) -> str:
        """A count, while it is known for all of the history."""
        return say_number(count) if self._model.search.facts.low == 0 else ""

    def _offer(self, chip: Chip, neutral: str, options: Sequence[ChipOption]) -> None:
        chip.set_options([ChipOption("", neutral), *options])

    def _period(self) -> tuple[int, int | None]:
        key = self.period.value
        if key == "compared" and self._compared is not None:
            before, after, _ = self._compared
            return before + 1, (after + 1 if after + 1 < self._session.count else None)
        if key not in _DAYS:
            return 0, None
        return self._session.index_since(int(key)) + 1, None

    def _emit(self, _key: str = "") -> None:
        self.filtered.emit(self.wanted())

"""Which decisions are wanted: by person, kind, item and period, and how many are found so far?"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from gui.models.decisions.facts import LogFilter
from gui.models.decisions.model import DecisionsModel
from gui.models.words import percent
from gui.session import Session
from gui.theme import ThemeSource
from gui.widgets.buttons import KEPT_IN_PICTURES, Button
from gui.widgets.chip import Chip, ChipOption
from gui.widgets.label import Label
from roadmap.analysis.words import say_number

HEIGHT, _MARGIN, _GAP = 47, 12, 7
_MOST_ITEMS = 14
_LONGEST = 26  # of a title on its chip
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
        self.stop.hide()
        self.resume.hide()
        for widget in (*self._chips, self.stop, self.resume, self._count):
            widget.setParent(self)
        for chip in self._chips:
            chip.setProperty(KEPT_IN_PICTURES, True)  # the bar would be empty
        self._place()

    @property
    def _chips(self) -> tuple[Chip, ...]:
        return self.person, self.kind, self.item, self.period

    # Chips wrap: a long title on one of them must not push the comparison out of the page.

    def event(self, event: QEvent) -> bool:
        """Places everything anew when a chip says something longer."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._place()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Places everything anew."""
        super().resizeEvent(event)
        self._place()

    def minimumSizeHint(self) -> QSize:
        """Room for the widest chip."""
        return QSize(max(chip.sizeHint().width() for chip in self._chips) + 2 * _MARGIN, HEIGHT)

    def _place(self) -> None:
        right = self.width() - _MARGIN
        line = (HEIGHT - 1) // 2
        for widget in (self._count, self.stop, self.resume):
            if not widget.isHidden():
                size = widget.sizeHint()
                right -= size.width()
                widget.setGeometry(QRect(QPoint(right, line - size.height() // 2), size))
                right -= _GAP
        left, end = _MARGIN, right
        for chip in self._chips:
            size = chip.sizeHint()
            if left > _MARGIN and left + size.width() > end:
                left, line, end = _MARGIN, line + size.height() + _GAP, self.width() - _MARGIN
            chip.setGeometry(QRect(QPoint(left, line - size.height() // 2), size))
            left += size.width() + _GAP
        self.setFixedHeight(line + (HEIGHT - 1) // 2 + 1)

    def _connect(self) -> None:
        for chip in self._chips:
            chip.chosen.connect(self._emit)
        self.person.pressed.connect(self._offer_people)
        self.kind.pressed.connect(self._offer_kinds)
        self.item.pressed.connect(self._offer_items)
        self.period.pressed.connect(self._offer_periods)
        self.stop.clicked.connect(self._model.stop)
        self.resume.clicked.connect(self._model.resume)
        self._model.counted.connect(self.show_count)

    def wanted(self) -> LogFilter:
        """What the chips ask for."""
        since, until = self._period()
        return LogFilter(self.person.value, self.kind.value, self.item.value, "", since, until)

    def clear(self) -> None:
        """Asks for everything again."""
        for chip in self._chips:
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
        self._place()
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
        return say_number(count) if self._model.search.facts.knows_all else ""

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

"""Which two moments are compared? A button each, with a menu of the moments people ask for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from gui.dates import long_day
from gui.models.words import long_day_text
from gui.session import Session
from gui.theme import ThemeSource
from gui.tokens import PAGE_MARGIN
from gui.views.parsed_field import ParsedField
from gui.widgets.buttons import KEPT_IN_PICTURES, Button
from gui.widgets.label import Label
from gui.widgets.overlay import Overlay
from roadmap.analysis.sprints.steps import sprint_before, sprint_number
from roadmap.analysis.typed import parse_past_day

_SPRINTS = 6
_REVIEWS = 4
_WIDTH = 320


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment to compare: after decision `index`, None for what is shown.

    `text` says it in a menu, `short` on a button, where that is shorter.
    """

    index: int | None
    text: str
    short: str = ""

    @property
    def words(self) -> str:
        """What stands on a button."""
        return self.short or self.text


class MomentButton(Button):
    """Shows a moment and offers others.

    Signals:
        picked(object): The Moment that the person chose.
        day_wanted(): A day is to be typed.
    """

    picked = Signal(object)
    day_wanted = Signal()

    def __init__(self, themes: ThemeSource, session: Session, name: str) -> None:
        super().__init__(themes, "", icon="calendar", icon_tone="faint")
        self._session, self._name = session, name
        self._moment: Moment | None = None
        self._opened: int | None = None
        self.setAccessibleName(name)
        self.setProperty(KEPT_IN_PICTURES, True)
        self.clicked.connect(self._on_clicked)

    @property
    def moment(self) -> Moment:
        """The moment it stands for."""
        return self._moment or Moment(None, "")

    def set_moment(self, moment: Moment) -> None:
        """Stands for another moment, without the signal."""
        self._moment = moment
        self.set_text(moment.words)
        self.setAccessibleName(f"{self._name}: {moment.words}")

    def set_opened(self, index: int | None) -> None:
        """Offers the decision that is open in the log."""
        self._opened = index

    def menu_now(self) -> QMenu:
        """The menu of the moments to choose from."""
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        for moment in self._offered():
            action = menu.addAction(moment.text.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(self._moment is not None and moment.index == self._moment.index)
            action.triggered.connect(lambda _checked=False, moment=moment: self.picked.emit(moment))
        menu.addSeparator()
        menu.addAction(self.tr("Another day…")).triggered.connect(self.day_wanted)
        return menu

    def _offered(self) -> Iterator[Moment]:
        session = self._session
        yield Moment(None, now_words(session))
        if self._opened is not None:
            words = decision_words(session, self._opened)
            text = self.tr("The open decision, {when}").format(when=words)
            yield Moment(self._opened, text, words)
        yield from review_moments(session)
        yield from sprint_moments(session)
        yield Moment(0, self.tr("The beginning"))

    def _on_clicked(self) -> None:
        self.menu_now().popup(self.mapToGlobal(QPoint(0, self.height() + 4)))


def sprint_moments(session: Session, most: int = _SPRINTS) -> Iterator[Moment]:
    """Yield the beginnings of the last sprints in which something was decided, latest first."""
    at: datetime | None = session.recorded_at(session.index) if session.index >= 0 else None
    for _ in range(most):
        at = sprint_before(session.settings, at) if at is not None else None
        index = -1 if at is None else session.index_on(at)
        if at is None or index < 0:
            return
        day = session.local(at).date()
        number = sprint_number(session.settings, day)
        short = recent_day(day, session.today)
        text = short if number is None else f"{short}, before sprint {number}"
        yield Moment(index, text, short)


def review_moments(session: Session, most: int = _REVIEWS) -> Iterator[Moment]:
    """Yield the ends of the days on which reviews were signed off, latest first."""
    signed = [
        (each.signed_off_on, each.title)
        for each in session.state.reviews.ordered()
        if each.signed_off_on is not None
    ]
    for day, title in sorted(signed, reverse=True)[:most]:
        index = session.index_at_end_of(day)
        if 0 <= index < session.index:
            short = recent_day(day, session.today)
            yield Moment(index, f"{short}, {title}", f"{short}, review")


def now_words(session: Session) -> str:
    """What is shown: now, or a moment of the past."""
    if session.at_now:
        return "Now"
    return decision_words(session, max(0, session.index))


def recent_day(day: date, today: date) -> str:
    """Return "Fri 28 Aug", with the year where it is not this one."""
    words = long_day(day)
    return words.removesuffix(f" {day.year}") if day.year == today.year else words


def decision_words(session: Session, index: int) -> str:
    """When a decision was recorded: "Wed 18 Nov, 16:40"."""
    at = session.local(session.recorded_at(index))
    return f"{recent_day(at.date(), session.today)}, {at:%H:%M}"


def day_moment(session: Session, day: date) -> Moment:
    """The moment at the end of a day."""
    index = session.index_at_end_of(day)
    return Moment(max(0, index), recent_day(day, session.today))


def moment_before(session: Session, day: date) -> Moment:
    """The moment before a day's first decision."""
    index = session.index_on(session.start_of(day))
    short = recent_day(day, session.today)
    return Moment(max(0, index), f"{short}, before its first decision", short)


class DayPopover(Overlay):
    """Takes a day, typed as people say it; the past is meant where no year is typed.

    Attributes:
        wanted: The day that was chosen last.

    Signals:
        picked(object): The Moment at the end of the day.
        closed(): Chosen or left.
    """

    picked = Signal(object)
    closed = Signal()

    def __init__(
        self,
        themes: ThemeSource,
        session: Session,
        parent: QWidget,
        question: str = "",
        choose_words: str = "",
    ) -> None:
        """``question`` and ``choose_words`` where the day is not for a comparison."""
        super().__init__(themes, parent)
        self._session = session
        self._anchor: QWidget | None = None
        question = question or self.tr("Compare with the end of which day?")
        self.setAccessibleName(question)
        self.field = ParsedField(
            themes,
            self.tr("Day"),
            self._parse,
            long_day_text,
            placeholder=self.tr("28 Aug"),
            width=120,
        )
        words = choose_words or self.tr("Compare")
        choose = Button(themes, words, kind="primary", small=True)
        cancel = Button(themes, self.tr("Cancel"), kind="quiet", small=True, keys="Esc")
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 12, 12)
        column.setSpacing(8)
        column.addWidget(Label(themes, question))
        column.addWidget(self.field)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(choose)
        row.addWidget(cancel)
        column.addLayout(row)
        choose.clicked.connect(self._on_returned)
        cancel.clicked.connect(self.leave)
        self.field.returned.connect(self._on_returned)

    def ask(self, anchor: QWidget) -> None:
        """Shows itself below ``anchor``."""
        self._anchor = anchor
        self.field.set_text("")
        self.appear()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def leave(self) -> None:
        """Closes without a choice."""
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def place(self) -> None:
        """Below its button, within the page."""
        parent, anchor = self.parentWidget(), self._anchor
        if parent is None or anchor is None:
            return
        spot = anchor.mapTo(parent, QPoint(0, anchor.height() + 4))
        size = self.sizeHint().expandedTo(self.minimumSizeHint())
        left = max(8, min(spot.x(), parent.width() - _WIDTH - PAGE_MARGIN))
        self.setGeometry(left, spot.y(), _WIDTH, size.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def _parse(self, text: str) -> date:
        return parse_past_day(text, self.latest())

    def latest(self) -> date:
        """The last day that can be meant."""
        return self._session.today

    def _on_returned(self) -> None:
        day = self.field.value
        if day is not None:
            self.wanted = day
            self.hide()
            self.picked.emit(day_moment(self._session, day))
            self.closed.emit()

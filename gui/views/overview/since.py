"""Since when does the overview tell what changed? The last review, a span, any other day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from gui.models.overview.asks import last_review, open_review
from gui.models.words import day_text
from gui.session import Session
from gui.theme import ThemeSource
from gui.views.decisions.moment import DayPopover
from gui.widgets.chip import Chip, ChipOption

_SPANS = {"7": 7, "14": 14, "28": 28, "91": 91, "365": 365}
_YESTERDAY, _FRIDAY = "yesterday", "friday"
_FRIDAYS_NUMBER = 4  # of date.weekday()
_OTHER, _ASK = "other", "ask"
_USUAL = 14  # days, before the first review


class SinceChip(Chip):
    """Shows the day; the usual one follows the reviews.

    Signals:
        day_chosen(): Another day.
    """

    day_chosen = Signal()

    def __init__(self, themes: ThemeSource, session: Session, page: QWidget) -> None:
        """The field for another day lies over ``page``."""
        super().__init__(themes, page.tr("Changed since"), neutral="")
        self._session = session
        self._day: date | None = None
        question = self.tr("What changed since which day?")
        self.popover = DayPopover(themes, session, page, question, self.tr("Show"))
        self.popover.picked.connect(self._on_picked)
        self.popover.closed.connect(self.setFocus)
        self.pressed.connect(self._offer)
        self.chosen.connect(self._on_chosen)

    @property
    def day(self) -> date | None:
        """From which day on changes are told; None for the usual two weeks."""
        today = self._session.today
        if self.value == _OTHER:
            return self._day
        back = {**_SPANS, _YESTERDAY: 1, _FRIDAY: _since_friday(today)}
        days = back.get(self.value)
        return self._since_review() if days is None else today - timedelta(days=days)

    def say(self) -> None:
        """Shows the day, whatever was chosen."""
        today = self._session.today
        day = self.day or today - timedelta(days=_USUAL)
        self.set_options([ChipOption(self.value, day_text(day, today))])

    def show_since(self, day: date) -> None:
        """Tells what changed since a day."""
        self._day = day
        self.set_value(_OTHER)
        self.say()
        self.day_chosen.emit()

    def _since_review(self) -> date | None:
        """The day from which the next review looks back: it says so, or the last one was then."""
        state, today = self._session.state, self._session.today
        coming, last = open_review(state), last_review(state, today)
        if coming is not None and coming.since is not None and coming.since <= today:
            return coming.since
        return None if last is None else last.held_on

    def _offer(self) -> None:
        today, last = self._session.today, self._since_review()
        usual = day_text(today - timedelta(days=_USUAL), today)
        options = [ChipOption("", self.tr("Two weeks ago"), usual)]
        if last is not None:
            options = [ChipOption("", self.tr("The last review"), day_text(last, today))]
        near = [(_YESTERDAY, 1, self.tr("Yesterday"))]
        if _since_friday(today) > 1:
            near.append((_FRIDAY, _since_friday(today), self.tr("Last Friday")))
        for key, days, text in near:
            options.append(ChipOption(key, text, day_text(today - timedelta(days=days), today)))
        words = (
            self.tr("A week ago"),
            self.tr("Two weeks ago"),
            self.tr("Four weeks ago"),
            self.tr("A quarter ago"),
            self.tr("A year ago"),
        )
        for (key, days), text in zip(_SPANS.items(), words, strict=True):
            if days != _USUAL or last is not None:
                day = day_text(today - timedelta(days=days), today)
                options.append(ChipOption(key, text, day))
        if self.value == _OTHER and self._day is not None:
            options.append(ChipOption(_OTHER, day_text(self._day, today)))
        options.append(ChipOption(_ASK, self.tr("Another day\u2026")))
        self.set_options(options)
        self._show_day()

    def _show_day(self) -> None:
        """Keeps the day on the button, also while the menu offers it under another name."""
        today = self._session.today
        text = day_text(self.day or today - timedelta(days=_USUAL), today)
        self.set_face(replace(self.face, text=text))

    def _on_chosen(self, key: str) -> None:
        if key == _ASK:
            self.set_value("" if self._day is None else _OTHER)
            self.popover.ask(self)
        elif key != _OTHER:
            self._day = None
            self.day_chosen.emit()
        self.say()

    def _on_picked(self, _moment: object) -> None:
        day = self.popover.field.value
        if day is not None:
            self.show_since(day)


def _since_friday(today: date) -> int:
    """Return how many days ago the last Friday before today was."""
    return (today.weekday() - _FRIDAYS_NUMBER - 1) % 7 + 1

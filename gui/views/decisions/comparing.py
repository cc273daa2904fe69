"""Which two moments does the page compare now, and when is that done anew?

While decisions follow each other quickly nothing is compared; what is in view stays as it was until
the next comparison is there.
"""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from gui.apart import Apart
from gui.models.decisions.compare import CompareReader, Comparison
from gui.models.decisions.pasting import brief_for
from gui.session import Session
from gui.views.decisions.compare import CompareSide
from gui.views.decisions.filters import DecisionFilters
from gui.views.decisions.moment import (
    Moment,
    decision_words,
    moment_before,
    now_words,
    review_moments,
    sprint_moments,
)
from roadmap.analysis.words import counted
from roadmap.redaction import Audience, Redaction

_SETTLE_MS = 200
_SPRINTS_BACK = 6


class Comparing(QObject):
    """Keeps the comparison of a page.

    Signals:
        changed(): There is another comparison.
    """

    changed = Signal()

    def __init__(
        self, session: Session, side: CompareSide, filters: DecisionFilters, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session, self._side, self._filters = session, side, filters
        self._moments: tuple[Moment, Moment] | None = None
        self._asked: tuple[int, int, int] | None = None
        self._on = False
        self.found: Comparison | None = None
        self.reader = CompareReader(session, self)
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(_SETTLE_MS)
        self._settling.timeout.connect(self.compare)
        self.reader.compared.connect(self._on_compared)
        side.chosen.connect(self.choose)
        session.shown.connect(self._on_shown)
        session.replaced.connect(self._on_replaced)

    @property
    def is_settled(self) -> bool:
        """Whether what is in view is what was asked for."""
        return not self.reader.is_busy and not self._settling.isActive()

    def set_on(self, *, on: bool) -> None:
        """Compares while somebody looks, and leaves off while nobody does."""
        self._on = on
        if on:
            self._settling.start()
            return
        self._settling.stop()
        if self.reader.is_busy:
            self._asked = None
            self.reader.cancel()

    def choose(self, before: Moment, after: Moment) -> None:
        """Compares these two moments."""
        self._moments = (before, after)
        self.compare()

    def choose_from(self, index: int) -> None:
        """Compares the moment of a decision with what is shown."""
        words = decision_words(self._session, index)
        self.choose(Moment(index, words), Moment(None, now_words(self._session)))

    def choose_since(self, day: date) -> None:
        """Compares the moment before a day's first decision with what is shown."""
        now = Moment(None, now_words(self._session))
        self.choose(moment_before(self._session, day), now)

    def compare(self) -> None:
        """Compares anew where the moments or the history are other ones."""
        session = self._session
        if not self._on or session.count <= 1:
            return
        self._moments = self._moments or self._default_moments()
        # What is shown goes by its own name: "Now" only while that is now.
        shown = Moment(None, now_words(session))
        moments = tuple(shown if each.index is None else each for each in self._moments)
        ends = [session.index if each.index is None else each.index for each in moments]
        before, after = sorted(max(0, min(end, session.count - 1)) for end in ends)
        first, second = moments if ends[0] <= ends[1] else moments[::-1]
        self._side.compare.show_moments(first, second)
        until = self._side.compare.after.moment.words
        words = self.tr("{a} to {b}").format(a=first.words, b="now" if until == "Now" else until)
        self._filters.set_compared(before, after, words)
        asked = (before, after, session.count)
        if asked != self._asked:
            self._asked = asked
            self.reader.compare(before, after)

    def copy_brief(self, audience: Audience = "leadership") -> None:
        """Puts the comparison on the clipboard as Markdown, one click away for the others too."""
        found, session = self.found, self._session
        if found is None or not found.is_whole:
            return
        wanted = Redaction(audience)

        def begin() -> None:
            apart = Apart(session)
            session.task(
                lambda progress: brief_for(apart, found, wanted, progress),
                lambda text: self._copied(text, audience),
                lambda error: session.refused.emit(str(error)),
            )

        session.when_saved(begin)

    def _copied(self, text: str, audience: Audience) -> None:
        QGuiApplication.clipboard().setText(text)
        changes = counted(len(self.found.changes) if self.found is not None else 0, "change")
        names = {"leadership": self.tr("leadership"), "team": self.tr("the team")}
        other: Audience = "team" if audience == "leadership" else "leadership"
        said = self.tr("Brief copied as Markdown for {audience}, {n}")
        self._session.offered.emit(
            said.format(audience=names[audience], n=changes),
            self.tr("For {audience} instead").format(audience=names[other]),
            lambda: self.copy_brief(other),
        )

    def _default_moments(self) -> tuple[Moment, Moment]:
        """From the last review, a few sprints ago or the beginning, to what is shown."""
        review = next(review_moments(self._session), None)
        if review is not None:
            return review, Moment(None, now_words(self._session))
        sprints = list(sprint_moments(self._session, _SPRINTS_BACK))
        before = sprints[-1] if sprints else Moment(0, self.tr("The beginning"))
        return before, Moment(None, now_words(self._session))

    def _on_compared(self, found: Comparison) -> None:
        self.found = found
        self._side.show_comparison(found)
        self.changed.emit()

    def _on_shown(self, _shown: object) -> None:
        if self._on:
            self._settling.start()

    def _on_replaced(self, _why: str) -> None:
        self._moments = self._asked = None
        if self._on:
            self._settling.start()

"""How do the playback bar and its keys move the session through the history?

Dragging is gathered to one step a frame; while decisions follow each other quickly nothing flies.
"""

from __future__ import annotations

from time import monotonic

from PySide6.QtCore import QObject, QTimer

from gui.dates import long_moment
from gui.models.playback.marks import LOOKS
from gui.models.words import percent
from gui.session import Session, Shown
from gui.theme import ThemeSource, Tone
from gui.widgets.marks_menu import LegendEntry
from gui.widgets.playback_bar import PlaybackBar, Step
from gui.window.history import HistoryIndex
from roadmap.analysis.sprints.steps import sprint_before, sprint_beginning, sprint_number
from roadmap.analysis.words import say_number
from roadmap.records.bookmarks import Bookmark

_FRAME_MS = 16
_PLAY_MS = 1000
_FAST = 0.25  # seconds between decisions below which nothing flies
_READ_LEAST_MS, _READ_LETTER_MS = 7_000, 150  # how long a caption stays to be read, also aloud


class PlaybackControl(QObject):
    """Connects a playback bar with a session."""

    def __init__(
        self, bar: PlaybackBar, session: Session, themes: ThemeSource, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._bar, self._session, self._themes = bar, session, themes
        self.index = HistoryIndex(session, self)
        self._wanted: int | None = None
        self._moved_at = 0.0
        self._speed = 1.0
        self._frame = QTimer(self)
        self._frame.setInterval(_FRAME_MS)
        self._frame.setSingleShot(True)
        self._frame.timeout.connect(self._on_frame)
        self._player = QTimer(self)
        self._player.timeout.connect(self._on_play)
        self._connect()
        self._on_history_changed()

    @property
    def is_playing(self) -> bool:
        """Whether decisions follow each other by themselves."""
        return self._player.isActive()

    def toggle_play(self) -> None:
        """Plays on from where one is, from the beginning at now; or stops."""
        self._bar.toggle_play()

    def step(self, direction: int, *, sprint: bool = False) -> None:
        """One decision or sprint back (-1) or forward (1)."""
        self._step(direction, "sprint" if sprint else "decision")

    def step_bookmark(self, direction: int) -> None:
        """To the next bookmark back (-1) or forward (1)."""
        self._step(direction, "bookmark")

    def go_to(self, index: int) -> None:
        """Shows the moment after a decision."""
        self.stop()
        self._go(index)

    def play_bookmarks(self) -> None:
        """Plays nothing but the bookmarks, from the first one: the short version."""
        bookmarks = self.index.bookmarks()
        if not bookmarks:
            return
        self.stop()
        self._bar.set_step("bookmark")
        self._session.go_to(bookmarks[0], animate=False)
        self._bar.toggle_play()

    @property
    def bookmark(self) -> Bookmark | None:
        """The bookmark of the decision shown in the past, None where there is none."""
        session = self._session
        if session.at_now or session.index < 0:
            return None
        decision = session.told(session.index).id
        found = (each for each in session.live.bookmarks.ordered() if each.decision == decision)
        return next(found, None)

    @property
    def caption(self) -> str:
        """What the bookmark of the decision shown says; "" where there is none."""
        return "" if self.bookmark is None else self.bookmark.caption

    @property
    def plays_bookmarks(self) -> bool:
        """Whether steps go from bookmark to bookmark."""
        return self._bar.step == "bookmark"

    def go_to_now(self) -> None:
        """Leaves the past."""
        self.stop()
        self._session.go_to_now(animate=not self._themes.theme.still)

    def stop(self) -> None:
        """Stops playing."""
        if self._player.isActive():
            self._player.stop()
            self._bar.set_playing(False)

    def _connect(self) -> None:
        bar = self._bar
        bar.scrubbed.connect(self._on_scrubbed)
        bar.stepped.connect(self._step)
        bar.play_toggled.connect(self._on_play_toggled)
        bar.speed_changed.connect(self._on_speed_changed)
        bar.filter_changed.connect(self.index.set_filter)
        bar.marks_hidden.connect(self.index.set_hidden)
        bar.back_to_now_requested.connect(self.go_to_now)
        bar.opened_changed.connect(lambda _opened: self.index.want())
        self.index.changed.connect(self._on_history_changed)
        self._session.shown.connect(self._on_shown)
        self._session.awaited.connect(self._on_awaited)

    def _go(self, index: int) -> None:
        quick = monotonic() - self._moved_at < _FAST
        self._moved_at = monotonic()
        still = self._themes.theme.still
        self._session.go_to(index, animate=not (quick or still or self._bar.is_scrubbing))

    def _step(self, direction: int, by: Step) -> None:
        self.stop()
        self._go(self._away(direction, by))

    def _away(self, direction: int, by: Step) -> int:
        here = self._session.index
        if by == "sprint":
            return self.index.next_wanted(self._sprint_away(here, direction), direction)
        if by == "decision":
            return self.index.next_index(here, direction)
        bookmarks = self.index.bookmarks()
        if direction > 0:
            return next((index for index in bookmarks if index > here), self._session.count - 1)
        return next((index for index in reversed(bookmarks) if index < here), here)

    def _sprint_away(self, here: int, direction: int) -> int:
        """The decision before the next sprint begins, or before the last one that began."""
        session, settings = self._session, self._session.settings
        boundary = session.moment
        last = session.count - 1
        for _ in range(10_000):
            if direction > 0:
                boundary = sprint_beginning(settings, boundary)
                index = session.index_on(boundary)
                if index > here or index >= last:
                    return min(index, last)
            else:
                found = sprint_before(settings, boundary)
                index = 0 if found is None else session.index_on(found)
                if found is None or 0 <= index < here:
                    return index
                if index < 0:
                    return 0
                boundary = found
        return here

    def _on_scrubbed(self, number: int) -> None:
        self.stop()
        self._wanted = number - 1
        if not self._frame.isActive():
            self._frame.start()

    def _on_frame(self) -> None:
        if self._wanted is not None:
            wanted, self._wanted = self._wanted, None
            last = self._session.count - 1
            slack = self._bar.slack if 0 < wanted < last else 0
            self._go(self._session.at_hand(wanted, slack))

    def _on_play_toggled(self, playing: bool) -> None:
        if not playing:
            self._player.stop()
            return
        if self._session.at_now:
            bookmarks = self.index.bookmarks() if self.plays_bookmarks else []
            first = bookmarks[0] if bookmarks else self.index.next_wanted(0, 1)
            self._session.go_to(first, animate=False)
        self._begin_interval()
        self._player.start()

    def _begin_interval(self) -> None:
        """A caption stays as long as it takes to read it; other moments pass by evenly."""
        wait: float = _PLAY_MS
        if self.plays_bookmarks:
            wait = max(_READ_LEAST_MS, _READ_LETTER_MS * len(self.caption))
        self._player.setInterval(round(wait / self._speed))

    def _on_speed_changed(self, speed: float) -> None:
        self._speed = speed
        self._begin_interval()

    def _on_play(self) -> None:
        by = self._bar.step
        if by == "bookmark" and self._session.index >= max(self.index.bookmarks(), default=0):
            self.stop()  # the last one stays in view
            return
        self._go(self._away(1, by))
        if self._session.at_now:
            self.stop()
        elif by == "bookmark":
            self._begin_interval()

    def _on_history_changed(self) -> None:
        self._bar.set_model(self.index.model())
        entries = [LegendEntry(str(key), *_look(key)) for key in LOOKS]
        self._bar.set_legend(entries, self.index.hidden)
        self._show_moment()

    def _on_shown(self, shown: Shown) -> None:
        if shown.at_now and self.is_playing:
            self.stop()
        self._show_moment()

    def _on_awaited(self, index: int, share: float) -> None:
        """A long history was just opened: its states are made in order."""
        note = self.tr("decision {number} is shown soon: {share} read").format(
            number=say_number(index + 1), share=percent(share)
        )
        self._bar.show_moment(index + 1, self.tr("Reading the history"), note)

    def _show_moment(self) -> None:
        session = self._session
        number, count = session.index + 1, session.count
        self._bar.set_bookmarked(self.bookmark is not None)
        if session.at_now:
            self._bar.show_moment(count, self.tr("Now"), "")
            return
        note = self.tr("decision {number} of {count}").format(
            number=say_number(number), count=say_number(count)
        )
        sprint = sprint_number(session.settings, session.today)
        if sprint is not None:
            note += self.tr(", sprint {number}").format(number=sprint)
        marked = self.index.words_at(session.index)
        if marked:
            note += f": {'; '.join(marked)}"
        self._bar.show_moment(number, long_moment(session.local(session.moment)), note)


def _look(key: str) -> tuple[str, str, Tone]:
    look = LOOKS[key]
    return look.word, look.icon, look.tone

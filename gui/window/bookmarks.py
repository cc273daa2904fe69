"""How are moments bookmarked, found again by their caption or by a day, and told large?

A bookmark is a decision about the past that is taken now: it is the one that can be taken while the
past is shown.
"""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from gui.dates import long_day, plain_day
from gui.models.lower_third import Spot, lower_third
from gui.paint.lower_third import LowerThirdFace
from gui.session import Session
from gui.theme import ThemeSource
from gui.views.bookmarks import BookmarkRow, BookmarksPanel
from gui.views.decisions.moment import DayPopover, Moment, decision_words
from gui.widgets.caption_bar import CaptionBar
from gui.widgets.playback_bar import PlaybackBar
from gui.window.playback import PlaybackControl
from roadmap.commands.bookmarks import AddBookmark, EditBookmark, RemoveBookmark
from roadmap.errors import NotFound


class Bookmarks(QObject):
    """The bookmarks of one window, its way to a day, and what is told of the moment shown."""

    def __init__(
        self,
        session: Session,
        themes: ThemeSource,
        playback: PlaybackControl,
        bar: PlaybackBar,
        stage: QWidget,
        caption: CaptionBar,
    ) -> None:
        super().__init__(stage)
        self._session, self._playback, self._bar = session, playback, bar
        self._caption, self._stage = caption, stage
        self.panel = BookmarksPanel(themes, stage)
        self.day = GoToDay(themes, session, stage)
        panel = self.panel
        panel.saved.connect(self._on_saved)
        panel.removed.connect(self._on_removed)
        panel.chosen.connect(self._on_chosen)
        panel.play_requested.connect(self.play)
        panel.closed.connect(self._on_closed)
        self.day.picked.connect(self._on_day)
        self.day.closed.connect(self._on_closed)
        bar.bookmarks_requested.connect(self.toggle)
        bar.day_requested.connect(self.ask_day)
        bar.step_changed.connect(self._show)
        session.shown.connect(self._show)
        session.grown.connect(self._show)
        session.replaced.connect(self._show)

    @property
    def told(self) -> LowerThirdFace | None:
        """What is told large of the moment shown, None while nothing is."""
        return self._caption.face

    def open(self) -> None:
        """Asks for a caption of the moment shown, over the list of all bookmarks."""
        self._playback.stop()
        self.day.leave()
        self._show_panel()
        self.panel.open_now()

    def toggle(self) -> None:
        """Opens the list, or closes it."""
        if self.panel.isHidden():
            self.open()
        else:
            self.panel.leave()

    def ask_day(self) -> None:
        """Asks for a day to go to."""
        self._playback.stop()
        self.panel.leave()
        self.day.ask(self._stage)

    def play(self) -> None:
        """Plays nothing but the bookmarks: the two minutes."""
        if not self._playback.index.bookmarks():
            self._session.refused.emit(
                "Nothing is bookmarked yet: go to a moment, press B and type a caption."
            )
            return
        self.panel.leave()
        self._playback.play_bookmarks()

    def why_not(self) -> str | None:
        """Why nothing can be bookmarked, as a sentence; None where it can."""
        return self._session.forbids(())

    # -- what is told -----------------------------------------------------------------------------

    def _show(self, _what: object = None) -> None:
        playback = self._playback
        self._bar.set_bookmarked(playback.bookmark is not None)
        if playback.plays_bookmarks and playback.bookmark is not None:
            self._caption.show_face(lower_third(self._session, playback.caption, self.spot()))
        else:
            self._caption.show_face(None)
        if not self.panel.isHidden():
            self._show_panel()

    def spot(self) -> Spot:
        """Which bookmark of how many is shown."""
        bookmarks = self._playback.index.bookmarks()
        here = self._session.index
        return Spot(bookmarks.index(here) + 1, len(bookmarks)) if here in bookmarks else Spot()

    def _show_panel(self) -> None:
        session = self._session
        index = session.index
        if index < 0:
            self.panel.show_moment("", None, "There is no decision yet.")
        else:
            here = self._here()
            words = decision_words(session, index)
            caption = None if here is None else session.live.bookmarks[here].caption
            if not self.panel.caption.isModified() or self.panel.isHidden():
                self.panel.show_moment(words, caption, self.why_not())
        self.panel.show_rows(self._rows())

    def _rows(self) -> list[BookmarkRow]:
        session, found = self._session, []
        for each in session.live.bookmarks.ordered():
            try:
                index = session.index_of(each.decision)
            except NotFound:
                continue  # a bookmark of a copy that was not merged
            day = plain_day(session.local(session.recorded_at(index)).date())
            row = BookmarkRow(each.id, day, each.caption, index == session.index)
            found.append((index, row))
        return [row for _, row in sorted(found, key=lambda pair: pair[0])]

    def _here(self) -> str | None:
        """Return the id of the bookmark of the decision shown, at now of the last one."""
        session = self._session
        decision = session.told(session.index).id
        found = (each.id for each in session.live.bookmarks.ordered() if each.decision == decision)
        return next(found, None)

    # -- gestures ---------------------------------------------------------------------------------

    def _on_saved(self, caption: str) -> None:
        session = self._session
        if session.index < 0:
            return
        here = self._here()
        words = decision_words(session, session.index)
        if here is None:
            decision = session.told(session.index).id
            command = AddBookmark(fields={"decision": decision, "caption": caption})
            done = session.execute([command], say=f"Bookmarked {words}")
        else:
            edit = EditBookmark(bookmark=here, fields={"caption": caption})
            done = session.execute([edit], say=f"Caption of {words} changed")
        self.panel.caption.setModified(False)
        if done is not None:
            self.panel.leave()
        self._show()

    def _on_removed(self) -> None:
        here = self._here()
        if here is not None:
            words = decision_words(self._session, self._session.index)
            self.panel.caption.setModified(False)
            self._session.execute([RemoveBookmark(bookmark=here)], say=f"No bookmark at {words}")
            self._show()

    def _on_chosen(self, key: str) -> None:
        bookmark = self._session.live.bookmarks.get(key)
        if bookmark is not None:
            self.panel.caption.setModified(False)
            self._playback.go_to(self._session.index_of(bookmark.decision))

    def _on_day(self, moment: Moment) -> None:
        index = moment.index
        if index is None:
            return
        self._playback.go_to(index)
        session = self._session
        day = session.local(session.recorded_at(index)).date()
        if day != self.day.wanted:
            said = f"No decision on this day; the one before was on {long_day(day)}."
            session.said.emit(said, None)

    def _on_closed(self) -> None:
        self._bar.setFocus()


class GoToDay(DayPopover):
    """Takes a day to go to, at the foot of the page."""

    def __init__(self, themes: ThemeSource, session: Session, parent: QWidget) -> None:
        super().__init__(themes, session, parent, "Go to the end of which day?", "Go there")
        self._session_now = session

    def latest(self) -> date:
        """The day it is: from the past one may also go forward."""
        return self._session_now.present_day

    def place(self) -> None:
        """At the lower left of the page, near the date it belongs to."""
        parent = self.parentWidget()
        if parent is not None:
            size = self.sizeHint().expandedTo(self.minimumSizeHint())
            self.setGeometry(16, max(8, parent.height() - size.height() - 8), 320, size.height())

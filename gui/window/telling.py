"""Which actions tell the history to others: bookmarks, going to a day, presenting?"""

from __future__ import annotations

from gui.actions import Actions, Group
from gui.session import Session
from gui.window.bookmarks import Bookmarks
from gui.window.presenting import Presenting


def add_telling(
    actions: Actions, session: Session, bookmarks: Bookmarks, presenting: Presenting
) -> None:
    """Adds the actions; presenting and going to a day need some history."""
    group: Group = "History"

    def some() -> str | None:
        return None if session.count else "There is no decision yet."

    add = actions.add
    add("bookmark", "Bookmark this moment", bookmarks.open, group=group, keys=("B",),
        why_not=some, icon="bookmark")  # fmt: skip
    add("play_bookmarks", "Play the bookmarks", bookmarks.play, group=group, keys=("Shift+B",),
        why_not=some, icon="play")  # fmt: skip
    add("go_to_day", "Go to a day", bookmarks.ask_day, group=group, keys=("Ctrl+G",),
        why_not=some, icon="calendar")  # fmt: skip
    add("present", "Present on the full screen", presenting.start, group=group, keys=("F11",),
        why_not=some, icon="maximize")  # fmt: skip

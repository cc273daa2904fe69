"""How commands about bookmarks become events: one bookmark a decision."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from roadmap.commands.bookmarks import AddBookmark, EditBookmark, RemoveBookmark
from roadmap.decide.deciding import Deciding
from roadmap.decide.records import changed
from roadmap.errors import NotFound, Refused
from roadmap.events.bookmarks import BookmarkAdded, BookmarkEdited, BookmarkRemoved
from roadmap.records.bookmarks import Bookmark


def add_bookmark(d: Deciding, command: AddBookmark) -> None:
    """Bookmark a decision that has no bookmark yet."""
    d.require_roadmap()
    d.check_new("bookmark", command.bookmark)
    decision = command.fields.get("decision")
    if decision is None:
        raise Refused("A bookmark marks a decision: name it by its id (roadmap history).")
    if any(each.decision == decision for each in d.state.bookmarks.ordered()):
        raise Refused("That decision is bookmarked already: change its caption (edit_bookmark).")
    d.emit(BookmarkAdded(bookmark=command.bookmark, fields=command.fields))


def edit_bookmark(d: Deciding, command: EditBookmark) -> None:
    """Change a caption; the decision stays."""
    bookmark = _bookmark(d, command.bookmark)
    fields: Any = changed(d, bookmark, command.fields, command.was)
    if "decision" in fields:
        raise Refused("A bookmark stays with its decision: take it away and make another one.")
    if fields:
        d.emit(BookmarkEdited(bookmark=bookmark.id, fields=fields))


def remove_bookmark(d: Deciding, command: RemoveBookmark) -> None:
    """Take a bookmark away."""
    d.emit(BookmarkRemoved(bookmark=_bookmark(d, command.bookmark).id))


def _bookmark(d: Deciding, key: str) -> Bookmark:
    found = d.state.bookmarks.get(key)
    if found is None:
        raise NotFound(f"There is no bookmark {key!r}.")
    return found


Rule = Callable[[Deciding, Any], None]
RULES: dict[type, Rule] = {
    AddBookmark: add_bookmark,
    EditBookmark: edit_bookmark,
    RemoveBookmark: remove_bookmark,
}

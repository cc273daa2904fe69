"""What happened to bookmarks of the playback."""

from __future__ import annotations

from roadmap.events.base import Adds, Edits, Removes
from roadmap.fields.bookmarks import BookmarkFields
from roadmap.values import Id


class BookmarkAdded(Adds):
    """A moment was bookmarked for the playback."""

    kind = "bookmark_added"
    table = "bookmarks"
    bookmark: Id
    fields: BookmarkFields


class BookmarkEdited(Edits):
    """A bookmark's caption changed."""

    kind = "bookmark_edited"
    table = "bookmarks"
    bookmark: Id
    fields: BookmarkFields


class BookmarkRemoved(Removes):
    """A bookmark was taken away."""

    kind = "bookmark_removed"
    table = "bookmarks"
    bookmark: Id


BookmarkEvent = BookmarkAdded | BookmarkEdited | BookmarkRemoved

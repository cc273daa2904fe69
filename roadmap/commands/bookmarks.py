"""What is wanted of bookmarks of the playback."""

from __future__ import annotations

from pydantic import Field

from roadmap.commands.given import CommandBase, new_id
from roadmap.fields.bookmarks import BookmarkFields
from roadmap.values import Id


class AddBookmark(CommandBase):
    """Bookmark the moment after `decision`, with a caption that is said while it is shown."""

    do = "add_bookmark"
    bookmark: Id = Field(default_factory=new_id)
    fields: BookmarkFields


class EditBookmark(CommandBase):
    """Change a bookmark's caption."""

    do = "edit_bookmark"
    bookmark: Id
    fields: BookmarkFields
    was: BookmarkFields | None = None


class RemoveBookmark(CommandBase):
    """Take a bookmark away."""

    do = "remove_bookmark"
    bookmark: Id


BookmarkCommand = AddBookmark | EditBookmark | RemoveBookmark

"""What events about bookmarks say."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from roadmap.analysis.phrases.phrase import Phrase, Tone
from roadmap.analysis.phrases.scene import Scene
from roadmap.events.bookmarks import BookmarkAdded, BookmarkEdited, BookmarkRemoved


def _caption(scene: Scene, key: str) -> str:
    found = scene.after.bookmarks.get(key) or scene.before.bookmarks.get(key)
    return "" if found is None else " ".join(found.caption.split()).rstrip(".")


def _added(event: BookmarkAdded, scene: Scene) -> Phrase:
    caption = _caption(scene, event.bookmark)
    return Phrase("Bookmark", f": {caption}" if caption else " set", "bookmark", Tone.ACCENT)


def _edited(event: BookmarkEdited, scene: Scene) -> Phrase:
    return Phrase("Bookmark", f": {_caption(scene, event.bookmark) or 'no caption'}", "bookmark")


def _removed(event: BookmarkRemoved, scene: Scene) -> Phrase:
    caption = _caption(scene, event.bookmark)
    said = f" “{caption}”" if caption else ""
    return Phrase("Bookmark", f"{said} taken away", "bookmark", Tone.WARN)


SAID_OF_BOOKMARKS: dict[type, Callable[[Any, Scene], Phrase]] = {
    BookmarkAdded: _added,
    BookmarkEdited: _edited,
    BookmarkRemoved: _removed,
}

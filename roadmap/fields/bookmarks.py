"""Which fields of a bookmark can be set."""

from __future__ import annotations

from pydantic import ConfigDict, with_config
from typing_extensions import TypedDict

from roadmap.values import Id, Text


@with_config(ConfigDict(extra="forbid", strict=True))
class BookmarkFields(TypedDict, total=False):
    """What can be set on a bookmark."""

    decision: Id
    caption: Text

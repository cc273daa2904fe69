"""What was taken in from a tracker."""

from __future__ import annotations

from roadmap.events.base import Adds, Removes
from roadmap.fields.imports import SourceFields
from roadmap.values import Id


class SourceImported(Adds):
    """An export of a tracker was taken in."""

    kind = "source_imported"
    table = "sources"
    source: Id
    fields: SourceFields


class SourceRemoved(Removes):
    """The first import from a tracker was taken back."""

    kind = "source_removed"
    table = "sources"
    source: Id


ImportEvent = SourceImported | SourceRemoved

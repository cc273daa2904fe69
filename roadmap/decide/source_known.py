"""What earlier imports of one source left here, and whether an export is older than they were."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from roadmap.commands import ImportItems, ImportRow
from roadmap.decide.source_values import UPDATED
from roadmap.state import Item, Source, State
from roadmap.values import ExternalRef, as_utc_text, derived_id

_PROJECT_KEY = re.compile(r"(.+)[-#][0-9]+")


def source_id(name: str) -> str:
    """Return the id of the source that is called `name`."""
    return derived_id("source", name)


@dataclass(slots=True)
class Known:
    """What earlier imports of one source left here: its record, and the items by key."""

    source: Source | None
    refs: dict[str, tuple[Item, ExternalRef]]
    scope: dict[str, tuple[Item, ExternalRef]]

    @classmethod
    def of(cls, state: State, command: ImportItems) -> Known:
        """Collect them. `scope` holds those of the projects that the export is about.

        One source may be exported project by project (keys such as OPS-12 or team/repo#12); an
        export of one says nothing about the others, neither their absence nor their age.
        """
        refs = {
            ref.key: (item, ref)
            for item in state.items.ordered()
            for ref in item.external
            if ref.source == command.source
        }
        projects = {_project(row.key) for row in command.rows}
        scope = {key: pair for key, pair in refs.items() if _project(key) in projects}
        return cls(state.sources.get(source_id(command.source)), refs, scope)

    def is_newer_than(self, command: ImportItems) -> bool:
        """Whether an earlier import knew of later changes than this export does."""
        if command.updated_to is None or not self.scope:
            return False
        moments = [ref.values.get(UPDATED) for _, ref in self.scope.values()]
        latest = max((moment for moment in moments if isinstance(moment, str)), default=None)
        if latest is not None:
            return as_utc_text(command.updated_to) < latest
        stored = None if self.source is None else self.source.updated_to
        return stored is not None and command.updated_to < stored

    def missing_in(self, rows: Mapping[str, ImportRow]) -> list[str]:
        """Return the names of the values that earlier imports had and `rows` lack, in order."""
        again = self.scope.keys() & rows.keys()
        if not again:
            return []
        present = {name for row in rows.values() for name in row.values}
        earlier = {name for key in again for name in self.scope[key][1].values}
        return sorted(earlier - present - {UPDATED})


def _project(key: str) -> str:
    match = _PROJECT_KEY.fullmatch(key)
    return match[1] if match else ""

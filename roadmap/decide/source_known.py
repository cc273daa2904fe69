"""What earlier imports of one source left here, and whether an export is older than they were."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from roadmap.commands.imports import ImportItems, ImportRow
from roadmap.decide.source_values import BASIS, EFFORTS, NEVER_COMPARED, UPDATED
from roadmap.state import Item, Source, State
from roadmap.values import ExternalRef, SourceValue, as_utc_text, derived_id

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
        lost = {
            f"{entry.partition(':')[0]} from {entry.partition(':')[2]}"
            for key in again
            for entry in _lost(self.scope[key][1].values, rows[key].values)
        }
        return sorted((earlier - present - NEVER_COMPARED) | lost)

    def settled(self, row: ImportRow) -> ImportRow:
        """Return `row` without the values that it knows less about than an earlier import did.

        Points and time make one estimate: what the row leaves out of the two stays as it was.
        A status that is told by fewer columns than before still counts when its own word changed.
        """
        pair = self.refs.get(row.key)
        if pair is None:
            return row
        old = pair[1].values
        lost = _lost(old, row.values)
        weaker = {entry.partition(":")[0] for entry in lost}
        word = old.get("source_status")
        if row.values.get("source_status", word) != word:
            weaker.discard("status")
        elif "status" in weaker:
            weaker |= {"done_on", "shed_on"}
        values = {name: value for name, value in row.values.items() if name not in weaker}
        if any(name in values for name in EFFORTS):
            values |= {name: old[name] for name in EFFORTS if name in old and name not in values}
        if lost:
            values[BASIS] = "\n".join(sorted(_entries(old) | _entries(row.values)))
        elif len(values) == len(row.values):
            return row
        return row.model_copy(update={"values": values})


def _entries(values: Mapping[str, SourceValue]) -> set[str]:
    entries = values.get(BASIS)
    return set(entries.split("\n")) if isinstance(entries, str) and entries else set()


def _lost(old: Mapping[str, SourceValue], new: Mapping[str, SourceValue]) -> set[str]:
    if BASIS not in new or old.get(BASIS) == new[BASIS]:
        return set()
    return _entries(old) - _entries(new)


def _project(key: str) -> str:
    match = _PROJECT_KEY.fullmatch(key)
    return match[1] if match else ""

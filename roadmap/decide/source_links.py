"""Which links of an export can be taken: those that do not close a circle with the others.

Trackers allow A to block B to block A, and a parent below its own child; here neither can be. Links
are taken in the file's order, and the one that would close the circle is left out and named.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from roadmap.state import Item, Table

_PREREQUISITES, _PARENT = "prerequisites", "parent"
LINK_FIELDS = (_PREREQUISITES, _PARENT)


class Links:
    """The prerequisites and parents of all items, as they become while an export is read."""

    def __init__(self, items: Table[Item]) -> None:
        self._before = items
        self._targets: dict[str, dict[str, tuple[str, ...]]] = {_PREREQUISITES: {}, _PARENT: {}}
        self._pointed: dict[str, set[str]] = {_PREREQUISITES: set(), _PARENT: set()}
        for item in items.ordered():
            for name in LINK_FIELDS:
                targets = _targets(getattr(item, name))
                if targets:
                    self._targets[name][item.id] = targets
                    self._pointed[name].update(targets)
        self.dropped: list[tuple[str, str, str]] = []

    def forget(self, item: str, names: Iterable[str]) -> None:
        """Take the links of `item` out that are about to be said anew."""
        for name in names:
            self._targets[name].pop(item, None)

    def add(self, item: str, key: str, fields: dict[str, Any], names: Iterable[str]) -> None:
        """Add the links in `fields` of `item`; take those out of `fields` that close a circle."""
        for name in names:
            wanted = _targets(fields.get(name))
            if not wanted:
                continue
            good = []
            for target in wanted:
                if self._reaches(name, target, item):
                    self.dropped.append((key, name, self._title(target)))
                    continue
                good.append(target)
                self._targets[name][item] = tuple(good)
                self._pointed[name].add(target)
            if len(good) < len(wanted):
                fields[name] = tuple(good) if name == _PREREQUISITES else None

    def differ_by_cycle_only(self, item: Item, name: str, given: Any) -> bool:
        """Whether `item` lacks only links of the last import that an earlier `add` left out."""
        if name not in LINK_FIELDS:
            return False
        here, wanted = _targets(getattr(item, name)), _targets(given)
        missing = [target for target in wanted if target not in here]
        if tuple(target for target in wanted if target in here) != here:
            return False
        return all(self._reached_before(name, target, item.id) for target in missing)

    def _title(self, item: str) -> str:
        record = self._before.get(item)
        return item if record is None else repr(record.title)

    def _reaches(self, name: str, start: str, goal: str) -> bool:
        if start == goal:
            return True
        if goal not in self._pointed[name]:
            return False
        targets = self._targets[name]
        return _search(start, goal, lambda key: targets.get(key, ()))

    def _reached_before(self, name: str, start: str, goal: str) -> bool:
        def targets(key: str) -> tuple[str, ...]:
            record = self._before.get(key)
            return () if record is None else _targets(getattr(record, name))

        return _search(start, goal, targets)


def _targets(value: Any) -> tuple[str, ...]:
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else tuple(value)


def _search(start: str, goal: str, targets: Any) -> bool:
    """Return whether a way along `targets` leads from `start` to `goal`."""
    todo, seen = [start], {start}
    while todo:
        key = todo.pop()
        if key == goal:
            return True
        for target in targets(key):
            if target not in seen:
                seen.add(target)
                todo.append(target)
    return False

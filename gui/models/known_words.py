"""Which words do the items of a roadmap use already? Offered when one of them is typed again.

One pass over the items, kept as long as they stay the same: choosing an item must not read all.
"""

from __future__ import annotations

from dataclasses import dataclass

from roadmap.analysis.memo import Earlier, Memo
from roadmap.state import Item, State, Table


@dataclass(frozen=True, slots=True)
class KnownWords:
    """Segments, approvers of purchases and capabilities that items name, each in order."""

    segments: tuple[str, ...]
    approvers: tuple[str, ...]
    capabilities: tuple[str, ...]


def known_words(state: State) -> KnownWords:
    """Returns the words that the items of `state` use."""
    return _KNOWN(state.items, None)


def _compute(
    items: Table[Item], _key: None, earlier: Earlier[Table[Item], KnownWords] | None
) -> KnownWords:
    if earlier is not None and not _words_differ(items, earlier.source):
        return earlier.result
    segments: set[str] = set()
    approvers: set[str] = set()
    capabilities: set[str] = set()
    for item in items.ordered():
        if item.segment:
            segments.add(item.segment)
        if item.purchase is not None and item.purchase.approver:
            approvers.add(item.purchase.approver)
        capabilities.update(each.capability for each in item.added_load)
    return KnownWords(
        tuple(sorted(segments)), tuple(sorted(approvers)), tuple(sorted(capabilities))
    )


def _words_differ(items: Table[Item], before: Table[Item]) -> bool:
    """Whether other words may be in use than before."""
    added, removed, changed = items.changes(before)
    return (
        any(any(_words(items[key])) for key in added)
        or any(any(_words(before[key])) for key in removed)
        or any(_words(items[key]) != _words(before[key]) for key in changed)
    )


def _words(item: Item) -> tuple[object, ...]:
    return item.segment, item.purchase and item.purchase.approver, item.added_load


_KNOWN = Memo(_compute)

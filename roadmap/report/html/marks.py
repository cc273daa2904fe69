"""What is marked on the time axis of the playback: phases, and moments worth finding?

As in the app; bookmarks stand apart, with their captions. What the page needs of the history
besides its frames is gathered while these are folded, so that the history is read once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from textwrap import shorten
from typing import Any

from roadmap.analysis.history.choices import settles
from roadmap.analysis.history.markers import (
    Marker,
    MarkKind,
    in_order,
    is_marked,
    marked,
    standing,
)
from roadmap.analysis.history.obstacles import says_waits
from roadmap.analysis.phrases.phases import say_phase
from roadmap.report.html.source import Source
from roadmap.timeline import Told

MOST = 400  # more would lie over each other; those of the first kinds stay
_APART = (MarkKind.BOOKMARK, MarkKind.PHASE)
KINDS = tuple(kind for kind in MarkKind if kind not in _APART)
_LONGEST = 90


def noting(history: Iterable[Told], noted: list[Told]) -> Iterator[Told]:
    """Yield the decisions of `history`; append those that the rest of the page tells of."""
    for told in history:
        if is_marked(told) or settles(told) or says_waits(told):
            noted.append(told)
        yield told


def marks_of(source: Source, noted: Iterable[Told]) -> dict[str, Any]:
    """Return the columns of the marks: where, of which kind and with which words; and the phases.

    `noted` are the decisions that may be marked. `hidden` is how many marks there is no room for.
    """
    found = [
        each
        for each in (*standing(source.timeline, source.index), *marked(noted, source.state))
        if each.kind not in _APART
    ]
    found.sort(key=lambda each: (KINDS.index(each.kind), -each.index))
    shown = in_order(found[:MOST])
    return {
        "markAt": [each.index for each in shown],
        "markKind": [each.kind.value for each in shown],
        "markText": [_words(each) for each in shown],
        "hidden": len(found) - len(shown),
        "phaseAt": [each.index for each in source.phases],
        "phase": [each.phase.value for each in source.phases],
        "phaseText": [_capital(say_phase(each.phase)) for each in source.phases],
    }


def _words(each: Marker) -> str:
    begins = "Scenario adopted"
    if each.kind is MarkKind.ADOPTED and each.text != begins:
        return shorten(f"{begins}: {each.text}", _LONGEST, placeholder="…")
    return shorten(_capital(each.text), _LONGEST, placeholder="…")


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]

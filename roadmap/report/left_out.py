"""What is left out of a share, what stands instead, and where is a name a guess? In sentences."""

from __future__ import annotations

from collections.abc import Sequence

from roadmap.analysis.words import counted, listed
from roadmap.names import Doubt
from roadmap.redaction import Redaction

_SHOWN = 8


def left_out(wanted: Redaction) -> str:
    """Return what a share leaves out and what stands instead; every item is always in it."""
    words = list(wanted.words())
    if not words:
        return "Everything is in it, with notes and time off, and its chain is the roadmap's own."
    said = [f"Left out: {listed(words, len(words))}.", *wanted.instead()]
    return " ".join([*said, "Every item is in it, what must be done above all."])


def doubts_said(doubts: Sequence[Doubt]) -> str:
    """Return where a word may be a name, for the person who shares to look at; "" for nowhere."""
    if not doubts:
        return ""
    replaced = [each for each in doubts if each.was_replaced]
    left = [each for each in doubts if not each.was_replaced]
    parts = [
        f"{what} in {counted(len(found), 'place')}: {_places(found)}"
        for what, found in (("Replaced", replaced), ("Left as it was", left))
        if found
    ]
    return f"A word may be a name here and may be none, so look at it. {' '.join(parts)}"


def _places(doubts: Sequence[Doubt]) -> str:
    shown = "; ".join(f"“{each.around}”" for each in doubts[:_SHOWN])
    more = len(doubts) - _SHOWN
    return f"{shown}, and {more} more." if more > 0 else f"{shown}."

"""Which rank moves are asked about together, and what is left of that once one was taken back?"""

from __future__ import annotations

from collections.abc import Iterable

from gui.session import ReasonWanted
from gui.widgets.reason_prompt import ReasonPrompt
from roadmap.analysis.reasons import gathered_question


class GatheredMoves:
    """Rank moves that wait for one question about all of them."""

    def __init__(self) -> None:
        self._items: dict[str, tuple[str, ...]] = {}

    def add(self, decision: str, ids: Iterable[str]) -> None:
        """Adds a decision that moved these items."""
        self._items[decision] = tuple(ids)

    def drop(self, decision: str) -> None:
        """Forgets a move that was taken back."""
        self._items.pop(decision, None)

    def take(self) -> ReasonWanted | None:
        """Returns what to ask, the item that was moved last first, and begins anew."""
        question = gathered_question(len(self._items))
        if question is None:
            return None
        moved = dict.fromkeys(key for ids in self._items.values() for key in ids)
        wanted = ReasonWanted(tuple(self._items), question, tuple(moved)[::-1])
        self._items.clear()
        return wanted


def still_asked(
    prompt: ReasonPrompt, asked: ReasonWanted | None, taken_back: str
) -> ReasonWanted | None:
    """Returns what is still asked after a decision was taken back; the prompt asks only that.

    What is being typed there stays. Where nothing is left to ask, the prompt goes.
    """
    if asked is None or taken_back not in asked.decisions:
        return asked
    left = asked.without(taken_back)
    if left is None:
        prompt.skip()
    else:
        prompt.ask_only(left.question)
    return left

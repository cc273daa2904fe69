"""What has no place in the plan, and why? What must be done stands on every page with dates."""

from __future__ import annotations

from dataclasses import dataclass

from roadmap.analysis.words import counted
from roadmap.report.html.source import Source
from roadmap.state import Item
from roadmap.values import Forcing


@dataclass(frozen=True, slots=True)
class BelowCut:
    """An open item below the cut line, and why it is there."""

    item: Item
    reason: str

    @property
    def must_do(self) -> bool:
        """Whether it simply has to be done."""
        return self.item.forcing is Forcing.FORCED


def below_cut(source: Source) -> list[BelowCut]:
    """Return what the plan does not place, in the order of the plan."""
    return [
        BelowCut(item, each.reason)
        for each in source.plan.below
        if (item := source.state.items.get(each.item)) is not None
    ]


def nothing_placed(source: Source) -> str:
    """Return why the plan places nothing, and the way out."""
    found, problem = below_cut(source), source.plan.problem
    if not found:
        return "Nothing is planned: there is no open work."
    work = counted(len(found), "open item")
    if not problem.capacity.pools:
        return f"Nothing is planned: nobody is on the team yet. Add the people for {work}."
    if not problem.sprints:
        return f"Nothing is planned: say when the first sprint begins, to place {work}."
    guessed = sum(each.item.estimate is None and each.item.size is None for each in found)
    rough = f" Not estimated, counting as M: {guessed:,}." if guessed else ""
    return f"Nothing is planned: {work} found no place. Each says what is missing.{rough}"

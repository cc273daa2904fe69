"""What changed since a day, as somebody who was away has to hear it: in sum, then the weightiest.

Items of the two moments are compared, so that what was done and taken back does not count; each
line has the reason that was given for it.
"""

from __future__ import annotations

from datetime import date

from roadmap.analysis.overview.overview import Asked, share_series
from roadmap.analysis.sprints.forced_share import forced_share_now
from roadmap.calendars import start_of_day
from roadmap.report.brief import Change, changes_between, share_words, summary
from roadmap.report.differences import Side, differences
from roadmap.state import Item
from roadmap.timeline import Timeline
from roadmap.values import Forcing

# In order of effect: what became must do or a choice, which dates moved, what was given up.
_ORDER = ("reclassified", "moved", "shed", "finished", "reestimated", "removed", "added")


def weighty(
    timeline: Timeline, index: int, since: date, today: date, most: int
) -> tuple[str, tuple[Change, ...]]:
    """Return what changed from `since` to decision `index` in one sentence, and `most` changes.

    Changes with a reason come first, must-do work before choices.
    """
    after = _side(timeline, index, today)
    zone = after.state.roadmap.zone if after.state.roadmap else "UTC"
    first = min(timeline.index_on(start_of_day(zone, since)), index)
    before = _side(timeline, first, since)
    found = differences(before.state, after.state, _every)
    told = timeline.history(first + 1, index + 1)
    changes = changes_between(before, after, found, told)

    def weight(each: Change) -> tuple[bool, int, bool, str]:
        item = after.state.items.get(each.item)
        must = item is not None and item.forcing is Forcing.FORCED
        return each.reason is None, _ORDER.index(each.section), not must, each.title

    share = f"must-do share {share_words(before, after)}"
    return f"{summary(found)}; {share}.", tuple(sorted(changes, key=weight)[:most])


def _every(_item: Item) -> bool:
    return True


def _side(timeline: Timeline, index: int, day: date) -> Side:
    share = forced_share_now(share_series(timeline, Asked(index, day)))
    decision = timeline.tell(index).id if index >= 0 else None
    return Side(decision, timeline.end(index), day, timeline.state_after(index), share)

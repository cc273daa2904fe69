"""What changed since a day, as somebody who was away has to hear it: in sum, then the weightiest.

Items of the two moments are compared, so that what was done and taken back does not count; of one
item there is one line, with the reason that was given for it. Answers of leadership, closed goals
and a change of phase stand among them: they steer more than any one item. One telling for every
page and paper.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from roadmap.analysis.estimates.effort import planned_days
from roadmap.analysis.expectations.asks import open_asks
from roadmap.analysis.history.slips import Slip
from roadmap.analysis.items.dates import date_kept
from roadmap.analysis.overview.overview import Asked, share_series
from roadmap.analysis.phases.history import phase_history
from roadmap.analysis.sprints.forced_share import forced_share_now
from roadmap.analysis.words import counted, listed, say_day, say_driver, say_enum
from roadmap.calendars import start_of_day
from roadmap.records.expectations import Ask
from roadmap.records.phases import Phase
from roadmap.report.brief import CAUSES, Change, Reason, changes_between, reasons_of
from roadmap.report.differences import Differences, Side, differences
from roadmap.state import Item, State
from roadmap.timeline import Timeline, Told
from roadmap.values import Forcing


@dataclass(frozen=True, slots=True)
class Period:
    """What changed in a period: in sum, what is later than planned, and every change by weight.

    `sum` and `later` are sentences; `later` is "" where nothing is.
    """

    since: date
    sum: str
    later: str
    changes: tuple[Change, ...]

    def first(self, most: int) -> tuple[tuple[Change, ...], tuple[Change, ...]]:
        """Return the `most` changes to tell first, and the others.

        Something that was finished is always among the first: what was done is news too.
        """
        first, rest = self.changes[:most], self.changes[most:]
        done = next((each for each in rest if each.section == "finished"), None)
        if done is None or any(each.section == "finished" for each in first):
            return first, rest
        return (*first[:-1], done), (first[-1], *(each for each in rest if each is not done))


def period(
    timeline: Timeline, index: int, since: date, today: date, late: Sequence[Slip]
) -> Period:
    """Return what changed from `since` to decision `index`, the weightiest first.

    First a new phase and what leadership answered, then what became must do, before all what an
    open ask is about; then dates that moved, what was given up, and what was finished. `late` is
    what became later meanwhile.
    """
    after = _side(timeline, index, today)
    first = baseline(timeline, index, since)
    before = _side(timeline, first, since)
    found = differences(before.state, after.state, _every)
    told = list(timeline.history(first + 1, index + 1))
    changes = weightiest(timeline, before, after, found, told)
    return Period(since, _sum(before, after, found), _later(late), changes)


def weightiest(
    timeline: Timeline, before: Side, after: Side, found: Differences, told: Sequence[Told]
) -> tuple[Change, ...]:
    """Return every change from `before` to `after`, the weightiest first.

    `told` are the decisions between the two, oldest first; nothing where `after` is the earlier.
    """
    first, index = (
        -1 if side.decision is None else timeline.index_of(side.decision)
        for side in (before, after)
    )
    if index < first:
        return ()
    by_item: dict[str, dict[str, Change]] = {}
    for each in changes_between(before, after, found, told):
        by_item.setdefault(each.item, {})[each.section] = each
    facts = _Facts(
        before.state,
        after,
        reasons_of(after, told),
        frozenset(item for ask in open_asks(after.state) for item in ask.items),
    )
    items = (_of_item(parts, facts) for parts in by_item.values())
    weighed = [
        *_phases(timeline, first, after, index),
        *_answers(before.state, after),
        *_goals(before.state, after),
        *items,
    ]
    weighed.sort(key=lambda each: (*each[0], each[1].title, each[1].item))
    return tuple(change for _weight, change in weighed)


def baseline(timeline: Timeline, index: int, since: date) -> int:
    """Return the index of the last decision before the day `since`, at most `index`.

    Since the day of a review means since it was over: as `brief` tells it, from the end of the day.
    """
    state = timeline.state_after(index)
    zone = state.roadmap.zone if state.roadmap else "UTC"
    held = (each.held_on for each in state.reviews.ordered() if each.signed_off_on is not None)
    first = since + timedelta(days=1) if since in set(held) else since
    return min(timeline.index_on(start_of_day(zone, first)), index)


def _every(_item: Item) -> bool:
    return True


def _side(timeline: Timeline, index: int, day: date) -> Side:
    share = forced_share_now(share_series(timeline, Asked(index, day)))
    decision = timeline.tell(index).id if index >= 0 else None
    return Side(decision, timeline.end(index), day, timeline.state_after(index), share)


# -- in sum ---------------------------------------------------------------------------------------


def _sum(before: Side, after: Side, found: Differences) -> str:
    """Return the numbers as sentences: "14 items finished, 19 added (9 of them must do). ..."."""
    items = after.state.items
    became = [key for key in found.reclassified if _is_forced(items[key])]
    new = [key for key in found.added if _is_forced(items[key])]
    added = f"{len(found.added):,} added"
    if new:
        added += f" ({len(new):,} of them must do)"
    counts = (
        (found.finished, f"{counted(len(found.finished), 'item')} finished"),
        (found.added, added),
        (became, f"{len(became):,} became must do"),
        (found.moved, f"{len(found.moved):,} got another date"),
        (found.shed, f"{len(found.shed):,} given up"),
    )
    parts = [words for keys, words in counts if keys]
    said = listed(parts, len(parts)) if parts else "No item was added, finished or given up"
    return f"{said}. {_share_words(before.forced_share, after.forced_share)}".strip()


def _share_words(old: float | None, new: float | None) -> str:
    if new is None:
        return ""
    words = f"Work that simply must be done took {new:.0%} of the effort of the last sprints"
    return f"{words}." if old is None else f"{words}, {old:.0%} at the start."


def _later(late: Sequence[Slip]) -> str:
    """Return how many items are later than planned then, by cause."""
    if not late:
        return ""
    causes = Counter(each.cause for each in late)
    parts = [f"{number} because {CAUSES[cause]}" for cause, number in causes.most_common()]
    verb = "is" if len(late) == 1 else "are"
    return f"{counted(len(late), 'item')} {verb} later than planned then: {listed(parts, 5)}."


# -- what happened, by weight ---------------------------------------------------------------------

_NEW_PHASE, _ANSWERED, _ASKED_ABOUT, _BECAME_MUST, _GOAL, _NEW_MUST = range(6)
_MOVED, _SHED, _KEPT, _FINISHED, _OTHER = range(6, 11)

Weighed = tuple[tuple[int, float], Change]  # the kind of change, then what comes first in it


def _phases(timeline: Timeline, first: int, after: Side, index: int) -> Iterator[Weighed]:
    """Yield the phase in which the period ends, where it began in another one."""
    changes = phase_history(timeline, None).changes(index)
    then = [each.phase for each in changes if each.index <= first]
    new = [each for each in changes if each.index > first]
    if not new or (then and then[-1] is new[-1].phase):
        return
    was = f"; before, the team was {_PHASES[then[-1]]}" if then else ""
    what = f"{_PHASES[new[-1].phase]} since {say_day(new[-1].day, after.day)}{was}"
    yield (_NEW_PHASE, 0.0), Change("phase", "", "Where the team stands", what, None)


_PHASES = {
    Phase.FIREFIGHTING: "fighting fires",
    Phase.PRINCIPLES_IN_BREACH: "running after minimum levels that were broken",
    Phase.INVESTMENT: "choosing what to invest in",
    Phase.PRINCIPLES_SETTING_LEVELS: "setting minimum levels",
    Phase.PRINCIPLES_HOLDING: "keeping every minimum level",
}


def _answers(before: State, after: Side) -> Iterator[Weighed]:
    """Yield what leadership was asked and answered meanwhile."""
    for ask in after.state.asks.ordered():
        was = before.asks.get(ask.id)
        if ask.answer is None or (was is not None and was.answer is not None):
            continue
        latest = -(ask.answered_on or ask.asked_on or date.min).toordinal()
        answer, reason = _answer(ask, after), _said(ask, after)
        yield (_ANSWERED, latest), Change("answered", "", f"“{ask.title}”", answer, reason)


def _answer(ask: Ask, after: Side) -> str:
    by = f" by {ask.answered_by}" if ask.answered_by else ""
    parts = [f"{say_enum(ask.answer)}{by}" if ask.answer else ""]
    if ask.amount is not None:
        currency = after.state.roadmap.currency if after.state.roadmap else ""
        parts.append(f"{currency} {ask.amount:,.0f}".strip())
    return ", ".join(parts)


def _said(ask: Ask, after: Side) -> Reason | None:
    if not ask.comment or ask.answered_on is None:
        return None
    return Reason(ask.comment, ask.answered_by or "", say_day(ask.answered_on, after.day))


def _goals(before: State, after: Side) -> Iterator[Weighed]:
    for goal in after.state.goals.ordered():
        was = before.goals.get(goal.id)
        if goal.closed_on is None or (was is not None and was.closed_on is not None):
            continue
        what = f"{'reached' if goal.met else 'not reached'}, {say_day(goal.closed_on, after.day)}"
        yield (_GOAL, 0.0), Change("goal", "", goal.name, what, None)


@dataclass(frozen=True, slots=True)
class _Facts:
    """The two moments, the reasons of the period, and the items that open asks are about."""

    before: State
    after: Side
    reasons: Mapping[tuple[str, str], Reason]
    asked_about: frozenset[str]


def _of_item(parts: Mapping[str, Change], facts: _Facts) -> Weighed:
    """Return all that happened to one item as one change, with the reason of the weightiest."""
    key = next(iter(parts.values())).item
    now = facts.after.state.items.get(key)
    if now is None:
        return (_OTHER, 0.0), parts["removed"]
    if "shed" in parts:
        return (_SHED, 0.0), parts["shed"]
    if "finished" in parts:
        return _finished(parts["finished"], now, facts.after)
    was = facts.before.items.get(key)
    if now.is_open and _is_forced(now) and not (was is not None and _is_forced(was)):
        return _must(parts, was, now, facts)
    weight, section = next((weight, name) for name, weight in _WEIGHTS.items() if name in parts)
    return (weight, 0.0), parts[section]


_WEIGHTS = {
    "moved": _MOVED,
    "reclassified": _OTHER,
    "reestimated": _OTHER,
    "added": _OTHER,
    "removed": _OTHER,
}


def _must(parts: Mapping[str, Change], was: Item | None, now: Item, facts: _Facts) -> Weighed:
    """Return work that must be done now and did not have to before, or was not there."""
    kept, today = date_kept(now), facts.after.day
    by = "" if kept is None else f" by {say_day(kept.day, today)}"
    driver = "" if now.driver is None else f" ({say_driver(now.driver).lower()})"
    what = f"new work that must be done{by}{driver}"
    if was is not None:
        what = f"must be done now{by}{driver}; it was a choice"
    sections = ("reclassified", "added", "moved")
    reasons = (facts.reasons.get((section, now.id)) for section in sections)
    reason = next((each for each in reasons if each is not None), None)
    if now.id in facts.asked_about:
        weight = _ASKED_ABOUT
    else:
        weight = _BECAME_MUST if was is not None else _NEW_MUST if now.mandatory_by else _OTHER
    first = (date.max if kept is None else kept.day).toordinal()
    return (weight, first), Change(next(iter(parts)), now.id, now.title, what, reason)


def _finished(told: Change, now: Item, after: Side) -> Weighed:
    """Return what was finished; what had a date to keep weighs more."""
    kept = date_kept(now)
    if kept is None or kept.basis == "due" or now.done_on is None:
        days = planned_days(now, after.state.roadmap).days
        return (_FINISHED, -days), told
    word = "promised for" if kept.basis == "promised" else "mandatory by"
    late = "in time: " if now.done_on <= kept.day else "too late: "
    what = f"{told.what}, {late}{word} {say_day(kept.day, after.day)}"
    return (_KEPT, kept.day.toordinal()), Change(
        told.section, told.item, told.title, what, told.reason
    )


def _is_forced(item: Item) -> bool:
    return item.forcing is Forcing.FORCED

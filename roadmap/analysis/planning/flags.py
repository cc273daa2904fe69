"""What to look at in a plan, the most urgent first, each with what one can do about it.

A flag names one thing, the rule it breaks and its number. How planned work divides is
plan_balance.py's question.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from math import fsum

from roadmap.analysis.estimates.distributions import distribution_of
from roadmap.analysis.estimates.effort import SizedBy, planned_days
from roadmap.analysis.expectations.capabilities import shortages
from roadmap.analysis.levels.levels import LevelStatus, standings
from roadmap.analysis.planning.balance import Passes, balance_of, is_chosen
from roadmap.analysis.planning.flag import Flag, Level, about
from roadmap.analysis.planning.latest_start import LatestStart, latest_starts
from roadmap.analysis.planning.placing import Bound
from roadmap.analysis.planning.plan import Below, Late, Plan, Planned
from roadmap.analysis.planning.problem import Job
from roadmap.analysis.planning.unsaid import unsaid
from roadmap.analysis.words import counted, listed, say_day, say_days
from roadmap.records.planning import Planning
from roadmap.state import Item, State
from roadmap.values import Forcing, Kind, Status

_SOON_DAYS = 28  # an order that is due within them is told beforehand
_ROUNDING = 1e-6  # person-days


def order_by(state: State, plan: Plan) -> list[tuple[str, date]]:
    """Return (item, day) by which each purchase has to be ordered, the earliest first.

    The day is the start of the planned sprint less the lead time in calendar days.
    """
    days = []
    for each in plan.planned:
        purchase = state.items[each.item].purchase
        if purchase is not None:
            start = plan.problem.sprints[each.first].start
            days.append((each.item, start - timedelta(days=purchase.lead_time_days)))
    return sorted(days, key=lambda found: (found[1], found[0]))


# -- flags ----------------------------------------------------------------------------------------


def flags_of(
    state: State,
    plan: Plan,
    today: date,
    passes: Passes | None = None,
    latest: Mapping[str, LatestStart] | None = None,
) -> list[Flag]:
    """Return what to look at, the most urgent first.

    `passes` says which items count, None counts all; `latest` are the latest starts of the plan
    where they are known already.
    """
    if latest is None:
        latest = latest_starts(state, plan.problem, today)
    found = _Flags(state, plan, today, passes)
    flags = [
        *found.late(),
        *found.below(),
        *found.commitments(),
        *found.carts(),
        *found.headroom(),
        *(each for each in unsaid(state, plan) if found.counts(each.item)),
        *found.orders(),
        *found.overrun(),
        *found.tight(latest),
        *found.habits(),
        *found.balance(),
    ]
    return sorted(flags, key=lambda flag: flag.level)  # stable: as they are told above


class _Flags:
    """The questions asked of one plan."""

    def __init__(self, state: State, plan: Plan, today: date, passes: Passes | None) -> None:
        self._state, self._plan, self._today, self._passes = state, plan, today, passes
        self._planning = state.roadmap.planning if state.roadmap else Planning()
        self._placed: dict[str, Planned | Below] = {each.item: each for each in plan.planned}
        self._placed.update((each.item, each) for each in plan.below)
        self._late = {each.item for each in plan.late}
        self._jobs = {job.item: job for job in plan.problem.jobs}

    def counts(self, key: str | None) -> bool:
        """Whether the item with this id is asked about."""
        return key is not None and self._counts(self._state.items[key])

    def late(self) -> Iterator[Flag]:
        """Must-do work that misses its date, and promises that the plan breaks."""
        for late in self._plan.late:
            item = self._state.items[late.item]
            if not self._counts(item) or (late.date is None and self._is_promised_now(item)):
                continue
            yield self._late_flag(item, late)

    def _late_flag(self, item: Item, late: Late) -> Flag:
        if late.sprint is None:
            where = "it is below the cut"
        else:
            where = f"the plan finishes it in sprint {self._number(late.sprint)}"
        if item.forcing is not Forcing.FORCED:
            day = "" if late.date is None else f" by {self._day(late.date)}"
            text = f"“{item.title}” was promised{day}; {where}."
            return about("promise", item, text, "Rank it earlier, or promise another day.")
        when = "at once" if late.date is None else f"by {self._day(late.date)}"
        passed = late.date is not None and late.date < self._today
        advice = self._way_out(item.id, dated=late.date is not None)
        text = f"“{item.title}” must be done {when}; {where}."
        return about("past_date" if passed else "late", item, text, advice, Level.ACT)

    def _way_out(self, key: str, *, dated: bool) -> str:
        """Return why an item comes too late, and what one can do about that."""
        placed = self._placed[key]
        if isinstance(placed, Below) and placed.bound in (Bound.RATE, Bound.CYCLE):
            return placed.reason  # it says the way out itself
        move = ["move the date"] if dated else []
        match placed.bound:
            case Bound.DATE | Bound.HORIZON:
                ways = ["move that day", *move]
            case Bound.PREREQUISITE | Bound.CYCLE:
                ways = ["rank that earlier", "say that it need not wait"]
            case Bound.RATE:
                ways = ["let more people work on it at once", "split it", *move]
            case Bound.FREEZE:
                ways = ["agree on an exception", *move]
            case Bound.NOBODY:
                ways = ["add the skill to a person", "change what it needs"]
            case _:
                ways = ["rank it earlier", "split it", "push out what can wait", *move]
        *first, last = ways
        said = f"{', '.join(first)} or {last}" if first else last
        return f"{placed.reason} {said[:1].upper()}{said[1:]}."

    def below(self) -> Iterator[Flag]:
        """What cannot be planned at all."""
        known = {
            Bound.RATE: (
                "split",
                "Split it, let more people work on it at once, or let it span sprints.",
            ),
            Bound.NOBODY: ("nobody", "Add the skill to a person, or change what it needs."),
            Bound.CYCLE: ("cycle", "Take one of the prerequisites away."),
        }
        for below in self._plan.below:
            item = self._state.items[below.item]
            if not self._counts(item):
                continue
            if below.bound in known:
                code, advice = known[below.bound]
                level = Level.WATCH if below.bound is Bound.RATE else Level.ACT
                said = f"{below.reason[:1].lower()}{below.reason[1:]}".split(":")[0].rstrip(".")
                if below.bound is Bound.RATE and self._jobs[below.item].may_span:
                    advice = "Make room, let more people work on it, or look further ahead."
                yield about(code, item, f"“{item.title}”: {said}.", advice, level)
                continue
            needed, most = self._largest_gap(self._jobs[below.item])
            spans = self._jobs[below.item].may_span
            if below.bound is Bound.POOL and needed > most and not spans:
                text = (
                    f"“{item.title}” needs {say_days(needed)} at a time, and no sprint has more "
                    f"than {say_days(most)} for it."
                )
                yield about("split", item, text, known[Bound.RATE][1])

    def _largest_gap(self, job: Job) -> tuple[float, float]:
        """Return what the part needs that fits least, and the most that a sprint has for it."""
        gaps = [(0.0, 0.0)]
        for part in job.parts:
            rooms = (fsum(row[pool] for pool in part.pools) for row in self._plan.problem.room)
            gaps.append((part.days, max(rooms, default=0.0)))
        return max(gaps, key=lambda gap: gap[0] - gap[1])

    def commitments(self) -> Iterator[Flag]:
        """Committed sprints with more in them than fits, and the items that do not."""
        for place, sprint in enumerate(self._plan.problem.sprints):
            record = self._state.sprints.get(sprint.recorded)
            if record is None:
                continue
            effort = fsum(self._jobs[key].days for key in record.items if key in self._jobs)
            room = fsum(self._plan.problem.room[place])
            if effort > room + _ROUNDING:
                text = (
                    f"Sprint {sprint.number} is overcommitted: from today on {effort:.1f} "
                    f"person-days are to be done where the reserve leaves {room:.1f}."
                )
                if sprint.left >= 1:
                    text = (
                        f"Sprint {sprint.number} is overcommitted: {effort:.1f} person-days where "
                        f"{room:.1f} are left after the reserve."
                    )
                advice, level = "Push out what can wait.", Level.ACT
                flag = Flag("overcommitted", None, text, advice, level, record.items, sprint.number)
                yield flag
            yield from self._unfit(record.items, place)

    def _unfit(self, committed: tuple[str, ...], here: int) -> Iterator[Flag]:
        """What is committed to a sprint while the plan finishes it later."""
        number = self._number(here)
        for key in committed:
            job, placed = self._jobs.get(key), self._placed.get(key)
            if job is None or job.committed != here or not self._counts(self._state.items[key]):
                continue
            if isinstance(placed, Planned) and placed.last <= here:
                continue
            item = self._state.items[key]
            where = "has no room for it"
            if isinstance(placed, Planned):
                where = f"finishes it in sprint {self._number(placed.last)}"
            text = f"“{item.title}” is committed to sprint {number}; the plan {where}."
            reason = "" if placed is None else f"{placed.reason} "
            yield about("unfit", item, text, f"{reason}Push it out, or what stands before it.")

    def carts(self) -> Iterator[Flag]:
        """The cart before the horse: an innovation before what it needs, or that was not asked."""
        for job in self._plan.problem.jobs:
            item = self._state.items[job.item]
            if item.kind is not Kind.INNOVATION or not self._counts(item):
                continue
            other = self._horse(item)
            if other is not None:
                begun = item.status is Status.IN_PROGRESS
                done = (
                    "is under way" if begun else f"is committed to sprint {self._at(job.committed)}"
                )
                text = f"“{item.title}” {done} before “{other.title}” is done."
                advice = "Do that first, or say that it does not need it."
                yield about("cart_before_horse", item, text, advice, Level.ACT, other.id)
            elif not item.prerequisites and not item.prerequisites_none:
                text = f"“{item.title}” is an innovation and names no prerequisites."
                advice = "Name what it needs of the infrastructure, or say that it needs nothing."
                yield about("prerequisites_unsaid", item, text, advice)

    def _horse(self, item: Item) -> Item | None:
        """Return an open prerequisite that comes after `item` has begun, or is to begin."""
        open_ones = [self._state.items.get(key) for key in item.prerequisites]
        waiting = [other for other in open_ones if other is not None and other.is_open]
        if item.status is Status.IN_PROGRESS:
            return waiting[0] if waiting else None
        committed = self._jobs[item.id].committed
        if committed is None:
            return None
        for other in waiting:
            placed = self._placed.get(other.id)
            if not isinstance(placed, Planned) or placed.last > committed:
                return other
        return None

    def headroom(self) -> Iterator[Flag]:
        """Capabilities that run out of headroom, in the sprint in which they do."""
        for each in shortages(self._state, self._plan, self._today):
            known = [self._state.items[key] for key in each.items]
            if not known or any(self._counts(item) for item in known):
                level = Level.ACT if known else Level.WATCH
                text = f"{each.text}."
                yield Flag("headroom", each.item, text, each.advice, level, each.items, each.sprint)

    def orders(self) -> Iterator[Flag]:
        """Purchases whose order is late, or due soon."""
        for key, day in order_by(self._state, self._plan):
            item = self._state.items[key]
            if not self._counts(item):
                continue
            if day < self._today:
                text = f"What “{item.title}” needs should have been ordered by {self._day(day)}."
                advice = "Order now and say when it comes, or start it in a later sprint."
                yield about("order_late", item, text, advice, Level.ACT)
            elif (day - self._today).days <= _SOON_DAYS:
                text = f"What “{item.title}” needs has to be ordered by {self._day(day)}."
                advice = "Order it, or ask who approves it."
                yield about("order_soon", item, text, advice)

    def overrun(self) -> Iterator[Flag]:
        """Work in progress that took all that was estimated, with nobody saying what is left."""
        for item in self._state.items.ordered():
            if item.status is not Status.IN_PROGRESS or item.remaining_days is not None:
                continue
            spent = item.actual_days
            if spent and self._counts(item):
                whole = distribution_of(item, self._state.roadmap)
                if whole.cdf(spent) >= 1:
                    text = f"“{item.title}” took {say_days(spent)}: all that was estimated for it."
                    yield about("overrun", item, text, "Say what is left of it, or finish it.")

    def tight(self, latest: Mapping[str, LatestStart]) -> Iterator[Flag]:
        """Dated must-do work that is planned to begin after its latest start."""
        for each in self._plan.planned:
            start, item = latest.get(each.item), self._state.items[each.item]
            if start is None or each.item in self._late or not self._counts(item):
                continue
            sprint = self._plan.problem.sprints[each.first]
            free = [day for day in (item.not_before, *(w.until for w in item.waits)) if day]
            within = (day for day in free if day < sprint.end)
            begins = max(sprint.start, self._today, *within)
            if item.status is Status.OPEN and begins > start.day:
                text = (
                    f"“{item.title}” has to begin by {self._day(start.day)} to be done in time in "
                    f"85 of 100 cases, and is planned in sprint {self._number(each.first)}."
                )
                yield about("tight", item, text, "Rank it earlier, or split it.")

    def habits(self) -> Iterator[Flag]:
        """Items without an estimate, and more in progress than the limit."""
        items = [i for i in self._state.items.ordered() if i.is_open and self._counts(i)]
        begun = tuple(item.id for item in items if item.status is Status.IN_PROGRESS)
        limit = self._planning.in_progress_limit
        if limit is not None and len(begun) > limit:
            text = f"{counted(len(begun), 'item')} in progress, the limit is {limit}."
            advice = "Finish one before the next one begins."
            yield Flag("in_progress_limit", None, text, advice, Level.WATCH, begun)
        roadmap = self._state.roadmap
        unsized = [i for i in items if planned_days(i, roadmap).sized_by is SizedBy.DEFAULT]
        if unsized:
            many = counted(len(items), "open item")
            text = f"{len(unsized)} of {many} not estimated: they count as M."
            if len(unsized) == len(items):
                verb = "counts" if len(items) == 1 else "count"
                text = f"Nothing is estimated: {many} {verb} as M."
            ids = tuple(item.id for item in unsized)
            yield Flag("unestimated", None, text, "Give each a size.", Level.NOTE, ids)

    def balance(self) -> Iterator[Flag]:
        """Foundation outside its band, choices without a kind, too little that digs out."""
        found = balance_of(self._state, self._plan, self._passes)
        items = [self._state.items[each.item] for each in self._plan.planned]
        chosen = [item for item in items if self._counts(item) and is_chosen(item)]
        unsaid = tuple(item.id for item in chosen if item.kind is None)
        if found.foundation is not None and not found.low <= found.foundation <= found.high:
            less = found.foundation < found.low
            text = (
                f"Foundation is {found.foundation:.0%} of the choices planned, "
                f"{'less' if less else 'more'} than the {found.low:.0%} to {found.high:.0%} agreed."
            )
            kind = Kind.FOUNDATION if less else Kind.INNOVATION
            advice = f"Rank {kind.value} earlier, or agree on another band."
            most = Kind.INNOVATION if less else Kind.FOUNDATION
            ids = tuple(item.id for item in chosen if item.kind is most)
            code, level = f"foundation_{'low' if less else 'high'}", Level.WATCH
            breached = self._breached() if less else ()
            if breached:
                text = f"{text[:-1]}, while levels of {listed(breached)} are broken."
                level = Level.ACT
            yield Flag(code, None, text, advice, level, ids)
        if unsaid:
            many = counted(len(chosen), "choice")
            text = f"{len(unsaid)} of {many} planned without a kind: no part of the balance."
            advice = "Say which strengthen the foundation and which enable new product work."
            yield Flag("kind_unsaid", None, text, advice, Level.NOTE, unsaid)
        if found.dig_out is not None and found.dig_out < found.dig_out_target:
            text = (
                f"{found.dig_out:.0%} of the planned effort lowers later work; "
                f"{found.dig_out_target:.0%} are set aside for it."
            )
            advice = "Rank automation and other savings earlier, or set another share."
            yield Flag("dig_out_low", None, text, advice, Level.NOTE)

    def _breached(self) -> tuple[str, ...]:
        """Return the principles of which a minimum acceptable level is broken."""
        return tuple(
            each.principle.name
            for each in standings(self._state, self._today)
            if each.status is LevelStatus.BREACHED
        )

    def _is_promised_now(self, item: Item) -> bool:
        """Whether the item is committed to a sprint: then that is what it is measured by."""
        job = self._jobs.get(item.id)
        return job is not None and job.committed is not None

    def _counts(self, item: Item) -> bool:
        return self._passes is None or self._passes(item)

    def _number(self, place: int) -> int:
        return self._plan.problem.sprints[place].number

    def _at(self, place: int | None) -> str:
        return "" if place is None else str(self._number(place))

    def _day(self, day: date) -> str:
        return say_day(day, self._today)

"""Which items stand behind a number of What-if, each with its own numbers?

Every number of the comparison, the sentence above it and the charts leads here. What a list says of
an item comes from the same futures as the number; nothing is simulated again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication

from gui.models.whatif.behind_work import cost_lines, left_lines, must_lines
from gui.models.whatif.finish import day_of, in_time
from gui.models.whatif.lines import Behind, Line, Number, Spot, moved_text, moved_words, titled
from gui.models.whatif.seen import Seen
from gui.models.words import day_text, percent
from roadmap.analysis.simulation.model import Model, SimItem
from roadmap.analysis.simulation.results import percentile
from roadmap.analysis.words import counted, listed, say_day, short_day
from roadmap.state import State

MOST_LINES = 200
_SEEN_FROM = 0.005  # of all futures


def _t(text: str) -> str:
    return QCoreApplication.translate("whatif", text)


@dataclass(frozen=True, slots=True)
class Sides:
    """The plan and the scenario that a number belongs to; both are the plan for its own row."""

    base: Seen
    here: Seen
    as_of: date


def behind(sides: Sides, spot: Spot, item: str | None) -> Behind:
    """The items behind a number; `item` is the one whose date is looked at."""
    item = spot.item or item
    match spot.number:
        case Number.CHANCE | Number.RANGE if item is not None:
            return _before(sides, item, spot.sprint)
        case Number.APART:
            return _apart(sides)
        case Number.MUST:
            return _cut(must_lines(sides.base, sides.here, sides.as_of))
        case Number.LEFT:
            return _cut(left_lines(sides.base, sides.here, sides.as_of, spot.sprint))
        case Number.COST:
            return _cut(cost_lines(sides.base, sides.here, sides.as_of))
        case Number.FINISHED:
            return _finished(sides, spot.sprint)
        case _:
            return _all(sides)


def _cut(found: Behind, total: int | None = None) -> Behind:
    """No more lines than anybody reads; the sentence says of how many, `total` where fewer came."""
    whole = len(found.lines) if total is None else total
    if whole <= MOST_LINES:
        return found
    said = _t("The first {n} of {all}.").format(n=MOST_LINES, all=f"{whole:,}")
    words = f"{found.words} {said}".strip()
    return replace(found, words=words, lines=found.lines[:MOST_LINES])


# -- one item's date ------------------------------------------------------------------------------


def _before(sides: Sides, item: str, sprint: int | None) -> Behind:
    """What an item's date rests on: what is done before it in the same pools, or awaited."""
    here = sides.here
    place = here.place(item)
    title = titled(sides.base.compared.state, item)
    if place is None:
        words = _t("{title} is given up or done here: it has no date of its own.")
        return Behind(_t("{title} in “{name}”").format(title=title, name=here.name), words, (), ())
    own = here.model.items[place]
    awaited = _awaited(here.model, place)
    pools = {pool for part in own.parts for pool in part.pools}
    ahead = [
        n
        for n in range(place)
        if n in awaited or any(pools & set(part.pools) for part in here.model.items[n].parts)
    ]
    lines = [_item_line(sides, own, mark=_t("this item"))]
    lines += [
        _item_line(
            sides,
            here.model.items[n],
            mark=_t("waited for") if n in awaited else _t("earlier in the plan"),
        )
        for n in sorted(ahead, key=lambda n: (n not in awaited, n))
    ]
    heads = (_t("Item"), _t("Stands"), _t("Effort"), *_date_heads())
    said = [_chance_words(sides, own, sprint)]
    if ahead:
        text = _t("Before it in the plan, for the same people or awaited: {items}.")
        said.append(text.format(items=counted(len(ahead), _t("item"))))
    names = [inflow.name for inflow in here.model.inflows if not pools or pools & set(inflow.pools)]
    if names:
        text = _t("Must-do work that arrives takes the same people first: {names}.")
        said.append(text.format(names=listed(names)))
    heading = _t("{title} in “{name}”").format(title=title, name=here.name)
    return _cut(Behind(heading, " ".join(said), heads, tuple(lines), texts=2))


def _awaited(model: Model, place: int) -> set[int]:
    """The places of all that an item waits for, and of what those wait for."""
    found: set[int] = set()
    wanted = list(model.items[place].waits_for)
    while wanted:
        each = wanted.pop()
        if each not in found:
            found.add(each)
            wanted += model.items[each].waits_for
    return found


def _chance_words(sides: Sides, item: SimItem, sprint: int | None) -> str:
    here = sides.here
    counts = here.counts(item.id)
    if sprint is not None and counts is not None:
        share = percent(int(counts[sprint]) / int(counts.sum()))
        if sprint >= here.model.sprints:
            return _t("In {share} of futures it is not in sight.").format(share=share)
        day = say_day(sides.as_of + timedelta(days=here.model.ends[sprint] - 1))
        return _t("In {share} of futures it is done in the sprint that ends on {day}.").format(
            share=share, day=day
        )
    found = in_time(here, item.id)
    if item.due_date is None:
        return _t("It has no date.")
    day = say_day(item.due_date)
    if found.probability is None:
        return _t("Its date, {day}, lies beyond the sprints looked at.").format(day=day)
    said = _t("It keeps {day} in {share} of {n} futures.")
    return said.format(day=day, share=percent(found.probability), n=f"{here.trials:,}")


# -- all items ------------------------------------------------------------------------------------


def _date_heads() -> tuple[str, ...]:
    return (_t("P50"), _t("P85"), _t("In time"), _t("Earlier, later"))


def _item_line(sides: Sides, item: SimItem, mark: str | None = None) -> Line:
    """One item: what it is here, its effort, and its dates against the plan's."""
    here, state = sides.here, sides.here.compared.state
    place = here.place(item.id)
    effort = 0.0 if place is None else float(here.part.efforts.mean[place])
    cells = [titled(state, item.id, quoted=False)]
    if mark is not None:
        cells.append(mark)
    cells += [moved_text(effort), *_dates(sides, item)]
    return Line(item.id, tuple(cells))


def _dates(sides: Sides, item: SimItem) -> tuple[str, str, str, str]:
    here = sides.here
    counts = here.counts(item.id)
    days = [
        None if counts is None else day_of(here, percentile(counts, share), sides.as_of)
        for share in (0.5, 0.85)
    ]
    said = [_t("not in sight") if day is None else day_text(day, sides.as_of) for day in days]
    found = in_time(here, item.id).probability
    change = None if here.change is None else here.change.items.get(item.id)
    apart = ""
    if change is not None:
        total = change.apart.trials
        apart = _t("{a} · {b}").format(
            a=percent(change.apart.earlier / total), b=percent(change.apart.later / total)
        )
    return said[0], said[1], "" if found is None else percent(found), apart


def _all(sides: Sides) -> Behind:
    here = sides.here
    items = here.model.items
    lines = tuple(_item_line(sides, item) for item in items[:MOST_LINES])
    title = _t("The open items in “{name}”").format(name=here.name)
    words = _t("In the order of the plan: until when each is done in 50% and 85% of futures.")
    heads = (_t("Item"), _t("Effort"), *_date_heads())
    return _cut(Behind(title, words, heads, lines), len(items))


def _apart(sides: Sides) -> Behind:
    """The items that a scenario moves, most of all those that it makes later."""
    base, here = sides.base, sides.here
    change = here.change
    if change is None:
        return _all(sides)
    title = _t("Earlier or later with “{name}”").format(name=here.name)
    rows = [each for each in change.items.values() if each.apart.earlier or each.apart.later]
    forced = {item.id for item in here.model.items if item.forced}
    rows.sort(
        key=lambda each: (
            each.apart.later * 2 < each.apart.trials or each.id not in forced,
            -max(each.apart.earlier, each.apart.later),
        )
    )
    lines = []
    for each in rows[:MOST_LINES]:
        total = each.apart.trials
        before, after = (_p50(seen, each.id, sides.as_of) for seen in (base, here))
        chances = [in_time(seen, each.id).probability for seen in (base, here)]
        lines.append(
            Line(
                each.id,
                (
                    titled(here.compared.state, each.id, quoted=False),
                    _kind(here.compared.state, each.id),
                    percent(each.apart.earlier / total),
                    percent(each.apart.later / total),
                    before,
                    after,
                    _both(chances),
                ),
            )
        )
    later = sum(each.apart.later * 2 > each.apart.trials for each in rows)
    earlier = sum(each.apart.earlier * 2 > each.apart.trials for each in rows)
    words = _t("Each in the same {n} futures. In most of them {moved}.").format(
        n=f"{here.trials:,}", moved=moved_words(earlier, later)
    )
    heads = (
        *(_t("Item"), _t("Kind"), _t("Earlier"), _t("Later")),
        *(_t("P50 as planned"), _t("P50 here"), _t("In time")),
    )
    return _cut(Behind(title, words, heads, tuple(lines), texts=2), len(rows))


def _kind(state: State, key: str) -> str:
    item = state.items.get(key)
    return "" if item is None or item.forcing is None else _kinds()[item.forcing.value == "forced"]


def _kinds() -> tuple[str, str]:
    return _t("choice"), _t("must do")


def _both(chances: Sequence[float | None]) -> str:
    """A probability as planned and here: "56% → 67%"."""
    before, after = chances
    if before is None or after is None:
        return "" if after is None else percent(after)
    said = percent(before), percent(after)
    return said[1] if said[0] == said[1] else f"{said[0]} → {said[1]}"


def _p50(seen: Seen, key: str, as_of: date) -> str:
    counts = seen.counts(key)
    day = None if counts is None else day_of(seen, percentile(counts, 0.5), as_of)
    return _t("not in sight") if day is None else day_text(day, as_of)


def _finished(sides: Sides, sprint: int | None) -> Behind:
    """Which items are finished by the end of a sprint, and in how many futures."""
    here, base = sides.here, sides.base
    last = here.model.sprints - 1 if sprint is None else sprint
    day = sides.as_of + timedelta(days=here.model.ends[last] - 1)
    lines = []
    for item in here.model.items:
        shares = [_done_share(seen, item.id, last) for seen in (base, here)]
        if (shares[1] or 0.0) >= _SEEN_FROM:
            lines.append((shares[1] or 0.0, item, shares[0]))
    lines.sort(key=lambda each: -each[0])
    title = _t("Finished until {day} in “{name}”").format(
        day=short_day(day, sides.as_of), name=here.name
    )
    words = _t("The share of futures in which each is finished by then, and as planned.")
    heads = (_t("Item"), _t("Finished"), _t("As planned"), _t("Effort"))
    return _cut(
        Behind(
            title,
            words,
            heads,
            tuple(
                Line(
                    item.id,
                    (
                        titled(here.compared.state, item.id, quoted=False),
                        percent(share),
                        "" if before is None else percent(before),
                        moved_text(float(here.part.efforts.mean[here.place(item.id) or 0])),
                    ),
                )
                for share, item, before in lines
            ),
        )
    )


def _done_share(seen: Seen, key: str, sprint: int) -> float | None:
    counts = seen.counts(key)
    return None if counts is None else int(counts[: sprint + 1].sum()) / int(counts.sum())

"""What do the numbers say, in sentences? Nothing that is not a number of the comparison.

Named are the dates whose probability clearly changes, P85 of the items that matter most (those that
must be done by a date first), what it costs until it pays, and who gets later. A hire can make the
near term later (Brooks): that is said like everything else.
"""

from __future__ import annotations

from collections.abc import Sequence

from roadmap.analysis.scenario_cost import Cost
from roadmap.analysis.simulation.contrast import Compared, Contrast, ItemChange
from roadmap.analysis.words import counted, say_day, say_number
from roadmap.state import State

SAFE = 0.85  # of futures; planning.md's second percentile, and the bar for a mandatory date
_NAMED = 2  # items that are named of each kind
_DATES = 4  # dates that are named
_DIP = 1.0  # person-days; less is not worth a word


def advice(base: Compared, other: Compared, change: Contrast) -> tuple[str, ...]:
    """Return what the numbers say about one scenario against the base."""
    said = [_lead(base, other, change)]
    said += _put_off(other, change)
    said += _dates(base, other, change)
    said += _shares(change)
    said += _moved(change)
    said += _price(change.cost, base.model.sprints)
    return tuple(said)


def which_keep(
    base: Compared, others: Sequence[Compared], changes: Sequence[Contrast]
) -> tuple[str, ...]:
    """Return for each mandatory date below 85% in the base which scenarios lift it above."""
    said = []
    for item in base.model.items:
        rows = [change.items.get(item.id) for change in changes]
        known = next((row.chances for row in rows if row is not None and row.chances), None)
        if not item.forced or known is None or known.base >= SAFE:
            continue
        kept = [
            f"“{other.name}” ({_percent(row.chances.here)}{_for(change.cost)})"
            for other, change, row in zip(others, changes, rows, strict=True)
            if row is not None and row.chances is not None and row.chances.here >= SAFE
        ]
        title = _title(base.state, item.id)
        day = say_day(known.date)
        lifted = "nothing compared here lifts it" if not kept else f"{SAFE:.0%} or more with "
        said.append(
            f"{title} keeps {day} in {_percent(known.base)} of futures as planned; "
            f"{lifted}{', '.join(kept) if kept else f' to {SAFE:.0%}'}."
        )
    return tuple(said)


def _lead(base: Compared, other: Compared, change: Contrast) -> str:
    """Return the P85 that moves most among those that matter most, and what it costs before."""
    first = base.model.first_sprint or 1
    moved = _by_weight(other, [row for row in change.items.values() if _p85_differs(row)])
    parts = [
        f"P85 of {_title(other.state, row.id)} moves from {_sprint(row.p85[0], first)} "
        f"to {_sprint(row.p85[1], first)}"
        for row in moved[:_NAMED]
    ]
    text = " and ".join(parts) if parts else "no item's P85 moves by a sprint"
    dip = change.cost.dip
    if dip is not None and dip[1] >= _DIP:
        text += f"; until sprint {first + dip[0]} the team has {_days(dip[1])} less"
    return f"With “{change.name}” {text}."


def _put_off(other: Compared, change: Contrast) -> list[str]:
    """Return which must-do work that has no date gets later: no date's chance shows it."""
    items = {item.id: item for item in other.model.items}
    first = other.model.first_sprint or 1
    rows = [
        row
        for row in change.items.values()
        if row.id in items
        and items[row.id].forced
        and row.chances is None
        and row.apart.later > row.apart.trials / 2
    ]
    rows.sort(key=lambda row: (-row.apart.total, row.id))
    if not rows:
        return []
    told = [
        f"{_title(other.state, row.id)} from {_sprint(row.p50[0], first)} to "
        f"{_sprint(row.p50[1], first)}"
        for row in rows[:_NAMED]
    ]
    more = f" and {len(rows) - _NAMED} more" if len(rows) > _NAMED else ""
    return [f"Must-do work gets later in most futures: {', '.join(told)}{more} (P50)."]


def _by_weight(other: Compared, rows: Sequence[ItemChange]) -> list[ItemChange]:
    """Return the rows, must-do items with a date first, then dated ones, the largest move first."""
    items = {item.id: item for item in other.model.items}
    horizon = other.model.sprints

    def weight(row: ItemChange) -> tuple[bool, bool, int]:
        before, after = (horizon if each is None else each for each in row.p85)
        dated = items[row.id].due_date is not None
        return not (dated and items[row.id].forced), not dated, -abs(after - before)

    return sorted(rows, key=weight)


def _p85_differs(row: ItemChange) -> bool:
    return row.p85[0] != row.p85[1]


def _dates(base: Compared, other: Compared, change: Contrast) -> list[str]:
    rows = [
        (row.chances, row.id)
        for row in change.items.values()
        if row.chances is not None and row.chances.is_clear
    ]
    forced = {item.id for item in base.model.items if item.forced}
    rows.sort(key=lambda pair: (pair[1] not in forced, -abs(pair[0].difference)))
    return [
        f"{_title(other.state, key)} keeps {say_day(each.date)} in {_percent(each.here)} "
        f"of futures instead of {_percent(each.base)}."
        for each, key in rows[:_DATES]
    ]


def _shares(change: Contrast) -> list[str]:
    before, after = change.forced_share
    if abs(after - before) < 0.01:
        return []
    text = f"Must-do work takes {after:.0%} of all work done instead of {before:.0%}."
    return [text]


def _moved(change: Contrast) -> list[str]:
    """Return how many items finish earlier, and how many later, in most futures."""
    rows = [row.apart for row in change.items.values()]
    earlier = sum(row.earlier > row.trials / 2 for row in rows)
    later = sum(row.later > row.trials / 2 for row in rows)
    told = [
        f"{number} {'finishes' if number == 1 else 'finish'} {word}"
        for number, word in ((earlier, "earlier"), (later, "later"))
        if number
    ]
    return (
        [f"Of {counted(len(rows), 'item')} {' and '.join(told)} in most futures."] if told else []
    )


def _price(cost: Cost, sprints: int) -> list[str]:
    said = []
    if abs(cost.paid_days) >= 0.5:
        word = "takes" if cost.paid_days > 0 else "saves"
        text = f"It {word} {_days(abs(cost.paid_days))} of pay over {counted(sprints, 'sprint')}"
        if cost.people is not None:
            text += f", {_amount(cost.currency, cost.people)} at the day rate"
        said.append(f"{text}.")
    for currency, value in cost.purchases:
        word = "takes" if value > 0 else "saves"
        said.append(f"It {word} purchases of {_amount(currency, value)}.")
    return said


def _for(cost: Cost) -> str:
    money = cost.money
    if money:
        return f", {_amount(cost.currency, money)} {'more' if money > 0 else 'less'}"
    return "" if abs(cost.paid_days) < 0.5 else f", {say_number(cost.paid_days)} paid days"


def _percent(share: float) -> str:
    """Return a share of futures; what is not certain is not said to be."""
    if 0 < share < 0.005:
        return "under 1%"
    return "over 99%" if 0.995 <= share < 1 else f"{share:.0%}"


def _amount(currency: str, value: float) -> str:
    return f"{currency} {abs(value):,.0f}"


def _days(days: float) -> str:
    return counted(round(days), "person-day") if days >= 9.95 else f"{say_number(days)} person-days"


def _sprint(sprint: int | None, first: int) -> str:
    return "not in sight" if sprint is None else f"sprint {first + sprint}"


def _title(state: State, key: str) -> str:
    item = state.items.get(key)
    return key if item is None else f"“{item.title}”"

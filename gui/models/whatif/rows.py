"""Which words stand in the comparison: one row a scenario, differences beside the values?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication

from gui.models.whatif.finish import (
    chance_tone,
    in_time,
    mean_sentence,
    place_of,
    range_sentence,
    range_words,
)
from gui.models.whatif.seen import Seen
from gui.models.whatif.table import Column, CompareHeads, CompareRow
from gui.models.whatif.words import signed
from gui.models.words import day_text, money, percent
from gui.tokens import Tone
from roadmap.analysis.estimates.effort import effort_days
from roadmap.analysis.simulation.results import forced_share
from roadmap.analysis.words import say_day, say_days, short_day
from roadmap.state import Item

_POINTS = 100
_QUARTER_DAYS = 105
_MONTH = 30.4  # days
_SOME_LEFT = 0.2  # of what is left today


def _t(text: str) -> str:
    return QCoreApplication.translate("whatif", text)


def compare_heads(
    base: Seen, item: Item | None, as_of: date, sides: Sequence[Seen] = ()
) -> CompareHeads:
    """The names of the columns; what each means stands in its tooltip."""
    end = as_of + timedelta(days=base.model.ends[-1] - 1)
    soon = as_of + timedelta(days=base.model.ends[soon_sprint(base)] - 1)
    place = None if item is None else base.place(item.id)
    due = None if place is None else base.model.items[place].due_date
    span = _t("P50 – P85")
    if due is not None:
        span = _t("P50 – P85; line: {day}").format(day=day_text(due, as_of))
    title = "" if item is None else _t("“{title}”: ").format(title=item.title)
    texts = {
        Column.NAME: _futures_head(base, sides)[0],
        Column.CHANCE: _t("In time"),
        Column.RANGE: span,
        Column.APART: _t("Earlier, later"),
        Column.MUST: _t("Must do"),
        Column.LEFT: _t("Left {day}").format(day=short_day(soon, soon)),
        Column.DAYS: _t("Work"),
        Column.MONEY: _cost_head(base.model.ends[-1]),
    }
    tips = {
        Column.NAME: _futures_head(base, sides)[1],
        Column.CHANCE: title + _t("the share of futures in which its date is kept."),
        Column.CHANCE_APART: _t("Difference from the plan, in points."),
        Column.RANGE: title
        + _t(
            "done by then in 50% and in 85% of futures, in whole sprints; the bar spreads those "
            "done in a sprint over its days. The line is the end of the last sprint in time."
        ),
        Column.APART: title + _t("in how many futures it is done in an earlier or a later sprint."),
        Column.MUST: _t(
            "Must-do share of all work done until {day}. It rises too where less is done besides."
        ).format(day=say_day(end)),
        Column.MUST_APART: _t("Difference from the plan, in points."),
        Column.LEFT: _t("Must-do work left on {day}, P50.").format(day=say_day(soon)),
        Column.LEFT_APART: _t("Difference from the plan, in person-days."),
        Column.DAYS: _t("Person-days until {day} that are paid for or worked besides the plan’s."),
        Column.MONEY: _t("What that costs until {day}, purchases too."),
    }
    for column in (Column.DAYS, Column.MONEY):
        tips[column] = tips[column].format(day=say_day(end))
    leads = _t("A click or Return lists the items behind a number.")
    tips = {column: f"{text}\n{leads}" for column, text in tips.items()}
    return CompareHeads(texts, tips)


def _futures_head(base: Seen, sides: Sequence[Seen]) -> tuple[str, str]:
    """How many futures the rows show, with what that means."""
    fewest = min((seen.trials for seen in sides), default=base.trials)
    same = _t("Every scenario meets the same futures, so that only it differs.")
    if fewest >= base.trials:
        return _t("{n} futures").format(n=f"{base.trials:,}"), same
    preview = _t("Rows with ~ are a preview of the first {n} futures; all follow at rest.")
    head = _t("~ {n} futures").format(n=f"{fewest:,}")
    return head, f"{same} {preview.format(n=f'{fewest:,}')}"


def _cost_head(days: int) -> str:
    """The cost with the time that it is for: "12-month cost"."""
    if days < _MONTH:
        return _t("{n}-day cost").format(n=days)
    return _t("{n}-month cost").format(n=round(days / _MONTH))


def compare_rows(
    base: Seen, sides: Sequence[Seen], item: str | None, as_of: date
) -> list[CompareRow]:
    """The plan first, then each scenario."""
    scale = _scale([base, *sides], item)
    return [_row(base, seen, item, scale, as_of) for seen in (base, *sides)]


def _row(
    base: Seen, seen: Seen, item: str | None, scale: tuple[float, float], as_of: date
) -> CompareRow:
    cells: dict[Column, str] = {Column.NAME: seen.name}
    tips: dict[Column, str] = {Column.NAME: seen.name}
    preview = seen.trials < base.trials
    tone: Tone = "muted"
    p50 = p85 = due = None
    if item is not None:
        tone = _item_cells(base, seen, item, as_of, cells, tips)
        counts = seen.counts(item)
        if counts is not None:
            p50 = _along(place_of(seen, counts, 0.5), scale)
            p85 = _along(place_of(seen, counts, 0.85), scale)
        place = base.place(item)
        sprint = None if place is None else base.model.items[place].due
        if sprint is not None and sprint >= 0:
            due = _along(float(base.model.ends[sprint]), scale)
    _work_cells(base, seen, cells)
    _cost_cells(seen, cells, tips)
    if preview:
        for column in (Column.CHANCE, Column.MUST, Column.LEFT):
            if cells.get(column):
                cells[column] = f"~{cells[column]}"
    return CompareRow(seen.key, seen.name, cells, tone, p50, p85, due, tips)


def _item_cells(
    base: Seen,
    seen: Seen,
    item: str,
    as_of: date,
    cells: dict[Column, str],
    tips: dict[Column, str],
) -> Tone:
    tone: Tone = "muted"
    cells[Column.RANGE] = range_words(seen, item, as_of)
    parts = (range_sentence(seen, item, as_of), mean_sentence(base, seen, item, as_of))
    tips[Column.RANGE] = "\n".join(part for part in parts if part)
    found = in_time(seen, item)
    before = in_time(base, item).probability
    paired = None if seen.change is None else seen.change.items.get(item)
    if seen.trials < base.trials and paired is not None and paired.chances is not None:
        before = paired.chances.base  # of the same few futures
    if found.probability is not None:
        tone = chance_tone(found.probability)
        cells[Column.CHANCE] = percent(found.probability)
        tips[Column.CHANCE] = _t("{share}, between {low} and {high}: simulation error only").format(
            share=percent(found.probability), low=_fine(found.low), high=_fine(found.high)
        )
        if before is not None and seen is not base:
            points = round(found.probability * _POINTS) - round(before * _POINTS)
            cells[Column.CHANCE_APART] = signed(points)
    change = None if seen.change is None else seen.change.items.get(item)
    if change is not None:
        total = change.apart.trials
        shares = [n / total for n in (change.apart.earlier, change.apart.same, change.apart.later)]
        cells[Column.APART] = _t("{a} · {c}").format(a=percent(shares[0]), c=percent(shares[2]))
        tips[Column.APART] = _t("Earlier in {a}, the same sprint in {b}, later in {c} of futures")
        tips[Column.APART] = tips[Column.APART].format(
            a=percent(shares[0]), b=percent(shares[1]), c=percent(shares[2])
        )
    return tone


def _work_cells(base: Seen, seen: Seen, cells: dict[Column, str]) -> None:
    share, before = forced_share(seen.model, seen.part), forced_share(base.model, base.part)
    preview = seen.trials < base.trials
    if preview and seen.change is not None:
        before = seen.change.forced_share[0]  # of the same few futures
    soon = soon_sprint(base) + 1  # a course begins today
    left, planned = seen.must_left.line[soon], base.must_left.line[soon]
    cells[Column.MUST] = percent(share)
    cells[Column.LEFT] = say_days(round(left))
    if seen is not base:
        cells[Column.MUST_APART] = signed(round(share * _POINTS) - round(before * _POINTS))
        cells[Column.LEFT_APART] = "" if preview else signed(round(left) - round(planned))


def _cost_cells(seen: Seen, cells: dict[Column, str], tips: dict[Column, str]) -> None:
    state = seen.compared.state
    rate = None if state.roadmap is None else state.roadmap.day_rate
    currency = "EUR" if state.roadmap is None else state.roadmap.currency
    if seen.change is None:
        cells[Column.DAYS], cells[Column.MONEY] = "", "" if rate is None else money(0, currency)
        return
    cost = seen.change.cost
    items = [state.items[key] for key in seen.change.only_here if key in state.items]
    extra = sum(effort_days(item, state.roadmap).days for item in items)
    days = cost.paid_days + extra
    cells[Column.DAYS] = say_days(round(days)) if round(days) else ""
    parts = [_t("{days} of pay").format(days=say_days(round(cost.paid_days)))]
    if extra:
        parts.append(_t("{days} of work besides the plan's").format(days=say_days(round(extra))))
    bought = [money(amount, unit) for unit, amount in cost.purchases]
    parts += [_t("purchases of {amount}").format(amount=each) for each in bought]
    if rate is None:
        parts.append(_t("no day rate is set: Preferences, Roadmap"))
        cells[Column.MONEY] = " + ".join(bought)
    else:
        total = (cost.money or 0.0) + extra * rate
        cells[Column.MONEY] = money(total, currency)
        parts.append(_t("{rate} a day").format(rate=money(rate, currency)))
    tips[Column.DAYS] = tips[Column.MONEY] = "; ".join(parts)


def soon_sprint(base: Seen) -> int:
    """The sprint at which must-do work left is compared: while the plan has some, within months."""
    quarter = max(0, sum(end <= _QUARTER_DAYS for end in base.model.ends) - 1)
    line = base.must_left.line
    some = [n for n in range(quarter + 1) if line[n + 1] >= _SOME_LEFT * line[0]]
    return max(some, default=quarter)


def _fine(share: float) -> str:
    return f"{share * 100:.1f}%"


def _scale(seen: Sequence[Seen], item: str | None) -> tuple[float, float]:
    """The days that the range bars span: all of them and the date, with a little room."""
    days = [0.0]
    for each in seen:
        counts = None if item is None else each.counts(item)
        if counts is None:
            continue
        for share in (0.5, 0.85):
            day = place_of(each, counts, share)
            days.append(float(each.model.ends[-1]) if day is None else day)
        place = each.place(item or "")
        due = None if place is None else each.model.items[place].due
        if due is not None and due >= 0:
            days.append(float(each.model.ends[due]))
    found = days[1:] or [0.0, 1.0]
    room = max(5.0, (max(found) - min(found)) * 0.12)
    return max(0.0, min(found) - room), max(found) + room


def _along(day: float | None, scale: tuple[float, float]) -> float | None:
    if day is None:
        return None
    low, high = scale
    return (day - low) / max(1.0, high - low)

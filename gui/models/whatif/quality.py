"""On what does a forecast rest, how far could past ones be trusted, and what are its statistics?"""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from gui.models.whatif.finish import day_of, in_time
from gui.models.whatif.seen import Seen
from gui.models.words import percent
from roadmap.analysis.forecasts.track_record import coverage_text, track_record
from roadmap.analysis.simulation.results import percentile
from roadmap.analysis.words import counted, say_days, say_number, short_day
from roadmap.state import State


def _t(text: str) -> str:
    return QCoreApplication.translate("whatif", text)


def quality_line(state: State, seen: Seen, today: date, *, past: bool) -> str:
    """What the numbers rest on, and how past dates held, in one line."""
    parts = [seen.rests_on, coverage_text(track_record(state, today))]
    if past:
        parts.append(_t("As it was known then."))
    return " ".join(part for part in parts if part)


def statistics(
    base: Seen, seen: Seen | None, item: str | None, as_of: date
) -> list[tuple[str, str]]:
    """The statistics of the drawn scenario, for Advanced."""
    drawn = seen or base
    rows = [
        (_t("Futures"), f"{drawn.trials:,}"),
        (_t("Seed"), "1"),
        (_t("Sprints looked at"), str(drawn.model.sprints)),
        (_t("Items simulated"), f"{len(drawn.model.items):,}"),
    ]
    if item is not None:
        rows += _item_statistics(drawn, item, as_of)
    change = None if seen is None else seen.change
    if change is not None and item in change.items:
        apart = change.items[item].apart
        said = _t("{mean} sprints, standard error {error}")
        rows.append(
            (
                _t("Mean difference"),
                said.format(mean=f"{apart.mean:+.2f}", error=f"{apart.error:.2f}"),
            )
        )
    for inflow in drawn.model.inflows:
        said = _t("{n} a sprint, dispersion {d}, {size} each, {basis}")
        rows.append(
            (
                _t("Stream “{name}”").format(name=inflow.name),
                said.format(
                    n=say_number(inflow.arrivals),
                    d=say_number(inflow.dispersion),
                    size=say_days(round(inflow.size_mean, 1)),
                    basis=inflow.basis.value,
                ),
            )
        )
    if change is not None:
        rows.append((_t("Cost"), _cost_words(seen)))
    return rows


def _item_statistics(drawn: Seen, item: str, as_of: date) -> list[tuple[str, str]]:
    counts = drawn.counts(item)
    if counts is None:
        return []
    rows = []
    for share in (0.5, 0.7, 0.85, 0.95):
        day = day_of(drawn, percentile(counts, share), as_of)
        text = _t("not in sight") if day is None else short_day(day, as_of)
        rows.append((f"P{share * 100:.0f}", text))
    found = in_time(drawn, item)
    if found.probability is not None:
        said = _t("{share}, {low} to {high}: simulation error only")
        middle, low, high = (
            f"{each * 100:.1f}%" for each in (found.probability, found.low, found.high)
        )
        rows.append((_t("In time"), said.format(share=middle, low=low, high=high)))
    beyond = int(counts[-1]) / int(counts.sum())
    rows.append((_t("Not in sight"), percent(beyond)))
    return rows


def _cost_words(seen: Seen | None) -> str:
    if seen is None or seen.change is None:
        return ""
    cost = seen.change.cost
    parts = [_t("{days} of pay").format(days=say_days(round(cost.paid_days, 1)))]
    if cost.dip is not None:
        sprint = (seen.model.first_sprint or 1) + cost.dip[0]
        said = _t("{days} less capacity until sprint {n}")
        parts.append(said.format(days=say_days(round(cost.dip[1], 1)), n=sprint))
    if seen.change.only_here:
        parts.append(
            _t("{n} more than planned").format(n=counted(len(seen.change.only_here), "item"))
        )
    return "; ".join(parts)

"""How does the timeline say where an item stands: on the row, on hover, to a screen reader?"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication

from gui.models.words import day_text, items_text, long_day_text, percent, quadrant_tag
from gui.paint.timeline_face import SprintFace
from gui.tokens import Tone
from roadmap.analysis.estimates.effort import Effort
from roadmap.analysis.planning.latest_start import LatestStart
from roadmap.analysis.words import counted, listed, say_days
from roadmap.state import Item, State
from roadmap.values import Forcing

_MOST_NAMES = 3


def _t(text: str) -> str:
    return QCoreApplication.translate("timeline", text)


@dataclass(frozen=True, slots=True)
class Where:
    """Where the plan puts an item; `end` is exclusive, `due` the date that binds it.

    Days and sprints are None below the cut line; `reason` says why there or why not. `order_by` is
    the day of its purchase; `chained` says that it is on the critical chain.
    """

    reason: str
    start: date | None
    end: date | None
    first_sprint: int | None
    last_sprint: int | None
    due: date | None
    latest: LatestStart | None
    late: bool
    planned: bool
    effort: Effort
    order_by: date | None = None
    chained: bool = False

    @property
    def is_tight(self) -> bool:
        """Whether it is planned to begin after its latest start."""
        return self.start is not None and self.latest is not None and self.start > self.latest.day


def group_title(key: str) -> str:
    """The head of a group of rows."""
    return {
        "dated": _t("Must do, with a date"),
        "undated": _t("Must do, long-term, without a date"),
        "must": _t("Must do"),
        "choice": _t("Choice"),
        "unsorted": _t("Unsorted"),
    }[key]


def group_note(
    places: Sequence[Where], *, dated: bool, capacity: bool, likely: int | None = None
) -> str:
    """How many, how much, and what the plan does not keep.

    ``likely`` is how many of the dates a forecast keeps in 85% of the futures or more.
    """
    days = math.fsum(where.effort.days for where in places)
    text = f"{items_text(len(places))}, {say_days(round(days) if days >= 10 else days)}"
    if not capacity:
        return text
    if dated and likely is not None:
        return text + _t("; {kept} of {all} dates at 85% or more").format(
            kept=f"{likely:,}", all=f"{len(places):,}"
        )
    if dated:
        kept = sum(not where.late for where in places)
        return text + _t("; the plan keeps {kept} of {all} dates").format(
            kept=f"{kept:,}", all=f"{len(places):,}"
        )
    below = sum(not where.planned for where in places)
    return text + (_t("; {n} not in sight").format(n=f"{below:,}") if below else "")


def note_of(item: Item, where: Where, as_of: date, *, capacity: bool) -> tuple[str, Tone]:
    """The words after the bar, and their tone: only what is in danger has one."""
    if where.due is None:
        if where.planned:
            return sprints_text(where), "muted"
        return (_t("not in sight") if capacity else ""), "muted"
    day = day_text(where.due, as_of)
    text, tone = _dated_note(item, where, as_of, capacity=capacity)
    return text.format(day=day), tone


def _dated_note(item: Item, where: Where, as_of: date, *, capacity: bool) -> tuple[str, Tone]:
    if where.due is not None and where.due < as_of:
        return _t("overdue since {day}"), "bad"
    if not where.planned and capacity:
        return _t("not in sight, due {day}"), "bad" if where.late else "warn"
    if where.late:
        return _t("late, due {day}"), "bad"
    if where.is_tight:
        return _t("tight, due {day}"), "warn"
    if item.forcing is Forcing.FORCED and item.mandatory_by == where.due:
        return _t("by {day}"), "muted"
    if item.promised_by != where.due:
        return _t("due {day}"), "muted"
    return _t("promised {day}"), "muted"


def sprints_text(where: Where) -> str:
    """The sprints it is planned in: "sprint 43", "sprints 43 to 45"."""
    if where.first_sprint == where.last_sprint:
        return _t("sprint {n}").format(n=where.first_sprint)
    return _t("sprints {a} to {b}").format(a=where.first_sprint, b=where.last_sprint)


def share_words(effort: Effort, there_is: float) -> tuple[str, str]:
    """The two columns: what it needs, and the share of the capacity until its date."""
    if there_is <= 0:
        return say_days(effort.days), "–"
    share = effort.days / there_is
    return say_days(effort.days), ">999%" if share >= 9.995 else percent(share)


def needs_words() -> tuple[str, str]:
    """The heads of the two columns."""
    return _t("needs"), _t("of capacity")


def today_words(as_of: date, *, at_now: bool) -> str:
    """The chip on the axis: Now, or the day of the past that is shown."""
    return _t("Now") if at_now else day_text(as_of, as_of)


def freeze_text() -> str:
    """A freeze on the axis."""
    return _t("freeze")


def iso_day(day: date) -> str:
    """A day as people say it, and in ISO for those who copy it."""
    return f"{long_day_text(day)} ({day.isoformat()})"


def details(state: State, item: Item, where: Where) -> str:
    """All that is known of a row, for the tooltip and the screen reader: one fact a line."""
    effort = say_days(where.effort.days)
    if where.effort.is_default:
        effort += _t(" (no estimate: counts as M)")
    lines = [item.title, f"{quadrant_tag(item.quadrant).capitalize()}, {effort}"]
    if where.start is not None and where.end is not None:
        lines.append(
            _t("Planned in {sprints}: {first} to {last}").format(
                sprints=sprints_text(where),
                first=iso_day(where.start),
                last=iso_day(where.end - timedelta(days=1)),
            )
        )
    lines.append(where.reason)
    lines += _dates(item, where)
    lines += [
        _t("Waits on {who} until {day}").format(who=wait.on, day=iso_day(wait.until))
        for wait in item.waits
    ]
    if where.order_by is not None and item.purchase is not None:
        lines.append(
            _t("Order by {day}: it takes {days} to come").format(
                day=iso_day(where.order_by), days=counted(item.purchase.lead_time_days, "day")
            )
        )
    if item.not_before is not None:
        lines.append(_t("Not before {day}").format(day=iso_day(item.not_before)))
    names = [state.items[key].title for key in item.prerequisites if key in state.items]
    if names:
        lines.append(_t("Comes after {items}").format(items=listed(names, _MOST_NAMES)))
    if where.chained:
        lines.append(_t("On the critical chain: the most work that has to be done in a row"))
    return "\n".join(lines)


def _dates(item: Item, where: Where) -> list[str]:
    lines = []
    if item.mandatory_by is not None and item.forcing is Forcing.FORCED:
        lines.append(_t("Mandatory by {day}").format(day=iso_day(item.mandatory_by)))
    if item.promised_by is not None:
        lines.append(_t("Promised by {day}").format(day=iso_day(item.promised_by)))
    if where.late:
        lines.append(_t("Late: the plan does not reach its date"))
    if where.latest is not None:
        lines.append(
            _t("Latest start {day}: at 85% its {effort} take {days}").format(
                day=iso_day(where.latest.day),
                days=counted(where.latest.working_days, "working day"),
                effort=say_days(where.latest.effort_days),
            )
        )
    if where.is_tight and not where.late:
        lines.append(_t("Tight: planned to begin after its latest start"))
    return lines


def sprint_details(sprint: SprintFace) -> str:
    """What a sprint's place on the axis and its bar say on hover."""
    first, last = date.fromordinal(sprint.start), date.fromordinal(sprint.end - 1)
    return "\n".join(
        (
            _t("Sprint {n}").format(n=sprint.number),
            f"{iso_day(first)} – {iso_day(last)}",
            _t("{room} after the reserve, {dated} of it for dated must-do work").format(
                room=say_days(sprint.room), dated=say_days(sprint.dated)
            ),
        )
    )

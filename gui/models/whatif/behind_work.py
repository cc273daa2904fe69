"""What is must-do work made of, what is left of it on a day, and what does a scenario pay for?"""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication

from gui.models.whatif.lines import Behind, Line, moved_text, titled
from gui.models.whatif.seen import Seen
from gui.models.words import money, percent
from roadmap.analysis.estimates.effort import effort_days
from roadmap.analysis.planning.sprint_calendar import PlannedSprint, sprint_calendar
from roadmap.analysis.simulation.results import forced_share
from roadmap.analysis.words import say_day, short_day
from roadmap.records.people import Person

_LEAST = 0.05  # person-days; less is not worth a line
_SEEN_FROM = 0.005  # of all futures


def _t(text: str) -> str:
    return QCoreApplication.translate("whatif", text)


def work_done(seen: Seen) -> float:
    """All work done over the sprints looked at, on average, in person-days."""
    bands = seen.part.bands
    if not len(bands["served"].mean):
        return 0.0
    left = float(bands["remaining"].mean[-1])
    return float(bands["served"].mean.sum()) + float(seen.part.efforts.mean.sum()) - left


def must_lines(base: Seen, here: Seen, as_of: date) -> Behind:
    """What must be done: what arrives, and the items, by the effort that they take."""
    known = {name: days for name, _, days in _must_parts(base)}
    known_names = set()
    lines = []
    total = max(1e-9, work_done(here))
    for name, item, days in _must_parts(here):
        before = known.get(name)
        known_names.add(name)
        title = name if item is None else titled(here.compared.state, item, quoted=False)
        lines.append(_must_line(item, title, days, total, before, plan=here is base))
    for name, item, days in _must_parts(base):
        if name not in known_names:
            title = name if item is None else titled(base.compared.state, item, quoted=False)
            lines.append(_must_line(item, title, 0.0, total, days, plan=False))
    share = forced_share(here.model, here.part)
    day = say_day(as_of + timedelta(days=here.model.ends[-1] - 1))
    words = _t("{must} of {all} done until {day} must be done; the rest is choice.").format(
        must=moved_text(share * total), all=moved_text(total), day=day
    )
    if here is not base:
        before_share, before_total = forced_share(base.model, base.part), work_done(base)
        said = _t("As planned: {must} of {all}.")
        words += " " + said.format(
            must=moved_text(before_share * before_total), all=moved_text(before_total)
        )
    heads = [_t("Must-do work"), _t("Effort"), _t("Of all work")]
    if here is not base:
        heads.append(_t("As planned"))
    title = _t("Must-do work is {share} of all work in “{name}”")
    return Behind(
        title.format(share=percent(share), name=here.name), words, tuple(heads), tuple(lines)
    )


def _must_line(
    item: str | None, title: str, days: float, total: float, before: float | None, *, plan: bool
) -> Line:
    cells = (title, moved_text(days), percent(days / total))
    return Line(item, cells if plan else (*cells, "" if before is None else moved_text(before)))


def _must_parts(seen: Seen) -> list[tuple[str, str | None, float]]:
    """(Key, item, person-days on average) of what arrives and of the items, the most first."""
    part = seen.part
    found: list[tuple[str, str | None, float]] = []
    for place, inflow in enumerate(seen.model.inflows):
        days = float(part.arrived[place][4]) / part.trials + inflow.start_backlog
        text = _t("Arrives: {name}").format(name=inflow.name)
        if days >= _LEAST:
            found.append((text, None, days))
    for place, item in enumerate(seen.model.items):
        if item.forced:
            counts = part.finished[place]
            done = 1 - int(counts[-1]) / int(counts.sum())
            days = float(part.efforts.mean[place]) * done
            if days >= _LEAST:
                found.append((item.id, item.id, days))
    return sorted(found, key=lambda each: -each[2])


def left_lines(base: Seen, here: Seen, as_of: date, sprint: int | None) -> Behind:
    """What must-do work is still open at the end of a sprint; None is the last, below 0 today."""
    model = here.model
    last = model.sprints - 1 if sprint is None else min(sprint, model.sprints - 1)
    today = last < 0
    day = as_of if today else as_of + timedelta(days=model.ends[last] - 1)
    rows = []
    for place, item in enumerate(model.items):
        if not item.forced:
            continue
        still = _open_share(here, item.id, last)
        if still is not None and still >= _SEEN_FROM:
            days = float(here.part.efforts.mean[place])
            rows.append((still * days, still, days, item.id))
    rows.sort(reverse=True)
    plan = here is base
    lines = [
        Line(
            key,
            (
                titled(here.compared.state, key, quoted=False),
                percent(still),
                moved_text(days),
                *(() if plan else (_still(base, key, last),)),
            ),
        )
        for _, still, days, key in rows
    ]
    waiting = 0.0 if today else float(here.part.bands["backlog"].mean[last])
    if waiting >= _LEAST:
        cells = (_t("Arrived, not done yet"), "", moved_text(waiting), *(() if plan else ("",)))
        lines.append(Line(None, cells))
    middle = here.must_left.line[last + 1]
    title = _t("Must-do work left on {day} in “{name}”: {days}").format(
        day=short_day(day, as_of), name=here.name, days=moved_text(middle)
    )
    words = _t(
        "In half of the futures {days} or less is left. Each item with the share of futures in "
        "which it is still open then, and its whole effort; what was begun counts with its rest."
    ).format(days=moved_text(middle))
    heads = [_t("Must-do item"), _t("Still open"), _t("Effort")]
    if not plan:
        heads.append(_t("As planned"))
    return Behind(title, words, tuple(heads), tuple(lines))


def _open_share(seen: Seen, key: str, sprint: int) -> float | None:
    counts = seen.counts(key)
    if counts is None:
        return None
    return 1 - int(counts[: sprint + 1].sum()) / int(counts.sum())


def _still(seen: Seen, key: str, sprint: int) -> str:
    share = _open_share(seen, key, sprint)
    return "" if share is None else percent(share)


# -- cost -----------------------------------------------------------------------------------------


def cost_lines(base: Seen, here: Seen, as_of: date) -> Behind:
    """Who and what is paid for besides the plan."""
    state, before = here.compared.state, base.compared.state
    day = say_day(as_of + timedelta(days=here.model.ends[-1] - 1))
    title = _t("What “{name}” costs until {day}").format(name=here.name, day=day)
    settings = state.roadmap
    rate = None if settings is None else settings.day_rate
    currency = "EUR" if settings is None else settings.currency

    def line(key: str | None, name: str, days: float, bought: str = "") -> Line:
        paid = "" if rate is None else money(days * rate, currency)
        return Line(key, (name, moved_text(days) if days else "", bought or paid))

    lines: list[Line] = []
    if here.change is not None:
        sprints = sprint_calendar(state, as_of, here.model.sprints)
        rest = here.change.cost.paid_days
        for person in {
            each.id: each for each in (*before.people.ordered(), *state.people.ordered())
        }:
            days = _paid(state.people.get(person), sprints) - _paid(
                before.people.get(person), sprints
            )
            if abs(days) >= _LEAST:
                known = state.people.get(person) or before.people[person]
                lines.append(line(None, known.name, days))
                rest -= days
        if abs(rest) >= _LEAST:
            lines.append(line(None, _t("People who leave, on average"), rest))
        for key in here.change.only_here:
            item = state.items.get(key)
            if item is not None:
                days = effort_days(item, settings).days
                lines.append(line(key, item.title, days))
        lines += [
            line(None, _t("Purchases"), 0.0, money(amount, unit))
            for unit, amount in here.change.cost.purchases
        ]
    words = _t("Nobody and nothing is paid for besides the plan.")
    if lines:
        words = _t("Working days of people, work that the plan has not, and purchases.")
        if rate is not None:
            words += " " + _t("A day costs {rate}.").format(rate=money(rate, currency))
    dip = None if here.change is None else here.change.cost.dip
    if dip is not None:
        last = as_of + timedelta(days=here.model.ends[dip[0]] - 1)
        words += " " + _t("Until {day} the team has {days} less for everything else.").format(
            day=say_day(last), days=moved_text(dip[1])
        )
    return Behind(title, words, (_t("Paid for"), _t("Days"), _t("Money")), tuple(lines))


def _paid(person: Person | None, sprints: list[PlannedSprint]) -> float:
    """The working days that somebody is employed, times their availability."""
    if person is None:
        return 0.0
    first, last = person.start or date.min, person.end or date.max
    return person.availability * sum(
        first <= day <= last for sprint in sprints for day in sprint.working
    )

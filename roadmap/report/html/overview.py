"""The first tab of the page: what changed and why, which dates are at risk, where things stand."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from roadmap.analysis.levels.levels import standings
from roadmap.analysis.phrases.phases import say_phase
from roadmap.analysis.planning.plan import Planned
from roadmap.analysis.words import say_level, say_measured, short_day
from roadmap.records.phases import Phase
from roadmap.report.brief import Change
from roadmap.report.html.charts import share_chart
from roadmap.report.html.source import Source, began_on
from roadmap.report.html.words import chance, day, percent, plural, table, text

_ON_PAPER = ' class="rest"'
_FIRST_CHANGES, _MOST_CHANGES = 5, 20
_FIRST_DATES, _MOST_DATES = 6, 40
_WORDS = (
    ("Must do", "simply has to be done: a law, an end of life, a contract, an incident."),
    ("Choice", "picked from all that could be done."),
    ("pd", "person-day: a day of work of one person."),
    ("Rank", "place in the order: what has rank 1 comes first."),
    ("85% by", "the day by which it is done in 85 of 100 futures drawn from the plan."),
    ("In time", "in how many of them the date is kept; under 85% it is at risk."),
)


def overview(source: Source) -> str:
    """Return what changed, the dates to watch, the phase, the must-do share and the levels."""
    return (
        f'<div class="wide"><div class="panel">{_changes(source)}</div>'
        f'<div><div class="panel">{_dates(source)}</div>'
        f'<div class="panel">{_meanings(source)}</div></div></div>'
        f'<div class="wide"><div class="panel">{_stands(source)}</div>'
        f'<div class="panel">{_levels(source)}</div></div>'
    )


# -- what changed ---------------------------------------------------------------------------------


def _changes(source: Source) -> str:
    period = source.period
    told, others = period.first(_FIRST_CHANGES)
    others = others[: _MOST_CHANGES - _FIRST_CHANGES]
    first = "".join(_change(each) for each in told)
    rest = "".join(_change(each) for each in others)
    more = ""
    if rest:
        number = plural(len(others), "change")
        more = f'{_rest(number, "")}<ul class="plain">{rest}</ul></details>'
    later = f"<p>{text(period.later)}</p>" if period.later else ""
    return (
        f"<h2>What changed since {_since(source)}</h2>"
        f'<p class="sum">{text(period.sum)}</p>{later}'
        f'<ul class="plain changes">{first}</ul>{more}'
    )


def _rest(number: str, kind: str) -> str:
    """Return the beginning of a part that opens with a click; of the kind `rest` also on paper."""
    return f"<details{kind}><summary>{number} more</summary>"


def _since(source: Source) -> str:
    when = day(source.since, source.today)
    if source.since_review:
        return f"the review of {when}"
    began = source.since == began_on(source.timeline, source.state)
    return f"it began on {when}" if began else f"{when}, three months ago"


def _change(each: Change) -> str:
    why = ""
    if each.reason is not None:
        said = f"“{text(each.reason.why)}” {text(each.reason.by)}, {text(each.reason.day)}"
        why = f'<div class="muted">{said}</div>'
    return f"<li><b>{text(each.title)}</b>: {text(each.what)}{why}</li>"


# -- dates ----------------------------------------------------------------------------------------


def _dates(source: Source) -> str:
    every = source.overview["dates"]
    if not every:
        return '<h2>Dates to watch</h2><p class="muted">No open work has a date.</p>'
    head = (("Work", False), ("Date", False), ("85% by", False), ("In time", True))
    planned = {each.item: each for each in source.plan.planned}
    rows = [_date(each, planned.get(each["item"]), source) for each in every[:_MOST_DATES]]
    first = table("Dates and how likely each is kept", head, rows[:_FIRST_DATES])
    more = ""
    if len(rows) > _FIRST_DATES:
        others = table("The other dates", head, rows[_FIRST_DATES:])
        number = plural(len(rows) - _FIRST_DATES, "date")
        more = f"{_rest(number, _ON_PAPER)}{others}</details>"
    rest = len(every) - len(rows)
    left = f'<p class="more">and {plural(rest, "date")} more</p>' if rest > 0 else ""
    at_risk = sum(each["at_risk"] for each in every)
    note = f"{at_risk} of {len(every)} at risk" if at_risk else "none at risk"
    tone = "bad" if at_risk else "ok"
    return f'<h2>Dates to watch <span class="tag {tone}">{note}</span></h2>{first}{more}{left}'


def _date(each: dict[str, Any], planned: Planned | None, source: Source) -> tuple[str, ...]:
    promise = ' <span class="tag">promise</span>' if each["promise"] else ""
    until = "" if each["until"] is None else f" by {day(each['until'], source.today)}"
    why = ""
    if each["at_risk"] and planned is not None:
        end = source.plan.problem.sprints[planned.last].end - timedelta(days=1)
        late = end.isoformat() > each["date"]
        when = f"{'planned after its date, to' if late else 'planned to'} {day(end, source.today)}"
        why = f'<div class="faint">{when}</div>'
    elif planned is None:
        why = '<div class="faint">no place in the plan</div>'
    return (
        text(each["title"]) + promise + why,
        day(each["date"], source.today),
        day(each["p85"], source.today) or '<span class="faint">not in sight</span>',
        f"{chance(each['probability'])}{until}",
    )


# -- where things stand ---------------------------------------------------------------------------


def _stands(source: Source) -> str:
    document = source.overview
    phase, share = document["phase"], document["forced_share"]
    limit = source.state.roadmap.thresholds.fire_share if source.state.roadmap else 0.5
    chart = share_chart(share["series"], share["now"], limit, source.phases, source.today)
    name = "Where you are is not known yet"
    why = phase["why"]
    if phase["phase"] is not None:
        said = say_phase(Phase(phase["phase"]))
        name = said[0].upper() + said[1:]
        why = why.removeprefix(f"{name}: ")
        why = why[:1].upper() + why[1:]
    since = phase["since"]
    when = ""
    if since is not None:
        when = f' <span class="faint">since {day(since["day"], source.today)}</span>'
    rows = [
        (f"Sprint {row['sprint']}", day(row["start"], source.today), percent(row["share"]))
        for row in share["series"]
        if row["share"] is not None
    ]
    head = (("Sprint", False), ("From", False), ("Share", True))
    numbers = table("Must-do share of the work done", head, rows)
    title = (
        f"<h3>Must-do share of the work done, sprint by sprint</h3>{_key(source)}" if chart else ""
    )
    return (
        f"<h2>{text(name)}{when}</h2><p>{text(why)}</p>{title}{chart}"
        f"<details><summary>The same numbers as a table</summary>{numbers}</details>"
    )


def _key(source: Source) -> str:
    """Return how the chart is read."""
    window = source.state.roadmap.thresholds.window_sprints if source.state.roadmap else 3
    now = source.overview["forced_share"]["now"]
    together = "" if now is None else f" {now:.0%} is that of the last {window} sprints together."
    return f'<p class="faint">Full hue: short-term. Tint: long-term, known before.{together}</p>'


def _levels(source: Source) -> str:
    """Return each measure that has a minimum level, and whether that is kept."""
    rows, kept, soonest = [], 0, list[date]()
    for row in standings(source.state, source.today):
        for each in row.measures:
            if each.measure.level is None:
                continue
            kept += each.breached is False
            latest = "" if each.latest is None else say_measured(each.measure, each.latest.value)
            name = (
                f'{text(each.measure.name)} <span class="faint">{text(row.principle.name)}</span>'
            )
            ahead = each.breach_ahead(source.today)
            soonest += [] if ahead is None else [ahead]
            word = _LEVELS[each.breached]
            if ahead is not None:
                word = f'<span class="tag warn">until {short_day(ahead, source.today)}</span>'
            rows.append((name, text(say_level(each.measure)), text(latest), word))
    if not rows:
        return '<h2>Minimum levels</h2><p class="muted">No minimum level is set yet.</p>'
    head = (("Measure", False), ("Minimum", False), ("Latest", True), ("", True))
    tone = "bad" if kept < len(rows) else "warn" if soonest else "ok"
    note = f'<span class="tag {tone}">{kept} of {len(rows)} kept</span>'
    if soonest:
        number = "one" if len(soonest) == 1 else str(len(soonest))
        first = short_day(min(soonest), source.today)
        note += f' <span class="tag warn">{number} by trend until {first}</span>'
    return f"<h2>Minimum levels {note}</h2>{table('Minimum acceptable levels', head, rows)}"


_LEVELS = {
    None: '<span class="faint">not known</span>',
    False: '<span class="tag ok">kept</span>',
    True: '<span class="tag bad">breached</span>',
}


def _meanings(source: Source) -> str:
    words = "".join(f"<dt>{name}</dt><dd>{said}</dd>" for name, said in _WORDS)
    found = source.forecast
    rests = "Nothing was forecast: there are no sprints or no people yet."
    if found is not None:
        rests = f"{found.trials:,} futures were drawn from the plan. {found.rests_on}"
    return (
        f'<h3>Words used here</h3><dl class="words">{words}</dl><p class="faint">{text(rests)}</p>'
    )

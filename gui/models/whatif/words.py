"""How is a scenario named and said in few words, and what does the advice say about one item?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication

from gui.models.whatif.finish import chance_tone, in_time
from gui.models.whatif.levers import Positions
from gui.models.whatif.seen import Seen
from gui.models.words import day_text, percent
from gui.paint.text import Run
from roadmap.analysis.estimates.effort import effort_days
from roadmap.analysis.simulation.advice import advice, which_keep
from roadmap.analysis.words import counted, listed, say_days, say_leverage, say_number
from roadmap.state import State
from roadmap.values import Leverage

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_LONGEST_NAME, _LONGEST_SAID = 60, 44


def _t(text: str) -> str:
    return QCoreApplication.translate("whatif", text)


def number_word(number: int) -> str:
    """A small number as a word: "three"."""
    return _NUMBERS[number] if 0 <= number < len(_NUMBERS) else f"{number:,}"


def signed(number: int) -> str:
    """A difference: "+21", "−3", nothing where there is none."""
    if number == 0:
        return ""
    return f"+{number:,}" if number > 0 else f"−{-number:,}"


def auto_name(found: Positions, state: State, changes: Sequence[str] = ()) -> str:
    """What a scenario is called until somebody names it: "Hire one engineer and shed three".

    `changes` name what no lever shows.
    """
    parts = []
    if found.hires.number:
        role = found.hires.role or _t("engineer")
        who = counted(found.hires.number, role).split(" ", 1)[1]
        parts.append(_t("hire {n} {who}").format(n=number_word(found.hires.number), who=who))
    if found.contractors.number:
        who = counted(found.contractors.number, _t("contractor")).split(" ", 1)[1]
        n = number_word(found.contractors.number)
        parts.append(_t("take on {n} {who}").format(n=n, who=who))
    parts += [_title(state, item) for item in found.invested[:1]]
    if found.shed:
        things = _t("item") if len(found.shed) == 1 else _t("items")
        parts.append(_t("shed {n} {things}").format(n=number_word(len(found.shed)), things=things))
    if found.deferred:
        things = _t("item") if len(found.deferred) == 1 else _t("items")
        n = number_word(len(found.deferred))
        parts.append(_t("defer {n} {things}").format(n=n, things=things))
    if found.leaving:
        parts.append(_t("{n} leaving").format(n=number_word(len(found.leaving))))
    parts += [*_assumed(found), *changes]
    name = listed(parts[:3]) or _t("New scenario")
    name = name[:1].upper() + name[1:]
    return name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1].rstrip() + "…"


def _assumed(found: Positions) -> list[str]:
    parts = []
    if found.inflow != 1:
        change = round((found.inflow - 1) * 100)
        word = _t("{n}% more unplanned work") if change > 0 else _t("{n}% less unplanned work")
        parts.append(word.format(n=abs(change)))
    if found.attrition:
        parts.append(_t("{share} attrition").format(share=percent(found.attrition)))
    if found.reserve_days is not None:
        parts.append(_t("reserve {days}").format(days=say_days(found.reserve_days)))
    if found.dig_out is not None:
        parts.append(_t("dig out {share}").format(share=percent(found.dig_out)))
    return parts


def detail(found: Positions, state: State, today: date, told: Sequence[str] = ()) -> str:
    """What a scenario does in a few words: "starts 17 Nov", "34 pd given up".

    `told` are sentences for the commands that no lever shows.
    """
    parts: list[str] = []
    parts += [
        _t("starts {day}").format(day=day_text(people.start, today))
        for people in (found.hires, found.contractors)
        if people.number and people.start is not None
    ]
    for item in found.invested:
        known = state.items.get(item)
        if known is not None:
            days = say_days(round(effort_days(known, state.roadmap).days, 1))
            saves = "" if known.leverage is None else f", {brief_leverage(known.leverage)}"
            parts.append(_t("{days} now{saves}").format(days=days, saves=saves))
    if found.shed:
        parts.append(_t("{days} given up").format(days=say_days(days_of(found.shed, state))))
    if found.deferred:
        parts.append(
            _t("{days} later").format(
                days=say_days(days_of([item for item, _ in found.deferred], state))
            )
        )
    parts += _assumed(found)
    if told:
        parts += dict.fromkeys(told)
    elif found.others:
        parts.append(counted(len(found.others), _t("other change")))
    return "; ".join(parts) or _t("no lever moved yet")


def brief_leverage(leverage: Leverage) -> str:
    """What an item saves, short: "saves 5 a sprint"."""
    return say_leverage(leverage).replace(" pd a sprint", " a sprint")


def lever_detail(leverage: Leverage | None) -> str:
    """What an item saves and how sure that is: "saves 5 pd a sprint, 70% sure"."""
    if leverage is None:
        return _t("done first")
    sure = "" if leverage.confidence >= 1 else _t(", {share} sure")
    return say_leverage(leverage) + sure.format(share=percent(leverage.confidence))


def days_of(items: Sequence[str], state: State) -> float:
    """The effort of items together, whole from ten person-days on."""
    known = [state.items[item] for item in items if item in state.items]
    total = sum(effort_days(item, state.roadmap).days for item in known)
    return round(total) if total >= 10 else round(total, 1)


def _brief(name: str) -> str:
    """A name in a sentence of two lines; all of it stands elsewhere."""
    return name if len(name) <= _LONGEST_SAID else name[: _LONGEST_SAID - 1].rstrip() + "…"


def _title(state: State, item: str) -> str:
    known = state.items.get(item)
    return item if known is None else known.title


# -- the advice -----------------------------------------------------------------------------------


def advice_runs(
    base: Seen,
    chosen: Seen | None,
    others: Sequence[Seen],
    item: str | None,
    *,
    brief: bool = False,
) -> list[Run]:
    """The numbers in a sentence or two, the item of the charts first; `brief` has that only."""
    if chosen is None or chosen.change is None:
        return _plan_runs(base, others, item)
    told = advice(base.compared, chosen.compared, chosen.change)
    runs = [] if item is None else _item_runs(base, chosen, item)
    if not runs:
        return [Run(" ".join(told[:2]), weight=500)]
    same = percent(in_time(base, item or "").probability or 0) == percent(
        in_time(chosen, item or "").probability or 0
    )
    dip = chosen.change.cost.dip
    if brief:
        return runs
    if same and dip is None and len(told) > 1:
        runs.append(Run(f" {told[1]}", weight=500))
    if dip is not None:
        sprint = (base.model.first_sprint or 1) + dip[0]
        runs += [
            Run(_t(" Until sprint {n} the team has ").format(n=sprint), weight=500),
            Run(_person_days(dip[1]), weight=600),
            Run(_t(" less."), weight=500),
        ]
    return runs


def advice_rest(base: Seen, chosen: Seen | None) -> str:
    """All that the numbers say about a scenario, for the tooltip and Advanced."""
    if chosen is None or chosen.change is None:
        return ""
    return "\n".join(advice(base.compared, chosen.compared, chosen.change))


def _item_runs(base: Seen, chosen: Seen, item: str) -> list[Run]:
    before, after = in_time(base, item).probability, in_time(chosen, item).probability
    title = _t("“{title}”").format(title=_brief(_title(base.compared.state, item)))
    name = _brief(chosen.name)
    if before is None or after is None:
        return []
    same = percent(before) == percent(after)
    verb = _t("leaves") if same else _t("lifts") if after > before else _t("lowers")
    runs = [
        Run(_t("“{name}” {verb} {title} ").format(name=name, verb=verb, title=title), weight=500)
    ]
    if same:
        runs.append(Run(_t("at "), weight=500))
    else:
        runs += [
            Run(_t("from "), weight=500),
            Run(percent(before), chance_tone(before), 600),
            Run(_t(" to "), weight=500),
        ]
    runs.append(Run(percent(after), chance_tone(after), 600))
    change = chosen.change.items.get(item) if chosen.change is not None else None
    later = 0.0 if change is None else change.apart.later / change.apart.trials
    text = _t(" in time and is later in {share} of futures.") if later else _t(" in time.")
    runs.append(Run(text.format(share=percent(later)), weight=500))
    return runs


def _plan_runs(base: Seen, others: Sequence[Seen], item: str | None) -> list[Run]:
    now = None if item is None else in_time(base, item).probability
    if item is None or now is None:
        return [Run(_t("No open item has a date within the sprints looked at."), weight=500)]
    title = _t("“{title}”").format(title=_title(base.compared.state, item))
    runs = [
        Run(_t("As planned {title} is in time in ").format(title=title), weight=500),
        Run(percent(now), chance_tone(now), 600),
        Run(_t(" of futures."), weight=500),
    ]
    changed = [each for each in others if each.change is not None]
    if now < 0.85 and changed:
        kept = [each for each in changed if (in_time(each, item).probability or 0) >= 0.85]
        names = listed([f"“{each.name}”" for each in kept])
        said = _t(" 85% or more with {names}.").format(names=names)
        nothing = _t(" Nothing compared here lifts it to 85%.")
        runs.append(Run(said if kept else nothing, weight=500))
    return runs


def keepers(base: Seen, others: Sequence[Seen]) -> tuple[str, ...]:
    """For each mandatory date at risk the scenarios that keep it and what they cost."""
    changed = [(each.compared, each.change) for each in others if each.change is not None]
    return which_keep(base.compared, [one for one, _ in changed], [two for _, two in changed])


def _person_days(days: float) -> str:
    if days >= 9.95:
        return counted(round(days), "person-day")
    return _t("{n} person-days").format(n=say_number(days))

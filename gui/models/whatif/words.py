"""How is a scenario named, and said in few words?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication

from gui.models.whatif.levers import Positions
from gui.models.words import day_text, percent
from roadmap.analysis.estimates.effort import effort_days
from roadmap.analysis.leverage.leverage import LeverageKey, leverage
from roadmap.analysis.words import counted, listed, say_days, say_leverage, say_number
from roadmap.state import Item, State

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_LONGEST_NAME = 60
_LEAST = 0.05  # person-days a sprint; less is no difference


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
            said = saving_words(known, state, today).replace(" pd a sprint", " a sprint")
            saves = f", {said}" if said else ""
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


def saving_words(item: Item, state: State, today: date) -> str:
    """What an item saves: as promised, or less where no more arrives: "saves 0.9 of 1.6 pd"."""
    if item.leverage is None:
        return ""
    paybacks = leverage(state, LeverageKey(today)).paybacks
    saving = next((each.saving for each in paybacks if each.item == item.id), None)
    if saving is None or saving.of + _LEAST >= saving.promised:
        return say_leverage(item.leverage)
    said = _t("saves {least} of {promised} a sprint")
    least, promised = round(saving.expected, 1), round(saving.promised, 1)
    return said.format(least=say_number(least), promised=say_days(promised))


def lever_detail(item: Item, state: State, today: date) -> str:
    """What an item saves and how sure that is: "saves 5 pd a sprint, 70% sure"."""
    known = item.leverage
    if known is None:
        return _t("done first")
    sure = "" if known.confidence >= 1 else _t(", {share} sure")
    return saving_words(item, state, today) + sure.format(share=percent(known.confidence))


def days_of(items: Sequence[str], state: State) -> float:
    """The effort of items together, whole from ten person-days on."""
    known = [state.items[item] for item in items if item in state.items]
    total = sum(effort_days(item, state.roadmap).days for item in known)
    return round(total) if total >= 10 else round(total, 1)


def _title(state: State, item: str) -> str:
    known = state.items.get(item)
    return item if known is None else known.title

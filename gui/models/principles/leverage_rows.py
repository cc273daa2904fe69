"""Which properties does the panel show of something that pays back, or of a promise that is due?"""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from gui.models.principles.leverage import category_word, payback_text, signed
from gui.models.words import day_text, percent
from gui.paint.text import Run
from gui.widgets.inspector_panel import PropertyRow
from roadmap.analysis.leverage.kept import Promise, Side
from roadmap.analysis.leverage.leverage import Payback
from roadmap.analysis.words import counted, say_days, say_number
from roadmap.state import State
from roadmap.values import Leverage, LeverageEffect

_NEAR = 0.05  # person-days: less is not seen with one decimal


def _t(text: str) -> str:
    return QCoreApplication.translate("principles", text)


def payback_properties(state: State, each: Payback) -> tuple[PropertyRow, ...]:
    """Return what an open item promises, from when on, and when it has paid back."""
    said = state.items[each.item].leverage
    rows = [
        PropertyRow(_t("Effort"), (Run(say_days(each.days)),)),
        PropertyRow(_t("Promises"), (_a_sprint(each.saving.promised),)),
    ]
    if said is not None:
        rows += _expected(each, said.confidence)
        rows.append(PropertyRow(_t("Acts on"), _acts_on(state, each, said)))
        if said.delay_sprints:
            delay = _t("{n} sprints after it is done").format(n=say_number(said.delay_sprints))
            rows.append(PropertyRow(_t("Begins"), (Run(delay),)))
    rows.append(PropertyRow(_t("Pays back"), (Run(payback_text(each), weight=600),)))
    if each.category is not None:
        rows.append(PropertyRow(_t("How"), (Run(category_word(each.category)),)))
    return tuple(rows)


def _a_sprint(days: float) -> Run:
    return Run(_t("{n} pd a sprint").format(n=signed(days)))


def _expected(each: Payback, confidence: float) -> list[PropertyRow]:
    """Return what is reckoned with where it is less than what is promised, and why it is."""
    why = ""
    if 0 < each.saving.expected < each.saving.promised * confidence - _NEAR:
        why = _t("as no more arrives")
    elif confidence < 1.0:
        why = _t("confidence {share}").format(share=percent(confidence))
    if not why:
        return []
    value = Run(f"{signed(each.saving.expected)} pd, ")
    return [PropertyRow(_t("Expected"), (value, Run(why, "muted")))]


def _acts_on(state: State, each: Payback, said: Leverage) -> tuple[Run, ...]:
    if said.effect is LeverageEffect.PRODUCTIVITY:
        return (Run(_t("{n} pd a sprint of capacity").format(n=signed(each.saving.of))),)
    stream = state.streams.get(said.stream)
    name = said.stream or _t("all that arrives")
    if stream is not None and stream.name:
        name = stream.name
    if each.saving.of <= 0:
        return (Run(name), Run(_t(": nothing of it arrives"), "warn"))
    load = _t(", {n} pd a sprint").format(n=signed(each.saving.of))
    return (Run(name), Run(load, "muted"))


def kept_properties(each: Promise, today: date) -> tuple[PropertyRow, ...]:
    """Return what was promised and what was seen, before and after."""
    rows = [
        PropertyRow(_t("Done"), (Run(day_text(each.done_on, today)),)),
        PropertyRow(_t("Promised"), (_a_sprint(each.promised),)),
    ]
    seen = each.observed
    if seen is not None:
        value = Run(_t("{n} pd a sprint").format(n=signed(seen.saved)), weight=600)
        wide = _t("{low} to {high} in 8 of 10 cases").format(
            low=signed(seen.low), high=signed(seen.high)
        )
        rows.append(PropertyRow(_t("Observed"), (value,)))
        rows.append(PropertyRow(_t("Range"), (Run(wide, "muted"),)))
    rows.append(PropertyRow(_t("Before"), _side(each.before)))
    rows.append(PropertyRow(_t("After"), _side(each.after)))
    if each.freed is not None:
        freed = _t("{n} pd so far").format(n=signed(each.freed))
        rows.append(PropertyRow(_t("Freed"), (Run(freed, weight=600),)))
    return tuple(rows)


def _side(side: Side) -> tuple[Run, ...]:
    if not side.sprints:
        return (Run(_t("no closed sprint yet"), "muted"),)
    words = _t("{days} a sprint").format(days=say_days(round(side.days, 1)))
    if side.counted:
        number = say_number(round(side.arrivals, 1))
        arrivals = _t("1 arrival") if number == "1" else _t("{n} arrivals").format(n=number)
        words = f"{arrivals}, {words}"
    over = _t(", {n}").format(n=counted(side.sprints, _t("closed sprint")))
    return (Run(words), Run(over, "muted"))

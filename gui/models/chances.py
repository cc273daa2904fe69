"""How is a probability said, and when does it want a colour? The same everywhere.

85% and more is fine, from 70% on it is in danger, less is bad; in dense lists only the last two are
coloured. What is nearly sure is not called sure.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from gui.models.words import day_text, long_day_text, percent
from gui.tokens import Tone
from roadmap.analysis.planning.forecast import MIDDLE, SAFE, DateChance, PlanForecast

FINE, DANGER = 0.85, 0.70
_NEARLY = 0.995


def _t(text: str) -> str:
    return QCoreApplication.translate("chances", text)


def chance_text(chance: float) -> str:
    """Return "58%"; what is nearly sure is "over 99%", in the few pixels that a card has."""
    return ">99%" if _NEARLY <= chance < 1 else percent(chance)


def dense_tone(chance: float) -> Tone:
    """Return the tone in a list or on a card: only what is in danger has one.

    It goes by the number that is read: 84.6% says 85% and is fine.
    """
    said = round(chance, 2)
    if said >= FINE:
        return "muted"
    return "warn" if said >= DANGER else "bad"


def range_text(found: PlanForecast, item: str) -> str:
    """Return "P50 13 Dec, P85 31 Dec", and what of it is not in sight."""
    days = [(name, found.day(item, share)) for name, share in (("P50", MIDDLE), ("P85", SAFE))]
    today = found.last_days[0] if found.last_days else None
    if today is None or days[0][1] is None:
        return _t("not in sight in half of the futures or more")
    parts = [
        f"{name} {_t('not in sight') if day is None else day_text(day, today)}"
        for name, day in days
    ]
    return ", ".join(parts)


def date_chance_text(chance: DateChance) -> str:
    """Return "kept in 74% of the futures", or what is known of a date that no sprint ends by."""
    if chance.probability is None:
        return _t("{day} lies beyond the sprints looked at").format(day=long_day_text(chance.date))
    if chance.until is not None:
        return _t("{day} lies within this sprint; by its end, {end}, it is done in {share}").format(
            day=long_day_text(chance.date),
            end=long_day_text(chance.until),
            share=chance_text(chance.probability),
        )
    return _t("{day} is kept in {share} of the futures").format(
        day=long_day_text(chance.date), share=chance_text(chance.probability)
    )


def interval_text(chance: DateChance) -> str:
    """Return the interval of a probability, "" without one; it is the simulation's own error."""
    if chance.low is None or chance.high is None:
        return ""
    low, high = percent(chance.low), percent(chance.high)
    return _t("{low} to {high}: simulation error only").format(low=low, high=high)


def rests_on_text(found: PlanForecast) -> str:
    """Return on what the forecast rests and of how many futures it is."""
    text = _t("{rests} {n} futures.") if found.whole else _t("{rests} The first {n} futures.")
    return text.format(rests=found.rests_on, n=f"{found.trials:,}")


def basis_text(found: PlanForecast) -> str:
    """Return on what the forecast rests, and how far earlier ones held."""
    return f"{rests_on_text(found)} {found.so_far}".strip()

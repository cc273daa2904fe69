"""Where does a day lie, and which months, weeks and days are named at this scale?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

LEAST, MOST = 0.12, 56.0  # pixels a day: some thirty years in a window, or three weeks
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_STEPS = (1, 2, 3, 6, 12, 24, 60, 120)


@dataclass(frozen=True, slots=True)
class Scale:
    """A linear scale: the day ``origin`` (an ordinal, a fraction allowed) lies at ``left``."""

    left: float
    origin: float
    day: float

    def x(self, day: float) -> float:
        """The place of the beginning of a day."""
        return self.left + (day - self.origin) * self.day

    def day_at(self, x: float) -> float:
        """The day at a place."""
        return self.origin + (x - self.left) / self.day

    def zoomed(self, factor: float, about: float) -> Scale:
        """The scale after a zoom that keeps the day at ``about`` where it is, within the bounds."""
        wanted = min(MOST, max(LEAST, self.day * factor))
        fixed = self.day_at(about)
        return replace(self, day=wanted, origin=fixed - (about - self.left) / wanted)


@dataclass(frozen=True, slots=True)
class Tick:
    """A beginning on the axis, its words, and whether it begins a year."""

    day: int
    text: str
    year: bool = False


def month_ticks(scale: Scale, right: float, least: float = 46.0) -> list[Tick]:
    """Beginnings of months from the one at the scale's left edge to ``right``, thinned to fit.

    The first one and each January name the year where there is room for it.
    """
    step = next((each for each in _STEPS if scale.day * 30.4 * each >= least), 240)
    first = _clamp(scale.day_at(scale.left))
    month = first.year * 12 + first.month - 1
    month -= month % step
    ticks: list[Tick] = []
    roomy = scale.day * 30.4 * step >= 96
    while True:
        year, number = divmod(month, 12)
        if not 1 <= year <= 9998:
            return ticks
        day = date(year, number + 1, 1).toordinal()
        if scale.x(day) > right:
            return ticks
        name = _MONTHS[number] if roomy else _MONTHS[number][:3]
        if step >= 12:
            name = str(year)
        elif number == 0 or not ticks:
            name = f"{name} {year}" if roomy else str(year) if number == 0 else name
        ticks.append(Tick(day, name, number == 0))
        month += step


def day_ticks(scale: Scale, right: float) -> list[Tick]:
    """Days by number where each has 20 pixels, Mondays where a week has 34, else none."""
    if scale.day * 7 < 34:
        return []
    every = 1 if scale.day >= 20 else 7
    day = int(scale.day_at(scale.left))
    day -= (day - 1) % every if every == 7 else 0  # ordinal 1 is a Monday
    ticks = []
    while scale.x(day) <= right:
        ticks.append(Tick(day, str(_clamp(day).day)))
        day += every
    return ticks


def thinned(places: Iterator[tuple[float, str]], least: float) -> Iterator[tuple[float, str]]:
    """Yield those of the places, in order, that are at least so far apart."""
    free = float("-inf")
    for x, text in places:
        if x >= free:
            yield x, text
            free = x + least


def _clamp(day: float) -> date:
    return date.fromordinal(min(max(int(day), 1), date.max.toordinal()))

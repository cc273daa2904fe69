"""How do the domain's words, days and numbers stand on the screen?

Only how they are written: what they are is the engine's answer. Days come as people say them, the
year only where it is not the one that anybody would think of.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QCoreApplication

from gui.tokens import Family, WorkRole
from roadmap.analysis.planning.coming_capacity import ComingCapacity
from roadmap.analysis.words import say_days, say_number
from roadmap.state import Item
from roadmap.values import Driver, Estimate, Forcing, Horizon, Kind, Quadrant, Status

MUST_DO = (Quadrant.FORCED_SHORT_TERM, Quadrant.FORCED_LONG_TERM)
SHORT_TERM = (Quadrant.FORCED_SHORT_TERM, Quadrant.DISCRETIONARY_SHORT_TERM)
FOUR = (
    Quadrant.FORCED_SHORT_TERM,
    Quadrant.FORCED_LONG_TERM,
    Quadrant.DISCRETIONARY_SHORT_TERM,
    Quadrant.DISCRETIONARY_LONG_TERM,
)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_PLAIN_DAYS = 330  # within this distance nobody asks which year is meant
_WEEKS_FROM = 21  # days; less than that are counted one by one

_SYMBOLS = {"EUR": "€", "USD": "$", "GBP": "£"}


def _t(text: str) -> str:
    return QCoreApplication.translate("words", text)


@dataclass(frozen=True, slots=True)
class DriverWord:
    """A driver on the screen: in full, short for a card, and its Lucide icon."""

    driver: Driver
    text: str
    short: str
    icon: str


_DRIVERS = (
    (Driver.INCIDENT, "Incident", "Incident", "zap"),
    (Driver.SECURITY_VULNERABILITY, "Security vulnerability", "Security", "shield"),
    (Driver.KEY_USER, "Key user", "Key user", "user"),
    (Driver.SCALING_LIMIT, "Scaling limit", "Scaling limit", "gauge"),
    (Driver.CRITICAL_LAUNCH, "Critical launch", "Launch", "rocket"),
    (Driver.REGULATION, "Regulation", "Regulation", "scale"),
    (Driver.END_OF_LIFE, "End of life", "End of life", "hourglass"),
    (Driver.COST_CEILING, "Cost ceiling", "Cost ceiling", "circle-euro"),
)


def drivers() -> tuple[DriverWord, ...]:
    """The eight drivers in the order of their keys 1 to 8."""
    return tuple(DriverWord(driver, _t(a), _t(b), icon) for driver, a, b, icon in _DRIVERS)


def driver_word(driver: Driver) -> DriverWord:
    """The words of one driver."""
    return next(word for word in drivers() if word.driver is driver)


def work_role(quadrant: Quadrant) -> WorkRole:
    """Which hue a quadrant has."""
    if quadrant is Quadrant.UNSORTED:
        return "unsorted"
    return "must" if quadrant in MUST_DO else "choice"


def family_of(quadrant: Quadrant) -> Family:
    """Which family of tags a quadrant has."""
    if quadrant is Quadrant.UNSORTED:
        return "neutral"
    return "must" if quadrant in MUST_DO else "choice"


def tag_word(quadrant: Quadrant) -> str:
    """Must do or choice."""
    if quadrant is Quadrant.UNSORTED:
        return _t("unsorted")
    return _t("must do") if quadrant in MUST_DO else _t("choice")


def quadrant_tag(quadrant: Quadrant) -> str:
    """Both axes in words: "must do, long-term"."""
    if quadrant is Quadrant.UNSORTED:
        return _t("unsorted")
    length = _t("short-term") if quadrant in SHORT_TERM else _t("long-term")
    return f"{tag_word(quadrant)}, {length}"


def meaning(quadrant: Quadrant) -> str:
    """What stands in a quadrant, as its head says it."""
    return {
        Quadrant.FORCED_SHORT_TERM: _t("Must happen now, done within two sprints"),
        Quadrant.FORCED_LONG_TERM: _t("Must happen by a date that is already known"),
        Quadrant.DISCRETIONARY_SHORT_TERM: _t("What users asked for, done within two sprints"),
        Quadrant.DISCRETIONARY_LONG_TERM: _t("Chosen bets that change how all teams work"),
        Quadrant.UNSORTED: _t("Not on the grid yet"),
    }[quadrant]


def short_meaning(quadrant: Quadrant) -> str:
    """The same in a few words, for a target to sort into."""
    return {
        Quadrant.FORCED_SHORT_TERM: _t("must do, within two sprints"),
        Quadrant.FORCED_LONG_TERM: _t("must do, by a known date"),
        Quadrant.DISCRETIONARY_SHORT_TERM: _t("choice, within two sprints"),
        Quadrant.DISCRETIONARY_LONG_TERM: _t("choice, longer"),
        Quadrant.UNSORTED: _t("later"),
    }[quadrant]


def short_name(name: str) -> str:
    """The first word or words of a quadrant's name, where there is no room for all of it."""
    for stop in (" for ", " and targeted ", " improvements"):
        if stop in name:
            rest = " and " + name.split(stop)[1] if stop == " and targeted " else ""
            return name.split(stop, maxsplit=1)[0] + rest
    return name


def axes(quadrant: Quadrant) -> tuple[Forcing | None, Horizon | None]:
    """The classification that puts an item into a quadrant."""
    if quadrant is Quadrant.UNSORTED:
        return None, None
    forcing = Forcing.FORCED if quadrant in MUST_DO else Forcing.DISCRETIONARY
    return forcing, Horizon.SHORT_TERM if quadrant in SHORT_TERM else Horizon.LONG_TERM


def status_word(status: Status) -> str:
    """A status in words."""
    return {
        Status.OPEN: _t("Open"),
        Status.IN_PROGRESS: _t("In progress"),
        Status.DONE: _t("Done"),
        Status.SHED: _t("Shed"),
    }[status]


def kind_word(kind: Kind) -> str:
    """Foundation or innovation."""
    return _t("Foundation") if kind is Kind.FOUNDATION else _t("Innovation")


def whole_days_text(value: float) -> str:
    """Person-days of many items, where a tenth says nothing."""
    return say_days(round(value) if value >= 10 else value)


def brief_days_text(value: float) -> str:
    """Person-days where the room is short: "49k pd", in full below ten thousand."""
    return f"{say_number(round(value / 1000))}k pd" if value >= 10_000 else whole_days_text(value)


def items_text(count: int) -> str:
    """How many items."""
    return _t("1 item") if count == 1 else _t("{n} items").format(n=f"{count:,}")


def percent(share: float) -> str:
    """A share in whole percent; what is there never shows as nothing."""
    if 0 < share < 0.005:
        return "<1%"
    return f"{share * 100:.0f}%"


def capacity_text(effort_days: float, capacity: ComingCapacity) -> str:
    """What work is of the coming sprints: "18 pd is 41% of the next three sprints"."""
    effort, share = whole_days_text(effort_days), percent(capacity.share(effort_days))
    if capacity.sprints == 1:
        return _t("{effort} is {share} of the next sprint").format(effort=effort, share=share)
    words = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    count = capacity.sprints
    said = _t(words[count - 2]) if count - 2 < len(words) else f"{count:,}"
    text = _t("{effort} is {share} of the next {count} sprints")
    return text.format(effort=effort, share=share, count=said)


def money(amount: float, currency: str) -> str:
    """An amount as it stands in the table: "€16,640", "CHF 1,200"."""
    symbol = _SYMBOLS.get(currency)
    sign = "−" if amount < -0.5 else ""
    text = f"{abs(amount):,.0f}"
    return f"{sign}{symbol}{text}" if symbol else f"{sign}{currency} {text}"


def estimate_text(estimate: Estimate) -> str:
    """An estimate as it would be typed: 3, 2-5 or 2/3/8."""
    if estimate.low is None or estimate.high is None:
        return say_number(estimate.likely)
    parts = (estimate.low, estimate.likely, estimate.high)
    return "/".join(say_number(part) for part in parts)


def day_text(day: date, today: date) -> str:
    """A day for a card or a row: "27 Nov", with the year where it is far from today."""
    text = f"{day.day} {_MONTHS[day.month - 1]}"
    return text if abs((day - today).days) < _PLAIN_DAYS else f"{text} {day.year}"


def long_day_text(day: date) -> str:
    """A day in full: "Fri 26 Feb 2027"."""
    return f"{_WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"


def span_text(days: int) -> str:
    """How long so many days are: "1 day", "12 days", and in weeks from three on, "7 weeks"."""
    if days < _WEEKS_FROM:
        return _t("1 day") if days == 1 else _t("{n} days").format(n=days)
    return _t("{n} weeks").format(n=f"{round(days / 7):,}")


def key_of(item: Item) -> str:
    """The key that people know the item by in its tracker, "" where it comes from nowhere."""
    return item.external[0].key if item.external else ""

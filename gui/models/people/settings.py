"""Which settings of planning does the page offer, and where does each default come from?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal

from PySide6.QtCore import QCoreApplication

from gui.models.words import percent
from roadmap.analysis.words import say_number
from roadmap.records.planning import Planning
from roadmap.records.staff import ReserveKind

Kind = Literal["share", "number", "count", "switch", "reserve"]


def _t(text: str) -> str:
    return QCoreApplication.translate("people", text)


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: its path in Planning ("ramp.weeks"), words, unit and where it comes from.

    `optional` settings can be none.
    """

    key: str
    text: str
    kind: Kind
    source: str
    unit: str = ""
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """Settings that belong together; `side` 1 stands at the right."""

    title: str
    settings: tuple[Setting, ...]
    side: int = 0


def sections() -> tuple[Section, ...]:
    """The settings in the order of the page."""
    return (
        Section(
            _t("Capacity"),
            (
                Setting(
                    "focus",
                    _t("Focus"),
                    "share",
                    _t("Of the time present, after on-call: what meetings and support leave."),
                ),
                Setting(
                    "focus_learned",
                    _t("Learn the focus"),
                    "switch",
                    _t("From closed sprints once three are closed: done by days present."),
                ),
                Setting(
                    "in_progress_limit",
                    _t("Items in progress"),
                    "count",
                    _t("At most so many at once; emergencies are never refused."),
                    optional=True,
                ),
            ),
        ),
        Section(
            _t("Newcomers"),
            (
                Setting(
                    "ramp.weeks",
                    _t("Ramp"),
                    "number",
                    _t(
                        "Surveys 3 to 9 months; Larson 6 to 12; Zhou and Mockus 2 to 6 months in "
                        "small projects, 12 in large ones."
                    ),
                    _t("weeks"),
                ),
                Setting(
                    "ramp.start",
                    _t("Speed on the first day"),
                    "share",
                    _t("Our assumption: a tenth of full speed."),
                ),
                Setting(
                    "ramp.mentor",
                    _t("Mentor's share"),
                    "share",
                    _t("Our assumption: a quarter of the newcomer's time, from the mentor's."),
                ),
                Setting(
                    "contractor_ramp_weeks",
                    _t("Contractor's ramp"),
                    "number",
                    _t("Our assumption: contractors know the trade already."),
                    _t("weeks"),
                ),
                Setting(
                    "hire_delay_weeks",
                    _t("Hiring takes"),
                    "number",
                    _t("Our assumption: from the decision to the first day."),
                    _t("weeks"),
                ),
                Setting(
                    "interview_days",
                    _t("Interviews"),
                    "number",
                    _t("Our assumption: for one hire, spread over the delay."),
                    _t("person-days"),
                ),
            ),
            side=1,
        ),
        Section(
            _t("Reserve for what arrives unplanned"),
            (
                Setting(
                    "reserve",
                    _t("Kind"),
                    "reserve",
                    _t("From the interruptions of closed sprints, a fixed number, or none."),
                ),
                Setting(
                    "reserve_percentile",
                    _t("Enough for"),
                    "share",
                    _t("The growth of this percentile of arrivals, sprint by sprint."),
                ),
                Setting(
                    "reserve_days",
                    _t("Fixed"),
                    "number",
                    _t("A sprint, all teams; also used while no sprint is closed."),
                    _t("person-days"),
                    optional=True,
                ),
            ),
        ),
        Section(
            _t("Balance"),
            (
                Setting(
                    "dig_out_share",
                    _t("Dig-out share"),
                    "share",
                    _t("Of capacity, for choices that lower later must-do work."),
                ),
                Setting(
                    "foundation_low",
                    _t("Foundation, at least"),
                    "share",
                    _t("The band of foundation work beside innovation."),
                ),
                Setting("foundation_high", _t("Foundation, at most"), "share", _t("Of choices.")),
            ),
        ),
    )


def value_of(planning: Planning, key: str) -> Any:
    """Return a setting by its path."""
    found: Any = planning
    for name in key.split("."):
        found = getattr(found, name)
    return found


def changed(planning: Planning, key: str, value: Any) -> Planning:
    """Return the settings with one of them changed."""
    head, _, rest = key.partition(".")
    if rest:
        return replace(planning, **{head: replace(getattr(planning, head), **{rest: value})})
    return replace(planning, **{key: value})


def say_value(setting: Setting, value: Any) -> str:
    """Return a value as the page says it: "60%", "26 weeks", "none"."""
    if value is None:
        return _t("none")
    match setting.kind:
        case "share":
            return percent(value)
        case "switch":
            return _t("on") if value else _t("off")
        case "reserve":
            return reserve_words()[ReserveKind(value)]
        case _:
            return f"{say_number(value)} {setting.unit}".strip()


def reserve_words() -> dict[ReserveKind, str]:
    """The kinds of reserve as people say them."""
    return {
        ReserveKind.PERCENTILE: _t("What closed sprints needed"),
        ReserveKind.DAYS: _t("A fixed number of days"),
        ReserveKind.OFF: _t("None"),
    }

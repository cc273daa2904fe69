"""The stage of the sample: the roadmap's settings, teams, components and the teams it serves."""

from __future__ import annotations

from datetime import date, datetime

from roadmap.commands import Command
from roadmap.commands.roadmap import (
    AddComponent,
    AddConsumer,
    AddHoliday,
    AddTeam,
    CreateRoadmap,
    EditRoadmap,
)
from roadmap.decide.settings import FIVE_PRINCIPLES
from roadmap.sample.script import INES, LENA, MAYA, TOMAS, ZONE, Story, on, story
from roadmap.values import Criticality, derived_id

NAME = "Harbour Platform"
RUNTIME = "Runtime"
DELIVERY = "Delivery"
_HIGH, _MEDIUM = (Criticality.HIGH, Criticality.MEDIUM)
_COMPONENTS = (
    ("Payments database", _HIGH, "Ines Duarte", RUNTIME),
    ("Orders database", _HIGH, "Ines Duarte", RUNTIME),
    ("Message queue", _HIGH, "Ines Duarte", RUNTIME),
    ("Object store", _HIGH, "Ines Duarte", RUNTIME),
    ("Edge proxies", _HIGH, "Tomas Reyes", RUNTIME),
    ("Host fleet", _MEDIUM, "Tomas Reyes", RUNTIME),
    ("Identity and secrets", _HIGH, "Tomas Reyes", RUNTIME),
    ("Log cluster", _MEDIUM, "Tomas Reyes", RUNTIME),
    ("Build cluster", _MEDIUM, "Lena Svensson", DELIVERY),
    ("Deploy pipeline", _HIGH, "Lena Svensson", DELIVERY),
)
_CONSUMERS = (
    *(("Checkout", "developers"), ("Payments", "developers"), ("Orders", "developers")),
    *(("Search", "developers"), ("Catalogue", "developers"), ("Accounts", "developers")),
    *(("Mobile", "developers"), ("Partners", "end users"), ("Fraud", "developers")),
    *(("Reporting", "developers"), ("Logistics", "developers"), ("Pricing", "developers")),
    *(("Notifications", "developers"), ("Customer support", "operators")),
)
EVERYBODY = tuple((name for name, _ in _CONSUMERS))
_HOLIDAYS = (
    ("2025-10-03", "Day of German Unity"),
    ("2025-12-25", "Christmas Day"),
    ("2025-12-26", "Boxing Day"),
    ("2026-01-01", "New Year's Day"),
    ("2026-04-03", "Good Friday"),
    ("2026-04-06", "Easter Monday"),
    ("2026-05-01", "Labour Day"),
    ("2026-05-14", "Ascension Day"),
    ("2026-05-25", "Whit Monday"),
    ("2026-12-25", "Christmas Day"),
)


def team_of(component: str | None) -> str | None:
    """Return the name of the team that looks after a component."""
    return next((team for name, _, _, team in _COMPONENTS if name == component), None)


def beats(made_on: datetime) -> Story:
    """Return the decisions that set the stage; `made_on` is the real time of their making."""
    return story(
        on("2025-06-02 08:30", MAYA, "One place for what we do and why").do(_create(made_on)),
        on("2025-06-02 08:34", MAYA, "We plan and are on call in two groups").do(*_teams()),
        on("2025-06-02 08:41", TOMAS, "From the service catalogue, owners as of today").do(
            *_parts()
        ),
        on("2025-06-02 08:46", LENA, "Whoever opened a request this year").do(*_consumers()),
        on("2025-06-02 08:50", INES, "Nobody deploys on these days").do(*_holidays()),
        on("2025-06-02 08:55", MAYA, "What finance uses for cost cases").do(
            EditRoadmap(fields={"day_rate": 720.0, "currency": "EUR"})
        ),
    )


def _create(made_on: datetime) -> Command:
    return CreateRoadmap(
        fields={"name": NAME, "zone": ZONE, "sprint_days": 14, "sprint_start": date(2025, 6, 2)},
        principles=tuple(derived_id("harbour", "principle", name) for name in FIVE_PRINCIPLES),
        made_on=made_on,
    )


def _teams() -> list[Command]:
    return [
        AddTeam(team=derived_id("harbour", "team", name), fields={"name": name})
        for name in (RUNTIME, DELIVERY)
    ]


def _parts() -> list[Command]:
    return [
        AddComponent(
            component=derived_id("harbour", "component", name),
            fields={"name": name, "criticality": criticality, "owner": owner, "team": team},
        )
        for name, criticality, owner, team in _COMPONENTS
    ]


def _consumers() -> list[Command]:
    return [
        AddConsumer(
            consumer=derived_id("harbour", "consumer", name),
            fields={"name": name, "segment": segment},
        )
        for name, segment in _CONSUMERS
    ]


def _holidays() -> list[Command]:
    return [
        AddHoliday(
            holiday=derived_id("harbour", "holiday", day), day=date.fromisoformat(day), name=name
        )
        for day, name in _HOLIDAYS
    ]

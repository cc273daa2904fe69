"""Levels, check-ups and capabilities of the small roadmap, for the tests of Principles."""

from __future__ import annotations

from datetime import date, timedelta

from roadmap.commands import Command
from roadmap.commands.expectations import AddCapability
from roadmap.commands.items import EditItem
from roadmap.commands.levels import (
    AddCheckup,
    AddMeasure,
    DoCheckup,
    GivenMeasurement,
    LogMeasurements,
)
from roadmap.commands.roadmap import AddComponent
from roadmap.records.levels import CheckupOutcome, Comparator, LoadCondition, Statistic
from tests.gui.views.harbour import CACHE, TODAY

EDGE, LEDGER = "0000000401", "0000000402"
API, UPTIME, PATCHES, CODE = "0000000411", "0000000412", "0000000413", "0000000414"
DRILL, LOAD_TEST = "0000000421", "0000000422"
INGEST, BUILDS = "0000000431", "0000000432"


def weekly(measure: str, *values: float, last: date = TODAY) -> list[GivenMeasurement]:
    """Return a value a week, the last one on `last`."""
    first = last - timedelta(weeks=len(values) - 1)
    return [
        GivenMeasurement(
            measure=measure, day=first + timedelta(weeks=n), value=value, source="dashboard"
        )
        for n, value in enumerate(values)
    ]


LEVELS: tuple[Command, ...] = (
    AddComponent(component=EDGE, fields={"name": "Edge"}),
    AddComponent(component=LEDGER, fields={"name": "Ledger"}),
    AddMeasure(
        measure=API,
        fields={
            "name": "API answers at peak",
            "principle": "Latency",
            "component": "Edge",
            "statistic": Statistic.P99,
            "comparator": Comparator.AT_MOST,
            "unit": "ms",
            "window": "5 minutes",
            "load": LoadCondition.PEAK,
            "level": 250.0,
        },
    ),
    AddMeasure(
        measure=UPTIME,
        fields={
            "name": "Payments answered",
            "principle": "Reliability",
            "statistic": Statistic.RATIO,
            "comparator": Comparator.AT_LEAST,
            "unit": "%",
            "window": "30 days",
            "level": 99.0,
        },
    ),
    AddMeasure(
        measure=PATCHES,
        fields={
            "name": "Age of patches",
            "principle": "Security",
            "comparator": Comparator.AT_MOST,
            "unit": "days",
            "level": 14.0,
            "provisional": True,
        },
    ),
    AddMeasure(
        measure=CODE,
        fields={"name": "Hosts as code", "principle": "Usability", "unit": "%"},
    ),
    LogMeasurements(
        measurements=(
            *weekly(API, 220, 228, 236, 244, 252, 262),
            *weekly(UPTIME, 99.5, 99.52, 99.49, 99.5, 99.51, 99.5),
            *weekly(PATCHES, 6, 7, 8, 9, 10, 11, 12),
        )
    ),
    EditItem(item=CACHE, fields={"protects": (API,)}),
)
CHECKUPS: tuple[Command, ...] = (
    AddCheckup(
        checkup=DRILL,
        fields={
            "name": "Restore drill",
            "component": "Ledger",
            "every_days": 28,
            "since": TODAY - timedelta(days=60),
        },
    ),
    AddCheckup(
        checkup=LOAD_TEST,
        fields={"name": "Twice the load", "component": "Edge", "every_days": 91},
    ),
    DoCheckup(checkup=LOAD_TEST, outcome=CheckupOutcome.TO_STRENGTHEN, note="Queues at 1.6"),
)
CAPABILITIES: tuple[Command, ...] = (
    AddCapability(
        capability=INGEST,
        fields={"name": "Log ingest", "unit": "TB", "capacity": 10.0, "load": 9.0},
    ),
    AddCapability(capability=BUILDS, fields={"name": "Builds at once"}),
)

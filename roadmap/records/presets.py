"""Which measures are offered for the five principles, each whole but for the level to agree on.

A preset suggests what to measure and how; `suggested` is a level to begin the talk with and is
never set by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from roadmap.records.levels import Comparator, LoadCondition, Statistic


@dataclass(frozen=True, slots=True)
class Preset:
    """One measure that is offered; `principle` is the name of the principle it belongs to."""

    key: str
    name: str
    principle: str
    statistic: Statistic
    comparator: Comparator
    unit: str
    window: str
    load: LoadCondition = LoadCondition.AVERAGE
    suggested: float | None = None

    @property
    def fields(self) -> dict[str, Any]:
        """The fields that a measure of this preset begins with; the principle is a name."""
        names = ("name", "principle", "statistic", "comparator", "unit", "window", "load")
        return {**{name: getattr(self, name) for name in names}, "preset": self.key}


_AVERAGE, _PEAK = LoadCondition.AVERAGE, LoadCondition.PEAK

PRESETS: tuple[Preset, ...] = (
    Preset(
        "patch_age",
        "Age of open critical patches",
        "Security",
        Statistic.P95,
        Comparator.AT_MOST,
        "days",
        "28 days",
        _AVERAGE,
        14.0,
    ),
    Preset(
        "patched_hosts",
        "Hosts at the current patch level",
        "Security",
        Statistic.RATIO,
        Comparator.AT_LEAST,
        "%",
        "1 day",
        _AVERAGE,
        95.0,
    ),
    Preset(
        "availability",
        "Availability",
        "Reliability",
        Statistic.RATIO,
        Comparator.AT_LEAST,
        "%",
        "28 days",
        _PEAK,
        99.9,
    ),
    Preset(
        "recovery_time",
        "Time to recover",
        "Reliability",
        Statistic.MEAN,
        Comparator.AT_MOST,
        "h",
        "90 days",
        _AVERAGE,
        1.0,
    ),
    Preset(
        "failed_changes",
        "Changes that fail",
        "Reliability",
        Statistic.RATIO,
        Comparator.AT_MOST,
        "%",
        "28 days",
        _AVERAGE,
        15.0,
    ),
    Preset(
        "automated_tests",
        "Automated-test share",
        "Reliability",
        Statistic.RATIO,
        Comparator.AT_LEAST,
        "%",
        "1 day",
        _AVERAGE,
        60.0,
    ),
    Preset(
        "request_wait",
        "Wait for what was asked for",
        "Usability",
        Statistic.P95,
        Comparator.AT_MOST,
        "days",
        "28 days",
        _AVERAGE,
        3.0,
    ),
    Preset(
        "satisfaction",
        "Satisfaction of the teams served",
        "Usability",
        Statistic.MEAN,
        Comparator.AT_LEAST,
        "of 5",
        "90 days",
        _AVERAGE,
        3.5,
    ),
    Preset(
        "infrastructure_as_code",
        "Infrastructure-as-code share",
        "Usability",
        Statistic.RATIO,
        Comparator.AT_LEAST,
        "%",
        "1 day",
        _AVERAGE,
        80.0,
    ),
    Preset(
        "unit_cost",
        "Cost of 1,000 requests",
        "Efficiency",
        Statistic.MEAN,
        Comparator.AT_MOST,
        "EUR",
        "28 days",
        _AVERAGE,
        None,
    ),
    Preset(
        "utilisation",
        "Utilisation of what is paid for",
        "Efficiency",
        Statistic.MEAN,
        Comparator.AT_LEAST,
        "%",
        "28 days",
        _AVERAGE,
        50.0,
    ),
    Preset(
        "latency",
        "Latency of requests",
        "Latency",
        Statistic.P95,
        Comparator.AT_MOST,
        "ms",
        "28 days",
        _PEAK,
        300.0,
    ),
    Preset(
        "tail_latency",
        "Latency of the slowest requests",
        "Latency",
        Statistic.P99,
        Comparator.AT_MOST,
        "ms",
        "28 days",
        _PEAK,
        1000.0,
    ),
)
PRESET_BY_KEY = {preset.key: preset for preset in PRESETS}

"""What is known when the overview is drawn: one moment's document, its state and its forecast."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from roadmap.analysis.planning.forecast import PlanForecast
from roadmap.state import Roadmap, State

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Facts:
    """One moment. `day_of` says when a decision was recorded, None for an unknown one.

    `forecast` is of the plan of that day; in the past there is what was kept.
    """

    document: Json
    state: State
    today: date
    at_now: bool
    day_of: Callable[[str], date | None]
    forecast: PlanForecast | None = None
    team: str | None = None

    @property
    def settings(self) -> Roadmap:
        """The roadmap's settings of then."""
        return self.state.roadmap or Roadmap()

    @property
    def closed(self) -> list[Json]:
        """The closed sprints with their must-do share, the first one first."""
        return [each for each in self.document["forced_share"]["series"] if each["closed"]]

    @property
    def window(self) -> int:
        """How many closed sprints the share of now is about."""
        return max(1, min(self.settings.thresholds.window_sprints, len(self.closed)))

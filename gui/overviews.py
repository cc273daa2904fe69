"""Where does the team stand, computed without the window waiting for it?

Phases and what changed are found along the whole history: see gui.answers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from gui.answers import AnswerSource
from roadmap.service import Timeline
from roadmap.state import State

MOST_NEWS = 4


@dataclass(frozen=True, slots=True)
class Moment:
    """What is asked for: as `Asked` of the engine, whose module is loaded on the worker."""

    index: int
    today: date
    since: date | None
    team: str | None
    is_past: bool


@dataclass(frozen=True, slots=True)
class Found:
    """The document of one moment, with the state that it is about."""

    asked: Moment
    state: State
    document: Mapping[str, Any]


class OverviewSource(AnswerSource[Moment, Found]):
    """Answers what a Found holds, of one moment after the other."""

    def want(self, since: date | None, team: str | None) -> None:
        """Asks for what is shown now, with what changed from `since` on."""
        session = self.session
        self.ask(Moment(session.index, session.today, since, team, not session.at_now))

    def answer(self, timeline: Timeline, asked: Moment) -> Found:
        """Computes; runs on a worker."""
        # Here, because it brings most of the analysis, which no window waits for.
        from roadmap.analysis.overview.overview import Asked, overview  # noqa: PLC0415
        from roadmap.report.news import with_news  # noqa: PLC0415

        whole = Asked(asked.index, asked.today, asked.since, asked.team, is_past=asked.is_past)
        document = with_news(overview(timeline, whole), timeline, whole, MOST_NEWS)
        return Found(asked, timeline.state_after(asked.index), document)

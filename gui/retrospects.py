"""What came of past decisions, read without the window waiting for it?

Decisions and obstacles are read along the whole history: see gui.answers.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gui.answers import AnswerSource
from roadmap.analysis.history.obstacles import Obstacle, obstacles
from roadmap.analysis.history.outcomes import Stretch, outcomes
from roadmap.service import Timeline


@dataclass(frozen=True, slots=True)
class Asked:
    """Up to which decision, on which day, saved up to which event; of one team where given."""

    index: int
    today: date
    position: int
    team: str | None


@dataclass(frozen=True, slots=True)
class Retrospect:
    """What came of the decisions up to a moment, and what stood in the way."""

    asked: Asked
    stretches: tuple[Stretch, ...]
    obstacles: tuple[Obstacle, ...]


class RetrospectSource(AnswerSource[Asked, Retrospect]):
    """Answers what a Retrospect holds, of one moment after the other."""

    def want(self, team: str | None) -> None:
        """Asks for what is shown now."""
        session = self.session
        self.ask(Asked(session.index, session.today, session.position, team))

    def answer(self, timeline: Timeline, asked: Asked) -> Retrospect:
        """Reads; runs on a worker."""
        index = min(asked.index, timeline.count - 1)
        return Retrospect(
            asked,
            outcomes(timeline, index, asked.today, asked.team),
            obstacles(timeline, index, asked.today, asked.team),
        )

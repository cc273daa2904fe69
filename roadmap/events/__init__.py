"""What happened: the closed list of events, each a frozen pydantic model, and their decision.

An event says what happened in absolute values of named fields; who, when and why belong to the
decision. `KINDS` maps the kind written in files to the class; a change of any shape here is a new
version with an upcaster in `store/codec`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Literal, NamedTuple

from msgspec import Struct

from roadmap.events.absences import AbsenceEvent
from roadmap.events.base import Frozen
from roadmap.events.bookmarks import BookmarkEvent
from roadmap.events.expectations import ExpectationEvent
from roadmap.events.forecasts import ForecastEvent
from roadmap.events.imports import ImportEvent
from roadmap.events.interruptions import InterruptionEvent
from roadmap.events.items import ItemEvent
from roadmap.events.levels import LevelEvent
from roadmap.events.people import PeopleEvent
from roadmap.events.phases import PhaseEvent
from roadmap.events.reasons import ReasonGiven
from roadmap.events.risks import RiskEvent
from roadmap.events.roadmap import RoadmapEvent
from roadmap.events.scenarios import ScenarioEvent
from roadmap.events.sprints import SprintEvent
from roadmap.events.streams import StreamEvent
from roadmap.events.users import UserEvent
from roadmap.values import Author, Id, Moment, Text

Event = (
    ItemEvent
    | InterruptionEvent
    | ReasonGiven
    | ImportEvent
    | RoadmapEvent
    | PeopleEvent
    | AbsenceEvent
    | SprintEvent
    | StreamEvent
    | LevelEvent
    | ForecastEvent
    | ScenarioEvent
    | RiskEvent
    | ExpectationEvent
    | UserEvent
    | BookmarkEvent
    | PhaseEvent
)

KINDS: dict[str, type[Event]] = {cls.kind: cls for cls in Event.__args__}

# -- decisions and records ------------------------------------------------------------------------

BecauseKind = Literal["undo", "redo", "adopt", "import", "merge", "resolve"]


class Because(Frozen):
    """What brought a decision about, when it was not simply a person's command."""

    kind: BecauseKind
    decision: Id | None = None


class Decision(Frozen):
    """Who decided, when and why."""

    id: Id
    by: Author
    at: Moment
    why: Text | None = None
    because: Because | None = None


class Drafted(NamedTuple):
    """A decision and its events, before a log has given them positions.

    `recorded_at` is set only where a history is imported into an empty roadmap.
    """

    decision: Decision
    events: tuple[Event, ...]
    recorded_at: datetime | None = None


class Unread(NamedTuple):
    """A decision whose bytes lie ready and are read when somebody asks for it."""

    id: str
    position: int
    text: bytes
    read: Callable[[int, bytes], Decision]


class Record(Struct, frozen=True, gc=False):
    """One event at its position in a log; `n` of `of` counts events within the decision.

    Opening a history folds its events and needs of a decision its id alone (`decided.id`).
    """

    position: int
    recorded_at: datetime
    decided: Decision | Unread
    n: int
    of: int
    event: Event

    @property
    def decision(self) -> Decision:
        """Who decided, when and why. Raises Damaged when the bytes kept of it cannot be read."""
        decided = self.decided
        if isinstance(decided, Unread):
            return decided.read(decided.position, decided.text)
        return decided

"""What happened: the closed list of events, each a frozen pydantic model, and their decision.

An event says what happened in absolute values of named fields; who, when and why belong to the
decision. `KINDS` maps the kind written in files to the class; a change of any shape here is a new
version with an upcaster in `store/codec`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, NamedTuple

from msgspec import Struct
from pydantic import Field

from roadmap.event_base import Adds, Edits, EventBase, Frozen, Removes
from roadmap.events_bookmarks import BookmarkEvent
from roadmap.events_expectations import ExpectationEvent
from roadmap.events_forecasts import ForecastEvent
from roadmap.events_levels import LevelEvent
from roadmap.events_people import PeopleEvent
from roadmap.events_phases import PhaseEvent
from roadmap.events_risks import RiskEvent
from roadmap.events_scenarios import ScenarioEvent
from roadmap.events_sprints import SprintEvent
from roadmap.events_streams import StreamEvent
from roadmap.events_users import UserEvent
from roadmap.fields import (
    BecauseKind,
    Classification,
    ComponentFields,
    ConsumerFields,
    EstimateFields,
    InterruptionFields,
    ItemFields,
    PrincipleFields,
    RoadmapFields,
    SourceFields,
    TeamFields,
)
from roadmap.values import Author, Day, Id, Line, Moment, Rank, Text

# -- the roadmap and what items refer to ----------------------------------------------------------


class RoadmapCreated(EventBase):
    """A roadmap began; `made_on` is the real time where the history was given other dates."""

    kind = "roadmap_created"
    fields: RoadmapFields
    made_on: Moment | None = None


class RoadmapEdited(EventBase):
    """Settings of the roadmap changed."""

    kind = "roadmap_edited"
    fields: RoadmapFields


class PrincipleAdded(Adds):
    """A principle joined the roadmap."""

    kind = "principle_added"
    table = "principles"
    principle: Id
    fields: PrincipleFields


class PrincipleEdited(Edits):
    """A principle was renamed or reordered."""

    kind = "principle_edited"
    table = "principles"
    principle: Id
    fields: PrincipleFields


class PrincipleRemoved(Removes):
    """A principle left the roadmap."""

    kind = "principle_removed"
    table = "principles"
    principle: Id


class TeamAdded(Adds):
    """A team joined the roadmap."""

    kind = "team_added"
    table = "teams"
    team: Id
    fields: TeamFields


class TeamEdited(Edits):
    """A team was renamed."""

    kind = "team_edited"
    table = "teams"
    team: Id
    fields: TeamFields


class TeamRemoved(Removes):
    """A team left the roadmap."""

    kind = "team_removed"
    table = "teams"
    team: Id


class ComponentAdded(Adds):
    """A component of the infrastructure was named."""

    kind = "component_added"
    table = "components"
    component: Id
    fields: ComponentFields


class ComponentEdited(Edits):
    """A component's name, criticality, owner or team changed."""

    kind = "component_edited"
    table = "components"
    component: Id
    fields: ComponentFields


class ComponentRemoved(Removes):
    """A component was taken off the roadmap."""

    kind = "component_removed"
    table = "components"
    component: Id


class ConsumerAdded(Adds):
    """A consuming team was named."""

    kind = "consumer_added"
    table = "consumers"
    consumer: Id
    fields: ConsumerFields


class ConsumerEdited(Edits):
    """A consuming team's name or segment changed."""

    kind = "consumer_edited"
    table = "consumers"
    consumer: Id
    fields: ConsumerFields


class ConsumerRemoved(Removes):
    """A consuming team was taken off the roadmap."""

    kind = "consumer_removed"
    table = "consumers"
    consumer: Id


class HolidayAdded(EventBase):
    """A day became a day on which nobody works."""

    kind = "holiday_added"
    holiday: Id
    day: Day
    name: Line = ""


class HolidayRemoved(EventBase):
    """A holiday became a working day again."""

    kind = "holiday_removed"
    holiday: Id


# -- items ----------------------------------------------------------------------------------------


class ItemAdded(Adds):
    """A work item joined the roadmap."""

    kind = "item_added"
    table = "items"
    item: Id
    fields: ItemFields


class ItemEdited(Edits):
    """Fields of an item changed."""

    kind = "item_edited"
    table = "items"
    item: Id
    fields: ItemFields


class ItemReclassified(Edits):
    """An item was put in a quadrant, or its driver or mandatory date changed."""

    kind = "item_reclassified"
    table = "items"
    item: Id
    fields: Classification


class ItemEstimated(Edits):
    """An item's effort was estimated anew."""

    kind = "item_estimated"
    table = "items"
    item: Id
    fields: EstimateFields


class ItemMoved(EventBase):
    """An item's place in the order changed."""

    kind = "item_moved"
    item: Id
    rank: Rank | None


class ItemStarted(EventBase):
    """Work on an item began."""

    kind = "item_started"
    item: Id
    started_on: Day


class ItemFinished(EventBase):
    """An item was done; `actual_days` is what it took, in person-days, where that is known."""

    kind = "item_finished"
    item: Id
    done_on: Day
    actual_days: Annotated[float, Field(ge=0, le=1e12, allow_inf_nan=False)] | None = None


class ItemShed(EventBase):
    """An item was given up; it can be restored."""

    kind = "item_shed"
    item: Id
    shed_on: Day


class ItemRestored(EventBase):
    """A shed or finished item is open again."""

    kind = "item_restored"
    item: Id


class Piece(Frozen):
    """One new item that a split made."""

    item: Id
    fields: ItemFields


class ItemSplit(EventBase):
    """An item was cut: it keeps `fields` as its first piece, `pieces` are new items."""

    kind = "item_split"
    item: Id
    fields: ItemFields
    pieces: tuple[Piece, ...]


class ItemRemoved(Removes):
    """An item was taken off the roadmap."""

    kind = "item_removed"
    table = "items"
    item: Id


# -- interruptions, imports, reasons --------------------------------------------------------------


class InterruptionLogged(Adds):
    """Forced work arrived unplanned."""

    kind = "interruption_logged"
    table = "interruptions"
    interruption: Id
    fields: InterruptionFields


class InterruptionEdited(Edits):
    """What is known about an interruption changed."""

    kind = "interruption_edited"
    table = "interruptions"
    interruption: Id
    fields: InterruptionFields


class InterruptionRemoved(Removes):
    """An interruption was taken off the record."""

    kind = "interruption_removed"
    table = "interruptions"
    interruption: Id


class SourceImported(Adds):
    """An export of a tracker was taken in."""

    kind = "source_imported"
    table = "sources"
    source: Id
    fields: SourceFields


class SourceRemoved(Removes):
    """The first import from a tracker was taken back."""

    kind = "source_removed"
    table = "sources"
    source: Id


class ReasonGiven(EventBase):
    """A reason was given afterwards; history shows it as the why of `decisions`."""

    kind = "reason_given"
    decisions: tuple[Id, ...]
    why: Text


Event = (
    ItemEdited
    | ItemMoved
    | ItemAdded
    | ItemReclassified
    | ItemEstimated
    | ItemStarted
    | ItemFinished
    | ItemShed
    | ItemRestored
    | ItemSplit
    | ItemRemoved
    | InterruptionLogged
    | InterruptionEdited
    | InterruptionRemoved
    | ReasonGiven
    | SourceImported
    | SourceRemoved
    | RoadmapCreated
    | RoadmapEdited
    | PrincipleAdded
    | PrincipleEdited
    | PrincipleRemoved
    | TeamAdded
    | TeamEdited
    | TeamRemoved
    | ComponentAdded
    | ComponentEdited
    | ComponentRemoved
    | ConsumerAdded
    | ConsumerEdited
    | ConsumerRemoved
    | HolidayAdded
    | HolidayRemoved
    | PeopleEvent
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

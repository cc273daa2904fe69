"""What happened to the roadmap itself and to what its items refer to."""

from __future__ import annotations

from roadmap.events.base import Adds, Edits, EventBase, Removes
from roadmap.fields.roadmap import (
    ComponentFields,
    ConsumerFields,
    PrincipleFields,
    RoadmapFields,
    TeamFields,
)
from roadmap.values import Day, Id, Line, Moment


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


RoadmapEvent = (
    RoadmapCreated
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
)

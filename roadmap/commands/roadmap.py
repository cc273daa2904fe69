"""What is wanted of the roadmap itself and of what its items refer to."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from pydantic import Field, model_validator

from roadmap.commands.given import CommandBase, Ref, new_id
from roadmap.fields.roadmap import (
    ComponentFields,
    ConsumerFields,
    PrincipleFields,
    RoadmapFields,
    TeamFields,
)
from roadmap.records.planning import Planning
from roadmap.values import Day, Id, Line, Moment, Name, QuadrantWords, Sizes, Thresholds

_WITH_PARTS = {
    "words": QuadrantWords,
    "sizes": Sizes,
    "thresholds": Thresholds,
    "planning": Planning,
}


class CreateRoadmap(CommandBase):
    """Begin a roadmap; only in an empty log."""

    do = "create_roadmap"
    fields: RoadmapFields
    principles: tuple[Id, ...] = Field(default_factory=lambda: tuple(new_id() for _ in range(5)))
    made_on: Moment | None = None


class EditRoadmap(CommandBase):
    """Change the roadmap's name, calendar or settings.

    `words`, `sizes`, `thresholds` and `planning` hold several settings each. Where only some of
    them are written, the others stay as they are; `parts` then keeps which ones were written.
    """

    do = "edit_roadmap"
    fields: RoadmapFields
    was: RoadmapFields | None = None
    parts: dict[Name, tuple[Name, ...]] = Field(default_factory=dict)

    @model_validator(mode="before")
    @classmethod
    def _note_parts(cls, given: Any) -> Any:
        if not isinstance(given, dict) or "parts" in given:
            return given
        inside = given.get("fields")
        written = {**given, **(inside if isinstance(inside, dict) else {})}
        parts = {
            name: tuple(value)
            for name, of in _WITH_PARTS.items()
            if isinstance(value := written.get(name), dict)
            and value.keys() < {each.name for each in fields(of)}
        }
        return {**given, "parts": parts} if parts else given


class AddPrinciple(CommandBase):
    """Add a principle after the others."""

    do = "add_principle"
    principle: Id = Field(default_factory=new_id)
    fields: PrincipleFields


class EditPrinciple(CommandBase):
    """Rename or reorder a principle."""

    do = "edit_principle"
    principle: Ref
    fields: PrincipleFields
    was: PrincipleFields | None = None


class RemovePrinciple(CommandBase):
    """Take a principle off the roadmap."""

    do = "remove_principle"
    principle: Ref


class AddTeam(CommandBase):
    """Add a team."""

    do = "add_team"
    team: Id = Field(default_factory=new_id)
    fields: TeamFields


class EditTeam(CommandBase):
    """Rename a team."""

    do = "edit_team"
    team: Ref
    fields: TeamFields
    was: TeamFields | None = None


class RemoveTeam(CommandBase):
    """Remove a team that nothing belongs to any more."""

    do = "remove_team"
    team: Ref


class AddComponent(CommandBase):
    """Add a component of the infrastructure. Its `team` is a team's id or name."""

    do = "add_component"
    component: Id = Field(default_factory=new_id)
    fields: ComponentFields


class EditComponent(CommandBase):
    """Change a component's name, criticality, owner or team."""

    do = "edit_component"
    component: Ref
    fields: ComponentFields
    was: ComponentFields | None = None


class RemoveComponent(CommandBase):
    """Remove a component that no item names any more."""

    do = "remove_component"
    component: Ref


class AddConsumer(CommandBase):
    """Add a consuming team. Naming an unknown one on an item adds it too."""

    do = "add_consumer"
    consumer: Id = Field(default_factory=new_id)
    fields: ConsumerFields


class EditConsumer(CommandBase):
    """Change a consuming team's name or segment."""

    do = "edit_consumer"
    consumer: Ref
    fields: ConsumerFields
    was: ConsumerFields | None = None


class RemoveConsumer(CommandBase):
    """Remove a consuming team that no item serves any more."""

    do = "remove_consumer"
    consumer: Ref


class AddHoliday(CommandBase):
    """Make a day one on which nobody works."""

    do = "add_holiday"
    holiday: Id = Field(default_factory=new_id)
    day: Day
    name: Line = ""


class RemoveHoliday(CommandBase):
    """Make a holiday a working day again."""

    do = "remove_holiday"
    holiday: Ref


RoadmapCommand = (
    CreateRoadmap
    | EditRoadmap
    | AddPrinciple
    | EditPrinciple
    | RemovePrinciple
    | AddTeam
    | EditTeam
    | RemoveTeam
    | AddComponent
    | EditComponent
    | RemoveComponent
    | AddConsumer
    | EditConsumer
    | RemoveConsumer
    | AddHoliday
    | RemoveHoliday
)

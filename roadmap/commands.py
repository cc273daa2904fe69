"""What is wanted: the closed list of commands, each a frozen pydantic model, and how they are read.

A command carries everything that `decide` must not make up: ids are filled here, at the boundary,
so that deciding again keeps them. Text is cleaned here too. Fields of a record may stand flat
beside the command's own keys, as `roadmap apply` writes them, or inside `fields`.
"""

from __future__ import annotations

import difflib
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    model_validator,
)

from roadmap.commands_bookmarks import BookmarkCommand
from roadmap.commands_expectations import ExpectationCommand
from roadmap.commands_facts import FactCommand
from roadmap.commands_forecasts import ForecastCommand
from roadmap.commands_levels import LevelCommand
from roadmap.commands_people import PeopleCommand
from roadmap.commands_phases import PhaseCommand
from roadmap.commands_risks import RiskCommand
from roadmap.commands_scenarios import ScenarioCommand
from roadmap.commands_sprints import SprintCommand
from roadmap.commands_streams import StreamCommand
from roadmap.commands_users import UserCommand
from roadmap.errors import Refused
from roadmap.fields import (
    Classification,
    ComponentFields,
    ConsumerFields,
    EstimateFields,
    InterruptionFields,
    ItemFields,
    PrincipleFields,
    RoadmapFields,
    TeamFields,
)
from roadmap.given import CommandBase, Given, new_id, problem_in
from roadmap.values import (
    Day,
    Id,
    Line,
    Moment,
    Name,
    Positive,
    SourceValue,
    Text,
)

Ref = Name  # an id, an item's key in its tracker, or the name of a team, component or principle

# -- the roadmap and what items refer to ----------------------------------------------------------


class CreateRoadmap(CommandBase):
    """Begin a roadmap; only in an empty log."""

    do = "create_roadmap"
    fields: RoadmapFields
    principles: tuple[Id, ...] = Field(default_factory=lambda: tuple(new_id() for _ in range(5)))
    made_on: Moment | None = None


class EditRoadmap(CommandBase):
    """Change the roadmap's name, calendar or settings."""

    do = "edit_roadmap"
    fields: RoadmapFields
    was: RoadmapFields | None = None


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


# -- items ----------------------------------------------------------------------------------------


class _ItemCommand(CommandBase):
    """A command about one item, named `item` (or `id`): its id or its key in its tracker."""

    @model_validator(mode="before")
    @classmethod
    def _named(cls, given: Any) -> Any:
        if isinstance(given, dict) and "id" in given and "item" not in given:
            given = {("item" if key == "id" else key): value for key, value in given.items()}
        return given


class AddItem(_ItemCommand):
    """Add a work item at the end of the order, or `before` or `after` another.

    `quadrant`, `skills` and one `external` may also be written as `roadmap items` prints them.
    """

    do = "add_item"
    item: Id = Field(default_factory=new_id)
    fields: ItemFields
    before: Ref | None = None
    after: Ref | None = None


class EditItem(_ItemCommand):
    """Change fields of an item; `was` holds what the person saw in them."""

    do = "edit_item"
    item: Ref
    fields: ItemFields
    was: ItemFields | None = None


class ReclassifyItem(_ItemCommand):
    """Put an item in a quadrant, or back among the unsorted (forcing and horizon null)."""

    do = "reclassify_item"
    item: Ref
    fields: Classification
    was: ItemFields | None = None


class EstimateItem(_ItemCommand):
    """Estimate an item's effort in person-days or as a size."""

    do = "estimate_item"
    item: Ref
    fields: EstimateFields
    was: ItemFields | None = None

    @model_validator(mode="before")
    @classmethod
    def _from_parts(cls, given: Any) -> Any:
        """Take low, likely and high also without the `estimate` around them."""
        if not isinstance(given, dict) or not {"low", "likely", "high"} & given.keys():
            return given
        parts = {key: given[key] for key in ("low", "likely", "high") if key in given}
        rest = {key: value for key, value in given.items() if key not in parts}
        return {**rest, "estimate": parts}


class MoveItem(_ItemCommand):
    """Move an item in the order: `before` or `after` a neighbour; neither means to the end."""

    do = "move_item"
    item: Ref
    before: Ref | None = None
    after: Ref | None = None


class StartItem(_ItemCommand):
    """Begin work on an item, today unless `started_on` says otherwise."""

    do = "start_item"
    item: Ref
    started_on: Day | None = None


class FinishItem(_ItemCommand):
    """Mark an item done, today unless `done_on` says otherwise."""

    do = "finish_item"
    item: Ref
    done_on: Day | None = None
    actual_days: Annotated[float, Field(ge=0, le=1e12, allow_inf_nan=False)] | None = None


class ShedItem(_ItemCommand):
    """Give an item up; it can be restored.

    `accepted_risk` is what may go wrong without it, `review_on` the day to look again, and
    `accepted_by` who accepts it until then.
    """

    do = "shed_item"
    item: Ref
    accepted_risk: Annotated[Line, Field(min_length=1)] | None = None
    review_on: Day | None = None
    accepted_by: Name | None = None


class RestoreItem(_ItemCommand):
    """Open a shed or finished item again."""

    do = "restore_item"
    item: Ref


class NewPiece(Given):
    """One piece of a split: its fields, at least a title and how it is verified."""

    item: Id = Field(default_factory=new_id)
    fields: ItemFields


class SplitItem(_ItemCommand):
    """Cut an item into two or more pieces; each waits for the one before it."""

    do = "split_item"
    item: Ref
    pieces: Annotated[tuple[NewPiece, ...], Field(min_length=2, max_length=100)]


class RemoveItem(_ItemCommand):
    """Take an item off the roadmap, for one added by mistake; work given up is shed instead."""

    do = "remove_item"
    item: Ref


# -- interruptions, imports, reasons --------------------------------------------------------------


class LogInterruption(CommandBase):
    """Record forced work that arrived unplanned; with `item`, the item that does the work."""

    do = "log_interruption"
    interruption: Id = Field(default_factory=new_id)
    fields: InterruptionFields


class EditInterruption(CommandBase):
    """Correct what is known about an interruption."""

    do = "edit_interruption"
    interruption: Id
    fields: InterruptionFields
    was: InterruptionFields | None = None


class RemoveInterruption(CommandBase):
    """Take an interruption off the record."""

    do = "remove_interruption"
    interruption: Id


class ImportRow(BaseModel):
    """One item of an export: its key there, its values, and the id it gets if it is new here."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    item: Id = Field(default_factory=new_id)
    key: Name
    values: dict[Name, SourceValue]


class ImportItems(CommandBase):
    """Take in an export: what differs from the values last imported from `source`.

    `updated_to` is the latest change that the export knows of; `days_per_point` converts points.
    """

    do = "import_items"
    source: Name
    format: Name
    rows: tuple[ImportRow, ...]
    updated_to: Moment | None = None
    days_per_point: Positive | None = None


class GiveReason(CommandBase):
    """Give the reason for decisions that were made without one."""

    do = "give_reason"
    decisions: Annotated[tuple[Id, ...], Field(min_length=1)]
    why: Annotated[Text, Field(min_length=1)]


Command = (
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
    | AddItem
    | EditItem
    | ReclassifyItem
    | EstimateItem
    | MoveItem
    | StartItem
    | FinishItem
    | ShedItem
    | RestoreItem
    | SplitItem
    | RemoveItem
    | LogInterruption
    | EditInterruption
    | RemoveInterruption
    | ImportItems
    | GiveReason
    | PeopleCommand
    | SprintCommand
    | StreamCommand
    | LevelCommand
    | ForecastCommand
    | ScenarioCommand
    | RiskCommand
    | ExpectationCommand
    | UserCommand
    | BookmarkCommand
    | PhaseCommand
    | FactCommand
)

COMMANDS: dict[str, type[Command]] = {cls.do: cls for cls in Command.__args__}


def parse_command(given: object) -> Command:
    """Return the command that a JSON object describes: {"do": NAME, field: value, ...}.

    Raises Refused, naming the command, the field and what is wrong with it.
    """
    if not isinstance(given, dict) or not isinstance(given.get("do"), str):
        raise Refused('A command is a JSON object with a name: {"do": "add_item", ...}.')
    name = given["do"]
    command = COMMANDS.get(name)
    if command is None:
        near = difflib.get_close_matches(name, COMMANDS, n=1)
        hint = f" Did you mean {near[0]!r}?" if near else ""
        raise Refused(f"There is no command {name!r}.{hint} `roadmap commands` lists them all.")
    rest = {key: value for key, value in given.items() if key != "do"}
    try:
        return command.model_validate(rest, strict=False)
    except ValidationError as error:
        raise Refused(
            f"{name}: {problem_in(error)}. `roadmap commands {name}` shows what it takes."
        ) from error

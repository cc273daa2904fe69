"""What is wanted of who is there and what limits them."""

from __future__ import annotations

from pydantic import Field

from roadmap.commands.given import CommandBase, new_id
from roadmap.fields.people import ConstraintFields, FreezeFields, PersonFields
from roadmap.values import Day, Id, Name


class AddPerson(CommandBase):
    """Add a person; `team` and `mentor` are ids or names."""

    do = "add_person"
    person: Id = Field(default_factory=new_id)
    fields: PersonFields


class EditPerson(CommandBase):
    """Change what is known about a person, such as the last day."""

    do = "edit_person"
    person: Name
    fields: PersonFields
    was: PersonFields | None = None


class RemovePerson(CommandBase):
    """Take a person off the roadmap who was added by mistake; who leaves gets an `end`."""

    do = "remove_person"
    person: Name


class MovePerson(CommandBase):
    """Move a person to another team, or to none, from a day on; today by default."""

    do = "move_person"
    person: Name
    team: Name | None
    on: Day | None = None


class MoveComponent(CommandBase):
    """Move a component and its open items to another team, or to none."""

    do = "move_component"
    component: Name
    team: Name | None


class AddFreeze(CommandBase):
    """Add a window in which nothing is finished: `days` from first to last."""

    do = "add_freeze"
    freeze: Id = Field(default_factory=new_id)
    fields: FreezeFields


class EditFreeze(CommandBase):
    """Move a freeze window or change what it covers."""

    do = "edit_freeze"
    freeze: Id
    fields: FreezeFields
    was: FreezeFields | None = None


class RemoveFreeze(CommandBase):
    """Take a freeze window back."""

    do = "remove_freeze"
    freeze: Id


class AddConstraint(CommandBase):
    """Register a limit from outside: its kind, a sentence, and what it covers."""

    do = "add_constraint"
    constraint: Id = Field(default_factory=new_id)
    fields: ConstraintFields


class EditConstraint(CommandBase):
    """Change a constraint, such as the day until which it holds."""

    do = "edit_constraint"
    constraint: Id
    fields: ConstraintFields
    was: ConstraintFields | None = None


class RemoveConstraint(CommandBase):
    """Take a constraint off the register."""

    do = "remove_constraint"
    constraint: Id


PeopleCommand = (
    AddPerson
    | EditPerson
    | RemovePerson
    | MovePerson
    | MoveComponent
    | AddFreeze
    | EditFreeze
    | RemoveFreeze
    | AddConstraint
    | EditConstraint
    | RemoveConstraint
)

"""What happened to who is there and to what limits them."""

from __future__ import annotations

from roadmap.events.base import Adds, Edits, Removes
from roadmap.fields.people import ConstraintFields, FreezeFields, PersonFields
from roadmap.values import Id


class PersonAdded(Adds):
    """Somebody joined, or is known to join."""

    kind = "person_added"
    table = "people"
    person: Id
    fields: PersonFields


class PersonEdited(Edits):
    """What is known about a person's time, skills or team changed."""

    kind = "person_edited"
    table = "people"
    person: Id
    fields: PersonFields


class PersonRemoved(Removes):
    """A person was taken off the roadmap, as if they had never been planned."""

    kind = "person_removed"
    table = "people"
    person: Id


class FreezeAdded(Adds):
    """A window began to be planned in which nothing is finished."""

    kind = "freeze_added"
    table = "freezes"
    freeze: Id
    fields: FreezeFields


class FreezeEdited(Edits):
    """A freeze window moved or changed what it covers."""

    kind = "freeze_edited"
    table = "freezes"
    freeze: Id
    fields: FreezeFields


class FreezeRemoved(Removes):
    """A freeze window was taken back."""

    kind = "freeze_removed"
    table = "freezes"
    freeze: Id


class ConstraintAdded(Adds):
    """A limit from outside became known."""

    kind = "constraint_added"
    table = "constraints"
    constraint: Id
    fields: ConstraintFields


class ConstraintEdited(Edits):
    """A constraint changed or got a day on which it is lifted."""

    kind = "constraint_edited"
    table = "constraints"
    constraint: Id
    fields: ConstraintFields


class ConstraintRemoved(Removes):
    """A constraint was taken off the register."""

    kind = "constraint_removed"
    table = "constraints"
    constraint: Id


PeopleEvent = (
    PersonAdded
    | PersonEdited
    | PersonRemoved
    | FreezeAdded
    | FreezeEdited
    | FreezeRemoved
    | ConstraintAdded
    | ConstraintEdited
    | ConstraintRemoved
)

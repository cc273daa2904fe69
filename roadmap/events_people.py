"""What happened to who is there and to what limits them."""

from __future__ import annotations

from roadmap.event_base import EventBase
from roadmap.fields import ConstraintFields, FreezeFields, PersonFields
from roadmap.values import Id


class PersonAdded(EventBase):
    """Somebody joined, or is known to join."""

    kind = "person_added"
    person: Id
    fields: PersonFields


class PersonEdited(EventBase):
    """What is known about a person's time, skills or team changed."""

    kind = "person_edited"
    person: Id
    fields: PersonFields


class PersonRemoved(EventBase):
    """A person was taken off the roadmap, as if they had never been planned."""

    kind = "person_removed"
    person: Id


class FreezeAdded(EventBase):
    """A window began to be planned in which nothing is finished."""

    kind = "freeze_added"
    freeze: Id
    fields: FreezeFields


class FreezeEdited(EventBase):
    """A freeze window moved or changed what it covers."""

    kind = "freeze_edited"
    freeze: Id
    fields: FreezeFields


class FreezeRemoved(EventBase):
    """A freeze window was taken back."""

    kind = "freeze_removed"
    freeze: Id


class ConstraintAdded(EventBase):
    """A limit from outside became known."""

    kind = "constraint_added"
    constraint: Id
    fields: ConstraintFields


class ConstraintEdited(EventBase):
    """A constraint changed or got a day on which it is lifted."""

    kind = "constraint_edited"
    constraint: Id
    fields: ConstraintFields


class ConstraintRemoved(EventBase):
    """A constraint was taken off the register."""

    kind = "constraint_removed"
    constraint: Id

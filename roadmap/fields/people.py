"""Which fields of people, freezes and constraints can be set."""

from __future__ import annotations

from pydantic import with_config
from typing_extensions import TypedDict

from roadmap.records.staff import ConstraintKind, Ramp, SkillShare, Span, Transfer
from roadmap.values import CLOSED, Amount, Day, Name, Share, Title


@with_config(CLOSED)
class PersonFields(TypedDict, total=False):
    """What can be set on a person."""

    name: Name
    team: Name | None
    role: Name | None
    skills: tuple[SkillShare, ...]
    availability: Share
    start: Day | None
    end: Day | None
    time_off: tuple[Span, ...]
    on_call_share: Share
    on_call: tuple[Span, ...]
    contractor: bool
    ramp: Ramp | None
    mentor: Name | None
    transfers: tuple[Transfer, ...]
    hiring_since: Day | None


@with_config(CLOSED)
class FreezeFields(TypedDict, total=False):
    """What can be set on a freeze window."""

    days: Span
    team: Name | None
    component: Name | None


@with_config(CLOSED)
class ConstraintFields(TypedDict, total=False):
    """What can be set on a constraint."""

    kind: ConstraintKind
    text: Title
    amount: Amount | None
    team: Name | None
    since: Day | None
    until: Day | None
    items: tuple[Name, ...]

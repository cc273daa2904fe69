"""Which fields of interruptions can be set."""

from __future__ import annotations

from pydantic import with_config
from typing_extensions import TypedDict

from roadmap.values import CLOSED, Amount, Driver, Id, Moment, Name, Title


@with_config(CLOSED)
class InterruptionFields(TypedDict, total=False):
    """What can be set on an interruption."""

    title: Title
    driver: Driver
    started_at: Moment
    effort_days: Amount | None
    team: Name | None
    skill: Name | None
    component: Name | None
    stream: Name | None
    incident: Name | None
    is_request: bool
    item: Id | None

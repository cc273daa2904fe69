"""What was said of decisions afterwards."""

from __future__ import annotations

from roadmap.events.base import EventBase
from roadmap.values import Id, Text


class ReasonGiven(EventBase):
    """A reason was given afterwards; history shows it as the why of `decisions`."""

    kind = "reason_given"
    decisions: tuple[Id, ...]
    why: Text

"""Records of days off that are nobody's by name: what a team's skill lacks in a span of days.

A person's own days off stand with the person. These are for a roadmap that must not say who is
away: the capacity is as honest, and nobody is named.
"""

from __future__ import annotations

from roadmap.records.staff import Span
from roadmap.tables import Record


class Absence(Record, frozen=True, weakref=True):
    """Working days of people that a pool lacks, spread evenly over the working days of `days`.

    `person_days` count before the focus, as the days of people do. They are below 0 where somebody
    who is away gives others time, as a newcomer gives their mentor. `team` None and `skill` "" mean
    no team, and general work.
    """

    id: str
    days: Span
    person_days: float
    team: str | None = None
    skill: str = ""

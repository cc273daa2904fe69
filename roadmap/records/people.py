"""Records of who is there and what limits them: people, freeze windows, constraints."""

from __future__ import annotations

from datetime import date

from roadmap.records.staff import ConstraintKind, Ramp, SkillShare, Span, Transfer
from roadmap.tables import Record


class Person(Record, frozen=True, weakref=True):
    """Somebody whose time is planned.

    `start` and `end` are the first and the last day, both included; without `start` the person was
    always there and does not ramp up. `availability` is the share of a full week. Days in
    `time_off` and `on_call` do not count; `on_call_share` is taken from all others. `skills` share
    the time (equal where they sum to nothing); none means the team's general work. `ramp` None
    means the roadmap's default for employees or contractors. `transfers` are moves to other teams,
    in the order of their days; `team` is where the person begins. From `hiring_since` to the start
    the team spends the setting's days on interviews; None is for whoever was found already.
    """

    id: str
    name: str = ""
    team: str | None = None
    role: str | None = None
    skills: tuple[SkillShare, ...] = ()
    availability: float = 1.0
    start: date | None = None
    end: date | None = None
    time_off: tuple[Span, ...] = ()
    on_call_share: float = 0.0
    on_call: tuple[Span, ...] = ()
    contractor: bool = False
    ramp: Ramp | None = None
    mentor: str | None = None
    transfers: tuple[Transfer, ...] = ()
    hiring_since: date | None = None

    def team_on(self, day: date) -> str | None:
        """Return the team that the person belongs to on `day`."""
        team = self.team
        for transfer in self.transfers:
            if transfer.on <= day:
                team = transfer.team
        return team


class Freeze(Record, frozen=True, weakref=True):
    """A window in which nothing is finished, such as a change freeze or planned downtime."""

    id: str
    days: Span
    team: str | None = None
    component: str | None = None


class Constraint(Record, frozen=True, weakref=True):
    """A limit from outside: shown as the binding reason where it is one.

    `amount` is people for a headcount cap and money for a budget; `until` is the day it is lifted.
    `items` cannot start before `until`, where both are given.
    """

    id: str
    kind: ConstraintKind
    text: str
    amount: float | None = None
    team: str | None = None
    since: date | None = None
    until: date | None = None
    items: tuple[str, ...] = ()

"""Records about the phase a team is in: what a person said of it where the facts are not enough.

The phase itself is computed in `analysis/phases/diagnosis.py`. Here stand an override with its
reason, and the three answers that a provisional phase rests on before the first sprint is closed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from pydantic import ConfigDict

from roadmap.tables import Record
from roadmap.values import Line, Name, derived_id

# There is one of each at most, so that two copies of a roadmap speak of the same one.
OVERRIDE = derived_id("phase", "override")
ANSWERS = derived_id("phase", "answers")


class Phase(StrEnum):
    """Where a team stands."""

    FIREFIGHTING = "firefighting"
    PRINCIPLES_IN_BREACH = "principles_in_breach"
    INVESTMENT = "investment"
    PRINCIPLES_SETTING_LEVELS = "principles_setting_levels"
    PRINCIPLES_HOLDING = "principles_holding"


@dataclass(frozen=True, slots=True)
class Broke:
    """Something that broke, and the principle that this was about where somebody said so."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid", strict=True)
    what: Line
    principle: Name | None = None


class PhaseOverride(Record, frozen=True, weakref=True):
    """A person's own view of the phase; it is shown beside the computed one, with its reason."""

    id: str
    phase: Phase
    reason: str
    since: date | None = None


class PhaseAnswers(Record, frozen=True, weakref=True):
    """The answers to three questions, asked before there are facts.

    `unplanned_share` is the share of the last sprint that was unplanned, 0 to 1; `fixed_dates` how
    many dates cannot move; `broke` are the last two things that broke. None: not answered.
    """

    id: str
    unplanned_share: float | None = None
    fixed_dates: int | None = None
    broke: tuple[Broke, ...] = ()
    answered_on: date | None = None

"""The settings of planning and simulating, with the defaults and where they come from.

Sources: ramp 26 weeks (surveys 3-9 months; Larson 6-12; Zhou and Mockus 2-6 months for small, 12
for large projects); focus covers meetings and support, after on-call is out. All can be changed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, ClassVar

from pydantic import ConfigDict, Field

from roadmap.records.staff import Ramp, ReserveKind
from roadmap.values import Amount, Count, Positive, Share


@dataclass(frozen=True, slots=True)
class Planning:
    """How capacity, reserve and plan are reckoned in this roadmap.

    `focus` is the share of present time left after meetings and support; with `focus_learned` it
    is taken from closed sprints once three are closed. `reserve_days` (person-days a sprint, all
    pools) is used by the kind "days" and where nothing is known yet; None then means no reserve.
    """

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid", strict=True)
    focus: Share = 0.6
    focus_learned: bool = True
    ramp: Ramp = field(default_factory=Ramp)
    contractor_ramp_weeks: Amount = 8.0
    hire_delay_weeks: Amount = 16.0
    interview_days: Amount = 10.0
    attrition_a_year: Share = 0.1
    reserve: ReserveKind = ReserveKind.PERCENTILE
    reserve_percentile: Share = 0.85
    reserve_days: Amount | None = None
    chain_within_sprint: bool = True
    horizon_sprints: Annotated[int, Field(ge=1, le=520)] = 26
    value_discount: Positive = 0.99
    default_value: Positive = 3.0
    in_progress_limit: Count | None = None
    dig_out_share: Share = 0.2
    foundation_low: Share = 0.25
    foundation_high: Share = 0.4
    shared_cv: Amount = 0.2
    scope_growth: Positive = 1.0
    estimate_percentile: Share | None = None

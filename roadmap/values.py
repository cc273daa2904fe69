"""The words of the domain as types: enumerations, small frozen values, bounded text and numbers.

Values carry no behaviour beyond what follows from their own fields. They are plain dataclasses, so
that pydantic (at the boundary) and msgspec (in the state) both read and write them. Bounds stand
here once, as annotations; pydantic enforces them wherever something comes in.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Annotated, ClassVar, TypeVar

from pydantic import AfterValidator, AwareDatetime, ConfigDict, Field, StringConstraints

# -- text -----------------------------------------------------------------------------------------

# C0 and C1 controls but tab and line feed, line and paragraph separators, the byte order mark, and
# the bidi overrides, embeddings and isolates that reorder what a reader sees (CVE-2021-42574).
_CONTROLS = r"\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff"
_CONTROL = re.compile(f"[{_CONTROLS}\ud800-\udfff]")
_TEXT = f"^[^{_CONTROLS}]*$"
_LINE = rf"^[^{_CONTROLS}\t\n]*$"

TITLE_LENGTH = 500
TEXT_LENGTH = 100_000


def clean_text(text: str) -> str:
    """Return `text` in NFC, with line feeds as line ends, without control and bidi characters."""
    text = re.sub("\r\n?|\u2028|\u2029", "\n", text)
    return unicodedata.normalize("NFC", _CONTROL.sub("", text))


def clean_line(text: str) -> str:
    """Return `text` as one clean line: runs of white space become one space, ends are stripped."""
    return " ".join(clean_text(text).split())


Line = Annotated[str, StringConstraints(pattern=_LINE, max_length=TITLE_LENGTH)]
Title = Annotated[str, StringConstraints(pattern=_LINE, min_length=1, max_length=TITLE_LENGTH)]
Name = Annotated[str, StringConstraints(pattern=_LINE, min_length=1, max_length=200)]
Text = Annotated[str, StringConstraints(pattern=_TEXT, max_length=TEXT_LENGTH)]

# Ten characters of Crockford's base32: no I, L, O, U, so that it can be read out aloud.
ID_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
Id = Annotated[str, StringConstraints(pattern=r"^[0-9A-HJKMNP-TV-Z]{10}$")]


def derived_id(*parts: str) -> str:
    """Return the id that follows from `parts`, so that two copies of a roadmap agree on it."""
    number = int.from_bytes(hashlib.sha256("\x00".join(parts).encode()).digest()[:8], "big")
    return "".join(ID_ALPHABET[(number >> (5 * place)) & 31] for place in range(10))


Rank = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z]*[1-9A-Za-z]$", max_length=2000)]

# -- numbers, days, moments -----------------------------------------------------------------------

FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2200, 12, 31)
_Moment = TypeVar("_Moment", bound=date)


def _in_range(value: _Moment) -> _Moment:
    if not FIRST_DAY.year <= value.year <= LAST_DAY.year:
        raise ValueError(f"the year must lie from {FIRST_DAY.year} to {LAST_DAY.year}")
    return value


def _positive_zero(value: float) -> float:
    return value + 0.0


Day = Annotated[date, AfterValidator(_in_range)]
Moment = Annotated[AwareDatetime, AfterValidator(_in_range)]
Amount = Annotated[float, Field(ge=0, le=1e12, allow_inf_nan=False), AfterValidator(_positive_zero)]
Positive = Annotated[float, Field(gt=0, le=1e12, allow_inf_nan=False)]
Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False), AfterValidator(_positive_zero)]
Count = Annotated[int, Field(ge=0, le=2**53)]

# -- enumerations ---------------------------------------------------------------------------------


class Forcing(StrEnum):
    """Whether a work item simply must happen, or was picked from all that could be done."""

    FORCED = "forced"
    DISCRETIONARY = "discretionary"


class Horizon(StrEnum):
    """Whether a work item finishes within two sprints."""

    SHORT_TERM = "short_term"
    LONG_TERM = "long_term"


class Quadrant(StrEnum):
    """The place of an item on the grid, forcing by horizon."""

    FORCED_SHORT_TERM = "forced_short_term"
    FORCED_LONG_TERM = "forced_long_term"
    DISCRETIONARY_SHORT_TERM = "discretionary_short_term"
    DISCRETIONARY_LONG_TERM = "discretionary_long_term"
    UNSORTED = "unsorted"


def quadrant_of(forcing: Forcing | None, horizon: Horizon | None) -> Quadrant:
    """Return the quadrant of a classification; a half classification is unsorted."""
    if forcing is None or horizon is None:
        return Quadrant.UNSORTED
    return Quadrant(f"{forcing}_{horizon}")


class Kind(StrEnum):
    """Whether an item strengthens the foundation or enables new product work."""

    FOUNDATION = "foundation"
    INNOVATION = "innovation"


class Driver(StrEnum):
    """Why forced work simply must happen."""

    CRITICAL_LAUNCH = "critical_launch"
    KEY_USER = "key_user"
    SECURITY_VULNERABILITY = "security_vulnerability"
    SCALING_LIMIT = "scaling_limit"
    COST_CEILING = "cost_ceiling"
    REGULATION = "regulation"
    INCIDENT = "incident"
    END_OF_LIFE = "end_of_life"


class Status(StrEnum):
    """Where an item stands. Shed items can be restored."""

    OPEN = "open"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    SHED = "shed"


class OptionStage(StrEnum):
    """How far a discretionary option has been validated."""

    DISCOVERED = "discovered"
    SELECTED = "selected"
    VALIDATED = "validated"
    COMMITTED = "committed"
    DONE = "done"


class Lifecycle(StrEnum):
    """The stage of the infrastructure that an item works on."""

    CREATE = "create"
    EVOLVE = "evolve"
    OPERATE = "operate"


class WorkStage(StrEnum):
    """The stage of its users' work that an item serves."""

    DEVELOP = "develop"
    DEPLOY = "deploy"
    MAINTAIN = "maintain"


class LeverageCategory(StrEnum):
    """How an item saves later work."""

    AUTOMATION = "automation"
    SELF_SERVICE = "self_service"
    API = "api"
    OTHER = "other"


class LeverageEffect(StrEnum):
    """What an item lowers or raises once it is done."""

    ARRIVALS = "arrivals"
    SIZE = "size"
    PRODUCTIVITY = "productivity"


class LeverageUnit(StrEnum):
    """How the promised effect is stated."""

    DAYS_PER_SPRINT = "days_per_sprint"
    PERCENT = "percent"


class Size(StrEnum):
    """A rough size instead of person-days."""

    S = "S"
    M = "M"
    L = "L"
    XL = "XL"


class Distribution(StrEnum):
    """The shape of an effort estimate."""

    LOGNORMAL = "lognormal"
    TRIANGULAR = "triangular"
    PERT = "pert"


class Reading(StrEnum):
    """What low and high of an estimate mean: P10 and P90, or hard bounds."""

    PERCENTILES = "percentiles"
    BOUNDS = "bounds"


class Criticality(StrEnum):
    """How much depends on a component."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


# -- small values ---------------------------------------------------------------------------------

CLOSED = ConfigDict(extra="forbid", strict=True)


@dataclass(frozen=True, slots=True)
class Estimate:
    """Effort in person-days; low and high are absent when a single number was said."""

    __pydantic_config__: ClassVar[ConfigDict] = CLOSED
    likely: Amount
    low: Amount | None = None
    high: Amount | None = None


@dataclass(frozen=True, slots=True)
class SkillEffort:
    """The part of an item's effort, in person-days, that one skill has to do."""

    __pydantic_config__: ClassVar[ConfigDict] = CLOSED
    skill: Name
    days: Amount


@dataclass(frozen=True, slots=True)
class Leverage:
    """What an item promises to save once done, and from how many sprints after it is done.

    `amount` is in person-days a sprint, or in percent (0 to 100) of the effect named.
    """

    __pydantic_config__: ClassVar[ConfigDict] = CLOSED
    effect: LeverageEffect
    amount: Amount
    unit: LeverageUnit = LeverageUnit.DAYS_PER_SPRINT
    stream: Name | None = None
    confidence: Share = 1.0
    delay_sprints: Amount = 0.0


@dataclass(frozen=True, slots=True)
class Purchase:
    """Something that has to be bought before the item can start."""

    __pydantic_config__: ClassVar[ConfigDict] = CLOSED
    amount: Amount
    currency: Name
    lead_time_days: Count
    approver: Name | None = None


@dataclass(frozen=True, slots=True)
class Wait:
    """A wait on somebody else until an expected day; `certain` when the day does not move."""

    __pydantic_config__: ClassVar[ConfigDict] = CLOSED
    on: Name
    until: Day
    certain: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A link to a page: http, https or mailto only."""

    __pydantic_config__: ClassVar[ConfigDict] = CLOSED
    url: Annotated[
        str, StringConstraints(pattern=r"^(https?://|mailto:)[^\s\x00-\x20\x7f]+$", max_length=2000)
    ]
    text: Line = ""


@dataclass(frozen=True, slots=True)
class AddedLoad:
    """The load that an item adds to a capability once it is done, in the capability's unit."""

    __pydantic_config__: ClassVar[ConfigDict] = CLOSED
    capability: Name
    amount: Amount


SourceNumber = Annotated[float, Field(allow_inf_nan=False, ge=-1e12, le=1e12)]
SourceValue = SourceNumber | Text | tuple[Line, ...] | None


@dataclass(frozen=True, slots=True)
class ExternalRef:
    """Where an item came from: the tracker, the key there and its values as last imported.

    `values` maps a field's name to what the source said: text, a number, a tuple of text, or None
    for a cell that was there and empty. A column that was absent has no entry.
    """

    __pydantic_config__: ClassVar[ConfigDict] = CLOSED
    source: Name
    key: Name
    values: dict[Name, SourceValue]


@dataclass(frozen=True, slots=True)
class SizeRange:
    """What a rough size means in person-days, low and high."""

    __pydantic_config__: ClassVar[ConfigDict] = CLOSED
    low: Positive
    high: Positive


@dataclass(frozen=True, slots=True)
class Sizes:
    """The meaning of S, M, L and XL in person-days."""

    __pydantic_config__: ClassVar[ConfigDict] = CLOSED
    s: SizeRange = SizeRange(1.0, 3.0)
    m: SizeRange = SizeRange(2.0, 6.0)
    l: SizeRange = SizeRange(5.0, 15.0)  # noqa: E741 - the name of the size
    xl: SizeRange = SizeRange(12.0, 40.0)

    def of(self, size: Size) -> SizeRange:
        """Return the range of `size`."""
        return {Size.S: self.s, Size.M: self.m, Size.L: self.l, Size.XL: self.xl}[size]


@dataclass(frozen=True, slots=True)
class QuadrantWords:
    """What the four quadrants are called in this roadmap."""

    __pydantic_config__: ClassVar[ConfigDict] = CLOSED
    forced_short_term: Name = "Emergencies"
    forced_long_term: Name = "Preparation for a mandatory future"
    discretionary_short_term: Name = "Tweaks and targeted fixes"
    discretionary_long_term: Name = "Generational improvements"

    def of(self, quadrant: Quadrant) -> str:
        """Return the word for `quadrant`; the tray is always called unsorted."""
        return {
            Quadrant.FORCED_SHORT_TERM: self.forced_short_term,
            Quadrant.FORCED_LONG_TERM: self.forced_long_term,
            Quadrant.DISCRETIONARY_SHORT_TERM: self.discretionary_short_term,
            Quadrant.DISCRETIONARY_LONG_TERM: self.discretionary_long_term,
            Quadrant.UNSORTED: "Unsorted",
        }[quadrant]


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Numbers that rules compare with; each can be changed for a roadmap.

    Those of the phases: `fire_*` begin and end firefighting (half is the cap that the practice of
    reliability engineering sets on unplanned work), `breach_*` say when principles are in breach
    and when a team runs from one problem to the next. `idle_sprints` is how long a principle in
    need may go without effort, `goals_at_once` how many investment goals may be open.
    """

    __pydantic_config__: ClassVar[ConfigDict] = CLOSED
    many_consumers: Count = 3
    exploring_at_once: Count = 3
    double_win_days: Amount = 5.0
    window_sprints: Count = 3
    fire_share: Share = 0.5
    fire_peak: Share = 0.7
    fire_growth_share: Share = 0.4
    fire_growth_sprints: Count = 3
    fire_left_share: Share = 0.4
    fire_left_sprints: Count = 2
    breach_choice_share: Share = 0.3
    breach_principles: Count = 2
    breach_sprints: Count = 6
    validated_share: Share = 0.5
    long_term_choice_share: Share = 0.5
    stuck_sprints: Count = 8
    idle_sprints: Count = 3
    goals_at_once: Count = 3


@dataclass(frozen=True, slots=True)
class Author:
    """Who decided: a stable id and the name to show."""

    __pydantic_config__: ClassVar[ConfigDict] = CLOSED
    id: Name
    name: Name


@dataclass(frozen=True, slots=True)
class Head:
    """The end of a log: its last position (0 when empty) and the SHA-256 of the record there."""

    position: int
    digest: str


EMPTY_HEAD = Head(0, "0" * 64)


def as_utc_text(moment: datetime) -> str:
    """Return an aware `moment` in UTC as the one text form that files hold, 27 characters."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")

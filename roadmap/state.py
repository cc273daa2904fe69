"""What is: the immutable state of a roadmap at one moment, as tables from id to frozen record.

The state holds no position, author or clock, and nothing that can be computed from it: grid shares,
plans and forecasts are functions in `analysis/`. Only `evolve` makes a new state.
"""

from __future__ import annotations

from datetime import date, datetime

from roadmap.records.absences import Absence
from roadmap.records.bookmarks import Bookmark
from roadmap.records.expectations import Ask, Capability, Goal, Review
from roadmap.records.forecasts import KeptForecast
from roadmap.records.levels import Checkup, Measure
from roadmap.records.people import Constraint, Freeze, Person
from roadmap.records.phases import PhaseAnswers, PhaseOverride
from roadmap.records.planning import Planning
from roadmap.records.risks import AcceptedRisk
from roadmap.records.scenarios import SharedScenario
from roadmap.records.sprints import KeptPlan, Sprint
from roadmap.records.streams import Stream
from roadmap.records.users import OutcomeMeasure, Signal
from roadmap.tables import Record as Record
from roadmap.tables import Table as Table
from roadmap.values import (
    AddedLoad,
    Criticality,
    Distribution,
    Driver,
    Estimate,
    ExternalRef,
    Forcing,
    Horizon,
    Kind,
    Leverage,
    LeverageCategory,
    Lifecycle,
    Link,
    OptionStage,
    Purchase,
    Quadrant,
    QuadrantWords,
    Reading,
    Size,
    Sizes,
    SkillEffort,
    Status,
    Thresholds,
    Wait,
    WorkStage,
    quadrant_of,
)


class Roadmap(Record, frozen=True, weakref=True):
    """The roadmap itself: its name, calendar and settings.

    `working_days` are ISO weekdays, 1 for Monday. Sprint 1 starts on `sprint_start`.
    """

    name: str = ""
    zone: str = "UTC"
    sprint_days: int = 14
    sprint_start: date | None = None
    working_days: tuple[int, ...] = (1, 2, 3, 4, 5)
    words: QuadrantWords = QuadrantWords()
    thresholds: Thresholds = Thresholds()
    sizes: Sizes = Sizes()
    distribution: Distribution = Distribution.LOGNORMAL
    reading: Reading = Reading.PERCENTILES
    currency: str = "EUR"
    day_rate: float | None = None
    lifecycle_on: bool = False
    work_stage_on: bool = False
    planning: Planning = Planning()


class Item(Record, frozen=True, weakref=True):
    """A work item. Efforts are person-days; days are dates in the roadmap's zone.

    `rank` is None for discovered options, which are unranked. `prerequisites` are ids of items;
    `prerequisites_none` says that somebody was asked and answered "none". `due`, `priority` and
    `type` are the source's. `team`, `component` and `consumers` are ids.
    """

    id: str
    title: str = ""
    forcing: Forcing | None = None
    horizon: Horizon | None = None
    kind: Kind | None = None
    driver: Driver | None = None
    mandatory_by: date | None = None
    promised_by: date | None = None
    not_before: date | None = None
    team: str | None = None
    component: str | None = None
    estimate: Estimate | None = None
    size: Size | None = None
    distribution: Distribution | None = None
    reading: Reading | None = None
    effort_per_skill: tuple[SkillEffort, ...] = ()
    remaining_days: float | None = None
    actual_days: float | None = None
    people_at_once: float | None = None
    may_span: bool = False
    value: float | None = None
    goal: str | None = None
    labels: tuple[str, ...] = ()
    notes: str = ""
    links: tuple[Link, ...] = ()
    type: str | None = None
    parent: str | None = None
    priority: str | None = None
    due: date | None = None
    rank: str | None = None
    status: Status = Status.OPEN
    created_on: date | None = None
    classified_on: date | None = None
    started_on: date | None = None
    done_on: date | None = None
    shed_on: date | None = None
    option_stage: OptionStage | None = None
    problem: str = ""
    approach: str = ""
    alternative: str = ""
    why_refused: str = ""
    lifecycle: Lifecycle | None = None
    work_stage: WorkStage | None = None
    critical_workload: bool | None = None
    leverage: Leverage | None = None
    leverage_category: LeverageCategory | None = None
    double_win_answer: str = ""
    verified_by: str = ""
    split_from: str | None = None
    purchase: Purchase | None = None
    prerequisites: tuple[str, ...] = ()
    prerequisites_none: bool = False
    waits: tuple[Wait, ...] = ()
    consumers: tuple[str, ...] = ()
    segment: str | None = None
    added_load: tuple[AddedLoad, ...] = ()
    protects: tuple[str, ...] = ()
    external: tuple[ExternalRef, ...] = ()

    @property
    def quadrant(self) -> Quadrant:
        """The place of the item on the grid."""
        return quadrant_of(self.forcing, self.horizon)

    @property
    def is_open(self) -> bool:
        """Whether work on the item is still to come."""
        return self.status in (Status.OPEN, Status.IN_PROGRESS)

    @property
    def order(self) -> tuple[bool, str, str]:
        """The key that sorts items by (rank, id), unranked ones last."""
        return (self.rank is None, self.rank or "", self.id)


class Team(Record, frozen=True, weakref=True):
    """A team that items, people and streams belong to."""

    id: str
    name: str = ""


class Component(Record, frozen=True, weakref=True):
    """A part of the infrastructure, such as a load balancer or a database."""

    id: str
    name: str = ""
    criticality: Criticality | None = None
    owner: str | None = None
    team: str | None = None


class Consumer(Record, frozen=True, weakref=True):
    """A team that uses the infrastructure."""

    id: str
    name: str = ""
    segment: str | None = None


class Holiday(Record, frozen=True, weakref=True):
    """A day on which nobody works."""

    id: str
    day: date
    name: str = ""


class Principle(Record, frozen=True, weakref=True):
    """A property of the infrastructure that has a minimum acceptable level; `place` orders them."""

    id: str
    name: str = ""
    place: int = 0


class Interruption(Record, frozen=True, weakref=True):
    """Forced work that arrived unplanned. With `item` set, its effort is that item's."""

    id: str
    title: str
    driver: Driver
    started_at: datetime
    effort_days: float | None = None
    team: str | None = None
    skill: str | None = None
    component: str | None = None
    stream: str | None = None
    incident: str | None = None
    is_request: bool = False
    item: str | None = None


class Source(Record, frozen=True, weakref=True):
    """A tracker that was imported from: how far its last export reached, and the points' factor."""

    id: str
    name: str
    format: str
    updated_to: datetime | None = None
    days_per_point: float | None = None


class State(Record, frozen=True, weakref=True):
    """Everything that is at one moment. Equal states show equal pages."""

    roadmap: Roadmap | None = None
    items: Table[Item] = Table()
    teams: Table[Team] = Table()
    components: Table[Component] = Table()
    consumers: Table[Consumer] = Table()
    holidays: Table[Holiday] = Table()
    principles: Table[Principle] = Table()
    interruptions: Table[Interruption] = Table()
    sources: Table[Source] = Table()
    people: Table[Person] = Table()
    freezes: Table[Freeze] = Table()
    constraints: Table[Constraint] = Table()
    absences: Table[Absence] = Table()
    sprints: Table[Sprint] = Table()
    plans: Table[KeptPlan] = Table()
    streams: Table[Stream] = Table()
    measures: Table[Measure] = Table()
    checkups: Table[Checkup] = Table()
    forecasts: Table[KeptForecast] = Table()
    scenarios: Table[SharedScenario] = Table()
    risks: Table[AcceptedRisk] = Table()
    capabilities: Table[Capability] = Table()
    goals: Table[Goal] = Table()
    asks: Table[Ask] = Table()
    reviews: Table[Review] = Table()
    signals: Table[Signal] = Table()
    outcomes: Table[OutcomeMeasure] = Table()
    bookmarks: Table[Bookmark] = Table()
    overrides: Table[PhaseOverride] = Table()
    answers: Table[PhaseAnswers] = Table()

    @property
    def thresholds(self) -> Thresholds:
        """The numbers that rules compare with."""
        return Thresholds() if self.roadmap is None else self.roadmap.thresholds


EMPTY = State()

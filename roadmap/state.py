"""What is: the immutable state of a roadmap at one moment, as tables from id to frozen record.

The state holds no position, author or clock, and nothing that can be computed from it: grid shares,
plans and forecasts are functions in `analysis/`. Only `evolve` makes a new state.
"""

from __future__ import annotations

import operator
from collections.abc import Iterable
from datetime import date, datetime
from itertools import compress
from typing import Generic, TypeVar

import immutables
import msgspec

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

R = TypeVar("R")


class Table(Generic[R]):
    """An immutable table from id to record. A changed table shares its structure with the old one.

    There is no iteration in hash order (it differs between processes): `ordered()` sorts by id.
    """

    __slots__ = ("__weakref__", "_rows")

    def __init__(self, rows: immutables.Map[str, R] | None = None) -> None:
        self._rows: immutables.Map[str, R] = immutables.Map() if rows is None else rows

    @classmethod
    def of(cls, rows: Iterable[tuple[str, R]]) -> Table[R]:
        """Return the table of (id, record) pairs."""
        return cls(immutables.Map(rows))

    def get(self, key: str | None) -> R | None:
        """Return the record, or None when it is absent."""
        return None if key is None else self._rows.get(key)

    def __getitem__(self, key: str) -> R:
        return self._rows[key]

    def __contains__(self, key: object) -> bool:
        return key in self._rows

    def __len__(self) -> int:
        return len(self._rows)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Table) and self._rows == other._rows

    __hash__ = None  # type: ignore[assignment]  # memoised by identity, never by hash

    def __repr__(self) -> str:
        return f"Table({len(self._rows)} rows)"

    def put(self, key: str, record: R) -> Table[R]:
        """Return a table with `record` at `key`."""
        return Table(self._rows.set(key, record))

    def drop(self, key: str) -> Table[R]:
        """Return a table without `key`; the same table when it is absent."""
        return Table(self._rows.delete(key)) if key in self._rows else self

    def ids(self) -> list[str]:
        """Return the ids in order."""
        return sorted(self._rows)

    def ordered(self) -> list[R]:
        """Return the records in the order of their ids."""
        rows = self._rows
        return [rows[key] for key in sorted(rows)]

    def changes(self, before: Table[R]) -> tuple[list[str], list[str], list[str]]:
        """Return the ids that were added, removed and changed since `before`, each in order."""
        if self._rows is before._rows:
            return [], [], []
        old, new = before._rows, self._rows
        keys = list(new)
        if keys == list(old):
            # The same ids lie in the same places: comparing row by row in C takes a quarter of
            # the time of looking each id up, and most decisions change few items.
            rows = zip(keys, old.values(), new.values(), strict=True)
            other = map(operator.is_not, old.values(), new.values())
            return [], [], sorted(key for key, was, now in compress(rows, other) if was != now)
        added, changed = [], []
        for key, record in new.items():
            earlier = old.get(key)
            if earlier is None:
                added.append(key)
            elif earlier is not record and earlier != record:
                changed.append(key)
        removed = [key for key in old if key not in new]
        return sorted(added), sorted(removed), sorted(changed)


class Record(msgspec.Struct, frozen=True, weakref=True):
    """The base of all records in the state."""


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


EMPTY = State()

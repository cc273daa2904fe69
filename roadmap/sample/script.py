"""The words that the sample's script is written in: who decided what, when and why, as data.

A beat is one decision. Items are called by short handles; ids follow from them, so that every copy
of the sample is the same. `play.py` puts the beats in order of time and lets the engine decide.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any, cast
from zoneinfo import ZoneInfo

from roadmap.authors import author_named
from roadmap.commands import Command
from roadmap.commands.expectations import AddAsk
from roadmap.commands.interruptions import LogInterruption
from roadmap.commands.items import (
    AddItem,
    EditItem,
    EstimateItem,
    FinishItem,
    MoveItem,
    ReclassifyItem,
    RemoveItem,
    RestoreItem,
    ShedItem,
    SplitItem,
    StartItem,
)
from roadmap.commands.scenarios import ShareScenario, WithdrawScenario
from roadmap.fields.scenarios import ScenarioFields
from roadmap.records.expectations import Answer
from roadmap.scenario.scenario import command_json
from roadmap.values import Author, Driver, Forcing, Horizon, derived_id

ZONE = "Europe/Berlin"
_IN_ONE_SPRINT = 3.0  # person-days of one person beside on-call, meetings and the unplanned

MAYA = author_named("Maya Okafor")  # product manager
HELEN = author_named("Helen Brandt")  # vice president, answers the asks
INES = author_named("Ines Duarte")  # databases
TOMAS = author_named("Tomas Reyes")  # hosts, network, on-call
LENA = author_named("Lena Svensson")  # build and deploy
ARUN = author_named("Arun Pillai")  # joins on 2026-01-12

LAUNCH = Driver.CRITICAL_LAUNCH
KEY_USER = Driver.KEY_USER
SECURITY = Driver.SECURITY_VULNERABILITY
SCALING = Driver.SCALING_LIMIT
COST = Driver.COST_CEILING
REGULATION = Driver.REGULATION
INCIDENT = Driver.INCIDENT
END_OF_LIFE = Driver.END_OF_LIFE


@dataclass(frozen=True, slots=True)
class TakeBack:
    """Undo the beat of that moment; with `again`, take the undo back."""

    beat: str
    again: bool = False


@dataclass(frozen=True, slots=True)
class Explain:
    """Give the reason of the beats of those moments, afterwards."""

    beats: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Adopt:
    """Adopt the scenario that was shared under this handle."""

    scenario: str


@dataclass(frozen=True, slots=True)
class AskAtRisk:
    """Ask for a decision; how likely the cost of none is, the forecast of the day says.

    It is the share of futures in which the item with the handle `late` misses its date.
    """

    ask: AddAsk
    late: str


@dataclass(frozen=True, slots=True)
class Answered:
    """What came back in a reply file: one ask is answered by whoever decides the beat."""

    ask: str
    answer: Answer
    comment: str


Act = Command | TakeBack | Explain | Adopt | AskAtRisk | Answered


@dataclass(frozen=True, slots=True)
class Beat:
    """One decision of the script: `when` is its name, in the roadmap's zone."""

    when: str
    who: Author
    why: str | None
    acts: tuple[Act, ...]

    @property
    def at(self) -> datetime:
        """The moment of the decision."""
        return datetime.strptime(self.when, "%Y-%m-%d %H:%M").replace(tzinfo=ZoneInfo(ZONE))


Story = tuple[Beat, ...]


@dataclass(frozen=True, slots=True)
class Moment:
    """Who is about to decide, when and why."""

    when: str
    who: Author
    why: str | None

    def do(self, *acts: Act) -> Story:
        """Return the decision that does `acts`."""
        return (Beat(self.when, self.who, self.why, acts),)


def on(when: str, who: Author, why: str | None = None) -> Moment:
    """Return the moment of one decision."""
    return Moment(when, who, why)


def begun(when: str, who: Author, what: str, why: str | None = None) -> Story:
    """Work on an item begins."""
    return on(when, who, why).do(start(what))


def done(when: str, who: Author, what: str, days: float | None, why: str | None = None) -> Story:
    """An item is done; `days` is what it took."""
    return on(when, who, why).do(finish(what, days))


def sized(
    when: str, who: Author, what: str, days: tuple[float, float, float], why: str | None = None
) -> Story:
    """An item is estimated: low, likely and high in person-days."""
    return on(when, who, why).do(size(what, *days))


def story(*parts: Story) -> Story:
    """Return several parts as one."""
    return tuple(beat for part in parts for beat in part)


# -- names ----------------------------------------------------------------------------------------


def item_id(handle: str) -> str:
    """Return the id of the item with this handle."""
    return derived_id("harbour", "item", handle)


def ask_id(handle: str) -> str:
    """Return the id of the ask with this handle."""
    return derived_id("harbour", "ask", handle)


def _fields(given: dict[str, Any]) -> dict[str, Any]:
    if "prerequisites" in given:
        given["prerequisites"] = tuple(item_id(each) for each in given["prerequisites"])
    return given


def made(kind: type[Command], /, **given: Any) -> Command:
    """Return a command as `roadmap apply` would read it: days and efforts may be plain."""
    return kind.model_validate(given, strict=False)


# -- what if --------------------------------------------------------------------------------------


def scenario_id(handle: str) -> str:
    """Return the id of the scenario with this handle."""
    return derived_id("harbour", "scenario", handle)


def tries(handle: str, name: str, base: str, *commands: Command, **more: Any) -> Command:
    """Share a scenario of Maya's: what `commands` would do after the beat of the moment `base`."""
    fields = {
        "name": name,
        "base": derived_id("harbour", "decision", base),
        "commands": tuple(command_json(each) for each in commands),
        "by": MAYA,
        **more,
    }
    return ShareScenario(scenario=scenario_id(handle), fields=cast(ScenarioFields, fields))


def withdrawn(handle: str) -> Command:
    """Share a scenario no longer."""
    return WithdrawScenario(scenario=scenario_id(handle))


def adopted(handle: str) -> Adopt:
    """Do what a shared scenario says, as one decision."""
    return Adopt(handle)


# -- the grid -------------------------------------------------------------------------------------


def must_now(what: str, driver: Driver) -> Command:
    """Must do, within two sprints."""
    return _place(what, Forcing.FORCED, Horizon.SHORT_TERM, driver=driver)


def must_by(what: str, driver: Driver, day: str) -> Command:
    """Must do, by a day that is already known."""
    return _place(what, Forcing.FORCED, Horizon.LONG_TERM, driver=driver, mandatory_by=day)


def tweak(what: str) -> Command:
    """A choice that is done within two sprints."""
    return _place(what, Forcing.DISCRETIONARY, Horizon.SHORT_TERM)


def bet(what: str) -> Command:
    """A choice that takes longer."""
    return _place(what, Forcing.DISCRETIONARY, Horizon.LONG_TERM)


def _place(what: str, forcing: Forcing, horizon: Horizon, **more: Any) -> Command:
    return made(ReclassifyItem, item=item_id(what), forcing=forcing, horizon=horizon, **more)


# -- items ----------------------------------------------------------------------------------------


def add(what: str, title: str, place: Command | None = None, **fields: Any) -> Command:
    """A new item, sorted at once by `place`, one of the four above; `days` is its effort."""
    given = _effort(_fields(fields))
    if isinstance(place, ReclassifyItem):
        given = {**place.fields, **given}
        if (given["forcing"], given["horizon"]) == (Forcing.FORCED, Horizon.SHORT_TERM):
            given.setdefault("people_at_once", 2.0)  # an emergency is done in pairs
    before, after = given.pop("before", None), given.pop("after", None)
    return made(
        AddItem,
        item=item_id(what),
        title=title,
        fields=given,
        before=None if before is None else item_id(before),
        after=None if after is None else item_id(after),
    )


def _effort(given: dict[str, Any]) -> dict[str, Any]:
    """Read `days` and `skills`; what one person cannot do in a sprint runs on into the next."""
    days, skills = given.pop("days", None), given.pop("skills", None)
    if days is not None:
        given["estimate"] = estimate(days)
        if given["estimate"]["likely"] > _IN_ONE_SPRINT:
            given.setdefault("may_span", True)
    if skills is not None:
        given["effort_per_skill"] = [
            {"skill": skill, "days": float(part)} for skill, part in skills.items()
        ]
    return given


def estimate(days: float | tuple[float, float, float]) -> dict[str, float]:
    """Return an estimate as a command takes it, from days or (low, likely, high)."""
    if isinstance(days, tuple):
        low, likely, high = days
        return {"low": float(low), "likely": float(likely), "high": float(high)}
    return {"likely": float(days)}


def edit(what: str, **fields: Any) -> Command:
    """Change fields of an item."""
    return made(EditItem, item=item_id(what), **_effort(_fields(fields)))


def size(what: str, low: float, likely: float, high: float) -> Command:
    """Estimate an item in person-days."""
    return made(EstimateItem, item=item_id(what), estimate=estimate((low, likely, high)))


def left(what: str, days: float) -> Command:
    """Say what remains of work in progress."""
    return made(EstimateItem, item=item_id(what), remaining_days=float(days))


def before(what: str, other: str) -> Command:
    """Rank an item before another."""
    return MoveItem(item=item_id(what), before=item_id(other))


def after(what: str, other: str) -> Command:
    """Rank an item after another."""
    return MoveItem(item=item_id(what), after=item_id(other))


def last(what: str) -> Command:
    """Rank an item last."""
    return MoveItem(item=item_id(what))


def start(what: str) -> Command:
    """Begin work on an item."""
    return StartItem(item=item_id(what))


def finish(what: str, days: float | None = None) -> Command:
    """An item is done; `days` is what it took."""
    return FinishItem(item=item_id(what), actual_days=None if days is None else float(days))


def shed(
    what: str, risk: str | None = None, review: str | None = None, by: str | None = None
) -> Command:
    """Give an item up; what may go wrong without it is accepted until its review."""
    return made(ShedItem, item=item_id(what), accepted_risk=risk, review_on=review, accepted_by=by)


def restore(what: str) -> Command:
    """Take an item up again."""
    return RestoreItem(item=item_id(what))


def remove(what: str) -> Command:
    """Take an item off that was never one."""
    return RemoveItem(item=item_id(what))


def split(what: str, *pieces: tuple[str, str, float, str]) -> Command:
    """Cut an item; each piece is (handle, title, days, how it is verified). The first keeps on."""
    parts: list[Any] = [
        {
            **({"item": item_id(handle)} if handle else {}),
            "fields": {
                "title": title,
                "estimate": estimate(days),
                "verified_by": verified,
                "may_span": days > _IN_ONE_SPRINT,
            },
        }
        for handle, title, days, verified in pieces
    ]
    return made(SplitItem, item=item_id(what), pieces=tuple(parts))


def interruption(what: str, title: str, driver: Driver, days: float, **fields: Any) -> Command:
    """Forced work that arrived unplanned; with `item`, that item does the work."""
    given: Any = {"title": title, "driver": driver, "effort_days": float(days), **fields}
    if "item" in given:
        given["item"] = item_id(given["item"])
    key = derived_id("harbour", "interruption", what)
    return made(LogInterruption, interruption=key, fields=given)


def take_back(beat: str) -> Act:
    """Undo the beat of that moment."""
    return TakeBack(beat)


def redo(beat: str) -> Act:
    """Take the undo at that moment back."""
    return TakeBack(beat, again=True)


def explain(*beats: str) -> Act:
    """Give a reason afterwards; the beat's `why` is the reason."""
    return Explain(beats)


def in_time_order(parts: Iterable[Story]) -> list[Beat]:
    """Return all beats by time. Raises ValueError where two have the same moment."""
    beats = sorted((beat for part in parts for beat in part), key=lambda beat: beat.at)
    for earlier, later in pairwise(beats):
        if earlier.at == later.at:
            raise ValueError(f"two beats of the sample are at {later.when}")
    return beats

"""What do the levers of one scenario show: numbers, cards, words, and what can be chosen?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication

from gui.models.whatif.changes import change_face, changes_of
from gui.models.whatif.levers import Newcomers, Positions
from gui.models.whatif.words import lever_detail
from gui.models.words import day_text, percent, work_role
from gui.paint.lever_card import LeverFace
from gui.paint.scenario_row import Mark
from gui.widgets.chip import ChipOption
from roadmap.analysis.estimates.effort import effort_days
from roadmap.analysis.items.filter import Filter
from roadmap.analysis.leverage.leverage import LeverageKey, leverage
from roadmap.analysis.planning.capacity import capacity
from roadmap.analysis.planning.plan import Plan
from roadmap.analysis.planning.pools import pools_for
from roadmap.analysis.planning.sprint_calendar import sprint_calendar
from roadmap.analysis.words import counted, say_days, short_day
from roadmap.records.assumptions import Assumptions
from roadmap.records.planning import Planning
from roadmap.scenario.branch import Branch
from roadmap.scenario.lever_list import levers_of
from roadmap.scenario.levers import CONTRACTOR_DELAY
from roadmap.scenario.scenario import Scenario
from roadmap.state import Item, State
from roadmap.values import Forcing, Status

_SPRINTS_AHEAD = 13
_LONGEST_SKILL = 13
_RESERVE_SPRINTS = 6


def _t(text: str) -> str:
    return QCoreApplication.translate("whatif", text)


@dataclass(frozen=True, slots=True)
class PanelFace:
    """All that the levers show. `reserve` is in person-days a sprint, as planned or as moved.

    `starts` are the first days of coming sprints, keyed by their ISO date.
    """

    title: str = ""
    note: str = ""
    positions: Positions = field(default_factory=Positions)
    hires_note: str = ""
    contractors_note: str = ""
    roles: tuple[ChipOption, ...] = ()
    skills: tuple[ChipOption, ...] = ()
    starts: tuple[ChipOption, ...] = ()
    invested: tuple[LeverFace, ...] = ()
    shed: tuple[LeverFace, ...] = ()
    others: tuple[LeverFace, ...] = ()
    reserve: float = 0.0
    reserve_most: float = 20.0
    dig_out: float = 0.2
    footer: str = ""
    footer_mark: Mark = ""
    attrition_usual: float = 0.1


def panel_face(
    scenario: Scenario | None,
    found: Positions,
    branch: Branch | None,
    state: State,
    today: date,
    reserve: tuple[float, float],
) -> PanelFace:
    """The levers of a scenario; of the plan as it is where that is None.

    `reserve` is what a sprint keeps as planned, and the most it could.
    """
    planning = state.roadmap.planning if state.roadmap is not None else Planning()
    usual, most = reserve
    adopted = scenario is not None and is_adopted(scenario, branch)
    mark, footer = _footer(scenario, today, adopted=adopted)
    return PanelFace(
        _t("As planned") if scenario is None else scenario.name,
        "" if scenario is None else scenario.note,
        found,
        _ready_note(found.hires, planning.ramp.weeks, today),
        _ready_note(found.contractors, planning.contractor_ramp_weeks, today),
        _roles(state),
        _skills(state),
        _starts(state, today, planning),
        tuple(_item_face("invest", item, state, today) for item in found.invested),
        tuple(_item_face("shed", item, state, today) for item in found.shed),
        tuple(_other_faces(scenario, found, branch, state, today, adopted=adopted)),
        usual if found.reserve_days is None else found.reserve_days,
        most,
        planning.dig_out_share if found.dig_out is None else found.dig_out,
        footer,
        mark,
        planning.attrition_a_year,
    )


def is_adopted(scenario: Scenario, branch: Branch | None) -> bool:
    """Whether a scenario was adopted as it is now: there is nothing left to decide.

    `adopted` names a decision that stands; with a lever moved since something is left.
    """
    return scenario.adopted is not None and (branch is None or not branch.events)


def to_shed(state: State, taken: Sequence[str], team: str | None = None) -> list[Item]:
    """What could be shed: choices of least value for their effort first, must-do work last."""
    items = [each for each in _open(state, team) if each.id not in taken]
    default = state.roadmap.planning.default_value if state.roadmap is not None else 3.0

    def worth(item: Item) -> tuple[bool, float, str]:
        value = default if item.value is None else item.value
        days = max(0.1, effort_days(item, state.roadmap).days)
        return item.forcing is Forcing.FORCED, value / days, item.id

    return sorted(items, key=worth)


def to_invest(
    state: State, today: date, taken: Sequence[str], team: str | None = None
) -> list[Item]:
    """What saves later work: double wins, then by payback; shed items could be taken up again."""
    key = LeverageKey(today, Filter(team=team))
    ranked = [each.item for each in leverage(state, key).paybacks]
    shed = [
        item.id
        for item in state.items.ordered()
        if item.status is Status.SHED and item.leverage is not None and team in (None, item.team)
    ]
    return [state.items[each] for each in (*ranked, *shed) if each not in taken]


def to_defer(state: State, taken: Sequence[str], team: str | None = None) -> list[Item]:
    """What could begin later: items without a date first, in plan order."""
    items = [each for each in _open(state, team) if each.id not in taken]
    return sorted(items, key=lambda each: (each.mandatory_by is not None, each.order))


def lowest_choices(state: State, number: int) -> tuple[str, ...]:
    """The choices of least value for their effort, for a scenario that begins with shedding."""
    found = [item for item in to_shed(state, ()) if item.forcing is not Forcing.FORCED]
    return tuple(item.id for item in found[:number])


def _open(state: State, team: str | None) -> list[Item]:
    return [item for item in state.items.ordered() if item.is_open and team in (None, item.team)]


# -- words ----------------------------------------------------------------------------------------


def _ready_note(people: Newcomers, ramp_weeks: float, today: date) -> str:
    """When newcomers are fully productive."""
    if not people.number or people.start is None:
        return _t("ready after {n} weeks").format(n=round(ramp_weeks))
    ready = people.start + timedelta(weeks=ramp_weeks)
    return _t("ready {ready}").format(ready=day_text(ready, today))


def usual_start(people: str, state: State, today: date) -> date:
    """When people start where nobody says: after the roadmap's delay."""
    planning = state.roadmap.planning if state.roadmap is not None else Planning()
    if people == "contractors":
        return today + CONTRACTOR_DELAY
    return today + timedelta(weeks=planning.hire_delay_weeks)


def usual_place(state: State, today: date, key: str | None) -> tuple[str | None, str | None]:
    """For which team and skill people are taken on where nobody says: an item's largest pool."""
    found = capacity(state, today, 1)
    item = state.items.get(key or "")
    team = None if item is None else item.team
    skill = None if item is None else next((p.skill for p in item.effort_per_skill), None)
    own = pools_for(found.pools, team, skill) or tuple(range(len(found.pools)))
    if not own or not found.sprints:
        return team, skill
    pool = found.pools[max(own, key=lambda place: found.days(0, place))]
    return pool.team or None, pool.skill or None


def _roles(state: State) -> tuple[ChipOption, ...]:
    """An engineer, else what people here are."""
    usual = _t("engineer")
    known = {person.role for person in state.people.ordered() if person.role}
    others = sorted(known - {usual}, key=str.casefold)
    return tuple(ChipOption(name, _short(name)) for name in (usual, *others))


def _skills(state: State) -> tuple[ChipOption, ...]:
    names = {share.skill for person in state.people.ordered() for share in person.skills}
    any_one = ChipOption("", _t("any skill"))
    return (any_one, *(ChipOption(name, _short(name)) for name in sorted(names, key=str.casefold)))


def _short(name: str) -> str:
    """A skill in a chip, where two chips stand side by side."""
    return name if len(name) <= _LONGEST_SKILL else name[: _LONGEST_SKILL - 1].rstrip() + "…"


def _starts(state: State, today: date, planning: Planning) -> tuple[ChipOption, ...]:
    weeks = counted(round(planning.hire_delay_weeks), _t("week"))
    found = [ChipOption("", _t("usual day"), _t("in {weeks}").format(weeks=weeks))]
    for sprint in sprint_calendar(state, today, _SPRINTS_AHEAD):
        first = max(sprint.start, today)
        text = _t("sprint {n}").format(n=sprint.number)
        found.append(ChipOption(first.isoformat(), text, short_day(first, today)))
    return tuple(found)


def reserve_of(found: Plan) -> tuple[float, float]:
    """What a sprint keeps for must-do work, on average over the next ones, and the most."""
    problem = found.problem
    days = [sum(row) for row in problem.reserve.days] or [0.0]
    whole = [
        sum(cell.days for cell in row)
        for row, sprint in zip(problem.capacity.cells, problem.sprints, strict=True)
        if sprint.left >= 1
    ]
    rest = days[1 : _RESERVE_SPRINTS + 1] or days
    return sum(rest) / len(rest), max(1.0, max(whole[:_RESERVE_SPRINTS], default=20.0))


def _invest_words(item: Item, state: State, today: date) -> str:
    """What an item saves, and what decides when it is done."""
    words = lever_detail(item, state, today)
    dated = item.promised_by is not None
    dated = dated or (item.forcing is Forcing.FORCED and item.mandatory_by is not None)
    return f"{words}; {_t('its date decides its place')}" if dated else words


def _item_face(kind: str, key: str, state: State, today: date) -> LeverFace:
    item = state.items.get(key)
    if item is None:
        gone = _t("no longer on the roadmap")
        return LeverFace(kind, key, _t("Removed item"), gone, tone="warn")
    days = say_days(round(effort_days(item, state.roadmap).days, 1))
    if kind == "invest":
        words = _invest_words(item, state, today)
    else:
        words = _t("given up") if item.is_open else _t("is {status} already")
        words = words.format(status=item.status.value.replace("_", " "))
    return LeverFace(kind, key, item.title, words, days, work_role(item.quadrant))


def _other_faces(
    scenario: Scenario | None,
    found: Positions,
    branch: Branch | None,
    state: State,
    today: date,
    *,
    adopted: bool,
) -> list[LeverFace]:
    faces = []
    for key, day in found.deferred:
        item = state.items.get(key)
        title = key if item is None else item.title
        words = _t("not before {day}").format(day=short_day(day, today))
        role = "unsorted" if item is None else work_role(item.quadrant)
        faces.append(LeverFace("defer", key, title, words, role=role))
    for key, day in found.leaving:
        person = state.people.get(key)
        words = _t("leaves after {day}").format(day=short_day(day, today))
        faces.append(LeverFace("leave", key, key if person is None else person.name, words))
    if found.attrition:
        words = _t("{share} in a year").format(share=percent(found.attrition))
        faces.append(LeverFace("attrition", "", _t("People who leave"), words))
    changes = {} if scenario is None else {each.place: each for each in changes_of(scenario)}
    told = branch is not None and not adopted
    problems = {each.place: each.text for each in branch.problems} if branch and told else {}
    told_others = () if branch is None else other_sentences(found, branch, state, today)
    along = {n for each in changes.values() for n in range(each.place + 1, each.place + each.count)}
    for number, place in enumerate(found.others):
        if place in along:
            continue
        if place in changes:
            faces.append(change_face(changes[place], state, today))
        elif number < len(told_others):
            words = _t("from its commands")
            faces.append(LeverFace("other", str(place), told_others[number], words))
    faces += [
        LeverFace("problem", str(place), _t("Can no longer be done"), text, tone="warn")
        for place, text in problems.items()
    ]
    return faces


def other_sentences(found: Positions, branch: Branch, state: State, today: date) -> tuple[str, ...]:
    """A sentence for each command that no lever shows."""
    if any(place >= len(branch.steps) for place in found.others):
        return ()  # of the scenario before its last change
    levers = levers_of(branch.steps, Assumptions(), today, state)
    spans = [(each, range(each.first, each.first + each.count)) for each in levers]
    return tuple(
        next((each.sentence for each, span in spans if place in span), _t("Another change"))
        for place in found.others
    )


def _footer(scenario: Scenario | None, today: date, *, adopted: bool) -> tuple[Mark, str]:
    if scenario is None:
        return "", _t("Move a lever: a private scenario begins.")
    if scenario.problem is not None:
        return "problem", scenario.problem
    if adopted:
        return "adopted", _t("Adopted as one decision.")
    if not scenario.shared:
        return "private", _t("Private until you share it.")
    by = "" if scenario.by is None else _t(" by {name}").format(name=scenario.by.name)
    day = "" if scenario.at is None else f", {short_day(scenario.at.date(), today)}"
    return "shared", _t("Shared{by}{day}.").format(by=by, day=day)


def problems_text(branch: Branch) -> str:
    """What of a scenario cannot be done any more, in one line; "" where all can."""
    count = len(branch.problems)
    if not count:
        return ""
    return _t("{n} can no longer be done: {text}").format(
        n=counted(count, _t("lever")), text=branch.problems[0].text
    )

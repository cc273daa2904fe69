"""Why is an item done, for whom, and what does it save? The rows about its purpose."""

from __future__ import annotations

from datetime import date

from gui.models.faces import protects_text, serves_text
from gui.models.known_words import known_words
from gui.models.properties.property import (
    Make,
    Options,
    Part,
    Property,
    choice_row,
    line_row,
    long_row,
    none_option,
    plain_runs,
    t,
)
from gui.models.words import driver_word, drivers, kind_word
from gui.paint.text import Run
from roadmap.analysis.words import say_enum, say_leverage, say_number
from roadmap.state import Item, State
from roadmap.values import (
    Kind,
    Leverage,
    LeverageCategory,
    LeverageEffect,
    LeverageUnit,
    Lifecycle,
    OptionStage,
    WorkStage,
)

SKIPPED = "Skipped"  # what is kept of the double-win question where somebody skips it


def _driver_options() -> Options:
    return tuple((word.driver.value, word.text) for word in drivers())


def _kind_options() -> Options:
    return (*((kind.value, kind_word(kind)) for kind in Kind), none_option())


def _enum_options(
    kind: type[Lifecycle | WorkStage | LeverageCategory | OptionStage],
) -> Options:
    return (*((each.value, say_enum(each).capitalize()) for each in kind), none_option())


def _driver(item: Item, _state: State, _today: date) -> Property:
    text = "" if item.driver is None else driver_word(item.driver).text
    key = "" if item.driver is None else item.driver.value
    return Property("driver", t("Driver"), plain_runs(text), "choice", key, _driver_options())


def _serves(item: Item, state: State, _today: date) -> Property:
    text = serves_text(item, state) if item.consumers else ""
    if text and item.critical_workload:
        text += ", " + t("critical workload")
    found = (state.consumers.get(key) for key in item.consumers)
    names = ", ".join(consumer.name for consumer in found if consumer is not None)
    known = tuple((each.id, each.name) for each in state.consumers.ordered())
    hint = names if len(item.consumers) > 1 else ""
    runs = plain_runs(text)
    return Property("consumers", t("Serves"), runs, "line", names, known, hint=hint)


def _critical(item: Item, _state: State, _today: date) -> Property:
    key = {None: "", True: "yes", False: "no"}[item.critical_workload]
    options = (("yes", t("Yes")), ("no", t("No")), ("", t("Not said")))
    runs = plain_runs(dict(options)[key] if key else "")
    return Property("critical_workload", t("Critical"), runs, "choice", key, options)


def _segment(item: Item, state: State, _today: date) -> Property:
    said = {each.segment for each in state.consumers.ordered() if each.segment}
    said.update(known_words(state).segments)
    known = tuple((name, name) for name in sorted(said))
    text = item.segment or ""
    return Property("segment", t("Segment"), plain_runs(text), "line", text, known)


def _team(item: Item, state: State, _today: date) -> Property:
    record = state.teams.get(item.team)
    name = "" if record is None else record.name
    known = tuple((each.id, each.name) for each in state.teams.ordered())
    return Property("team", t("Team"), plain_runs(name), "line", name, known)


def _component(item: Item, state: State, _today: date) -> Property:
    record = state.components.get(item.component)
    name = "" if record is None else record.name
    known = tuple((each.id, each.name) for each in state.components.ordered())
    return Property("component", t("Component"), plain_runs(name), "line", name, known)


def _protects(item: Item, state: State, _today: date) -> Property:
    names = protects_text(item, state)
    principles = ((each.id, each.name) for each in state.principles.ordered())
    known = (*principles, *((each.id, each.name) for each in state.measures.ordered()))
    return Property("protects", t("Protects"), plain_runs(names), "line", names, known)


def _value(item: Item, _state: State, _today: date) -> Property:
    key = "" if item.value is None else say_number(item.value)
    words = (t("1 little"), "2", "3", "4", t("5 much"))
    options = (*((str(place + 1), text) for place, text in enumerate(words)), none_option())
    runs = plain_runs(t("{n} of 5").format(n=key) if key and float(item.value or 0) <= 5 else key)
    return Property("value", t("Value"), runs, "choice", key, options)


def _saves(item: Item, _state: State, _today: date) -> Property:
    said = item.leverage
    runs: list[Run] = []
    if said is not None:
        runs = [Run(say_leverage(said))]
        notes = []
        if said.confidence < 1:
            notes.append(t("{n}% sure").format(n=round(said.confidence * 100)))
        if said.delay_sprints:
            notes.append(t("{n} sprints later").format(n=say_number(said.delay_sprints)))
        if notes:
            runs.append(Run("\n" + ", ".join(notes), "muted"))
    return Property(
        *("leverage", t("Once done"), tuple(runs), "parts"),
        parts=_saving_parts(),
        rows=(_saving_row(said),),
    )


def _saving_parts() -> tuple[Part, ...]:
    effects = (
        (LeverageEffect.ARRIVALS.value, t("fewer arrivals")),
        (LeverageEffect.SIZE.value, t("less effort each")),
        (LeverageEffect.PRODUCTIVITY.value, t("higher productivity")),
    )
    units = (
        (LeverageUnit.DAYS_PER_SPRINT.value, t("person-days a sprint")),
        (LeverageUnit.PERCENT.value, t("percent")),
    )
    return (
        Part(t("Effect"), options=effects),
        Part(t("Saves"), t("1.6")),
        Part(t("Unit"), options=units),
        Part(t("How sure"), t("80%")),
        Part(t("From sprint"), t("0 after it is done")),
        Part(t("Stream"), t("all of that work")),
    )


def _saving_row(said: Leverage | None) -> tuple[str, ...]:
    if said is None:
        return (LeverageEffect.ARRIVALS.value, "", LeverageUnit.DAYS_PER_SPRINT.value, "", "", "")
    return (
        said.effect.value,
        say_number(said.amount),
        said.unit.value,
        f"{say_number(said.confidence * 100)}%" if said.confidence < 1 else "",
        say_number(said.delay_sprints) if said.delay_sprints else "",
        said.stream or "",
    )


def _double_win(item: Item, _state: State, _today: date) -> Property:
    text = item.double_win_answer
    runs = (Run(t("asked and skipped"), "muted"),) if text == SKIPPED else plain_runs(text)
    return Property("double_win_answer", t("Double win"), runs, "text", text)


def _labels(item: Item, _state: State, _today: date) -> Property:
    text = ", ".join(item.labels)
    return Property("labels", t("Labels"), plain_runs(text), "line", text)


def _links(item: Item, _state: State, _today: date) -> Property:
    runs: list[Run] = []
    for link in item.links:
        runs += [Run(link.text or link.url, "accent"), Run("\n")]
    text = " ".join(link.url for link in item.links)
    urls = tuple(link.url for link in item.links)
    return Property("links", t("Links"), tuple(runs[:-1]), "line", text, links=urls)


PURPOSE_ROWS: dict[str, Make] = {
    "driver": _driver,
    "consumers": _serves,
    "critical_workload": _critical,
    "segment": _segment,
    "team": _team,
    "component": _component,
    "protects": _protects,
    "value": _value,
    "leverage": _saves,
    "leverage_category": choice_row(
        "leverage_category", "Saves by", lambda: _enum_options(LeverageCategory)
    ),
    "double_win_answer": _double_win,
    "kind": choice_row("kind", "Kind", _kind_options),
    "lifecycle": choice_row("lifecycle", "Lifecycle", lambda: _enum_options(Lifecycle)),
    "work_stage": choice_row("work_stage", "Work stage", lambda: _enum_options(WorkStage)),
    "option_stage": choice_row("option_stage", "Stage", lambda: _enum_options(OptionStage)),
    "problem": long_row("problem", "Problem"),
    "approach": long_row("approach", "Approach"),
    "alternative": long_row("alternative", "In steps instead"),
    "why_refused": long_row("why_refused", "Why not in steps"),
    "verified_by": long_row("verified_by", "Verified by"),
    "goal": line_row("goal", "Goal"),
    "labels": _labels,
    "links": _links,
    "notes": long_row("notes", "Notes"),
}

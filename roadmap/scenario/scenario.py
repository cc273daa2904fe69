"""What is a scenario, and how is it written down?

A base decision and commands that are decided on the state after it, besides what is assumed. Its
JSON is strict and versioned like that of events: each command stands with its name and the version
of its shape, and is upcast when it is read.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import to_jsonable_python

from roadmap.commands import COMMANDS, Command, parse_command
from roadmap.commands.given import problem_in
from roadmap.errors import Damaged, Newer, Refused, RoadmapError
from roadmap.fields.scenarios import ScenarioFields
from roadmap.records.assumptions import Assumptions
from roadmap.records.scenarios import SharedScenario
from roadmap.values import Author, clean_line, clean_text

Upcaster = Callable[[dict[str, Any]], dict[str, Any]]
UPCASTERS: Mapping[tuple[str, int], Upcaster] = {}

# What a scenario may be about: what is planned. All else records what happened, or is said of it.
_PLANNED = frozenset(
    (
        *("item", "person", "team", "component", "consumer", "holiday", "freeze", "constraint"),
        "absence",
        *("stream", "roadmap", "risk", "capability", "goal", "baseline", "principle", "measure"),
    )
)
_FACTS = frozenset(("create_roadmap", "read_goal"))


@dataclass(frozen=True, slots=True)
class Scenario:
    """A thought-out change of the roadmap.

    `base` is the id of the decision that it starts from, None before all. `shared` says whether it
    is in the document, `changed` whether it was changed here since, `adopted` which decision
    adopted it. `problem` says why its commands cannot be read here; it then has none.
    """

    id: str
    name: str
    note: str = ""
    base: str | None = None
    commands: tuple[Command, ...] = ()
    assumptions: Assumptions = field(default_factory=Assumptions)
    by: Author | None = None
    at: datetime | None = None
    shared: bool = False
    changed: bool = False
    adopted: str | None = None
    problem: str | None = None

    def named(self, name: str) -> Scenario:
        """Return the scenario under another name. Raises Refused for an empty one."""
        clean = clean_line(name)
        if not clean:
            raise Refused("A scenario needs a name: say in a few words what is tried out.")
        if len(clean) > _LONGEST_NAME:
            raise Refused(f"A scenario's name has at most {_LONGEST_NAME} characters.")
        return replace(self, name=clean)

    def annotated(self, note: str) -> Scenario:
        """Return the scenario with another note."""
        return replace(self, note=clean_text(note).strip())

    def with_commands(self, commands: Sequence[Command]) -> Scenario:
        """Return the scenario with these commands instead. Raises Refused for facts."""
        for command in commands:
            check_allowed(command)
        return replace(self, commands=tuple(commands))


_LONGEST_NAME = 200


def is_allowed(name: str) -> bool:
    """Whether a scenario may hold commands of this name."""
    return name.partition("_")[2] in _PLANNED and name not in _FACTS


def check_allowed(command: Command) -> None:
    """Raise Refused for a command that no scenario can hold."""
    if not is_allowed(command.do):
        raise Refused(
            f"A scenario cannot hold {command.do}: it records what happened, or is no part of the "
            "plan.",
            command="Use `roadmap apply` for it.",
        )


# -- commands as JSON -----------------------------------------------------------------------------


def command_json(command: Command) -> dict[str, Any]:
    """Return a command with its name and version; `apply` takes the same without the version.

    Ids that were filled in are kept, so that deciding again makes the same records.
    """
    kinds = type(command).model_fields
    given = {
        key: value
        for key, value in command.model_dump(mode="json").items()
        if value is not None or kinds[key].default is not None
    }
    return {"do": command.do, "version": command.version, **given}


def command_of(given: Mapping[str, Any]) -> Command:
    """Return the command that `command_json` wrote, in an earlier version perhaps.

    Raises Newer for a version that is not known here, Refused for what is no command.
    """
    rest = dict(given)
    name, version = rest.get("do"), rest.pop("version", None)
    known = COMMANDS.get(name) if isinstance(name, str) else None
    if type(version) is not int or version < 1:
        raise Refused(f"The command {name!r} of a scenario says no version.")
    if known is None or version > known.version:
        raise Newer(
            f"The scenario was made with a newer version of Roadmap ({name}, version {version}): "
            "update Roadmap to look at it."
        )
    for step in range(version, known.version):
        rest = UPCASTERS[known.do, step](rest)
    command = parse_command(rest)
    check_allowed(command)
    return command


# -- scenarios as fields and as JSON --------------------------------------------------------------

_FIELDS: TypeAdapter[ScenarioFields] = TypeAdapter(ScenarioFields)


def fields_of(scenario: Scenario) -> ScenarioFields:
    """Return what is shared of a scenario."""
    return {
        "name": scenario.name,
        "note": scenario.note,
        "base": scenario.base,
        "commands": tuple(command_json(each) for each in scenario.commands),
        "assumptions": scenario.assumptions,
        "by": scenario.by,
        "at": scenario.at,
    }


def digest_of(scenario: Scenario) -> str:
    """Return the SHA-256 of what a scenario does: its commands and what is assumed."""
    fields = fields_of(scenario)
    does = to_jsonable_python({"does": fields["commands"], "assumed": fields["assumptions"]})
    return sha256(json.dumps(does, sort_keys=True).encode()).hexdigest()


def shared_one(record: SharedScenario) -> Scenario:
    """Return a shared scenario; one that cannot be read here says why."""
    problem: str | None = None
    commands: tuple[Command, ...] = ()
    try:
        commands = tuple(command_of(each) for each in record.commands)
    except RoadmapError as error:
        problem = str(error)
    return Scenario(
        record.id,
        record.name,
        record.note,
        record.base,
        commands,
        record.assumptions,
        record.by,
        record.at,
        shared=True,
        problem=problem,
    )


def scenario_json(scenario: Scenario) -> dict[str, Any]:
    """Return the whole scenario as JSON, for the shelf."""
    fields: dict[str, Any] = to_jsonable_python(fields_of(scenario))
    return {"id": scenario.id, **fields, "adopted": scenario.adopted}


def scenario_of(given: Mapping[str, Any]) -> Scenario:
    """Return the scenario that `scenario_json` wrote. Raises Damaged and Newer."""
    rest = dict(given)
    key, adopted = rest.pop("id", None), rest.pop("adopted", None)
    try:
        fields = _FIELDS.validate_python(rest, strict=False)
        commands = tuple(command_of(each) for each in fields.get("commands", ()))
    except ValidationError as error:
        raise Damaged(f"a scenario in it cannot be read: {problem_in(error)}") from error
    except Refused as error:
        raise Damaged(f"a scenario in it cannot be read: {error}") from error
    if not isinstance(key, str) or "name" not in fields:
        raise Damaged("a scenario in it has no id or no name")
    return Scenario(
        key,
        fields["name"],
        fields.get("note", ""),
        fields.get("base"),
        commands,
        fields.get("assumptions", Assumptions()),
        fields.get("by"),
        fields.get("at"),
        adopted=adopted if isinstance(adopted, str) else None,
    )

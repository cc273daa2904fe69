"""What is wanted: the closed list of commands, each a frozen pydantic model, and how they are read.

A command carries everything that `decide` must not make up: ids are filled here, at the boundary,
so that deciding again keeps them. Text is cleaned here too. Fields of a record may stand flat
beside the command's own keys, as `roadmap apply` writes them, or inside `fields`.
"""

from __future__ import annotations

import difflib

from pydantic import ValidationError

from roadmap.commands.absences import AbsenceCommand
from roadmap.commands.bookmarks import BookmarkCommand
from roadmap.commands.expectations import ExpectationCommand
from roadmap.commands.facts import FactCommand
from roadmap.commands.forecasts import ForecastCommand
from roadmap.commands.given import problem_in
from roadmap.commands.imports import ImportItems
from roadmap.commands.interruptions import InterruptionCommand
from roadmap.commands.items import ItemCommand
from roadmap.commands.levels import LevelCommand
from roadmap.commands.people import PeopleCommand
from roadmap.commands.phases import PhaseCommand
from roadmap.commands.reasons import GiveReason
from roadmap.commands.risks import RiskCommand
from roadmap.commands.roadmap import RoadmapCommand
from roadmap.commands.scenarios import ScenarioCommand
from roadmap.commands.sprints import SprintCommand
from roadmap.commands.streams import StreamCommand
from roadmap.commands.users import UserCommand
from roadmap.errors import Refused

Command = (
    RoadmapCommand
    | ItemCommand
    | InterruptionCommand
    | ImportItems
    | GiveReason
    | PeopleCommand
    | AbsenceCommand
    | SprintCommand
    | StreamCommand
    | LevelCommand
    | ForecastCommand
    | ScenarioCommand
    | RiskCommand
    | ExpectationCommand
    | UserCommand
    | BookmarkCommand
    | PhaseCommand
    | FactCommand
)

COMMANDS: dict[str, type[Command]] = {cls.do: cls for cls in Command.__args__}


def parse_command(given: object) -> Command:
    """Return the command that a JSON object describes: {"do": NAME, field: value, ...}.

    Raises Refused, naming the command, the field and what is wrong with it.
    """
    if not isinstance(given, dict) or not isinstance(given.get("do"), str):
        raise Refused('A command is a JSON object with a name: {"do": "add_item", ...}.')
    name = given["do"]
    command = COMMANDS.get(name)
    if command is None:
        near = difflib.get_close_matches(name, COMMANDS, n=1)
        hint = f" Did you mean {near[0]!r}?" if near else ""
        raise Refused(
            f"There is no command {name!r}.{hint}", command="`roadmap commands` lists them all."
        )
    rest = {key: value for key, value in given.items() if key != "do"}
    try:
        return command.model_validate(rest, strict=False)
    except ValidationError as error:
        raise Refused(
            f"{name}: {problem_in(error)}.",
            command=f"`roadmap commands {name}` shows what it takes.",
        ) from error

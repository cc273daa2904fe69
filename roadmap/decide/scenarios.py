"""How sharing a scenario and withdrawing it become events.

Whether its commands can be decided is not asked here: they are about another moment than this one.
Whether they are commands at all is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from roadmap.commands import COMMANDS, parse_command
from roadmap.commands.scenarios import ShareScenario, WithdrawScenario
from roadmap.decide.deciding import Deciding
from roadmap.errors import NotFound, Refused
from roadmap.events.scenarios import ScenarioShared, ScenarioWithdrawn
from roadmap.records.scenarios import SharedScenario
from roadmap.values import clean_line


def share_scenario(d: Deciding, command: ShareScenario) -> None:
    """Share a scenario, or share it again as it is now."""
    d.require_roadmap()
    fields: Any = dict(command.fields)
    fields["name"] = name = clean_line(fields.get("name") or "")
    if not name:
        raise Refused("A scenario needs a name: say in a few words what is tried out.")
    for other in d.state.scenarios.ordered():
        if other.id != command.scenario and other.name.casefold() == name.casefold():
            raise Refused(
                f"A scenario called {other.name!r} is shared already: give this one another name."
            )
    if "commands" in fields:
        fields["commands"] = tuple(
            _command(name, number, each) for number, each in enumerate(fields["commands"], start=1)
        )
    if SharedScenario(command.scenario, **fields) != d.state.scenarios.get(command.scenario):
        d.emit(ScenarioShared(scenario=command.scenario, fields=fields))


def _command(name: str, number: int, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return a command as it is kept, with its version; one of today's shape has to be one."""
    rest = {key: value for key, value in given.items() if key != "version"}
    known = COMMANDS.get(str(rest.get("do")))
    current = 1 if known is None else known.version
    version = given.get("version", current)
    if known is None or version == current:
        try:
            parse_command(rest)
        except Refused as error:
            raise Refused(f"Command {number} of {name!r}: {error}") from error
    return {**rest, "version": version}


def withdraw_scenario(d: Deciding, command: WithdrawScenario) -> None:
    """Withdraw a shared scenario."""
    d.emit(ScenarioWithdrawn(scenario=_shared(d, command.scenario).id))


def _shared(d: Deciding, ref: str) -> SharedScenario:
    found = d.state.scenarios.get(ref)
    if found is not None:
        return found
    shared = d.state.scenarios.ordered()
    named = [each for each in shared if each.name.casefold() == ref.casefold()]
    if len(named) == 1:
        return named[0]
    known = ", ".join(each.name for each in shared[:8]) or "none so far"
    raise NotFound(f"No scenario {ref!r} is shared (shared: {known}).")


Rule = Callable[[Deciding, Any], None]
RULES: dict[type, Rule] = {
    ShareScenario: share_scenario,
    WithdrawScenario: withdraw_scenario,
}

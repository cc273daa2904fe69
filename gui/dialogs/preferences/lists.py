"""Which holidays, teams and components has a roadmap, and which commands change them?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from gui.dialogs.editable_list import Column, EditableList, Line
from gui.theme import ThemeSource
from roadmap.commands import Command, parse_command
from roadmap.errors import Refused
from roadmap.state import State
from roadmap.values import Criticality

_TEAMS = "Items and people belong to teams, and every page can show one team alone."
_COMPONENTS = (
    "Parts of the infrastructure, such as load balancers, that items and incidents name. One that "
    "changes its team takes its open items along."
)
_HOLIDAYS = "Days on which nobody works, besides the days of the week that are off."

Fields = Callable[[Line], dict[str, Any]]


class ListTab(EditableList):
    """A list of records of one kind; ``commands`` says what was changed."""

    def __init__(
        self,
        themes: ThemeSource,
        columns: Sequence[Column],
        lines: Sequence[Line],
        *,
        name: str,
        thing: str,
        hint: str,
        fields: Fields,
    ) -> None:
        """``fields`` are those of a line; it raises Refused, naming what is wrong with it."""
        self._before = {line.key: line for line in lines}
        self._thing, self._fields = thing, fields
        super().__init__(themes, columns, lines, name=name, thing=thing, hint=hint)

    def commands(self) -> list[Command]:
        """Return the commands that make the record list as it stands here. Raises Refused."""
        lines = self.lines
        kept = {line.key for line in lines}
        commands = [
            parse_command({"do": f"remove_{self._thing}", self._thing: key})
            for key in self._before
            if key not in kept
        ]
        for line in lines:
            commands += self._changes(line)
        return commands

    def _changes(self, line: Line) -> list[Command]:
        before = self._before.get(line.key)
        if before == line:
            return []
        fields = self._fields(line)
        if before is None:
            return [parse_command({"do": f"add_{self._thing}", **fields})]
        was = self._fields(before)
        changed = {key: value for key, value in fields.items() if value != was[key]}
        seen = {key: was[key] for key in changed}
        edit = {"do": f"edit_{self._thing}", self._thing: line.key, "fields": changed, "was": seen}
        return [parse_command(edit)]


class TeamsTab(ListTab):
    """The teams by name."""

    def __init__(self, themes: ThemeSource, state: State) -> None:
        lines = [Line(team.id, (team.name,)) for team in state.teams.ordered()]
        lines.sort(key=lambda line: line.texts[0].casefold())
        super().__init__(
            themes,
            (Column("Team"),),
            lines,
            name="Teams",
            thing="team",
            hint=_TEAMS,
            fields=self._fields_of,
        )

    def _fields_of(self, line: Line) -> dict[str, Any]:
        """The name."""
        return {"name": line.texts[0]}


class ComponentsTab(ListTab):
    """The components with criticality, owner and team."""

    def __init__(self, themes: ThemeSource, state: State) -> None:
        self._teams = {team.name: team.id for team in state.teams.ordered()}
        names = {key: name for name, key in self._teams.items()}
        lines = [
            Line(
                each.id,
                (
                    each.name,
                    each.criticality.value if each.criticality else "",
                    each.owner or "",
                    names.get(each.team or "", ""),
                ),
            )
            for each in state.components.ordered()
        ]
        lines.sort(key=lambda line: line.texts[0].casefold())
        columns = (
            Column("Component"),
            Column("Criticality", ("", *(each.value for each in Criticality))),
            Column("Owner"),
            Column("Team", ("", *sorted(self._teams, key=str.casefold))),
        )
        super().__init__(
            themes,
            columns,
            lines,
            name="Components",
            thing="component",
            hint=_COMPONENTS,
            fields=self._fields_of,
        )

    def _fields_of(self, line: Line) -> dict[str, Any]:
        """Name, criticality, owner and team."""
        name, criticality, owner, team = line.texts
        if not name:
            raise Refused("A component has no name: fill it in or remove the line.")
        return {
            "name": name,
            "criticality": criticality or None,
            "owner": owner or None,
            "team": self._teams.get(team, team) or None,
        }

    def _changes(self, line: Line) -> list[Command]:
        """A component that changes its team takes its open items along."""
        found = super()._changes(line)
        before = self._before.get(line.key)
        if before is None or before.texts[3] == line.texts[3]:
            return found
        team = self._fields_of(line)["team"]
        move = {"do": "move_component", "component": line.key, "team": team}
        return [*found, parse_command(move)]


class HolidaysTab(ListTab):
    """The days on which nobody works. A changed day is one holiday less and one more."""

    def __init__(self, themes: ThemeSource, state: State) -> None:
        lines = [
            Line(each.id, (each.day.isoformat(), each.name)) for each in state.holidays.ordered()
        ]
        lines.sort(key=lambda line: line.texts[0])
        columns = (Column("Day (2026-12-25)"), Column("Name"))
        super().__init__(
            themes,
            columns,
            lines,
            name="Holidays",
            thing="holiday",
            hint=_HOLIDAYS,
            fields=self._fields_of,
        )

    def _fields_of(self, line: Line) -> dict[str, Any]:
        """Day and name."""
        day, name = line.texts
        try:
            date.fromisoformat(day)
        except ValueError as error:
            raise Refused(f"Holiday {day!r}: write the day as 2026-12-25.") from error
        return {"day": day, "name": name}

    def _changes(self, line: Line) -> list[Command]:
        before = self._before.get(line.key)
        if before == line:
            return []
        add = parse_command({"do": "add_holiday", **self._fields(line)})
        if before is None:
            return [add]
        return [parse_command({"do": "remove_holiday", "holiday": line.key}), add]

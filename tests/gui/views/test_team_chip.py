"""A page speaks of one team, or of all: the chip offers those there are."""

from __future__ import annotations

from collections.abc import Callable

from gui.session import Session
from gui.theme import ThemeSource
from gui.views.team_chip import TeamChip
from roadmap.commands.roadmap import AddTeam, EditTeam, RemoveTeam
from roadmap.state import Team

CORE, DATA = "TEAMC0RE00", "TEAMDATA00"


def offered(chip: TeamChip) -> list[tuple[str, str]]:
    """What the menu would list, read as a press begins."""
    chip.pressed.emit()
    return [(option.text, option.detail) for option in chip._options]


def test_the_teams_there_are_now_are_offered_by_name(
    themes: ThemeSource, open_session: Callable[..., Session]
) -> None:
    session = open_session(
        AddTeam(team=DATA, fields={"name": "data"}), AddTeam(team=CORE, fields={"name": "Core"})
    )

    def letters(team: Team) -> str:
        return str(len(team.name))

    chip = TeamChip(themes, session, letters)
    found = offered(chip)
    assert found[0] == ("All", "")
    assert len(found) == len(session.state.teams) + 1
    assert found.index(("Core", "4")) < found.index(("data", "4"))
    session.execute([EditTeam(team=CORE, fields={"name": "Platform core"})])
    assert ("Platform core", "13") in offered(chip)


def test_a_team_that_is_gone_gives_way_to_all(
    themes: ThemeSource, open_session: Callable[..., Session]
) -> None:
    session = open_session(AddTeam(team=CORE, fields={"name": "Core"}))
    chip = TeamChip(themes, session)
    chip.set_value(CORE)
    chip.keep_known()
    kept = chip.team
    session.execute([RemoveTeam(team=CORE)])
    chip.keep_known()
    assert (kept, chip.team, chip.value) == (CORE, None, "")

"""`roadmap outcomes`: past decisions with what came of them, and what stood in the way."""

from __future__ import annotations

from collections.abc import Sequence

from roadmap.analysis.history.obstacles import Obstacle, obstacles
from roadmap.analysis.history.outcomes import Stretch, outcomes, say_came
from roadmap.analysis.history.outcomes_json import outcomes_json
from roadmap.analysis.phrases.phases import say_phase
from roadmap.cli.catalogue import command_group
from roadmap.cli.opening import moment_at, reading
from roadmap.cli.options import At, File, Json, TeamName
from roadmap.cli.output import print_json, table, tell
from roadmap.cli.planning import AsOf, day_of_plan
from roadmap.cli.selecting import team_filter

app = command_group()


@app.command("outcomes")
def show_outcomes(
    file: File,
    as_of: AsOf = None,
    at: At = None,
    team: TeamName = None,
    json: Json = False,
) -> None:
    """Show past decisions with what came of them, by phase, and obstacles with their resolution."""
    with reading(file) as roadmap:
        moment = moment_at(roadmap, at)
        today = day_of_plan(roadmap, moment, as_of)
        wanted = team_filter(moment.state, team).team
        found = outcomes(roadmap.timeline, moment.index, today, wanted)
        ways = obstacles(roadmap.timeline, moment.index, today, wanted)
        if json:
            print_json(outcomes_json(moment.position, found, ways))
        else:
            _show(found, ways)


def _show(found: Sequence[Stretch], ways: Sequence[Obstacle]) -> None:
    for stretch in found:
        name = "Before a phase was known" if stretch.phase is None else say_phase(stretch.phase)
        since = "" if stretch.since is None else f", since {stretch.since}"
        tell(f"{name[:1].upper()}{name[1:]}{since}:")
        rows = [
            (str(each.choice.day), each.what, say_came(each.came), each.said, each.choice.decision)
            for each in stretch.outcomes
        ]
        table(("Day", "Decided", "", "What came of it", "Decision"), rows, wrapped=(1, 3))
        tell("")
    if not found:
        tell("Nothing was decided yet that could be looked back on.")
    resolved = [
        (str(each.since), "" if each.until is None else str(each.until), each.what, each.how)
        for each in ways
    ]
    if resolved:
        table(("Since", "Until", "Obstacle", "Resolution"), resolved, wrapped=(2, 3))

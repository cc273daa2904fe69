"""What was forecast, and what came of it: `forecasts`."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec

from roadmap.analysis.forecasts.track_record import Scored, coverage_json, track_record
from roadmap.analysis.words import counted
from roadmap.cli.catalogue import command_group
from roadmap.cli.opening import moment_at, reading
from roadmap.cli.options import At, File, Json
from roadmap.cli.output import print_json, table, tell
from roadmap.cli.planning import AsOf, day_of_plan
from roadmap.records.forecasts import KeptForecast
from roadmap.state import State

app = command_group()


@app.command("forecasts")
def show_forecasts(file: File, as_of: AsOf = None, at: At = None, json: Json = False) -> None:
    """Show the forecasts that were kept, and how many of their P85 dates held."""
    with reading(file) as roadmap:
        moment = moment_at(roadmap, at)
        day = day_of_plan(roadmap, moment, as_of)
        document = _document(moment.position, moment.state, day)
        if json:
            print_json(document)
            return
        scored = {each.forecast: each for each in track_record(moment.state, day).forecasts}
        rows = [_row(kept, scored.get(kept.id)) for kept in _oldest_first(moment.state)]
        head = ("Kept on", "Of", "Items", "Past dates", "Held", "To come")
        table(head, rows, numbers=(2, 3, 4, 5), wrapped=(1,))
        tell(f"{counted(len(rows), 'forecast')}. {document['measured_coverage']['text']}")


def _oldest_first(state: State) -> list[KeptForecast]:
    return sorted(state.forecasts.ordered(), key=lambda each: each.place)


def _document(position: int, state: State, day: date) -> dict[str, Any]:
    """Return all that was kept: sprints by number, their last days in `ends` less one day."""
    return {
        "position": position,
        "as_of": day.isoformat(),
        "forecasts": [
            {
                "id": kept.id,
                "kept_on": kept.kept_on.isoformat(),
                **msgspec.to_builtins(kept.facts),
            }
            for kept in _oldest_first(state)
        ],
        "measured_coverage": coverage_json(track_record(state, day)),
    }


def _row(kept: KeptForecast, scored: Scored | None) -> tuple[str, ...]:
    facts = kept.facts
    about = "the roadmap" if facts.scenario is None else f"scenario {facts.scenario.name}"
    found = (kept.kept_on.isoformat(), about, str(len(facts.items)))
    if scored is None:  # a scenario, or replaced by a later one of the same sprint
        return (*found, "not scored", "", "")
    past = len(scored.held) + len(scored.missed)
    return (*found, str(past), str(len(scored.held)), str(len(scored.to_come)))

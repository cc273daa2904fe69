"""`roadmap history`: who decided what, when and why."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

import typer

from roadmap.analysis.phrases.sentences import Sentence, decision_sentence
from roadmap.cli.catalogue import command_group
from roadmap.cli.opening import moment_at, reading
from roadmap.cli.options import At, File, Json, TeamName
from roadmap.cli.output import print_json, table, tell
from roadmap.cli.selecting import item_named, team_named
from roadmap.cli.told_json import told_json
from roadmap.service import Roadmap, Told, touched_items

app = command_group()


@app.command("history")
def history(
    file: File,
    item: Annotated[
        str | None, typer.Option("--item", metavar="ID", help="Only about this item (id or key).")
    ] = None,
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="WHEN", help="From this day on, or after this decision."),
    ] = None,
    until: Annotated[
        str | None,
        typer.Option("--until", metavar="WHEN", help="Up to and with this day or decision."),
    ] = None,
    at: At = None,
    team: TeamName = None,
    json: Json = False,
) -> None:
    """Show who decided what, when and why, oldest first."""
    with reading(file) as roadmap:
        last = moment_at(roadmap, at).index
        found = roadmap.history(item=_item(roadmap, item), since=since, until=until)
        told = [each for each in found if each.index <= last]
        if team is not None:
            told = _of_team(roadmap, told, team)
        if json:
            print_json({"decisions": [told_json(each) for each in told]})
        else:
            _show(roadmap, told)


def _item(roadmap: Roadmap, wanted: str | None) -> str | None:
    """Return the id of the item; one that was removed is known by its id only."""
    if wanted is None:
        return None
    if next(roadmap.history(item=wanted), None) is not None:
        return wanted
    return item_named(roadmap.state, wanted)


def _of_team(roadmap: Roadmap, told: Iterable[Told], team: str) -> list[Told]:
    key = team_named(roadmap.state, team)
    kept = []
    for each in told:
        states = (roadmap.timeline.state_after(each.index - n) for n in (0, 1))
        tables = [state.items for state in states]
        items = [table.get(item) for item in touched_items(each) for table in tables]
        if any(item is not None and item.team == key for item in items):
            kept.append(each)
    return kept


def _show(roadmap: Roadmap, told: list[Told]) -> None:
    zone = roadmap.zone
    rows = [
        (
            str(each.position),
            f"{each.recorded_at.astimezone(zone):%Y-%m-%d %H:%M}",
            each.by.name,
            sentence_of(roadmap, each).text,
            each.why or "",
            each.id,
        )
        for each in told
    ]
    head = ("Position", "When", "Who", "What", "Why", "Decision")
    table(head, rows, numbers=(0,), wrapped=(3, 4))
    if not rows:
        tell("No decision is like that.")


def sentence_of(roadmap: Roadmap, told: Told) -> Sentence:
    """Return what a decision did, in one sentence."""
    timeline = roadmap.timeline

    def earlier(decision: str) -> Sentence:
        """Return what was first decided, however often it was taken back since."""
        found = timeline.tell(timeline.index_of(decision))
        again = found.because is not None and found.because.kind in ("undo", "redo")
        if again and found.because is not None and found.because.decision is not None:
            return earlier(found.because.decision)
        return sentence_of(roadmap, found)

    before, after = timeline.state_after(told.index - 1), timeline.state_after(told.index)
    return decision_sentence(told.decision, told.events, before, after, earlier)

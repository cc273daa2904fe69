"""`roadmap diff` and `roadmap brief`: what differs between two moments, and why."""

from __future__ import annotations

from typing import Annotated

import typer

from roadmap.analysis.filter import Filter, Sieve
from roadmap.analysis.forced_share import forced_share_now, forced_share_series
from roadmap.calendars import day_in
from roadmap.cli.catalogue import command_group
from roadmap.cli.opening import reading
from roadmap.cli.options import File, Json, TeamName
from roadmap.cli.output import print_json, table, tell
from roadmap.cli.selecting import recorded_until, states_until, team_filter
from roadmap.errors import Refused
from roadmap.report.brief import SECTIONS, brief, changes_between, share_words, summary
from roadmap.report.differences import (
    Differences,
    Side,
    differences,
    differences_json,
    differences_markdown,
)
from roadmap.service import Roadmap
from roadmap.state import Item

app = command_group()

_When = "A decision's id, a position or a date."


@app.command("diff")
def compare(
    file: File,
    a: Annotated[str, typer.Argument(metavar="A", help=_When)],
    b: Annotated[str, typer.Argument(metavar="B", help=_When)],
    markdown: Annotated[bool, typer.Option("--markdown", help="Print Markdown.")] = False,
    team: TeamName = None,
    json: Json = False,
) -> None:
    """Show what differs between the moments A and B."""
    if json and markdown:
        raise Refused("Choose one: --json or --markdown.")
    with reading(file) as roadmap:
        wanted = team_filter(roadmap.state, team)
        before, after = _side(roadmap, a, wanted), _side(roadmap, b, wanted)
        found = differences(before.state, after.state, _passes(roadmap, wanted))
        if json:
            print_json(differences_json(before, after, found))
        elif markdown:
            tell(differences_markdown(before, after, found).rstrip())
        else:
            _show(before, after, found)


@app.command("brief")
def tell_brief(
    file: File,
    a: Annotated[str, typer.Argument(metavar="A", help=_When)],
    b: Annotated[str, typer.Argument(metavar="B", help=_When)],
    markdown: Annotated[bool, typer.Option("--markdown", help="Print Markdown.")] = False,
    team: TeamName = None,
) -> None:
    """Tell what happened to which item between the moments A and B, and why."""
    with reading(file) as roadmap:
        wanted = team_filter(roadmap.state, team)
        before, after = _side(roadmap, a, wanted), _side(roadmap, b, wanted)
        found = differences(before.state, after.state, _passes(roadmap, wanted))
        first, last = sorted(roadmap.moment(each).index for each in (a, b))
        told = roadmap.timeline.history(first + 1, last + 1)
        if markdown:
            tell(brief(before, after, found, told).rstrip())
            return
        names = dict(SECTIONS)
        rows = [
            (names[each.section], each.title, each.what, each.reason.why if each.reason else "")
            for each in changes_between(before, after, found, told)
        ]
        table(("What", "Item", "How", "Why"), rows, wrapped=(1, 2, 3))
        share = f"must-do share of the work done: {share_words(before, after)}"
        tell(f"{before.day} to {after.day}: {summary(found)}; {share}.")


def _passes(roadmap: Roadmap, wanted: Filter) -> Sieve:
    return Sieve(wanted, roadmap.state.items)


def _side(roadmap: Roadmap, at: str, wanted: Filter) -> Side:
    moment = roadmap.moment(at)
    until = recorded_until(roadmap, moment)
    series = forced_share_series(states_until(roadmap, moment), until, wanted)
    decision = roadmap.timeline.tell(moment.index).id if moment.index >= 0 else None
    day = day_in(roadmap.settings.zone, until)
    return Side(decision, moment.position, day, moment.state, forced_share_now(series))


_WORDS = {
    "added": "added",
    "removed": "removed",
    "finished": "finished",
    "shed": "given up",
    "reclassified": "sorted anew",
    "moved": "date moved",
    "reestimated": "estimated anew",
    "reranked": "another place in the order",
}


def _show(a: Side, b: Side, found: Differences) -> None:
    rows = []
    for name, word in _WORDS.items():
        for key in getattr(found, name):
            item = b.state.items.get(key) or a.state.items.get(key)
            rows.append((word, _title(item), key))
    table(("What", "Item", "Id"), rows, wrapped=(1,))
    shares = " → ".join(_percent(side.forced_share) for side in (a, b))
    tell(f"{a.day} to {b.day}: {len(rows)} changes to items; must-do share of work done {shares}.")


def _title(item: Item | None) -> str:
    return "" if item is None else item.title


def _percent(share: float | None) -> str:
    return "not known" if share is None else f"{share:.0%}"

"""`roadmap diff` and `roadmap brief`: what differs between two moments, and why.

Markdown is ready to paste, and so for leadership unless `--audience team` says otherwise; the table
and the JSON are the person's own reading, and hold everything.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Annotated

import typer

from roadmap.analysis.items.filter import Filter, Sieve
from roadmap.analysis.sprints.forced_share import forced_share_now, forced_share_series
from roadmap.analysis.words import counted
from roadmap.calendars import day_in
from roadmap.cli.audience import redaction_of
from roadmap.cli.catalogue import command_group
from roadmap.cli.opening import reading
from roadmap.cli.options import File, Json, TeamName
from roadmap.cli.output import bar, print_json, table, tell
from roadmap.cli.selecting import recorded_until, states_until, team_filter
from roadmap.cli.usage import Misused
from roadmap.report.brief import (
    SECTIONS,
    Change,
    brief,
    changes_between,
    dated_items,
    share_words,
    summary,
)
from roadmap.report.brief_json import brief_json
from roadmap.report.differences import (
    Differences,
    Past,
    Side,
    differences,
    differences_json,
    past_of,
)
from roadmap.report.outlook import Outlook
from roadmap.report.watching import Watch
from roadmap.report.weighty import weightiest
from roadmap.service import Roadmap, Told, utc_now

app = command_group()

_When = "A decision's id, a position or a date."
_Audience = Annotated[
    str | None,
    typer.Option(
        "--audience",
        metavar="WHO",
        help="leadership (no notes, not who is away, people by role; so is Markdown by default) or "
        "team (everything; so is the rest).",
    ),
]


@app.command("diff")
def compare(
    file: File,
    a: Annotated[str, typer.Argument(metavar="A", help=_When)],
    b: Annotated[str, typer.Argument(metavar="B", help=_When)],
    markdown: Annotated[bool, typer.Option("--markdown", help="Print Markdown.")] = False,
    team: TeamName = None,
    audience: _Audience = None,
    json: Json = False,
) -> None:
    """Show what differs between the moments A and B."""
    _check_one(json=json, markdown=markdown)
    with reading(file) as opened:
        roadmap, a, b = _seen(opened, a, b, audience, markdown=markdown)
        before, after, found = _compared(roadmap, a, b, team)
        if json:
            print_json(differences_json(before, after, found, _past(roadmap, before, after, team)))
        elif markdown:
            past = _past(roadmap, before, after, team)
            told = list(_between(roadmap, a, b))
            weighty = weightiest(roadmap.timeline, before, after, found, told)
            seen = _outlooks(after, found, past, weighty)
            tell(brief(before, after, found, told, past, seen, weighty).rstrip())
        else:
            rows = [
                (_HEADINGS[each.section], each.title, each.what, each.item)
                for each in changes_between(before, after, found, ())
            ]
            table(("What", "Item", "How", "Id"), rows, wrapped=(1, 2))
            _tell_summary(before, after, found)


@app.command("brief")
def tell_brief(
    file: File,
    a: Annotated[str, typer.Argument(metavar="A", help=_When)],
    b: Annotated[str, typer.Argument(metavar="B", help=_When)],
    markdown: Annotated[bool, typer.Option("--markdown", help="Print Markdown.")] = False,
    team: TeamName = None,
    audience: _Audience = None,
    json: Json = False,
) -> None:
    """Tell what happened to which item between the moments A and B, and why."""
    _check_one(json=json, markdown=markdown)
    with reading(file) as opened:
        roadmap, a, b = _seen(opened, a, b, audience, markdown=markdown)
        before, after, found = _compared(roadmap, a, b, team)
        told = list(_between(roadmap, a, b))
        if json or markdown:
            past = _past(roadmap, before, after, team)
            weighty = weightiest(roadmap.timeline, before, after, found, told)
            seen = _outlooks(after, found, past, weighty)
            if json:
                print_json(brief_json(before, after, found, told, past, seen, weighty))
            else:
                tell(brief(before, after, found, told, past, seen, weighty).rstrip())
            return
        rows = [
            (_HEADINGS[each.section], each.title, each.what, each.reason.why if each.reason else "")
            for each in changes_between(before, after, found, told)
        ]
        table(("What", "Item", "How", "Why"), rows, wrapped=(1, 2, 3))
        _tell_summary(before, after, found)


_HEADINGS = dict(SECTIONS)


def _check_one(*, json: bool, markdown: bool) -> None:
    if json and markdown:
        raise Misused("Choose one: --json or --markdown.")


def _seen(
    roadmap: Roadmap, a: str, b: str, audience: str | None, *, markdown: bool
) -> tuple[Roadmap, str, str]:
    """Return the roadmap as the audience may see it, and the moments in it."""
    wanted = redaction_of(audience or ("leadership" if markdown else "team"), None, None)
    if wanted.leaves_all:
        return roadmap, a, b
    from roadmap.sharing import seen_by  # noqa: PLC0415 - numpy comes with it, and is slow to load

    return seen_by(roadmap, wanted, utc_now()), _named(roadmap, a), _named(roadmap, b)


def _named(roadmap: Roadmap, at: str) -> str:
    """Return a moment by its decision where it is given by position, which a copy may not share."""
    if not at.isdigit():
        return at
    moment = roadmap.moment(at)
    return at if moment.index < 0 else roadmap.timeline.tell(moment.index).id


def _compared(roadmap: Roadmap, a: str, b: str, team: str | None) -> tuple[Side, Side, Differences]:
    wanted = team_filter(roadmap.state, team)
    before, after = _side(roadmap, a, wanted), _side(roadmap, b, wanted)
    sieve = Sieve(wanted, roadmap.state.items)
    return before, after, differences(before.state, after.state, sieve)


def _past(roadmap: Roadmap, before: Side, after: Side, team: str | None) -> Past:
    return past_of(before, after, Sieve(team_filter(roadmap.state, team), roadmap.state.items))


def _outlooks(
    after: Side, found: Differences, past: Past, weighty: Sequence[Change]
) -> dict[str, Outlook | None]:
    """Return when the items are done of which a day is told; a bar shows where that takes long."""
    from roadmap.report.foreseen import outlooks  # noqa: PLC0415 - numpy is slow to load

    with bar("Forecasting") as progress:
        return outlooks(after.state, after.day, dated_items(found, past, weighty), Watch(progress))


def _side(roadmap: Roadmap, at: str, wanted: Filter) -> Side:
    moment = roadmap.moment(at)
    until = recorded_until(roadmap, moment)
    series = forced_share_series(states_until(roadmap, moment), until, wanted)
    decision = roadmap.timeline.tell(moment.index).id if moment.index >= 0 else None
    day = day_in(roadmap.settings.zone, until)
    share = forced_share_now(series)
    return Side(decision, moment.position, day, moment.state, share, _day_asked(at))


def _day_asked(at: str) -> date | None:
    """Return the day that a moment was asked for by, None where it was a decision or a position."""
    try:
        return None if at.isdigit() else date.fromisoformat(at)
    except ValueError:
        return None


def _between(roadmap: Roadmap, a: str, b: str) -> Iterator[Told]:
    """Return the decisions after the earlier of the two moments, up to the later."""
    first, last = sorted(roadmap.moment(each).index for each in (a, b))
    return roadmap.timeline.history(first + 1, last + 1)


def _tell_summary(before: Side, after: Side, found: Differences) -> None:
    if found.reranked:
        tell(f"{counted(len(found.reranked), 'item')} changed place in the order.")
    share = f"must-do share of the work done: {share_words(before, after)}"
    tell(f"{before.named} to {after.named}: {summary(found)}; {share}.")

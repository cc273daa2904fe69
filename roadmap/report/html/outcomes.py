"""What came of past decisions, by phase, and what stood in the way: folded, below the decisions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from roadmap.analysis.history.obstacles import Obstacle, obstacles
from roadmap.analysis.history.outcomes import (
    Came,
    Outcome,
    Stretch,
    outcomes,
    say_came,
    say_counts,
)
from roadmap.analysis.phrases.phases import say_phase
from roadmap.report.html.source import Source
from roadmap.report.html.words import day, plural, table, text
from roadmap.timeline import Told

_MOST_DECISIONS, _MOST_OBSTACLES = 40, 15
_TONES = {Came.KEPT: "ok", Came.LESS: "warn", Came.MISSED: "bad"}


def came_of_it(source: Source, noted: Sequence[Told]) -> str:
    """Return both lists, each under one line that sums it up; nothing where there is nothing.

    `noted` are the decisions that something can have come of, or that say what is waited for.
    """
    stretches = outcomes(source.timeline, source.index, source.today, history=noted)
    ways = obstacles(source.timeline, source.index, source.today, history=noted)
    return _decided(source, stretches) + _stood(source, ways)


def _decided(source: Source, stretches: tuple[Stretch, ...]) -> str:
    told = [each for stretch in stretches for each in stretch.outcomes]
    if not told:
        return ""
    rows = islice(_rows(source, stretches), _MOST_DECISIONS)
    head = (
        ("When", False),
        ("Phase", False),
        ("Decided", False),
        ("Verdict", False),
        ("Came of it", False),
    )
    shown = min(len(told), _MOST_DECISIONS)
    which = f"The last {shown} of {len(told)}" if shown < len(told) else f"All {shown}"
    return (
        f'<details class="panel"><summary>What came of past decisions: {text(say_counts(told))}'
        f"</summary>{table(which, head, rows)}</details>"
    )


def _rows(source: Source, stretches: tuple[Stretch, ...]) -> Iterator[tuple[str, ...]]:
    for stretch in reversed(stretches):
        phase = "" if stretch.phase is None else say_phase(stretch.phase)
        for each in reversed(stretch.outcomes):
            yield (
                day(each.choice.day, source.today),
                text(phase),
                text(_capital(each.what)),
                _word(each),
                text(_capital(each.said)),
            )


def _word(each: Outcome) -> str:
    return f'<b class="{_TONES.get(each.came, "")}">{text(say_came(each.came))}</b>'


def _stood(source: Source, ways: tuple[Obstacle, ...]) -> str:
    if not ways:
        return ""
    left = sum(each.until is None for each in ways)
    said = f"{plural(left, 'obstacle')} in the way, {len(ways) - left:,} resolved"
    head = (("Since", False), ("Until", False), ("Obstacle", False), ("Resolution", False))
    rows = (
        (
            day(each.since, source.today),
            day(each.until, source.today),
            text(_capital(each.what)),
            text(_capital(each.how)),
        )
        for each in ways[:_MOST_OBSTACLES]
    )
    shown = min(len(ways), _MOST_OBSTACLES)
    which = f"The first {shown} of {len(ways)}" if shown < len(ways) else f"All {shown}"
    return (
        f'<details class="panel"><summary>{text(said)}</summary>'
        f"{table(which, head, rows)}</details>"
    )


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]

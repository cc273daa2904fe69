"""The drawings of the page, as SVG that stands without scripts: shares, a time line, sparklines.

Colours come from classes, so that both themes fit; each drawing has its numbers as a table beside
or below it, and a title for those who listen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from textwrap import shorten
from typing import Any

from roadmap.analysis.phases.history import PhaseChange
from roadmap.analysis.phrases.phases import say_phase
from roadmap.analysis.words import short_day
from roadmap.report.html.words import attribute, text

_WIDTH, _HEIGHT = 760, 320
_LEFT, _RIGHT, _TOP, _BOTTOM = 40, 104, 36, 28


def _tag(name: str, content: str = "", **values: Any) -> str:
    return f"<{name}{attribute(**values)}>{content}</{name}>"


def _svg(width: float, height: float, title: str, content: str) -> str:
    return (
        f'<svg viewBox="0 0 {width:g} {height:g}" width="100%" role="img" '
        f'aria-label="{text(title)}"><title>{text(title)}</title>{content}</svg>'
    )


def share_chart(
    series: Sequence[dict[str, Any]],
    now: float | None,
    limit: float,
    phases: Sequence[PhaseChange],
    today: date,
) -> str:
    """Return the must-do share of each sprint as bars, phases above, the line for firefighting.

    What was short-term, by which firefighting is judged, stands in the full hue.
    """
    rows = [row for row in series if row["share"] is not None]
    if not rows:
        return ""
    wide, high = _WIDTH - _LEFT - _RIGHT, _HEIGHT - _TOP - _BOTTOM
    first = date.fromisoformat(rows[0]["start"])
    last = date.fromisoformat(rows[-1]["end"])
    span = max(1, (last - first).days)

    def x(when: date) -> float:
        return _LEFT + wide * min(1.0, max(0.0, (when - first).days / span))

    def y(share: float) -> float:
        return _TOP + high * (1 - share)

    parts = [_grid_line(y(level), level, wide) for level in (0.25, 0.5, 0.75)]
    parts.append(_tag("line", class_="zero", x1=_LEFT, x2=_LEFT + wide, y1=y(0), y2=y(0)))
    parts += _phase_bands(phases, first, last, x)
    for row in rows:
        left = x(date.fromisoformat(row["start"]))
        right = x(date.fromisoformat(row["end"]))
        share = row["share"]
        fire = row["short_term_days"] / row["days"] if row["days"] > 0 else 0.0
        hint = f"Sprint {row['sprint']}: {share:.0%} must do, {fire:.0%} short-term"
        for part, kind in ((share, "bar"), (fire, "bar fire")):
            parts.append(
                _tag(
                    "rect",
                    _tag("title", text(hint)),
                    class_=kind,
                    x=f"{left + 1:.1f}",
                    y=f"{y(part):.1f}",
                    width=f"{max(1.0, right - left - 2):.1f}",
                    height=f"{max(0.0, y(0) - y(part)):.1f}",
                )
            )
    parts.append(_tag("line", class_="limit", x1=_LEFT, x2=_LEFT + wide, y1=y(limit), y2=y(limit)))
    parts.append(_tag("text", f"{limit:.0%} short-term", x=_LEFT + wide + 6, y=y(limit) - 2))
    parts.append(_tag("text", "is firefighting", x=_LEFT + wide + 6, y=y(limit) + 11))
    if now is not None:
        at = min(y(now), y(0) - 14)
        parts.append(_tag("text", f"{now:.0%}", class_="value", x=_LEFT + wide + 6, y=at))
        parts.append(_tag("text", "last sprints", x=_LEFT + wide + 6, y=at + 13))
    for when in _months(first, last):
        parts.append(_tag("text", _month(when), x=f"{x(when):.1f}", y=_HEIGHT - 8))
    title = f"Must-do share of the work done, sprint by sprint, to {short_day(today)}"
    return _svg(_WIDTH, _HEIGHT, title, "".join(parts))


def _grid_line(at: float, level: float, wide: float) -> str:
    line = _tag("line", class_="line", x1=_LEFT, x2=_LEFT + wide, y1=f"{at:.1f}", y2=f"{at:.1f}")
    return line + _tag("text", f"{level:.0%}", x=_LEFT - 6, y=at + 4, text_anchor="end")


def _phase_bands(phases: Sequence[PhaseChange], first: date, last: date, x: Any) -> list[str]:
    parts = []
    for place, change in enumerate(phases):
        until = phases[place + 1].day if place + 1 < len(phases) else last
        if until <= first:
            continue
        left, right = x(max(first, change.day)), x(until)
        if right - left < 2:
            continue
        parts.append(
            _tag(
                "rect",
                _tag("title", text(f"{say_phase(change.phase)} since {short_day(change.day)}")),
                class_=f"phase {change.phase.value}",
                x=f"{left:.1f}",
                y=6,
                width=f"{right - left - 1:.1f}",
                height=18,
                rx=3,
            )
        )
        name = say_phase(change.phase).split(",")[-1].strip().capitalize()
        if right - left > 8 * len(name):
            parts.append(_tag("text", text(name), class_="phasename", x=f"{left + 6:.1f}", y=19))
    return parts


def _months(first: date, last: date) -> list[date]:
    months = []
    at = date(first.year, first.month, 1)
    while at <= last:
        if at >= first:
            months.append(at)
        at = date(at.year + at.month // 12, at.month % 12 + 1, 1)
    step = max(1, -(-len(months) // 8))
    return months[::step]


def _month(when: date) -> str:
    words = short_day(when, when).split(" ")[1]
    return f"{words} {when.year}" if when.month == 1 else words


# -- time line ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of the time line: planned days, the day of 85%, and the date it has to keep.

    What has no place in the plan has no `start`; `end` is then today, and `said` tells why.
    """

    title: str
    must_do: bool
    start: date | None
    end: date
    safe: date | None
    due: date | None
    said: str


_ROW, _NAMES, _SAID = 26, 300, 110


def time_line(bars: Sequence[Bar], first: date, last: date, today: date) -> str:
    """Return the bars over time: full to the planned end, tinted to the day of 85%."""
    if not bars:
        return ""
    wide, height = 1100 - _NAMES, 34 + _ROW * len(bars)
    span = max(1, (last - first).days)

    def x(when: date) -> float:
        return _NAMES + wide * min(1.0, max(0.0, (when - first).days / span))

    parts = []
    for when in _months(first, last):
        at = f"{x(when):.1f}"
        parts.append(_tag("line", class_="line", x1=at, x2=at, y1=24, y2=height))
        parts.append(_tag("text", _month(when), x=at, y=14))
    at = f"{x(today):.1f}"
    parts.append(_tag("line", class_="today", x1=at, x2=at, y1=18, y2=height))
    for place, bar in enumerate(bars):
        parts.append(_bar(bar, 30 + _ROW * place, x))
    return _svg(
        1100, height, "When open work is planned, and by when it is done in 85%", "".join(parts)
    )


def _bar(bar: Bar, top: int, x: Any) -> str:
    name = bar.title if len(bar.title) <= 44 else f"{bar.title[:43]}…"
    right = x(bar.end)
    parts = [_tag("title", text(f"{bar.title}: {bar.said}"))]
    parts.append(_tag("text", text(name), class_="name", x=0, y=top + 14))
    if bar.start is None:
        why = shorten(f"No place: {bar.said}", _SAID, placeholder="…")
        parts.append(_tag("text", text(why), class_="none", x=f"{right + 6:.1f}", y=top + 14))
    else:
        parts += _planned(bar, x(bar.start), right, top, x)
    if bar.due is not None:
        at = f"{x(bar.due):.1f}"
        parts.append(_tag("line", class_="date", x1=at, x2=at, y1=top, y2=top + 20))
    return _tag("g", "".join(parts))


def _planned(bar: Bar, left: float, right: float, top: int, x: Any) -> list[str]:
    """Return the planned days, and the tint to the day of 85%."""
    kind = "must" if bar.must_do else "choice"
    parts = []
    if bar.safe is not None and bar.safe > bar.end:
        tint = x(bar.safe)
        parts.append(
            _tag(
                "rect",
                class_=f"tint {kind}",
                x=f"{right:.1f}",
                y=top + 4,
                height=12,
                width=f"{max(1.0, tint - right):.1f}",
                rx=2,
            )
        )
    parts.append(
        _tag(
            "rect",
            class_=f"item {kind}",
            x=f"{left:.1f}",
            y=top + 4,
            height=12,
            width=f"{max(2.0, right - left):.1f}",
            rx=2,
        )
    )
    return parts


# -- sparkline ------------------------------------------------------------------------------------


def sparkline(values: Sequence[float], level: float | None, *, breached: bool) -> str:
    """Return the course of a measure with its level, 160 by 32."""
    if len(values) < 2:
        return ""
    shown = [*values, *([level] if level is not None else [])]
    low, high = min(shown), max(shown)
    span = (high - low) or 1.0

    def y(value: float) -> float:
        return 28 - 24 * (value - low) / span

    step = 156 / (len(values) - 1)
    points = " ".join(f"{2 + place * step:.1f},{y(each):.1f}" for place, each in enumerate(values))
    line = ""
    if level is not None:
        line = _tag(
            "line", class_="limit", x1=0, x2=160, y1=f"{y(level):.1f}", y2=f"{y(level):.1f}"
        )
    spark = _tag("polyline", class_="spark breached" if breached else "spark", points=points)
    return (
        f'<svg viewBox="0 0 160 32" width="160" height="32" aria-hidden="true">{line}{spark}</svg>'
    )

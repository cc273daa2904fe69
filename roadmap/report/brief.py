"""What happened to which item between two moments, and why: as lines for a page and as a brief.

The brief is plain Markdown that can be pasted into a mail or a review. What differs is
differences.py's question; here it is said in words, each with the reason that was given for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from roadmap.analysis.estimates.effort import planned_days, spent_days
from roadmap.analysis.history.promises import Basis, Outcome
from roadmap.analysis.history.slips import Cause
from roadmap.analysis.phrases.scene import Scene
from roadmap.analysis.phrases.sentences import changed_items, day_of
from roadmap.analysis.words import counted, listed, say_day, say_driver, say_estimate, say_place
from roadmap.events import Event
from roadmap.report.differences import (
    DATES,
    EFFORT,
    PLACE,
    Differences,
    Past,
    Side,
)
from roadmap.report.markdown import escape_markdown
from roadmap.report.outlook import Outlook, outlook_words
from roadmap.state import Item, State
from roadmap.timeline import Told
from roadmap.values import Status

_PROGRESS = "progress"  # a section of reasons: what is left was said, the estimate stays
_LEFT = frozenset(("remaining_days", "actual_days"))
_FIELDS = {
    "reclassified": PLACE,
    "moved": DATES,
    "reestimated": EFFORT - _LEFT,
    _PROGRESS: _LEFT,
}
_IN_ORDER = ("mandatory_by", "promised_by", "not_before", "due")
NO_PAST = Past()
NOTHING_SEEN: Mapping[str, Outlook | None] = {}
MOST_WEIGHTY = 8
_TELL_DAYS = ("reclassified", "moved")
_KINDS = {
    "item_finished": "finished",
    "item_shed": "shed",
    "item_added": "added",
    "item_removed": "removed",
    "interruption_logged": "added",
}


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something was decided, who said so and on which day, in words."""

    why: str
    by: str
    day: str


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to one item; `section` is a name of Differences, `what` is never empty."""

    section: str
    item: str
    title: str
    what: str
    reason: Reason | None


SECTIONS = (
    ("reclassified", "Reclassified"),
    ("moved", "Dates moved"),
    ("reestimated", "Re-estimated"),
    ("finished", "Finished"),
    ("shed", "Shed"),
    ("added", "Added"),
    ("removed", "Removed"),
)


def changes_between(
    before: Side, after: Side, found: Differences, told: Iterable[Told]
) -> tuple[Change, ...]:
    """Return what happened to each item, section by section in the order of `SECTIONS`.

    `told` are the decisions between the two moments, oldest first; each line carries the reason of
    the latest one that did this to its item.
    """
    reasons = reasons_of(after, told)
    scene = Scene(before.state, after.state, after.day)
    lines = []
    for section, _ in SECTIONS:
        for key in getattr(found, section):
            was, now = before.state.items.get(key), after.state.items.get(key)
            what = _WHAT[section](was, now, scene)
            reason = reasons.get((section, key))
            if section == "reestimated" and (reason is None or not _estimated_anew(was, now)):
                reason = reasons.get((_PROGRESS, key), reason)
            lines.append(Change(section, key, scene.title(key), what, reason))
    return tuple(lines)


def reasons_of(after: Side, told: Iterable[Told]) -> dict[tuple[str, str], Reason]:
    """Return the reason given last for what happened, by section and item."""
    reasons: dict[tuple[str, str], Reason] = {}
    for each in told:
        if not each.why:
            continue
        day = say_day(day_of(each.decision, after.state), after.day)
        reason = Reason(each.why, each.by.name, day)
        for event in each.events:
            for section in _sections(event):
                reasons.update(((section, key), reason) for key in changed_items([event]))
    return reasons


def _sections(event: Event) -> list[str]:
    """Return the sections to which an event belongs."""
    fields = frozenset(getattr(event, "fields", None) or ())
    found = [section for section, names in _FIELDS.items() if fields & names]
    if event.kind in _KINDS:
        return [*found, _KINDS[event.kind]]
    if event.kind == "item_split":
        return ["added", "reestimated"]
    # Taking a decision back sets the status itself.
    return [*found, "finished", "shed"] if "status" in fields else found


def _estimated_anew(was: Item | None, now: Item | None) -> bool:
    if was is None or now is None:
        return True
    return (was.estimate, was.size, was.effort_per_skill) != (
        *(now.estimate, now.size, now.effort_per_skill),
    )


# -- what happened to one item --------------------------------------------------------------------


def _reclassified(was: Item | None, now: Item | None, scene: Scene) -> str:
    if was is None or now is None:
        return "reclassified"
    old, new = (say_place(each.forcing, each.horizon) for each in (was, now))
    if old == new:
        return listed(scene.changes({"driver": now.driver}, was)) or "driver changed"
    more = [] if now.mandatory_by is None else [f"by {say_day(now.mandatory_by, scene.today)}"]
    return ", ".join((f"{old} → {new}", *more))


def _moved(was: Item | None, now: Item | None, scene: Scene) -> str:
    fields = {field: getattr(now, field, None) for field in _IN_ORDER}
    return listed(scene.changes(fields, was)) or "dates changed"


def _reestimated(was: Item | None, now: Item | None, scene: Scene) -> str:
    if was is None or now is None:
        return "estimated"
    parts = []
    old, new = (say_estimate(each.estimate, each.size) for each in (was, now))
    if old != new:
        parts.append(f"{old.removesuffix(' pd')} → {new}" if old != "none" else new)
    rest = {name: getattr(now, name) for name in ("effort_per_skill", "remaining_days")}
    return listed([*parts, *scene.changes(rest, was)]) or "estimate changed"


def _finished(_was: Item | None, now: Item | None, scene: Scene) -> str:
    if now is None or now.done_on is None:
        return "done"
    return f"done on {say_day(now.done_on, scene.today)}"


def _shed(_was: Item | None, now: Item | None, scene: Scene) -> str:
    if now is None or now.shed_on is None:
        return "shed"
    return f"shed on {say_day(now.shed_on, scene.today)}"


def _added(_was: Item | None, now: Item | None, _scene: Scene) -> str:
    if now is None:
        return "added"
    parts = [say_place(now.forcing, now.horizon)]
    if now.driver is not None:
        parts.append(say_driver(now.driver).lower())
    if now.estimate is not None or now.size is not None:
        parts.append(say_estimate(now.estimate, now.size))
    return ", ".join(parts)


def _removed(_was: Item | None, _now: Item | None, _scene: Scene) -> str:
    return "removed"


_WHAT: dict[str, Callable[[Item | None, Item | None, Scene], str]] = {
    "reclassified": _reclassified,
    "moved": _moved,
    "reestimated": _reestimated,
    "finished": _finished,
    "shed": _shed,
    "added": _added,
    "removed": _removed,
}


# -- the brief ------------------------------------------------------------------------------------


def brief(
    before: Side,
    after: Side,
    found: Differences,
    told: Iterable[Told],
    past: Past = NO_PAST,
    seen: Mapping[str, Outlook | None] = NOTHING_SEEN,
    weighty: Sequence[Change] = (),
) -> str:
    """Return the brief as Markdown; titles and reasons stand in it as they are.

    `weighty` are all changes, the weightiest first: some of them open the brief. `told` are the
    decisions between the two moments, oldest first, for their reasons; `past` is what slipped and
    what came of promises; `seen` is when the items of `dated_items` are done, so that no date to
    come stands alone.
    """
    changes = changes_between(before, after, found, told)
    name = after.state.roadmap.name if after.state.roadmap else ""
    span = f"{say_day(before.named, after.named)} to {say_day(after.named)}"
    heading = f"{escape_markdown(name)}, {span}" if name else f"What changed, {span}"
    lines = [f"# {heading}", "", f"{summary(found)}.", ""]
    lines += [f"Must-do share of the work done: {share_words(before, after)}.", ""]
    if weighty:
        lines += ["## What mattered most", ""]
        lines += [_bullet(change, seen, always=True) for change in weighty[:MOST_WEIGHTY]]
        lines.append("")
    lines += _promised(past, before, after, seen)
    lines += _slipped(past, before, after)
    for section, title in SECTIONS:
        part = [change for change in changes if change.section == section]
        if part:
            lines += [f"## {title} ({len(part):,})", ""]
            lines += [_bullet(change, seen) for change in part]
            lines.append("")
    if found.reranked:
        lines += [f"{counted(len(found.reranked), 'item')} changed place in the order.", ""]
    return "\n".join(lines)


_OUTCOMES = {
    Outcome.KEPT: "kept",
    Outcome.BROKEN: "missed",
    Outcome.MOVED: "moved",
    Outcome.STANDING: "stands",
    Outcome.DROPPED: "dropped",
}
_BASES = {
    Basis.PROMISED: "promised for",
    Basis.MANDATORY: "mandatory by",
    Basis.FORECAST: "forecast (85%) for",
}
CAUSES = {
    Cause.SCOPE: "there was more to do",
    Cause.FORCED_INFLOW: "must-do work came in",
    Cause.CAPACITY: "fewer people were there",
    Cause.WAITING: "something is waited for",
    Cause.REPRIORITISED: "other work went first",
}


def why_later(cause: Cause, item: str, before: State, after: State) -> str:
    """Return why work is later; of scope whether its own grew, or that of what stands before it."""
    if cause is not Cause.SCOPE:
        return CAUSES[cause]
    was, now = before.items.get(item), after.items.get(item)
    if was is None or now is None:
        return CAUSES[cause]
    grew = _whole_days(now, after) > _whole_days(was, before)
    return "it grew" if grew else "there was more to do before it"


def _whole_days(item: Item, state: State) -> float:
    """Return what an item takes in all: spent and left where that was said, else as estimated."""
    if item.status is Status.DONE:
        return spent_days(item, state.roadmap).days
    if item.remaining_days is not None:
        return (item.actual_days or 0.0) + item.remaining_days
    return planned_days(item, state.roadmap).days


def dated_items(found: Differences, past: Past, weighty: Sequence[Change] = ()) -> tuple[str, ...]:
    """Return the items of which a brief tells a day: what moved, was promised, or weighs most."""
    promised = (each.item for each in past.promised if each.basis is not Basis.FORECAST)
    first = (each.item for each in weighty[:MOST_WEIGHTY] if each.item in (*found.added,))
    return tuple(dict.fromkeys((*found.reclassified, *found.moved, *promised, *first)))


def _promised(
    past: Past, before: Side, after: Side, seen: Mapping[str, Outlook | None]
) -> list[str]:
    """Return what came of the days that people gave or that are fixed, and of forecasts in sum."""
    said = [each for each in past.promised if each.basis is not Basis.FORECAST]
    if not said:
        return []
    scene = Scene(before.state, after.state, after.day)
    lines = [f"## Promised then, and now ({len(said):,})", ""]
    for each in said:
        what = f"{_BASES[each.basis]} {say_day(each.day, after.day)}: {_OUTCOMES[each.outcome]}"
        if each.now is not None and each.now != each.day:
            word = "done" if each.outcome in (Outcome.KEPT, Outcome.BROKEN) else "now"
            what += f", {word} {say_day(each.now, after.day)}"
        if each.cause is not None and each.outcome is not Outcome.KEPT:
            what += f", as {why_later(each.cause, each.item, before.state, after.state)}"
        if each.item in seen:
            what += f"; {outlook_words(seen[each.item])}"
        lines.append(f"- **{_one_line(scene.title(each.item))}**: {what}")
    return [*lines, ""]


def _slipped(past: Past, before: Side, after: Side) -> list[str]:
    if not past.slips:
        return []
    scene = Scene(before.state, after.state, after.day)
    lines = [f"## Later than planned ({len(past.slips):,})", ""]
    for each in past.slips:
        much = "not in sight any more"
        if each.sprints is not None:
            much = f"{counted(each.sprints, 'sprint')} later"
        why = why_later(each.cause, each.item, before.state, after.state)
        lines.append(f"- **{_one_line(scene.title(each.item))}**: {much}, {why}")
    return [*lines, ""]


def summary(found: Differences) -> str:
    """Return the numbers in one sentence without its full stop."""
    words = (
        ("added", "added"),
        ("finished", "finished"),
        ("shed", "shed"),
        ("reclassified", "reclassified"),
        ("moved", "with other dates"),
        ("reestimated", "re-estimated"),
        ("removed", "removed"),
    )
    counts = [(len(getattr(found, name)), word) for name, word in words]
    parts = [f"{count:,} {word}" for count, word in counts if count]
    return listed(parts, len(parts)) if parts else "No item changed"


def share_words(before: Side, after: Side) -> str:
    """Return "34% → 29%", or what is known of it."""
    old, new = before.forced_share, after.forced_share
    if old is None and new is None:
        return "not known, nothing was done yet"
    return " → ".join("not known" if share is None else f"{share:.0%}" for share in (old, new))


def _bullet(change: Change, seen: Mapping[str, Outlook | None], *, always: bool = False) -> str:
    line = f"- **{_one_line(change.title)}**: {_one_line(change.what)}"
    if (always or change.section in _TELL_DAYS) and change.item in seen:
        line += f"; {outlook_words(seen[change.item])}"
    reason = change.reason
    if reason is None:
        return line
    return f"{line}. “{_one_line(reason.why)}” ({_one_line(reason.by)}, {reason.day})"


def _one_line(text: str) -> str:
    return escape_markdown(" ".join(text.split()))


def section_counts(changes: Sequence[Change]) -> dict[str, int]:
    """Return how many lines each section has, those without any left out."""
    counts = {section: 0 for section, _ in SECTIONS}
    for change in changes:
        counts[change.section] += 1
    return {section: count for section, count in counts.items() if count}

"""When is one item finished in two scenarios, as the chart beside the fans shows it?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication

from gui.models.whatif.seen import Seen
from gui.models.words import day_text, percent
from gui.paint.finish import FinishFace, FinishShape
from gui.tokens import Tone
from roadmap.analysis.simulation.model import SimItem
from roadmap.analysis.simulation.results import Ints, chance, done_by, percentile
from roadmap.analysis.words import say_day, say_number, short_day
from roadmap.state import Item
from roadmap.values import Status

_SEEN_FROM = 0.005  # of all futures: fewer make the window of sprints no wider
_FEWEST, _MOST = 8, 26
_DAY = 0.05  # of a day; what is less shows as nothing
_MOSTLY = 0.99  # of futures in which it has to be in sight for a mean
_YEAR = 24  # sprints; from about there on months come twice
GOOD, FAIR = 0.85, 0.70


def _t(text: str) -> str:
    return QCoreApplication.translate("whatif", text)


@dataclass(frozen=True, slots=True)
class InTime:
    """The probability of an item's date: None beyond the horizon or without one."""

    probability: float | None
    low: float = 0.0
    high: float = 1.0


def chance_tone(probability: float) -> Tone:
    """85% and more is good, under 70% is bad."""
    if probability >= GOOD:
        return "ok"
    return "warn" if probability >= FAIR else "bad"


def in_time(seen: Seen, item: str) -> InTime:
    """How probable it is that the item keeps its date in a scenario."""
    place = seen.place(item)
    if place is None or seen.model.items[place].due_date is None:
        return InTime(None)
    found = done_by(seen.part.finished[place], seen.model.items[place].due)
    return InTime(None) if found is None else InTime(found.probability, found.low, found.high)


def at_risk(base: Seen, items: Sequence[Item]) -> list[str]:
    """The items with a date that are still to come, those whose date is least likely first."""
    known = {item.id for item in items}
    found = []
    for place, item in enumerate(base.model.items):
        if item.id in known and item.due_date is not None:
            done = done_by(base.part.finished[place], item.due)
            probability = 2.0 if done is None else done.probability
            found.append((not item.forced, probability, item.due_date, item.id))
    return [key for *_, key in sorted(found)]


def finish_face(base: Seen, chosen: Seen | None, item: str, as_of: date) -> FinishFace:
    """The shapes of one item: of the chosen scenario above, of the plan below."""
    shown = [base] if chosen is None else [chosen, base]
    planned = next(
        (each.model.items[n] for each in shown if (n := each.place(item)) is not None), None
    )
    due = None if planned is None else planned.due
    first, last = _window([each.counts(item) for each in shown], due, base.model.sprints)
    shapes = tuple(_shape(each, item, first, last, chosen or base) for each in shown)
    ends = [as_of + timedelta(days=end) for end in base.model.ends]
    starts = [as_of, *ends[:-1]]
    return FinishFace(
        shapes,
        None if due is None or not first - 1 <= due <= last else float(due + 1 - first),
        _due_text(planned, as_of),
        tuple(_months(starts[first : last + 1])),
        tuple(_sprint_words(base, place, ends[place], as_of) for place in range(first, last + 1)),
        _t("in time"),
        _t("Not in sight within {n} sprints").format(n=base.model.sprints),
        _t("done in, by sprint"),
        first,
    )


def finish_rows(face: FinishFace) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """The chart as a table: each sprint and what is not in sight."""
    heads = (_t("Finished in"), *(shape.name for shape in face.shapes))
    days = (*face.sprint_words, face.beyond_text)
    rows = [
        (day, *(shape.words[place] if shape.words else shape.note for shape in face.shapes))
        for place, day in enumerate(days)
    ]
    return heads, rows


def range_words(seen: Seen, item: str, as_of: date) -> str:
    """From P50 to P85 as days: "6 Nov – 11 Dec", "from 6 Nov" where P85 is not in sight."""
    counts = seen.counts(item)
    if counts is None:
        return gone_words(seen, item)
    days = [day_of(seen, percentile(counts, share), as_of) for share in (0.5, 0.85)]
    if days[0] is None:
        return _t("not in sight")
    first = day_text(days[0], as_of)
    if days[1] is None:
        return _t("from {day}").format(day=first)
    return _t("{first} – {last}").format(first=first, last=day_text(days[1], as_of))


def gone_words(seen: Seen, item: str) -> str:
    """Why an item is not forecast: it was given up, is done, or is not there."""
    known = seen.compared.state.items.get(item)
    if known is None:
        return _t("taken out")
    words = {Status.SHED: _t("given up"), Status.DONE: _t("done")}
    return words.get(known.status, _t("not open"))


def range_sentence(seen: Seen, item: str, as_of: date) -> str:
    """The same in full, for a tooltip."""
    counts = seen.counts(item)
    if counts is None:
        return _t("It is {gone} here.").format(gone=gone_words(seen, item))
    said = []
    for share in (0.5, 0.85):
        day = day_of(seen, percentile(counts, share), as_of)
        words = _t("not in sight") if day is None else _t("by {day}").format(day=say_day(day))
        text = _t("P{n}: done {words} in {n}% of futures.")
        if day is None:
            text = _t("P{n}: {words} within the sprints looked at.")
        said.append(text.format(n=round(share * 100), words=words))
    return "\n".join(said)


def place_of(seen: Seen, counts: Ints, share: float) -> float | None:
    """The day, from today, by which a share of the futures is done; None is beyond.

    Within its sprint as if the futures done in it were spread over it: whole sprints would hide
    every difference that is smaller.
    """
    sprint = percentile(counts, share)
    if sprint is None:
        return None
    before = int(counts[:sprint].sum())
    part = (share * int(counts.sum()) - before) / max(1, int(counts[sprint]))
    return _within(seen, sprint, min(1.0, max(0.0, part)))


def mean_day(seen: Seen, item: str) -> float | None:
    """The day, from today, on which it is done on average; None where it is often not in sight.

    The engine's mean of the sprint and the share of its capacity that was used by then.
    """
    place = seen.place(item)
    if place is None:
        return None
    counts = seen.part.finished[place]
    done = int(counts[:-1].sum())
    if done < _MOSTLY * int(counts.sum()):
        return None
    whole = sum(sprint * int(count) for sprint, count in enumerate(counts[:-1]))
    mean = (whole + float(seen.part.places[place])) / done
    sprint = min(int(mean), seen.model.sprints - 1)
    return _within(seen, sprint, mean - sprint)


def _within(seen: Seen, sprint: int, part: float) -> float:
    begin = float(seen.model.ends[sprint - 1]) if sprint else 0.0
    return begin + part * (seen.model.ends[sprint] - begin)


def mean_sentence(base: Seen, seen: Seen, item: str, as_of: date) -> str:
    """When it is done on average, and by how many days that differs from the plan."""
    here, before = mean_day(seen, item), mean_day(base, item)
    if here is None:
        return ""
    day = short_day(as_of + timedelta(days=int(here)), as_of)
    if seen is base or before is None:
        return _t("On average done on {day}.").format(day=day)
    apart = here - before
    if abs(apart) < _DAY:
        return _t("On average done on {day}, as planned.").format(day=day)
    word = _t("later") if apart > 0 else _t("earlier")
    return _t("On average done on {day}, {n} days {word} than as planned.").format(
        day=day, n=say_number(abs(apart)), word=word
    )


def day_of(seen: Seen, sprint: int | None, as_of: date) -> date | None:
    """The last day of a sprint; None is beyond."""
    if sprint is None:
        return None
    return as_of + timedelta(days=seen.model.ends[sprint] - 1)


def _shape(seen: Seen, item: str, first: int, last: int, chosen: Seen) -> FinishShape:
    counts = seen.counts(item)
    is_chosen = seen is chosen
    if counts is None:
        note = _t("It is {gone} here").format(gone=gone_words(seen, item))
        return FinishShape(seen.key, seen.name, (), 0.0, None, "muted", (), is_chosen, note)
    total = int(counts.sum())
    shares = tuple(int(count) / total for count in counts[first : last + 1])
    beyond = (int(counts[-1]) + int(counts[last + 1 : -1].sum())) / total
    probability = in_time(seen, item).probability
    return FinishShape(
        seen.key,
        seen.name,
        shares,
        beyond,
        None if probability is None else percent(probability),
        "text" if probability is None else chance_tone(probability),
        tuple(_t("{share} of futures").format(share=percent(s)) for s in (*shares, beyond)),
        is_chosen,
    )


def _window(found: Sequence[Ints | None], due: int | None, sprints: int) -> tuple[int, int]:
    """The first and the last sprint that are worth showing, the date among them where near."""
    places = [
        place
        for counts in found
        if counts is not None
        for place, count in enumerate(counts[:-1])
        if chance(int(count), int(counts.sum())).probability >= _SEEN_FROM
    ]
    first, last = min(places, default=0), max(places, default=min(sprints, _FEWEST) - 1)
    if due is not None:
        first, last = min(first, max(0, due)), max(last, due + 1)
    first, last = max(0, first - 1), min(sprints - 1, last + 1)
    last = min(sprints - 1, max(last, first + _FEWEST - 1))
    first = max(0, min(first, last - _FEWEST + 1))
    return first, min(last, first + _MOST - 1)


def _due_text(item: SimItem | None, as_of: date) -> str:
    if item is None or item.due_date is None:
        return ""
    return _t("due by {day}").format(day=day_text(item.due_date, as_of))


def _months(starts: Sequence[date]) -> list[tuple[float, str]]:
    """Where a month begins, with its name; a long window names the year too."""
    ticks = []
    for place, day in enumerate(starts):
        if place and (day.year, day.month) == (starts[place - 1].year, starts[place - 1].month):
            continue
        month = short_day(day, day).split(" ")[1]
        new_year = len(starts) > _YEAR and day.month == 1
        ticks.append((float(place), f"{month} {day.year}" if new_year else month))
    return ticks


def _sprint_words(seen: Seen, place: int, end: date, as_of: date) -> str:
    last = short_day(end - timedelta(days=1), as_of)
    if seen.model.first_sprint is None:
        return _t("By {day}").format(day=last)
    return _t("Sprint {n}, to {day}").format(n=seen.model.first_sprint + place, day=last)

"""What would adopting a scenario do now, and what differs from when it was thought out?

Its commands are decided again at the head with today's clock, and what they do is compared with
what they did at the base. The same is adopted as it stands; what differs is said first: items that
were removed, done or shed meanwhile, commands that are refused now, and other effects. Pure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from roadmap.analysis.phrases.scene import Scene
from roadmap.analysis.phrases.sentences import changed_items, event_sentence
from roadmap.analysis.words import listed, say_field
from roadmap.commands import Command
from roadmap.decide import Now
from roadmap.errors import FieldConflict, Refused
from roadmap.evolve import evolve
from roadmap.scenario.branch import Branch, Step, branch
from roadmap.state import State
from roadmap.values import Status


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as it was: a sentence, about the command at `place` or an `item`."""

    text: str
    place: int | None = None
    item: str | None = None


@dataclass(frozen=True, slots=True)
class Adoption:
    """The commands that would be decided now, and what differs from the base.

    `left_out` counts the scenario's commands that can no longer be decided.
    """

    commands: tuple[Command, ...]
    differences: tuple[Difference, ...]
    left_out: int
    here: Branch


class Differs(Refused):
    """The roadmap moved on and a scenario would do something else now: a person looks first."""

    def __init__(self, message: str, differences: Sequence[Difference]) -> None:
        super().__init__(message)
        self.differences = tuple(differences)


def adoption(
    commands: Sequence[Command], base: State, based: Now, head: State, now: Now
) -> Adoption:
    """Return what adopting `commands` on `head` would do, beside what they did on `base`."""
    then = branch(base, commands, based)
    here = branch(head, commands, now, insist=True)
    gone = list(gone_since(base, head, then))
    told = {difference.item for difference in gone}
    differences = list(gone)
    for place, (old, new) in enumerate(zip(then.steps, here.steps, strict=True)):
        text = _difference(old, new, based.today, now.today, told)
        if text is not None:
            differences.append(Difference(text, place))
    kept = tuple(step.command for step in here.steps if step.problem is None)
    return Adoption(kept, tuple(differences), len(commands) - len(kept), here)


def check_accepted(name: str, found: Adoption, *, accept: bool) -> None:
    """Raise Differs where something differs and nobody accepted it; Refused where nothing stays."""
    if not found.commands and found.left_out:
        told = listed([difference.text.rstrip(".") for difference in found.differences])
        raise Refused(f"Nothing of {name!r} can be adopted any more: {told}.")
    if found.differences and not accept:
        told = " ".join(difference.text for difference in found.differences[:3])
        more = len(found.differences) - 3
        told += f" And {more} more." if more > 0 else ""
        raise Differs(
            f"The roadmap moved on since {name!r} was made. {told} Nothing was adopted: look at "
            "the differences and accept them (--accept-differences on the command line).",
            found.differences,
        )


# -- items that are no longer as they were --------------------------------------------------------

_STATUS_WORDS = {Status.DONE: "was done", Status.SHED: "was shed"}


def gone_since(base: State, head: State, then: Branch) -> Iterator[Difference]:
    """Yield the items that the scenario changes and that were removed, done or shed since."""
    for key in changed_items(then.events):
        was, now = base.items.get(key), head.items.get(key)
        if was is None or not was.is_open:
            continue
        if now is None:
            yield Difference(f"“{was.title}” was taken off the roadmap meanwhile.", None, key)
        elif not now.is_open:
            yield Difference(f"“{now.title}” {_STATUS_WORDS[now.status]} meanwhile.", None, key)


# -- effects --------------------------------------------------------------------------------------


def _difference(old: Step, new: Step, then: date, today: date, told: set[str | None]) -> str | None:
    """Return what a command does otherwise now, None where it does the same."""
    if new.problem is not None:
        if old.problem is not None or getattr(new.command, "item", None) in told:
            return None  # it did nothing before either, or the item was named already
        return f"Left out: {new.problem}"
    if new.overruled:
        return listed([_overruled(each, new, today) for each in new.overruled]) + "."
    if _same(_effects(old), _effects(new), then, today):
        return None
    did, does = _said(old, then), _said(new, today)
    if does == did:
        return f"“{does or new.command.do}” changes more or less than when it was thought out."
    if not did:
        return f"It would now do this too: {does}."
    return f"“{did}” became: {does}." if does else f"“{did}” is so already."


def _overruled(each: FieldConflict, step: Step, today: date) -> str:
    scene = Scene(step.before, step.after, today)
    field = say_field(each.field)
    if each.field in _UNSAID:
        return f"the settings of {field} were changed meanwhile and would be set back"
    was, here = scene.say(each.field, each.was), scene.say(each.field, each.here)
    names = (rows.get(each.id) for rows in (step.before.items, step.before.people))
    record: Any = next((found for found in names if found is not None), None)
    name = "" if record is None else f"“{getattr(record, 'title', '') or record.name}”: "
    wanted = scene.say(each.field, each.wanted)
    return f"{name}{field} is {here} now and was {was}; the scenario sets {wanted}"


_UNSAID = frozenset(("planning", "words", "thresholds", "sizes"))


def _effects(step: Step) -> list[Any]:
    """Return what the events of a step set, without ranks.

    A rank differs as soon as other items have come; where an item goes is said by the command.
    """
    found: list[Any] = []
    for event in step.events:
        given = event.model_dump()
        given.pop("rank", None)
        if "fields" in given:
            given["fields"].pop("rank", None)
        found.append((event.kind, given))
    return found


def _same(old: Any, new: Any, then: date, today: date) -> bool:
    """Whether two effects are the same, where the day of deciding may stand in both."""
    if isinstance(old, dict) and isinstance(new, dict):
        return old.keys() == new.keys() and all(
            _same(old[key], new[key], then, today) for key in old
        )
    if isinstance(old, tuple | list) and isinstance(new, tuple | list):
        return len(old) == len(new) and all(
            _same(was, now, then, today) for was, now in zip(old, new, strict=True)
        )
    return bool(old == new or (old == then and new == today))


def _said(step: Step, today: date) -> str:
    state, told = step.before, []
    for event in step.events:
        after = evolve(state, event)
        told.append(event_sentence(event, state, after, today).text)
        state = after
    return listed(told)

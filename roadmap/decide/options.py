"""How far an option must have come before it may go on: explored, validated, committed (D3).

A long-term choice carries its problem and its approach before it is committed, a rewrite also the
incremental alternative and why that was refused. What is being looked at is validated first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from roadmap.decide.deciding import Deciding
from roadmap.errors import Refused
from roadmap.state import Item
from roadmap.values import Forcing, OptionStage, Quadrant

_REWRITE = re.compile(
    r"(?<![\w-])(?:rewrit\w+|rewrite|re-?architect\w*|from scratch)(?![\w-])", re.IGNORECASE
)
_EARLY = (OptionStage.DISCOVERED, OptionStage.SELECTED)
_LATE = (OptionStage.COMMITTED, OptionStage.DONE)
_WORDS = {
    "problem": "which problem it solves",
    "approach": "by which approach",
    "alternative": "what the incremental alternative is",
    "why_refused": "why that was refused",
}


def is_rewrite(item: Item) -> bool:
    """Whether an item begins anew what is there, by its title or a label."""
    labels = {label.casefold() for label in item.labels}
    return bool(_REWRITE.search(item.title)) or "rewrite" in labels


def missing_of(item: Item) -> tuple[str, ...]:
    """Return which fields a long-term choice still needs before it may be committed."""
    if item.quadrant is not Quadrant.DISCRETIONARY_LONG_TERM:
        return ()
    wanted = ["problem", "approach"]
    if is_rewrite(item):
        wanted += ["alternative", "why_refused"]
    return tuple(field for field in wanted if not getattr(item, field))


def check_stage(d: Deciding, item: Item) -> None:
    """Raise Refused where `item` may not be at its stage."""
    stage = item.option_stage
    if stage is None:
        return
    if item.forcing is Forcing.FORCED:
        raise Refused(
            f"Item {item.title!r} is must-do work and no option to validate: leave its stage empty "
            "(option_stage)."
        )
    if stage in _LATE:
        _check_commitment(d, item)
    if stage is OptionStage.SELECTED:
        _check_exploring(d, item)


def _check_commitment(d: Deciding, item: Item) -> None:
    if missing_of(item):
        raise Refused(_undescribed(item))
    before = d.state.items.get(item.id)
    long = item.quadrant is Quadrant.DISCRETIONARY_LONG_TERM
    if long and before is not None and before.option_stage in _EARLY:
        raise Refused(
            f"Item {item.title!r} is only {before.option_stage}: try its approach and call it "
            "validated before committing to it (option_stage)."
        )


def _undescribed(item: Item) -> str:
    missing = missing_of(item)
    said = [_WORDS[field] for field in missing]
    text = said[0] if len(said) == 1 else f"{', '.join(said[:-1])} and {said[-1]}"
    return (
        f"Item {item.title!r} is a long-term choice: say {text} before committing to it "
        f"({', '.join(missing)})."
    )


def _check_exploring(d: Deciding, item: Item) -> None:
    exploring = sum(
        other.option_stage is OptionStage.SELECTED and other.is_open and other.id != item.id
        for other in d.state.items.ordered()
    )
    most = d.state.thresholds.exploring_at_once
    if exploring >= most:
        raise Refused(
            f"{exploring} options are being explored and at most {most} should be at once: "
            f"finish or put back one before selecting {item.title!r}."
        )


def check_in_capacity(item: Item) -> None:
    """Raise Refused where an option outside capacity is taken into a sprint."""
    if item.option_stage is OptionStage.DISCOVERED:
        raise Refused(
            f"Item {item.title!r} is a discovered option, outside capacity: select it first "
            "(option_stage)."
        )


def check_described(what: str, items: Iterable[Item]) -> None:
    """Raise Refused where `what`, such as a sprint, would take items that nobody described."""
    bare = [item for item in items if missing_of(item)]
    if len(bare) == 1:
        raise Refused(_undescribed(bare[0]))
    if bare:
        titles = ", ".join(repr(item.title) for item in bare[:5])
        more = f" and {len(bare) - 5} more" if len(bare) > 5 else ""
        raise Refused(
            f"{what} would commit {len(bare)} long-term choices that nobody described: {titles}"
            f"{more}. Say which problem each solves and by which approach (problem, approach), or "
            "put it back as an option (option_stage discovered)."
        )

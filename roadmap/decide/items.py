"""How commands about work items become events: adding, editing, classifying, estimating, status."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, cast

from msgspec.structs import replace

from roadmap.commands.items import (
    AddItem,
    EditItem,
    EstimateItem,
    FinishItem,
    ReclassifyItem,
    RemoveItem,
    RestoreItem,
    ShedItem,
    SplitItem,
    StartItem,
)
from roadmap.decide.checks import check_item
from roadmap.decide.deciding import Deciding
from roadmap.decide.order import rank_for
from roadmap.decide.risks import accept_with, withdraw_of
from roadmap.decide.untying import untie
from roadmap.errors import Refused
from roadmap.events.items import (
    ItemAdded,
    ItemEdited,
    ItemEstimated,
    ItemFinished,
    ItemMoved,
    ItemReclassified,
    ItemRemoved,
    ItemRestored,
    ItemShed,
    ItemSplit,
    ItemStarted,
    Piece,
)
from roadmap.events.roadmap import ConsumerAdded
from roadmap.fields.items import Classification, EstimateFields, ItemFields
from roadmap.ranks import rank_between
from roadmap.state import Item
from roadmap.values import Forcing, OptionStage, Quadrant, Status, derived_id

_CLASSIFICATION = frozenset(Classification.__annotations__)
_ESTIMATE = frozenset(EstimateFields.__annotations__)
_BY_COMMAND = {
    "rank": "move_item",
    "status": "start_item, finish_item, shed_item or restore_item",
    "split_from": "split_item",
    "external": "import",
}


def add_item(d: Deciding, command: AddItem) -> None:
    """Add an item at the place named, by default at the end of the order."""
    if command.item in d.state.items:
        raise Refused(_taken(command.item))
    d.require_roadmap()
    if command.fields.get("rank") is not None and (command.before or command.after):
        raise Refused("Say where the item goes in one way: give its rank or a neighbour, not both.")
    fields = resolved(d, command.fields)
    fields.setdefault("created_on", d.now.today)
    _settle(fields, Item(command.item), d.now.today)
    status = fields.get("status", Status.OPEN)
    for at_status, field in ((Status.DONE, "done_on"), (Status.SHED, "shed_on")):
        if status is at_status and fields.get(field) is None:
            fields[field] = d.now.today
    item = Item(command.item, **cast(ItemFields, fields))
    check_item(d, item, set(fields))
    if item.option_stage is not OptionStage.DISCOVERED and item.rank is None:
        fields["rank"] = rank_for(d, command.item, command.before, command.after)
    d.emit(ItemAdded(item=command.item, fields=cast(ItemFields, fields)))


def edit_item(d: Deciding, command: EditItem) -> None:
    """Change fields; those of the grid and the estimate become events of their own kind."""
    _check_settable("edit_item", command.fields)
    _change(d, command.item, command.fields, command.was)


def _check_settable(command: str, fields: Mapping[str, Any]) -> None:
    for field, other in _BY_COMMAND.items():
        if field in fields:
            raise Refused(f"{command} does not set {field!r}: use {other}.")


def reclassify_item(d: Deciding, command: ReclassifyItem) -> None:
    """Put an item in a quadrant, or back among the unsorted."""
    _change(d, command.item, command.fields, command.was)


def estimate_item(d: Deciding, command: EstimateItem) -> None:
    """Estimate an item's effort anew."""
    _change(d, command.item, command.fields, command.was)


def _change(d: Deciding, ref: str, given: Mapping[str, Any], was: Any) -> None:
    item = d.item(ref)
    fields = resolved(d, given)
    seen = None if was is None else resolved(d, was, add_consumers=False)
    d.check_was(item.id, item.title, item, seen, fields)
    _settle(fields, item, d.now.today)
    fields = {key: value for key, value in fields.items() if getattr(item, key) != value}
    if not fields or fields.keys() == {"classified_on"}:
        return
    check_item(d, replace(item, **fields), set(fields))
    parts: list[tuple[Any, dict[str, Any]]] = [
        (ItemReclassified, {k: v for k, v in fields.items() if k in _CLASSIFICATION}),
        (ItemEstimated, {k: v for k, v in fields.items() if k in _ESTIMATE}),
        (
            ItemEdited,
            {k: v for k, v in fields.items() if k not in _CLASSIFICATION and k not in _ESTIMATE},
        ),
    ]
    for kind, part in parts:
        if part:
            d.emit(kind(item=item.id, fields=part))
    _follow_stage(d, item)


def _settle(fields: dict[str, Any], before: Item, today: date) -> None:
    """Complete `fields` with what follows from them: the day of classification, what falls away."""
    forcing = fields.get("forcing", before.forcing)
    if forcing is not Forcing.FORCED and before.forcing is Forcing.FORCED:
        fields.setdefault("driver", None)
        fields.setdefault("mandatory_by", None)
    changes = any(
        key in fields and fields[key] != getattr(before, key)
        for key in ("forcing", "horizon", "driver", "mandatory_by")
    )
    if changes:
        fields.setdefault("classified_on", today)
    if fields.get("prerequisites"):
        fields["prerequisites_none"] = False


def _follow_stage(d: Deciding, before: Item) -> None:
    """Discovered options are unranked; an option that is selected gets a place in the order."""
    item = d.state.items[before.id]
    if item.option_stage is before.option_stage:
        return
    if item.option_stage is OptionStage.DISCOVERED and item.rank is not None:
        d.emit(ItemMoved(item=item.id, rank=None))
    elif before.option_stage is OptionStage.DISCOVERED and item.rank is None:
        d.emit(ItemMoved(item=item.id, rank=rank_for(d, item.id, None, None)))


def resolved(
    d: Deciding, given: Mapping[str, Any], *, add_consumers: bool = True
) -> dict[str, Any]:
    """Return `given` with names and keys replaced by ids.

    Unknown consumers are added, or left as they are named where only a look back is resolved.
    """
    fields = dict(given)
    for what in ("team", "component"):
        if fields.get(what) is not None:
            fields[what] = d.named(what, fields[what])
    if fields.get("parent") is not None:
        fields["parent"] = d.item(fields["parent"]).id
    if fields.get("prerequisites"):
        ids = (d.item(ref).id for ref in fields["prerequisites"])
        fields["prerequisites"] = tuple(dict.fromkeys(ids))
    if fields.get("protects"):
        ids = (d.protected(ref) for ref in fields["protects"])
        fields["protects"] = tuple(dict.fromkeys(ids))
    if fields.get("consumers"):
        ids = (_consumer(d, name, add_consumers) for name in fields["consumers"])
        fields["consumers"] = tuple(dict.fromkeys(ids))
    if "labels" in fields:
        fields["labels"] = tuple(dict.fromkeys(fields["labels"]))
    return fields


def _consumer(d: Deciding, ref: str, add: bool) -> str:
    if ref in d.state.consumers:
        return ref
    for consumer in d.state.consumers.ordered():
        if consumer.name.casefold() == ref.casefold():
            return consumer.id
    if not add:
        return ref
    key = derived_id("consumer", ref.casefold())
    d.emit(ConsumerAdded(consumer=key, fields={"name": ref}))
    return key


# -- status ---------------------------------------------------------------------------------------


def start_item(d: Deciding, command: StartItem) -> None:
    """Begin work on an open item."""
    item = _workable(d, command.item, "start")
    if item.status is not Status.IN_PROGRESS:
        _check_limit(d, item)
        started_on = _not_later(d, item, command.started_on, "start")
        d.emit(ItemStarted(item=item.id, started_on=started_on))


def _check_limit(d: Deciding, item: Item) -> None:
    """Refuse to start more than the limit of work in progress; emergencies are never refused."""
    most = d.require_roadmap().planning.in_progress_limit
    if most is None or item.quadrant is Quadrant.FORCED_SHORT_TERM:
        return
    count = sum(other.status is Status.IN_PROGRESS for other in d.state.items.ordered())
    if count >= most:
        raise Refused(
            f"{count} items are in progress and the limit is {most}: finish one before starting "
            f"{item.title!r}, or raise the limit (planning, in_progress_limit)."
        )


def finish_item(d: Deciding, command: FinishItem) -> None:
    """Mark an open item done."""
    item = _workable(d, command.item, "finish")
    done_on = _not_later(d, item, command.done_on, "be done")
    if command.actual_days is None:
        d.emit(ItemFinished(item=item.id, done_on=done_on))
    else:
        d.emit(ItemFinished(item=item.id, done_on=done_on, actual_days=command.actual_days))


def shed_item(d: Deciding, command: ShedItem) -> None:
    """Give an open item up, with the risk that is accepted until its review."""
    item = _workable(d, command.item, "shed")
    d.emit(ItemShed(item=item.id, shed_on=d.now.today))
    accept_with(d, item.id, command)


def restore_item(d: Deciding, command: RestoreItem) -> None:
    """Open a shed or finished item again; what was accepted without it is withdrawn."""
    item = d.item(command.item)
    if not item.is_open:
        withdraw_of(d, item.id)
        d.emit(ItemRestored(item=item.id))


def _workable(d: Deciding, ref: str, verb: str) -> Item:
    item = d.item(ref)
    if not item.is_open:
        word = "done" if item.status is Status.DONE else "shed"
        raise Refused(f"Item {item.title!r} is {word}: restore it first to {verb} it.")
    return item


def _not_later(d: Deciding, item: Item, day: date | None, verb: str) -> date:
    if day is not None and day > d.now.today:
        raise Refused(
            f"Item {item.title!r} cannot {verb} on {day}, which is still to come: "
            f"give a day up to {d.now.today}."
        )
    return day or d.now.today


# -- splitting and removing -----------------------------------------------------------------------

_INHERITED = (
    *("forcing", "horizon", "driver", "mandatory_by", "promised_by", "classified_on", "kind"),
    *("team", "component", "labels", "type", "parent", "priority", "value", "goal", "segment"),
    *("critical_workload", "consumers", "protects", "people_at_once", "may_span"),
)


def split_item(d: Deciding, command: SplitItem) -> None:
    """Cut an item: it becomes the first piece, each further piece waits for the one before.

    What waited for the item waits for its last piece. Pieces inherit place and purpose; effort is
    never guessed: a piece without an estimate is unestimated.
    """
    item = _workable(d, command.item, "split")
    for piece in command.pieces:
        _check_settable("split_item", piece.fields)
    inherited = {key: getattr(item, key) for key in _INHERITED}
    own = resolved(d, command.pieces[0].fields)
    first = {"estimate": None, "size": None, "effort_per_skill": (), "remaining_days": None, **own}
    check_item(d, replace(item, **first), set(first))
    pieces: list[Piece] = []
    before, rank = item.id, item.rank
    for piece in command.pieces[1:]:
        if piece.item in d.state.items or any(piece.item == made.item for made in pieces):
            raise Refused(_taken(piece.item))
        fields = {**inherited, **resolved(d, piece.fields)}
        fields["prerequisites"] = tuple(dict.fromkeys((before, *fields.get("prerequisites", ()))))
        fields |= {"split_from": item.id, "created_on": d.now.today}
        rank = _after(d, rank)
        fields["rank"] = rank
        made = Item(piece.item, **cast(ItemFields, fields))
        check_item(d, made, set(fields) - {"prerequisites"})
        pieces.append(Piece(item=piece.item, fields=cast(ItemFields, fields)))
        before = piece.item
    waiting = [other for other in d.state.items.ordered() if item.id in other.prerequisites]
    changed = {key: value for key, value in first.items() if getattr(item, key) != value}
    d.emit(ItemSplit(item=item.id, fields=cast(ItemFields, changed), pieces=tuple(pieces)))
    for other in waiting:
        prerequisites = tuple(before if key == item.id else key for key in other.prerequisites)
        d.emit(ItemEdited(item=other.id, fields={"prerequisites": prerequisites}))
    # Only now is it known who waits for whom: what waited for the item waits for the last piece.
    for key in (item.id, *(piece.item for piece in pieces)):
        check_item(d, d.state.items[key], {"prerequisites"})


def _taken(key: str) -> str:
    return f"There is an item {key} already: leave the id out to get a new one."


def _after(d: Deciding, rank: str | None) -> str | None:
    if rank is None:
        return None
    following = next((each for each, _ in d.order if each > rank), None)
    return rank_between(rank, following)


def remove_item(d: Deciding, command: RemoveItem) -> None:
    """Take an item off the roadmap, and every reference to it first."""
    item = d.item(command.item)
    untie(d, item.id)
    withdraw_of(d, item.id)
    d.emit(ItemRemoved(item=item.id))


Rule = Callable[[Deciding, Any], None]
RULES: dict[type, Rule] = {
    AddItem: add_item,
    EditItem: edit_item,
    ReclassifyItem: reclassify_item,
    EstimateItem: estimate_item,
    StartItem: start_item,
    FinishItem: finish_item,
    ShedItem: shed_item,
    RestoreItem: restore_item,
    SplitItem: split_item,
    RemoveItem: remove_item,
}

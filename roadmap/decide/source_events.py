"""Which events say what an import changed, each of the kind that a reader of history looks for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from roadmap.events import Event
from roadmap.events.items import ItemEdited, ItemEstimated, ItemFinished, ItemReclassified
from roadmap.events.roadmap import ComponentAdded, ConsumerAdded, TeamAdded
from roadmap.fields.items import Classification, EstimateFields
from roadmap.state import Item
from roadmap.values import Status

CLASSIFICATION = frozenset(Classification.__annotations__)
_ESTIMATE = frozenset(EstimateFields.__annotations__)


def named_event(kind: str, key: str, name: str) -> Event:
    """Return the event that adds the component, team or consumer (`kind`) called `name`."""
    if kind == "component":
        return ComponentAdded(component=key, fields={"name": name})
    if kind == "team":
        return TeamAdded(team=key, fields={"name": name})
    return ConsumerAdded(consumer=key, fields={"name": name})


def close_dates(item: Item, taken: dict[str, Any], fields: Mapping[str, Any]) -> None:
    """Take back the day of an end that the source has undone without saying a day itself."""
    status = taken.get("status")
    if status is None:
        return
    if status is not Status.DONE and item.done_on is not None and "done_on" not in fields:
        taken["done_on"] = None
    if status is not Status.SHED and item.shed_on is not None and "shed_on" not in fields:
        taken["shed_on"] = None


def change_events(key: str, taken: Any) -> list[Event]:
    """Return the events that set `taken`, each as the kind that a reader of history looks for."""
    events: list[Event] = []
    if taken.get("status") is Status.DONE and taken.get("done_on") is not None:
        done_on = taken.pop("done_on")
        del taken["status"]
        events.append(ItemFinished(item=key, done_on=done_on))
    classification: Any = {name: taken.pop(name) for name in sorted(CLASSIFICATION & taken.keys())}
    estimate: Any = {name: taken.pop(name) for name in sorted(_ESTIMATE & taken.keys())}
    if taken:
        events.insert(0, ItemEdited(item=key, fields=taken))
    if classification:
        events.append(ItemReclassified(item=key, fields=classification))
    if estimate:
        events.append(ItemEstimated(item=key, fields=estimate))
    return events

"""Which records name which others? An item its prerequisites and its team, a person their mentor.

Decides nothing: whether something may go while it is named is the question of `decide` and `undo`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

import msgspec

from roadmap.state import Record, State, Table

Named = tuple[str, str]  # a table of the state and an id in it

# The fields that hold an id, or several, and the table that it belongs to.
_TABLES = {
    "team": "teams",
    "component": "components",
    "consumers": "consumers",
    "protects": "principles",  # or one of their measures, see `record_of`
    "principle": "principles",
    "keeps": "principles",  # or one of their measures
    "prerequisites": "items",
    "parent": "items",
    "split_from": "items",
    "item": "items",
    "items": "items",
    "mentor": "people",
    "consumer": "consumers",
}


def references(record: Record) -> Iterator[Named]:
    """Yield what `record` names, whether it is there or not; some of it perhaps twice."""
    for field in record.__struct_fields__:
        table = _TABLES.get(field)
        if table is not None:
            value = getattr(record, field)
            if isinstance(value, tuple):
                yield from ((table, each) for each in value)
            elif value is not None:
                yield table, value
        elif field == "transfers":
            yield from (("teams", each.team) for each in getattr(record, field) if each.team)
        elif field == "extensions":
            yield from (("items", each.item) for each in getattr(record, field))
        elif field == "results":
            yield from (("items", key) for each in getattr(record, field) for key in each.items)


def records(state: State) -> Iterator[Record]:
    """Yield every record of every table, table by table in the order of the ids."""
    for field in msgspec.structs.fields(State):
        table = getattr(state, field.name)
        if isinstance(table, Table):
            yield from table.ordered()


def still_named(state: State, wanted: Collection[Named]) -> set[Named]:
    """Return which of `wanted` any record of `state` names; one pass over all of them."""
    found = {_space(each): each for each in wanted}
    named = (each for record in records(state) for each in references(record))
    return {found[each] for each in named if each in found}


def count_naming(state: State, wanted: Named) -> int:
    """Return how many records of `state` name `wanted`."""
    return sum(_space(wanted) in references(record) for record in records(state))


def record_of(state: State, named: Named) -> Record | None:
    """Return the record that `named` means; what is protected is a principle or a measure."""
    table, key = named
    found: Record | None = getattr(state, table).get(key)
    return state.measures.get(key) if found is None and table == "principles" else found


def _space(named: Named) -> Named:
    """Return `named` as `references` says it: measures share the ids of principles."""
    table, key = named
    return ("principles", key) if table == "measures" else named

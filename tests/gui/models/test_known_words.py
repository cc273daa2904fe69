"""The words in use follow the items, whichever table was asked before."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gui.models.known_words import KnownWords, known_words
from roadmap.state import Item, State, Table
from roadmap.values import AddedLoad, Purchase

KEYS = [f"{number:010d}" for number in range(5)]
PURCHASES = st.none() | st.sampled_from(["Ines", "Tomas", None]).map(
    lambda name: Purchase(amount=1.0, currency="EUR", lead_time_days=1, approver=name)
)
ITEMS = st.builds(
    Item,
    st.sampled_from(KEYS),
    segment=st.sampled_from([None, "Shops", "Banks"]),
    purchase=PURCHASES,
    added_load=st.sampled_from([(), (AddedLoad("Requests", 5.0),), (AddedLoad("Storage", 1.0),)]),
)


@given(changes=st.lists(ITEMS | st.sampled_from(KEYS), max_size=20))
def test_the_words_are_those_of_all_items(changes: list[Item | str]) -> None:
    table: Table[Item] = Table()
    for change in changes:
        table = table.drop(change) if isinstance(change, str) else table.put(change.id, change)
        items = table.ordered()
        bought = [item.purchase for item in items if item.purchase is not None]
        assert known_words(State(items=table)) == KnownWords(
            tuple(sorted({item.segment for item in items if item.segment})),
            tuple(sorted({each.approver for each in bought if each.approver})),
            tuple(sorted({load.capability for item in items for load in item.added_load})),
        )

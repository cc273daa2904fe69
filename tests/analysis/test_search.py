"""Items and decisions are found by the beginnings of their words, the best first."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from roadmap.analysis.items.haystack import words_of
from roadmap.analysis.items.search import DecisionIndex, FoundIn, Hit, search_items
from roadmap.state import Item, State, Table
from roadmap.values import ExternalRef, Status
from tests.analysis.roadmaps import TABLES, state_of


def jira(key: str) -> tuple[ExternalRef, ...]:
    return (ExternalRef("jira", key, {}),)


STATE = state_of(
    Item("A", title="Rotate TLS certificates", rank="3", labels=("edge",), external=jira("HP-12")),
    Item("B", title="TLS 1.1 off", rank="1", status=Status.DONE),
    Item("C", title="Patch hosts", notes="all TLS endpoints", rank="2"),
    Item("D", title="Überlauf der Warteschlange", rank="4", external=jira("HP-1")),
    Item("E", title="Move the store", rank="5", labels=("tls",)),
)


def test_titles_come_before_labels_and_notes_and_open_items_before_closed_ones() -> None:
    assert search_items(STATE, "tls") == (
        Hit("A", FoundIn.TITLE),
        Hit("B", FoundIn.TITLE),
        Hit("E", FoundIn.NAMES),
        Hit("C", FoundIn.NOTES),
    )


def test_every_word_has_to_begin_a_word() -> None:
    assert search_items(STATE, "cert rot") == (Hit("A", FoundIn.TITLE),)
    assert search_items(STATE, "certificates edge") == (Hit("A", FoundIn.NAMES),)
    assert search_items(STATE, "otate") == ()
    assert search_items(STATE, " - ") == ()


def test_a_key_finds_its_item_first() -> None:
    assert search_items(STATE, "hp-1") == (Hit("D", FoundIn.KEY), Hit("A", FoundIn.NAMES))


def test_accents_and_case_do_not_matter() -> None:
    assert search_items(STATE, "UBERLAUF") == (Hit("D", FoundIn.TITLE),)
    assert words_of("Straße ÉCOLE") == ["strasse", "ecole"]


def test_a_limit_keeps_the_best() -> None:
    assert search_items(STATE, "tls", limit=1) == (Hit("A", FoundIn.TITLE),)


@given(table=TABLES, query=st.sampled_from(["patch", "t", "post en", "uber", "0000000001"]))
def test_what_is_found_is_what_a_plain_scan_finds(table: Table[Item], query: str) -> None:
    def matches(item: Item) -> bool:
        words = words_of(f"{item.title} {item.id} {' '.join(item.labels)}")
        return all(any(word.startswith(wanted) for word in words) for wanted in words_of(query))

    found = search_items(State(items=table), query, limit=100)
    assert sorted(hit.item for hit in found) == [
        item.id for item in table.ordered() if matches(item)
    ]


def test_decisions_are_found_newest_first_and_later_ones_join() -> None:
    index = DecisionIndex([("1", "Postgres: choice → must do"), ("2", "Postgres done")])
    assert index.search("post") == ("2", "1")
    more = index.extended([("3", "Undid: Postgres done")])
    assert more.search("done postgres") == ("3", "2")
    assert more.search("postgres", limit=1) == ("3",)
    assert index.search("undid") == ()
    assert index.search("!") == ()

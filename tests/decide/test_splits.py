"""Splitting: what a cut may not do to other items, to ids and to fields with own commands."""

from __future__ import annotations

import pytest

from roadmap.commands import Command
from roadmap.decide import decide
from roadmap.events.items import ItemSplit
from tests.given import NOW, after, command, item_id, refusal, with_items

TLS, COST = item_id("Patch TLS"), item_id("Cost tags")


def split(*pieces: dict[str, object], item: str = TLS) -> Command:
    return command("split_item", item=item, pieces=list(pieces))


def test_a_piece_does_not_take_the_id_of_another_item() -> None:
    state = with_items("Patch TLS", "Cost tags")
    cut = split({"title": "First"}, {"title": "Second", "item": COST})
    assert f"There is an item {COST} already" in refusal(state, cut)


def test_two_pieces_do_not_share_an_id() -> None:
    key = item_id("Second")
    cut = split({"title": "First"}, {"title": "B", "item": key}, {"title": "C", "item": key})
    assert f"There is an item {key} already" in refusal(with_items("Patch TLS"), cut)


def test_a_piece_does_not_wait_for_what_waits_for_the_whole() -> None:
    state = after(
        with_items("Patch TLS", "Cost tags"),
        command("edit_item", item=COST, prerequisites=[TLS]),
    )
    for place in (0, 1):
        pieces: list[dict[str, object]] = [{"title": "First"}, {"title": "Second"}]
        pieces[place]["prerequisites"] = [COST]
        assert "'Cost tags'" in refusal(state, split(*pieces))


@pytest.mark.parametrize(("field", "value"), [("status", "done"), ("rank", "V")])
def test_a_piece_sets_nothing_that_has_its_own_command(field: str, value: str) -> None:
    for place in (0, 1):
        pieces: list[dict[str, object]] = [{"title": "First"}, {"title": "Second"}]
        pieces[place][field] = value
        message = refusal(with_items("Patch TLS"), split(*pieces))
        assert message.startswith(f"split_item does not set {field!r}")


def test_a_piece_may_wait_for_something_else() -> None:
    state = with_items("Patch TLS", "Cost tags")
    cut = split({"title": "First"}, {"title": "Second", "prerequisites": [COST]})
    [event] = decide(state, [cut], NOW)
    assert isinstance(event, ItemSplit)
    assert event.pieces[0].fields["prerequisites"] == (TLS, COST)

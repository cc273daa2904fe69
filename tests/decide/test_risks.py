"""The rules of accepted risks: one an item, with a review, together with shedding it or alone."""

from __future__ import annotations

from datetime import date

from roadmap.commands.items import ShedItem
from roadmap.decide import decide
from roadmap.events.items import ItemRemoved, ItemRestored, ItemShed
from roadmap.events.risks import RiskAccepted, RiskEdited, RiskWithdrawn
from roadmap.evolve import fold
from roadmap.inverse import inverse
from roadmap.state import State
from tests.given import NOW, TODAY, after, command, item_id, refusal, with_items

MARCH = date(2026, 3, 2)
SAID = {
    "item": item_id("Rewrite"),
    "accepted_risk": "One region lost means half a day down",
    "review_on": "2026-03-02",
    "accepted_by": "Helen Brandt",
}


def given() -> State:
    return with_items("Rewrite", "Wiki")


def shed() -> State:
    return after(given(), command("shed_item", **SAID))


def test_shedding_an_item_accepts_its_risk_in_the_same_decision() -> None:
    first, second = decide(given(), [command("shed_item", **SAID)], NOW)
    assert first == ItemShed(item=item_id("Rewrite"), shed_on=TODAY)
    assert isinstance(second, RiskAccepted)
    [risk] = shed().risks.ordered()
    assert (risk.item, risk.text) == (item_id("Rewrite"), SAID["accepted_risk"])
    assert (risk.review_on, risk.accepted_by) == (MARCH, "Helen Brandt")


def test_shedding_without_a_word_accepts_nothing() -> None:
    [only] = decide(given(), [ShedItem(item=item_id("Wiki"))], NOW)
    assert only == ItemShed(item=item_id("Wiki"), shed_on=TODAY)


def test_a_second_command_of_the_decision_may_say_the_risk() -> None:
    state = after(
        given(),
        command("shed_item", item=item_id("Wiki")),
        command("accept_risk", item=item_id("Wiki"), text="Twelve readers search longer"),
    )
    [risk] = state.risks.ordered()
    assert (risk.item, risk.review_on, risk.accepted_by) == (item_id("Wiki"), None, None)


def test_a_review_without_a_risk_is_refused() -> None:
    wanted = command("shed_item", item=item_id("Wiki"), review_on="2026-03-02")
    assert "accepted_risk, in a sentence" in refusal(given(), wanted)


def test_a_review_in_the_past_is_refused() -> None:
    wanted = command("shed_item", **{**SAID, "review_on": "2026-01-04"})
    assert "would be in the past" in refusal(given(), wanted)


def test_what_cannot_be_accepted_is_refused_with_the_way_out() -> None:
    wiki = item_id("Wiki")
    done = after(given(), command("finish_item", item=wiki))
    accept = command("accept_risk", item=wiki, text="Slower")
    assert "no risk in going without it" in refusal(done, accept)
    again = command("accept_risk", item=item_id("Rewrite"), text="Slower")
    assert "change it (edit_risk)" in refusal(shed(), again)
    assert "what may go wrong" in refusal(given(), command("accept_risk", item=wiki))
    assert "belongs to an item" in refusal(given(), command("accept_risk", text="Slower"))
    assert "No risk of" in refusal(given(), command("withdraw_risk", risk=wiki))


def test_a_review_moves_the_date_and_names_the_risk_by_its_item() -> None:
    later = command("edit_risk", risk=item_id("Rewrite"), review_on="2026-09-01")
    [event] = decide(shed(), [later], NOW)
    assert isinstance(event, RiskEdited)
    assert event.fields == {"review_on": date(2026, 9, 1)}
    elsewhere = command("edit_risk", risk=item_id("Rewrite"), item=item_id("Wiki"))
    assert "stays with its item" in refusal(shed(), elsewhere)


def test_taking_an_item_up_again_withdraws_what_was_accepted_without_it() -> None:
    withdrawn, restored = decide(shed(), [command("restore_item", item=item_id("Rewrite"))], NOW)
    assert isinstance(withdrawn, RiskWithdrawn)
    assert restored == ItemRestored(item=item_id("Rewrite"))


def test_removing_an_item_takes_its_risk_along() -> None:
    withdrawn, removed = decide(shed(), [command("remove_item", item=item_id("Rewrite"))], NOW)
    assert isinstance(withdrawn, RiskWithdrawn)
    assert removed == ItemRemoved(item=item_id("Rewrite"))


def test_every_event_of_a_risk_can_be_taken_back() -> None:
    before = shed()
    for do, fields in (
        ("edit_risk", {"text": "A day down", "review_on": None}),
        ("withdraw_risk", {}),
    ):
        [event] = decide(before, [command(do, risk=item_id("Rewrite"), **fields)], NOW)
        state = fold([event], before)
        assert state != before
        assert fold(inverse(before, event), state) == before

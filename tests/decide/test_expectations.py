"""Do goals, asks, reviews, signals and outcomes keep their rules, and say what to do instead?"""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from roadmap.errors import Conflict, NotUndoable
from roadmap.events.expectations import AskAnswered, ReviewSignedOff
from roadmap.inverse import inverse
from roadmap.records.expectations import Answer, Observation
from roadmap.state import State
from tests.given import TODAY, after, begun, command, item_id, refusal, with_items

ASK, REVIEW = "A" * 10, "R" * 10
LATER = TODAY + timedelta(days=30)


def asked(**fields: object) -> State:
    given = {"title": "Fund the storage", "by": LATER.isoformat(), "probability": 0.3, **fields}
    return after(begun(), command("add_ask", ask=ASK, **given))


def test_an_ask_is_answered_once() -> None:
    state = asked()
    answer = command("answer_ask", ask="fund the storage", answer="approved", by="Helen")
    answered = after(state, answer)
    ask = answered.asks[ASK]
    assert (ask.answer, ask.answered_by, ask.answered_on) == (Answer.APPROVED, "Helen", TODAY)
    assert after(answered, answer) is not None
    assert after(answered, answer) == answered
    other = command("answer_ask", ask=ASK, answer="rejected", by="Helen")
    assert "was approved on 2026-01-05 by Helen already: open it again" in refusal(answered, other)


def test_what_was_answered_stands_until_it_is_opened_again() -> None:
    answered = after(asked(), command("answer_ask", ask=ASK, answer="rejected"))
    assert "was answered" in refusal(answered, command("edit_ask", ask=ASK, cost="A launch"))
    assert "stays on the record" in refusal(answered, command("remove_ask", ask=ASK))
    again = after(answered, command("reopen_ask", ask=ASK))
    assert again.asks[ASK] == asked().asks[ASK]


def test_an_answer_can_be_taken_back() -> None:
    state = asked()
    event = AskAnswered(ask=ASK, fields={"answer": Answer.APPROVED, "answered_on": TODAY})
    (back,) = inverse(state, event)
    assert back == AskAnswered(ask=ASK, fields={"answer": None, "answered_on": None})


def test_asks_name_items_and_a_day_to_come() -> None:
    state = with_items("Storage")
    made = after(state, command("add_ask", ask=ASK, title="Fund it", items=[item_id("Storage")]))
    assert made.asks[ASK].items == (item_id("Storage"),)
    late = command("add_ask", title="Fund it", by="2026-01-01")
    assert "too late already" in refusal(state, late)
    assert "needs a title" in refusal(state, command("add_ask", cost="Much"))
    assert "There is no item 'X'" in refusal(state, command("add_ask", title="T", items=["X"]))
    assert "is asked for already" in refusal(made, command("add_ask", title="fund it"))


def test_what_names_an_item_lets_go_of_it() -> None:
    item = item_id("Storage")
    state = after(
        with_items("Storage"),
        command("add_ask", title="Fund it", items=[item]),
        command("add_signal", text="We are full", item=item),
        command("add_outcome", name="Space", item=item),
        command("add_capability", name="Disk", extensions=[{"item": item, "amount": 1}]),
    )
    gone = after(state, command("remove_item", item=item))
    assert gone.asks.ordered()[0].items == ()
    assert gone.capabilities.ordered()[0].extensions == ()
    assert (gone.signals.ordered()[0].item, gone.outcomes.ordered()[0].item) == (None, None)


def test_a_review_is_signed_off_for_good() -> None:
    state = after(begun(), command("add_review", review=REVIEW, since="2025-10-01"))
    said = command("comment_review", review=REVIEW, comment="Why not sooner?", by="Helen")
    state = after(state, said)
    assert after(state, said) == state
    signed = after(state, command("sign_off_review", review=REVIEW, by="Helen"))
    review = signed.reviews[REVIEW]
    assert (review.signed_off_by, len(review.comments)) == ("Helen", 1)
    assert after(signed, command("sign_off_review", review=REVIEW, by="Helen")) == signed
    for do in ("sign_off_review", "remove_review"):
        assert "was signed off by Helen" in refusal(signed, command(do, review=REVIEW))
    with pytest.raises(NotUndoable, match="sign-off stays"):
        inverse(state, ReviewSignedOff(review=REVIEW, fields={"signed_off_on": TODAY}))


def test_a_review_does_not_look_ahead() -> None:
    wrong = command("add_review", since="2026-02-01", held_on="2026-01-05")
    assert "which is later" in refusal(begun(), wrong)


def goal(name: str, **fields: object) -> State:
    return after(begun(), command("add_goal", name=name, **fields))


def test_a_goal_names_items_that_serve_others_too_and_lets_go_of_one_that_is_removed() -> None:
    first, second = item_id("Storage"), item_id("Index")
    state = after(
        with_items("Storage", "Index"),
        command("add_goal", name="Search", value=5, items=[first, second, first]),
        command("add_goal", name="Backup", value=2, items=[first]),
    )
    search = next(each for each in state.goals.ordered() if each.name == "Search")
    assert search.items == (first, second)
    assert "no item" in refusal(state, command("edit_goal", goal="Backup", items=["ZZZZZZZZZZ"]))
    gone = after(state, command("remove_item", item=first))
    assert {each.name: each.items for each in gone.goals.ordered()} == {
        "Search": (second,),
        "Backup": (),
    }


def test_at_most_three_investment_goals_are_open() -> None:
    state = begun()
    for name in ("One", "Two", "Three"):
        state = after(state, command("add_goal", name=name, target=3))
    fourth = command("add_goal", name="Four", target=3)
    assert "3 investment goals already (" in refusal(state, fourth)
    upkeep = after(state, command("add_goal", name="Upkeep", target=3, is_investment=False))
    assert len(upkeep.goals) == 4
    state = after(state, command("close_goal", goal="Two", met=True), fourth)
    assert "Close one first" in refusal(state, command("reopen_goal", goal="Two"))


def test_a_goal_moves_towards_its_target_in_time() -> None:
    backwards = command("add_goal", name="Wait", baseline=6, target=1)
    assert "so set its comparator to at_most" in refusal(begun(), backwards)
    assert goal("Wait", baseline=6, target=1, comparator="at_most").goals
    same = command("add_goal", name="Wait", baseline=6, target=6)
    assert "starts at its target" in refusal(begun(), same)
    short = command("add_goal", name="Wait", since="2026-02-01", by="2026-01-01")
    assert "before it begins" in refusal(begun(), short)
    assert "already: choose another name" in refusal(goal("Wait"), command("add_goal", name="wait"))


def test_a_goal_keeps_a_principle_and_is_read_once_a_day() -> None:
    state = goal("Wait", keeps="Reliability")
    (found,) = state.goals.ordered()
    principles = {each.id: each.name for each in state.principles.ordered()}
    assert principles[found.keeps or ""] == "Reliability"
    state = after(state, command("read_goal", goal="Wait", value=5))
    state = after(state, command("read_goal", goal="Wait", value=4, day="2026-01-03"))
    state = after(state, command("read_goal", goal="Wait", value=4.5))
    assert state.goals[found.id].readings == (
        Observation(date(2026, 1, 3), 4.0),
        Observation(TODAY, 4.5),
    )
    state = after(state, command("read_goal", goal="Wait", value=None))
    assert [each.day for each in state.goals[found.id].readings] == [date(2026, 1, 3)]
    ahead = command("read_goal", goal="Wait", value=1, day="2026-02-01")
    assert "still to come" in refusal(state, ahead)


def test_a_capability_is_extended_by_items() -> None:
    state = after(
        with_items("Racks"),
        command(
            "add_capability",
            name="Ingest",
            unit="TB/day",
            capacity=100,
            load=80,
            extensions=[{"item": item_id("Racks"), "amount": 50}],
        ),
    )
    (found,) = state.capabilities.ordered()
    assert (found.load_on, found.extensions[0].item) == (TODAY, item_id("Racks"))
    state = after(state, command("edit_capability", capability="ingest", load=85, was={"load": 80}))
    with pytest.raises(Conflict):
        after(state, command("edit_capability", capability="ingest", load=90, was={"load": 80}))
    twice = [{"item": item_id("Racks"), "amount": 1}] * 2
    said = refusal(state, command("edit_capability", capability="Ingest", extensions=twice))
    assert "an item extends it once" in said


def test_a_signal_brings_the_segment_of_its_team() -> None:
    state = after(begun(), command("add_consumer", name="Payments", segment="Product"))
    state = after(state, command("add_signal", text="We wait six days", consumer="payments"))
    (signal,) = state.signals.ordered()
    assert (signal.segment, signal.heard_on) == ("Product", TODAY)
    early = command("edit_signal", signal=signal.id, told_on="2026-01-01")
    assert "cannot have been answered on" in refusal(state, early)
    told = after(state, command("edit_signal", signal=signal.id, told_on=TODAY.isoformat()))
    assert told.signals[signal.id].told_on == TODAY
    assert "write it down" in refusal(state, command("add_signal", consumer="Payments"))
    assert "no signal" in refusal(state, command("remove_signal", signal="Z" * 10))


def test_an_outcome_keeps_its_unit_once_it_was_read() -> None:
    state = after(begun(), command("add_outcome", name="Satisfaction", unit="points", target=8))
    state = after(state, command("read_outcome", outcome="satisfaction", value=7.5))
    said = refusal(state, command("edit_outcome", outcome="Satisfaction", unit="%"))
    assert "has values in points" in said
    same = command("read_outcome", outcome="satisfaction", value=7.5)
    assert after(state, same) == state

"""What lowers later work: payback, double wins, promises, what was unblocked, inaction, a hire."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
import pytest
from msgspec.structs import replace

from roadmap.analysis.leverage.hiring import hire_payback
from roadmap.analysis.leverage.inaction import inaction, say_inaction
from roadmap.analysis.leverage.kept import Promise, Verdict, promises, say_promise
from roadmap.analysis.leverage.leverage import LeverageKey, LeverageView, leverage
from roadmap.analysis.leverage.removed import requests_removed, say_removed
from roadmap.analysis.leverage.unblocked import unblocked
from roadmap.analysis.simulation.run import Run
from roadmap.errors import Cancelled, NotFound, Refused
from roadmap.records.people import Person
from roadmap.records.planning import Planning
from roadmap.records.sprints import Outcome, Sprint
from roadmap.records.staff import Ramp, ReserveKind
from roadmap.records.streams import Stream
from roadmap.state import Consumer, Interruption, Item, Principle, State, Table
from roadmap.values import (
    Driver,
    Estimate,
    Kind,
    Leverage,
    LeverageCategory,
    LeverageEffect,
    LeverageUnit,
    Status,
)
from tests.analysis.roadmaps import CHOICE, FORCED, LONG, START, state_of

ARRIVALS, SIZE, MORE = LeverageEffect.ARRIVALS, LeverageEffect.SIZE, LeverageEffect.PRODUCTIVITY
PERCENT = LeverageUnit.PERCENT


def item(name: str, days: float = 4.0, **fields: Any) -> Item:
    estimate = Estimate(days, days, days)
    return Item(name, title=name.title(), rank=name, estimate=estimate, **fields)


def patches(**fields: Any) -> Stream:
    given: dict[str, Any] = {"arrivals_per_sprint": 3.0, "size_mean": 2.0, "size_cv": 0.0, **fields}
    return Stream("S", "Patches", Driver.SECURITY_VULNERABILITY, **given)


def with_stream(state: State, *streams: Stream) -> State:
    return replace(
        state,
        streams=Table.of((each.id, each) for each in streams),
        people=Table.of([("P", Person("P", "Ines")), ("Q", Person("Q", "Tomas"))]),
    )


def seen(*items: Item) -> LeverageView:
    return leverage(with_stream(state_of(*items), patches()), LeverageKey(START))


# -- the payback of a hire ------------------------------------------------------------------------


def worked_out(ramp: Ramp) -> float:
    """Return the payback by adding up small steps of time."""
    step = 0.001
    times = np.arange(0, 5 * ramp.weeks, step) + step / 2
    speed = np.minimum(1.0, ramp.start + (1 - ramp.start) * times / ramp.weeks)
    net = np.cumsum((speed - ramp.mentor * (times < ramp.weeks)) * step)
    below = np.flatnonzero(net < 0)
    return float(times[below[-1]]) if len(below) else 0.0


@pytest.mark.parametrize(
    "ramp",
    [
        Ramp(),
        Ramp(26, 0.1, 0.1),
        Ramp(26, 0.3, 0.2),
        Ramp(8, 0.1, 0.55),
        Ramp(12, 0.2, 0.9),
        Ramp(10, 0.0, 0.6),
    ],
)
def test_the_payback_of_a_hire_is_what_the_steps_add_up_to(ramp: Ramp) -> None:
    assert hire_payback(ramp) == pytest.approx(worked_out(ramp), abs=0.01)


def test_a_hire_with_the_defaults_pays_back_after_nearly_nine_weeks() -> None:
    assert hire_payback(Ramp()) == pytest.approx(2 * 26 * 0.15 / 0.9)


# -- savings and payback --------------------------------------------------------------------------


def test_payback_is_the_effort_over_what_is_saved_after_the_delay() -> None:
    said = Leverage(ARRIVALS, 2.0, stream="patches", confidence=0.5, delay_sprints=1.0)
    [row] = seen(item("a", 8, leverage=said)).paybacks
    assert (row.saving.promised, row.saving.expected, row.saving.of) == (2.0, 1.0, 6.0)
    assert row.sprints == pytest.approx(9.0)
    assert not row.double_win


def test_a_percent_is_of_what_arrives_and_no_more_than_that_is_saved() -> None:
    half = Leverage(ARRIVALS, 50.0, PERCENT)
    too_much = Leverage(SIZE, 99.0)
    rows = {
        p.item: p for p in seen(item("a", leverage=half), item("b", leverage=too_much)).paybacks
    }
    assert rows["a"].saving.expected == pytest.approx(3.0)
    assert rows["b"].saving.expected == pytest.approx(6.0)


def test_what_acts_on_nothing_known_never_pays_back() -> None:
    [row] = seen(item("a", leverage=Leverage(ARRIVALS, 2.0, stream="Tickets"))).paybacks
    assert (row.saving.of, row.sprints) == (0.0, None)


def test_double_wins_come_first_then_the_quickest_payback() -> None:
    slow, fast = Leverage(ARRIVALS, 1.0), Leverage(ARRIVALS, 4.0)
    faster_work = Leverage(MORE, 10.0, PERCENT)
    found = seen(
        item("a", leverage=fast, forcing=CHOICE),
        item("b", leverage=slow, forcing=FORCED),
        item("c", leverage=slow),
        item("d", leverage=faster_work, forcing=FORCED),
    ).paybacks
    assert found[0].item == "b"
    assert [each.double_win for each in found] == [True, False, False, False]
    assert [each.sprints for each in found[1:]] == sorted(each.sprints or 0 for each in found[1:])


def test_large_must_do_items_are_asked_about_until_somebody_answers() -> None:
    asked = seen(
        item("a", 6, forcing=FORCED),
        item("b", 6, forcing=FORCED, double_win_answer="No"),
        item("c", 6, forcing=FORCED, leverage=Leverage(ARRIVALS, 1.0)),
        item("d", 5, forcing=FORCED),
        item("e", 6, forcing=CHOICE),
    )
    assert asked.to_ask == ("a",)


def test_categories_share_the_work_that_has_one() -> None:
    view = seen(
        item("a", 3, leverage_category=LeverageCategory.AUTOMATION),
        item("b", 1, leverage_category=LeverageCategory.SELF_SERVICE, status=Status.DONE),
        item("c", 4),
        item("d", 9, leverage_category=LeverageCategory.API, status=Status.SHED),
    )
    rows = {each.category.value: (each.open, each.done, each.share) for each in view.categories}
    assert rows["automation"] == (1, 0, 0.75)
    assert rows["self_service"] == (0, 1, 0.25)
    assert rows["api"] == (0, 0, 0.0)
    assert view.share == 0.5


# -- promised and observed ------------------------------------------------------------------------


def observed(before: list[int], after: list[int], said: Leverage, days: float = 1.0) -> State:
    """A roadmap whose item `a` was done between two runs of closed sprints with these arrivals."""
    counts = [*before, *after]
    sprints, logged = [], []
    for number, count in enumerate(counts):
        start = START + timedelta(14 * number)
        end = start + timedelta(14)
        sprints.append(Sprint(f"{number}", number + 1, start, end, outcome=Outcome()))
        for each in range(count):
            at = datetime(start.year, start.month, start.day, 9, tzinfo=UTC)
            logged.append(
                Interruption(
                    f"{number}-{each}",
                    "Patch",
                    Driver.SECURITY_VULNERABILITY,
                    at + timedelta(hours=5 * each),
                    days,
                )
            )
    done = START + timedelta(14 * len(before))
    finished = item("a", leverage=said, status=Status.DONE, done_on=done - timedelta(1))
    state = with_stream(state_of(finished), patches())
    return replace(
        state,
        sprints=Table.of((each.id, each) for each in sprints),
        interruptions=Table.of((each.id, each) for each in logged),
    )


def judged(before: list[int], after: list[int], amount: float) -> Promise:
    # The first sprint after the item begins on the day after it was done: none is lost.
    [found] = promises(observed(before, after, Leverage(ARRIVALS, amount, stream="Patches")))
    return found


def test_a_promise_is_held_against_the_arrivals_before_and_after() -> None:
    found = judged([6, 6, 6, 6, 6, 6], [2, 2, 2, 2, 2, 2], 4.0)
    assert (found.before.sprints, found.after.sprints) == (5, 6)
    assert (found.before.arrivals, found.after.arrivals) == (6.0, 2.0)
    assert found.verdict is Verdict.KEPT
    assert found.observed is not None
    assert found.observed.saved == pytest.approx(4.0, abs=0.2)
    assert found.observed.low < 4.0 < found.observed.high
    assert found.freed == pytest.approx(6 * found.observed.saved)
    assert say_promise(found).endswith("over 6 closed sprints: as promised.")


def test_less_than_promised_is_said_with_its_range() -> None:
    found = judged([6] * 7, [5] * 6, 5.0)
    assert found.verdict is Verdict.LESS
    assert "Promised 5 pd a sprint, observed " in say_promise(found)
    assert "in 8 of 10 cases" in say_promise(found)


def test_more_than_promised_is_said_too() -> None:
    assert judged([6] * 7, [1] * 6, 1.0).verdict is Verdict.MORE


def test_two_closed_sprints_after_it_are_too_early_to_tell() -> None:
    found = judged([6] * 6, [2, 2], 4.0)
    assert (found.verdict, found.observed) == (Verdict.TOO_EARLY, None)
    assert say_promise(found).endswith("too early to tell after 2 closed sprints.")


def test_where_both_the_promise_and_nothing_are_likely_it_is_too_early_to_tell() -> None:
    found = judged([1, 2, 1, 2, 1], [1, 1, 1], 0.5)
    assert found.verdict is Verdict.TOO_EARLY
    assert "could still be all of it or nothing" in say_promise(found)


def test_where_nothing_was_logged_that_is_said() -> None:
    assert "nothing of what it acts on was logged" in say_promise(judged([0] * 5, [0] * 5, 2.0))


def test_a_promise_of_smaller_sizes_is_held_against_the_sizes() -> None:
    state = observed([4] * 6, [4] * 6, Leverage(SIZE, 50.0, PERCENT))
    half = {
        each.id: replace(each, effort_days=0.5) if int(each.id.split("-")[0]) >= 6 else each
        for each in state.interruptions.ordered()
    }
    [found] = promises(replace(state, interruptions=Table.of(half.items())))
    assert found.promised == pytest.approx(2.0)
    assert found.observed is not None
    assert found.observed.saved == pytest.approx(2.0)
    assert found.verdict is Verdict.KEPT


def requested(before: list[int], after: list[int], category: LeverageCategory) -> State:
    """The same, with requests as arrivals and a category."""
    state = observed(before, after, Leverage(ARRIVALS, 1.0, stream="Patches"))
    asked = (replace(each, is_request=True) for each in state.interruptions.ordered())
    finished = replace(state.items["a"], leverage_category=category)
    return replace(
        state,
        items=Table.of([("a", finished)]),
        interruptions=Table.of((each.id, each) for each in asked),
    )


def test_requests_that_a_self_service_item_removed_are_counted() -> None:
    state = requested([6] * 6, [1] * 4, LeverageCategory.SELF_SERVICE)
    [found] = requests_removed(state, promises(state))
    assert (found.before, found.after, found.sprints, found.removed) == (6.0, 1.0, 4, 20.0)
    assert say_removed(found) == (
        "Requests fell from 6 a sprint to 1: 20 fewer in 4 closed sprints."
    )
    more = requested([1] * 6, [2] * 4, LeverageCategory.SELF_SERVICE)
    [found] = requests_removed(more, promises(more))
    assert say_removed(found) == (
        "Requests did not fall: 1 a sprint before, 2 after, over 4 closed sprints."
    )


def test_only_self_service_watched_long_enough_removes_requests() -> None:
    for state in (
        requested([6] * 6, [1] * 4, LeverageCategory.AUTOMATION),
        requested([6] * 6, [1] * 2, LeverageCategory.SELF_SERVICE),
        requested([0] * 6, [0] * 4, LeverageCategory.SELF_SERVICE),
    ):
        assert requests_removed(state, promises(state)) == ()


def test_of_productivity_nothing_is_claimed() -> None:
    [found] = promises(observed([1] * 5, [1] * 5, Leverage(MORE, 10.0, PERCENT)))
    assert (found.verdict, found.observed, found.freed) == (Verdict.NOT_APART, None, None)
    assert "for many reasons" in say_promise(found)


# -- what was unblocked ---------------------------------------------------------------------------


def test_foundation_shows_the_product_work_and_the_teams_it_unblocked() -> None:
    state = state_of(
        item("a", forcing=FORCED, status=Status.DONE, done_on=START),
        item("b", prerequisites=("a",), kind=Kind.INNOVATION, consumers=("t",)),
        item("c", prerequisites=("b",)),
        item("d", prerequisites=("a",), status=Status.SHED),
        item("e", kind=Kind.INNOVATION, status=Status.DONE, consumers=("t",)),
    )
    state = replace(state, consumers=Table.of([("t", Consumer("t", "Payments"))]))
    [only] = unblocked(state)
    assert (only.item, only.product, only.other, only.consumers) == ("a", ("b",), ("c",), ("t",))


def test_items_that_wait_for_each_other_are_walked_once() -> None:
    state = state_of(
        item("a", kind=Kind.FOUNDATION, status=Status.DONE, prerequisites=("b",)),
        item("b", prerequisites=("a",)),
    )
    [only] = unblocked(state)
    assert only.other == ("b",)


# -- the cost of inaction -------------------------------------------------------------------------


A, B, C = "AAAAAAAAAA", "BBBBBBBBBB", "CCCCCCCCCC"  # ids as events take them


def quiet() -> Planning:
    return Planning(reserve=ReserveKind.OFF, focus=1.0, shared_cv=0.0, focus_learned=False)


def burning() -> State:
    lowers = Leverage(ARRIVALS, 50.0, PERCENT, stream="Patches")
    state = state_of(
        item(A, 5, leverage=lowers, may_span=True, protects=("p",)),
        item(
            B,
            40,
            forcing=FORCED,
            horizon=LONG,
            mandatory_by=START + timedelta(14 * 5 - 1),
            may_span=True,
            people_at_once=2.0,
        ),
        item(C, 2, prerequisites=(A,)),
        planning=quiet(),
    )
    return with_stream(state, patches(arrivals_per_sprint=4.0))


def test_going_without_an_item_costs_the_work_it_would_have_saved() -> None:
    security = Principle("p", "Security")
    state = replace(burning(), principles=Table.of([("p", security)]))
    found = inaction(state, A, START, 10, Run(500))
    assert found.blocked == (C,)
    assert found.arriving[1] > found.arriving[0] + 20
    assert found.share[1] > found.share[0]
    text = say_inaction(state, found, START)
    assert text.startswith(f"Without '{A.title()}' ")
    assert f"Not done then either, as it waits for it: '{C.title()}'." in text
    assert text.endswith("Not protected then: Security.")


def test_an_item_that_saves_nothing_costs_nothing_not_to_do() -> None:
    found = inaction(burning(), C, START, 6, Run(500))
    assert found.arriving[0] == found.arriving[1]
    assert "no more must-do work arrives" in say_inaction(burning(), found, START)


def test_inaction_is_asked_of_open_items_only_and_can_be_stopped() -> None:
    with pytest.raises(NotFound):
        inaction(burning(), "zz", START, 6, Run(500))
    done = replace(burning(), items=burning().items.put(A, item(A, status=Status.DONE)))
    with pytest.raises(Refused, match="not open"):
        inaction(done, A, START, 6, Run(500))
    with pytest.raises(Cancelled):
        inaction(burning(), A, START, 6, Run(2_000), picture=lambda _found: False)


def test_sprints_before_anything_was_logged_do_not_count_as_quiet_ones() -> None:
    found = judged([0, 0, 0, 6, 6, 6, 6], [2] * 6, 4.0)
    assert found.before.arrivals == 6.0

"""Is the cause of a slip the one that a person would name, and is a broken promise called one?"""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from roadmap.analysis.history.promises import Basis, Outcome, promises
from roadmap.analysis.history.slips import Cause, slips
from roadmap.errors import Cancelled
from roadmap.state import State
from tests.given import TODAY, after, begun, command, item_id

WORK, OTHER = item_id("Self-service"), item_id("Other")


@pytest.fixture
def state() -> State:
    """One engineer, sprints of two weeks (6 person-days), and two choices, one after the other."""
    return after(
        begun(sprint_start=TODAY),
        command("add_person", person="P" * 10, name="Ada"),
        command("add_item", item=OTHER, title="Other", estimate=5),
        command("add_item", item=WORK, title="Self-service", estimate=5),
    )


def test_who_asked_may_stop_between_two_plans(state: State) -> None:
    later = after(state, command("add_item", title="New", estimate=5, before=OTHER))
    asked: list[int] = []

    def go_on() -> bool:
        asked.append(len(asked))
        return len(asked) < 4

    with pytest.raises(Cancelled):
        slips(state, later, TODAY, TODAY, go_on=go_on)
    assert len(asked) == 4
    assert slips(state, later, TODAY, TODAY, go_on=lambda: True) == slips(
        state, later, TODAY, TODAY
    )


def cause_of(before: State, now: State) -> tuple[Cause, int | None]:
    found = {each.item: each for each in slips(before, now, TODAY, TODAY)}
    return found[WORK].cause, found[WORK].sprints


def test_what_did_not_change_did_not_slip(state: State) -> None:
    assert slips(state, state, TODAY, TODAY) == ()


def test_work_that_grew_slips_by_scope(state: State) -> None:
    grown = after(state, command("estimate_item", item=WORK, estimate=5.9))
    cause, _ = cause_of(state, grown)
    assert cause is Cause.SCOPE


def test_must_do_work_that_came_in_pushes_choices_back(state: State) -> None:
    fire = command(
        "add_item",
        title="Patch the edge",
        forcing="forced",
        horizon="short_term",
        driver="security_vulnerability",
        estimate=5,
    )
    assert cause_of(state, after(state, fire)) == (Cause.FORCED_INFLOW, 1)


def test_work_that_waits_slips_by_waiting(state: State) -> None:
    late = (TODAY + timedelta(days=60)).isoformat()
    waits = command("edit_item", item=WORK, waits=[{"on": "Vendor", "until": late}])
    cause, sprints = cause_of(state, after(state, waits))
    assert cause is Cause.WAITING
    assert sprints is not None
    assert sprints >= 2


def test_a_choice_that_others_overtook_was_reprioritised(state: State) -> None:
    more = command("add_item", title="Wish of the day", estimate=5, before=OTHER)
    first = command("move_item", item=WORK, before=OTHER)
    begun_first = after(state, first)
    assert {e.cause for e in slips(begun_first, state, TODAY, TODAY)} == {Cause.REPRIORITISED}
    assert cause_of(state, after(state, more, command("move_item", item=WORK, after=OTHER)))


def test_fewer_people_are_less_capacity(state: State) -> None:
    half = command("edit_person", person="P" * 10, availability=0.5)
    cause, _ = cause_of(state, after(state, half))
    assert cause is Cause.CAPACITY


def test_what_was_given_up_did_not_slip(state: State) -> None:
    shed = after(state, command("shed_item", item=WORK))
    assert slips(state, shed, TODAY, TODAY) == ()


# -- promises -------------------------------------------------------------------------------------


def promised(**fields: object) -> State:
    return after(
        begun(sprint_start=date(2025, 12, 8)),
        command("add_item", item=WORK, title="Self-service", **fields),
    )


def came_of(before: State, now: State, day: date) -> tuple[Basis, Outcome, date | None]:
    (found,) = promises(before, now, day, ())
    return found.basis, found.outcome, found.now


def test_a_promise_is_kept_broken_moved_dropped_or_stands() -> None:
    state = promised(promised_by="2026-02-01")
    day = date(2026, 2, 1)
    said = Basis.PROMISED
    assert came_of(state, state, TODAY) == (said, Outcome.STANDING, day)
    assert came_of(state, state, date(2026, 2, 2)) == (said, Outcome.BROKEN, day)
    done = after(state, command("finish_item", item=WORK))
    assert came_of(state, done, TODAY) == (said, Outcome.KEPT, TODAY)
    moved = after(state, command("edit_item", item=WORK, promised_by="2026-03-01"))
    assert came_of(state, moved, TODAY) == (said, Outcome.MOVED, date(2026, 3, 1))
    shed = after(state, command("shed_item", item=WORK))
    assert came_of(state, shed, TODAY) == (said, Outcome.DROPPED, None)
    gone = after(state, command("remove_item", item=WORK))
    assert came_of(state, gone, TODAY) == (said, Outcome.DROPPED, None)


def test_a_day_by_which_work_must_be_done_is_a_promise_too() -> None:
    fields = {"forcing": "forced", "horizon": "long_term", "driver": "regulation"}
    state = promised(mandatory_by="2025-12-20", **fields)
    late = after(state, command("finish_item", item=WORK))
    assert came_of(state, late, TODAY) == (Basis.MANDATORY, Outcome.BROKEN, TODAY)


def test_work_without_a_day_was_promised_by_nobody() -> None:
    state = promised()
    assert promises(state, state, TODAY, ()) == ()

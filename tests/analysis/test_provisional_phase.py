"""The provisional phase: from three answers, from what was done, from what is open, or none."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from roadmap.analysis.phases.diagnosis import Diagnosis, diagnose
from roadmap.events.items import ItemAdded
from roadmap.records.phases import Phase
from roadmap.values import Estimate, Forcing, Horizon, Status
from tests.analysis.phases import FIRST, Told, Went
from tests.given import item_id

CALM = Went(fire=1, tweak=9)


def of(told: Told) -> Diagnosis:
    return diagnose(told.timeline)


def test_nothing_is_said_of_a_roadmap_that_holds_nothing() -> None:
    found = of(Told())
    assert (found.phase, found.provisional, found.conditions) == (None, True, ())
    assert "three questions" in found.why


@pytest.mark.parametrize(
    ("answers", "phase"),
    [
        ({"unplanned_share": 0.5}, "firefighting"),
        ({"unplanned_share": 0.45}, "investment"),
        ({"unplanned_share": 0.45, "fixed_dates": 2}, "firefighting"),
        (
            {
                "unplanned_share": 0.3,
                "broke": [
                    {"what": "a leak", "principle": "Security"},
                    {"what": "slow", "principle": "Latency"},
                ],
            },
            "principles_in_breach",
        ),
        (
            {"unplanned_share": 0.3, "broke": [{"what": "a leak", "principle": "Security"}]},
            "investment",
        ),
    ],
)
def test_three_answers_give_a_provisional_phase(answers: dict[str, Any], phase: str) -> None:
    told = Told()
    decision = told.do(FIRST, "answer_phase_questions", **answers)
    found = of(told)
    assert (found.phase, found.provisional) == (phase, True)
    assert found.conditions[0].evidence == (decision,)
    assert found.why.startswith("Provisional, from three answers")


def done_items(told: Told, *titles: str, day: date = FIRST) -> None:
    for number, title in enumerate(titles):
        fields: Any = {"title": title, "status": Status.DONE, "done_on": day, "type": "Bug"}
        key = item_id(f"{title}{number}")
        told.events(title, FIRST, [ItemAdded(item=key, fields=fields)])


def test_done_items_give_a_provisional_phase_by_their_type_and_words() -> None:
    told = Told()
    done_items(told, *["Outage of payments, root cause"] * 4, *["Colour of the menu"] * 2)
    found = of(told)
    assert (found.phase, found.provisional) == (Phase.FIREFIGHTING, True)
    assert "6 pieces of work" in found.basis
    calm = Told()
    done_items(calm, *["Outage of payments, root cause"] * 2, *["Colour of the menu"] * 4)
    assert of(calm).phase is Phase.INVESTMENT


def test_incidents_count_as_must_do_work_that_was_done() -> None:
    told = Told()
    done_items(told, *["Colour of the menu"] * 3)
    assert of(told).phase is None
    for number in range(4):
        fields = {"title": f"Outage {number}", "driver": "incident", "effort_days": 5}
        told.do(FIRST, "log_interruption", started_at="2025-06-01T10:00:00Z", **fields)
    found = of(told)
    assert (found.phase, found.provisional) == (Phase.FIREFIGHTING, True)
    assert "7 pieces of work" in found.basis


def test_work_of_which_nobody_knows_what_it_was_says_nothing() -> None:
    told = Told()
    for number in range(8):
        fields: Any = {"title": "Thing", "status": Status.DONE, "done_on": FIRST}
        told.events("thing", FIRST, [ItemAdded(item=item_id(str(number)), fields=fields)])
    found = of(told)
    assert found.phase is None
    assert "sort it, or answer three questions" in found.why


def test_what_was_done_long_before_the_last_work_does_not_count() -> None:
    told = Told()
    done_items(told, *["Outage of payments"] * 5, day=FIRST - timedelta(days=300))
    done_items(told, *["Colour of the door"] * 5)
    assert of(told).phase is Phase.INVESTMENT


def test_the_first_closed_sprint_ends_the_guess_and_firefighting_is_left_slowly() -> None:
    told = Told()
    told.do(FIRST, "answer_phase_questions", unplanned_share=0.9)
    told.sprint(CALM)
    found = of(told)
    assert (found.phase, found.provisional) == (Phase.FIREFIGHTING, False)
    told.sprint(CALM)
    assert of(told).phase is Phase.INVESTMENT


def test_it_says_how_many_pieces_nobody_sorted_and_why_it_is_no_fire() -> None:
    told = Told()
    for number in range(6):
        title = "Outage of payments" if number == 0 else "Colour of the menu"
        fields: Any = {"title": title, "type": "Bug", "estimate": Estimate(2, 2, 2)}
        if number > 3:
            fields |= {"forcing": Forcing.DISCRETIONARY, "horizon": Horizon.SHORT_TERM}
        told.events(f"{number}", FIRST, [ItemAdded(item=item_id(str(number)), fields=fields)])
    found = of(told)
    assert found.why == (
        "Provisional, from the 6 open items, 4 of them not sorted and counted as suggested, as "
        "little is known of what was done: short-term must-do work is 17%, under the 50% of "
        "firefighting. Investment: no long-term choice is committed, so that none is validated; "
        "under 50% is investment."
    )

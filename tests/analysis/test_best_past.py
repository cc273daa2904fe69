"""Where a forecast asks for more than the team ever did, and where it does not."""

from __future__ import annotations

from typing import Any

from roadmap.analysis.forecasts.best_past import Beaten, beaten, beaten_text
from roadmap.analysis.simulation.model import model_of
from roadmap.analysis.simulation.run import Run, simulate
from roadmap.evolve import fold
from tests.analysis.closed_sprints import closed, finished
from tests.analysis.simulation.given import BEGIN, exact, item


def found(*counts: int, items: int = 12, sprints: int = 8, **more: Any) -> tuple[Beaten, ...]:
    """Return what beats the past where each sprint has room for two items of five days."""
    given = [item(f"Item {number}", 5, 5, 5) for number in range(items)]
    state = fold(closed(counts, **more), exact(*given, capacity=10))
    model = model_of(state, BEGIN, sprints)
    return beaten(state, model, simulate(model, Run(200, 1)))


def test_more_than_the_best_run_is_said_with_the_run_and_its_items() -> None:
    [items, days] = found(1, 1, 2, 1, days=5.0)
    assert items == Beaten(
        "items",
        8.0,
        5.0,
        1,
        4,
        (1, 2, 3, 4),
        sum((finished(n + 1, c) for n, c in enumerate((1, 1, 2, 1))), ()),
    )
    assert beaten_text(items, 5) == (
        "The forecast finishes 8 items in sprints 6 to 9; the best run of 4 so far finished 5, in "
        "sprints 1 to 4."
    )
    assert (days.measure, days.forecast, days.best) == ("days", 40.0, 25.0)
    assert "does 40 pd of work on items in sprints 6 to 9" in beaten_text(days, 5)


def test_as_much_as_the_best_run_is_no_more() -> None:
    assert found(0, 0, 2, 2, 2, 2, 2, 2, days=5.0) == ()


def test_many_small_items_are_not_many_days() -> None:
    [only] = found(3, 3, 3, days=1.0)
    assert only.measure == "days"


def test_less_than_three_closed_sprints_or_one_to_come_say_nothing() -> None:
    assert found(0, 0) == ()
    assert found(0, 0, 0, sprints=1) == ()
    assert len(found(0, 0, 0, sprints=2)) == 2

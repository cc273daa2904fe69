"""Is a share no more hopeful than the roadmap, and does it say of nobody that they are away?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from roadmap.analysis.planning.capacity import capacity
from roadmap.analysis.planning.plan import PlanKey, plan
from roadmap.analysis.simulation.forecasting import forecast_plan
from roadmap.analysis.simulation.run import Run
from roadmap.records.planning import Planning
from roadmap.redaction import LEFT_OUT, Redaction
from roadmap.service import Roadmap
from roadmap.sharing import share
from roadmap.values import derived_id
from tests import sampled
from tests.given import MAYA, NOON, TODAY, command

INES, TOMAS = (derived_id("person", name) for name in ("Ines", "Tomas"))


def off(*days: tuple[str, str]) -> dict[str, object]:
    return {"time_off": [{"first": first, "last": last} for first, last in days]}


@pytest.fixture
def roadmap() -> Iterator[Roadmap]:
    planning = Planning(focus=0.5, focus_learned=False)
    made = Roadmap.in_memory(
        {"name": "Harbour", "sprint_start": TODAY, "planning": planning}, by=MAYA, at=NOON
    )
    people = [
        command("add_person", person=INES, fields={"name": "Ines Duarte", "skills": ["db"]}),
        command("add_person", person=TOMAS, fields={"name": "Tomas Reyes", "skills": ["db"]}),
    ]
    made.execute(people, by=MAYA, at=NOON, why="The team")
    yield made
    made.close()


def seen(roadmap: Roadmap, folder: Path, wanted: Redaction | None = None) -> Roadmap:
    wanted = wanted or Redaction()
    path = folder / f"{roadmap.head.position} {wanted.audience}.roadsnap"
    share(roadmap, path, roadmap.moment(None), wanted, by=MAYA, at=NOON)
    return Roadmap.open(path)


def days_of(roadmap: Roadmap, day: date, count: int = 4) -> list[float]:
    found = capacity(roadmap.state, day, count)
    return [found.total(sprint) for sprint in range(count)]


def test_days_off_become_absences_of_the_skill_sprint_by_sprint(
    roadmap: Roadmap, tmp_path: Path
) -> None:
    away = command("edit_person", person=INES, fields=off(("2026-01-15", "2026-01-21")))
    roadmap.execute([away], by=MAYA, at=NOON, why="Her sister's wedding")
    got = seen(roadmap, tmp_path)
    told = [(each.days.first, each.person_days, each.skill) for each in
            got.state.absences.ordered()]  # fmt: skip
    assert sorted(told) == [(TODAY, 2.0, "db"), (TODAY + timedelta(days=14), 3.0, "db")]
    assert days_of(got, TODAY) == days_of(roadmap, TODAY) == [9.0, 8.5, 10.0, 10.0]
    assert not any(each.time_off for each in got.state.people.ordered())
    last = got.timeline.tell(got.timeline.count - 1)
    assert {each.kind for each in last.events} == {"absence_added"}
    assert last.why == LEFT_OUT
    got.close()


def test_days_off_that_are_taken_back_are_there_again(roadmap: Roadmap, tmp_path: Path) -> None:
    away = command("edit_person", person=INES, fields=off(("2026-01-15", "2026-01-21")))
    back = command("edit_person", person=INES, fields=off(("2026-01-20", "2026-01-21")))
    for each in (away, back):
        roadmap.execute([each], by=MAYA, at=NOON)
    got = seen(roadmap, tmp_path)
    assert days_of(got, TODAY) == days_of(roadmap, TODAY) == [10.0, 9.0, 10.0, 10.0]
    roadmap.execute([command("remove_person", person=INES)], by=MAYA, at=NOON)
    got.close()
    got = seen(roadmap, tmp_path)
    assert days_of(got, TODAY) == days_of(roadmap, TODAY) == [5.0] * 4
    assert not got.state.absences
    got.close()


def test_the_sprint_that_runs_is_exact_on_the_last_day_told(
    roadmap: Roadmap, tmp_path: Path
) -> None:
    away = command("edit_person", person=INES, fields=off(("2026-01-05", "2026-01-08")))
    roadmap.execute([away], by=MAYA, at=NOON)
    later = NOON + timedelta(days=2)
    roadmap.execute([command("add_item", title="TLS")], by=MAYA, at=later)
    got = seen(roadmap, tmp_path)
    today = TODAY + timedelta(days=2)
    assert days_of(got, today) == pytest.approx(days_of(roadmap, today))
    assert days_of(got, TODAY) == pytest.approx(days_of(roadmap, TODAY))
    got.close()


def test_a_decision_of_which_nothing_is_left_keeps_its_place(
    roadmap: Roadmap, tmp_path: Path
) -> None:
    past = command("edit_person", person=INES, fields=off(("2025-11-03", "2025-11-07")))
    roadmap.execute([past], by=MAYA, at=NOON, why="She was ill")
    got = seen(roadmap, tmp_path)
    last = got.timeline.tell(got.timeline.count - 1)
    assert [each.kind for each in last.events] == ["roadmap_edited"]
    assert [told.id for told in got.history()] == [told.id for told in roadmap.history()]
    got.close()


def test_what_undoes_or_explains_days_off_has_no_reason_either(
    roadmap: Roadmap, tmp_path: Path
) -> None:
    away = command("edit_person", person=INES, fields=off(("2026-01-15", "2026-01-21")))
    first = roadmap.execute([away], by=MAYA, at=NOON)
    assert first is not None
    given = command("give_reason", decisions=[first.id], why="Her father")
    roadmap.execute([given], by=MAYA, at=NOON)
    roadmap.undo(by=MAYA, at=NOON, decision=first.id, why="He is well")
    less = command("edit_person", person=TOMAS, fields={"availability": 0.6})
    roadmap.execute([less], by=MAYA, at=NOON, why="School")
    item = command("add_item", title="TLS")
    roadmap.execute([item], by=MAYA, at=NOON, why="Ines is away, so it waits")
    roadmap.execute([command("add_item", title="DNS")], by=MAYA, at=NOON, why="Ines asked for it")
    got = seen(roadmap, tmp_path)
    whys = [told.why for told in got.history()]
    assert [why for why in whys if why not in (None, LEFT_OUT, "The team")] == [
        "Team member 1 asked for it"
    ]
    assert whys.count(LEFT_OUT) == 4
    got.close()
    whole = seen(roadmap, tmp_path, Redaction("team", erase="Tomas Reyes"))
    assert "Her father" in [told.why for told in whole.history()]
    assert whole.state.people[INES].time_off == roadmap.state.people[INES].time_off
    whole.close()


def test_a_snapshot_of_the_sample_plans_and_forecasts_what_the_sample_does(tmp_path: Path) -> None:
    sample = Roadmap.open(sampled.write(tmp_path / "sample.roadmap"))
    got = seen(sample, tmp_path)
    day = sample.today(sample.timeline.recorded_at(sample.timeline.count - 1))
    mine, theirs = (capacity(each.state, day, 26) for each in (sample, got))
    assert mine.pools == theirs.pools
    for sprint in range(26):
        for pool in range(len(mine.pools)):
            assert theirs.days(sprint, pool) == pytest.approx(mine.days(sprint, pool), abs=1e-9)
    key = PlanKey(day, 26)
    assert plan(got.state, key).planned == plan(sample.state, key).planned
    forecasts = [forecast_plan(each.state, key, Run(500)) for each in (sample, got)]
    assert forecasts[0].items == forecasts[1].items
    sample.close()
    got.close()

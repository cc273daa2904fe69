"""Does the sample tell its story with numbers that the engine computes?"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from roadmap.analysis.forced_share import forced_share_now, forced_share_series
from roadmap.analysis.grid import grid
from roadmap.errors import Refused
from roadmap.events import InterruptionLogged, ItemReclassified, ItemShed
from roadmap.sample import NAME, open_sample, sample_beats, sample_drafts, write_sample
from roadmap.service import Roadmap, Told
from roadmap.state import Item, State
from roadmap.values import Driver, Forcing, Horizon, Status

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Roadmap:
    path = tmp_path_factory.mktemp("sample") / "sample.roadmap"
    write_sample(path, NOW)
    return Roadmap.open(path)


def on(roadmap: Roadmap, day: str) -> State:
    return roadmap.moment(day).state


def item(state: State, title: str) -> Item:
    return next(each for each in state.items.ordered() if each.title == title)


def told_on(roadmap: Roadmap, day: str) -> list[Told]:
    return list(roadmap.history(since=day, until=day))


def test_it_holds_500_decisions_of_six_people_about_some_120_items(sample: Roadmap) -> None:
    people = {told.by.name for told in sample.history()}
    assert sample.settings.name == NAME
    assert sample.timeline.count >= 500
    assert len(people) == 6
    assert 110 <= len(sample.state.items) <= 140


def test_it_runs_from_june_2025_to_november_2026(sample: Roadmap) -> None:
    first, last = sample.timeline.tell(0), sample.timeline.tell(sample.timeline.count - 1)
    assert first.at.date() == date(2025, 6, 2)
    assert last.at.date() == date(2026, 11, 20)
    assert all(told.recorded_at == told.at for told in sample.history())


def test_two_of_them_differ_in_nothing_but_the_time_of_their_making() -> None:
    assert sample_drafts(NOW) == sample_drafts(NOW)
    one, other = sample_drafts(NOW), sample_drafts(NOW + timedelta(days=3))
    assert one[1:] == other[1:]
    assert one[0] != other[0]


def test_it_is_whole(sample: Roadmap) -> None:
    assert sample.verify() == []


def test_no_two_decisions_give_the_same_reason(sample: Roadmap) -> None:
    reasons = [told.why for told in sample.history() if told.why]
    assert len(reasons) > 400
    assert len(set(reasons)) == len(reasons)


def test_beat_1_three_quarters_of_the_imported_effort_must_be_done(sample: Roadmap) -> None:
    state = on(sample, "2025-06-02")
    share = grid(state).forced_share
    assert len(state.items) == 64
    assert {ref.key for each in state.items.ordered() for ref in each.external} == {
        f"HP-{number}" for number in range(1, 65)
    }
    assert share is not None
    assert 0.7 <= share <= 0.8


def test_beat_2_the_failover_costs_14_person_days(sample: Roadmap) -> None:
    told = next(each for each in told_on(sample, "2025-06-19"))
    event = told.events[0]
    assert told.why == "payments down, two key customers"
    assert isinstance(event, InterruptionLogged)
    assert event.fields["effort_days"] == 14.0
    assert event.fields["driver"] is Driver.INCIDENT


def test_beat_3_postgres_moves_from_tweaks_to_forced_long_term(sample: Roadmap) -> None:
    before = item(on(sample, "2025-07-02"), "Postgres 13 end of life")
    after = item(on(sample, "2025-07-03"), "Postgres 13 end of life")
    events = [event for told in told_on(sample, "2025-07-03") for event in told.events]
    assert (before.forcing, before.horizon) == (Forcing.DISCRETIONARY, Horizon.SHORT_TERM)
    assert (after.forcing, after.horizon) == (Forcing.FORCED, Horizon.LONG_TERM)
    assert after.mandatory_by == date(2025, 11, 13)
    assert any(isinstance(event, ItemReclassified) for event in events)


def test_beat_4_the_rewrite_is_shed_and_looked_at_again_in_march(sample: Roadmap) -> None:
    shed = next(
        told
        for told in told_on(sample, "2025-07-14")
        if any(isinstance(event, ItemShed) for event in told.events)
    )
    assert shed.why == "no consumer signed; review in March"
    assert item(on(sample, "2026-03-16"), "Multi-region rewrite").status is Status.OPEN
    assert item(on(sample, "2026-03-17"), "Multi-region rewrite").status is Status.SHED


def test_beats_5_to_8_automation_is_done_and_postgres_is_five_weeks_early(sample: Roadmap) -> None:
    promise = item(on(sample, "2025-07-28"), "Automate OS patching").leverage
    assert promise is not None
    assert promise.amount == 5.0
    assert item(sample.state, "Automate OS patching").done_on == date(2025, 9, 22)
    postgres = item(sample.state, "Postgres 13 end of life")
    assert postgres.done_on == date(2025, 10, 6)
    assert postgres.mandatory_by is not None
    assert postgres.mandatory_by - postgres.done_on >= timedelta(weeks=5)


def test_replaying_a_day_shows_what_was_known_then(sample: Roadmap) -> None:
    then = item(on(sample, "2025-07-28"), "Postgres 13 end of life")
    assert then.status is Status.OPEN
    assert then.done_on is None


def test_beat_13_the_launch_waits_for_its_storage(sample: Roadmap) -> None:
    launch = item(sample.state, "AI search launch")
    storage = item(sample.state, "Storage for ingest, second tier")
    assert launch.prerequisites == (storage.id,)
    assert storage.purchase is not None
    assert storage.done_on is not None
    assert launch.started_on is not None
    assert storage.done_on < launch.started_on
    earlier = item(on(sample, "2026-04-19"), "AI search launch").promised_by
    assert earlier is not None
    assert launch.promised_by == earlier + timedelta(days=14)


def test_beat_15_must_do_is_under_a_third(sample: Roadmap) -> None:
    timeline = sample.timeline
    until = timeline.recorded_at(timeline.count - 1) + timedelta(seconds=1)
    series = forced_share_series(
        lambda moment: timeline.state_after(timeline.index_on(moment)), until
    )
    done, still_open = forced_share_now(series), grid(sample.state).forced_share
    first = series[2].window.share
    assert done is not None
    assert still_open is not None
    assert first is not None
    assert done < 1 / 3
    assert still_open < 1 / 3
    assert first > 0.9


def test_undo_redo_imports_splits_and_reasons_given_afterwards_are_in_it(sample: Roadmap) -> None:
    kinds = {event.kind for told in sample.history() for event in told.events}
    because = {told.because.kind for told in sample.history() if told.because}
    assert because == {"import", "undo", "redo"}
    assert {"reason_given", "item_split", "item_restored", "interruption_logged"} <= kinds


def test_beats_of_the_same_moment_are_refused() -> None:
    beats = sample_beats(NOW)
    assert len({beat.when for beat in beats}) == len(beats)


def test_the_file_is_kept_between_runs(tmp_path: Path) -> None:
    path = open_sample(tmp_path / "data")
    before = path.read_bytes()
    assert open_sample(tmp_path / "data") == path
    assert path.read_bytes() == before


def test_it_is_never_written_over_another_file(tmp_path: Path) -> None:
    path = tmp_path / "mine.roadmap"
    path.write_text("mine")
    with pytest.raises(Refused):
        write_sample(path, NOW)
    assert path.read_text() == "mine"

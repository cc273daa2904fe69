"""The rules of streams of forced work."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from roadmap.decide import decide
from roadmap.errors import Conflict, NotFound, Refused
from roadmap.events.streams import StreamAdded, StreamEdited, StreamRemoved
from roadmap.evolve import fold
from roadmap.inverse import inverse
from roadmap.records.streams import StreamBasis
from roadmap.state import State
from tests.given import NOW, TODAY, after, begun, command

ENTERED: dict[str, Any] = {
    "name": "Incidents",
    "driver": "incident",
    "arrivals_per_sprint": 3,
    "size_mean": 2.5,
}


def known() -> State:
    return after(
        begun(), command("add_team", name="Edge"), command("add_stream", **ENTERED, team="edge")
    )


def test_a_stream_is_added_with_its_team_by_name_and_the_day_its_numbers_hold_from() -> None:
    state = known()
    [stream] = state.streams.ordered()
    assert stream.team == state.teams.ids()[0]
    assert (stream.arrivals_per_sprint, stream.size_mean) == (3.0, 2.5)
    assert stream.since == TODAY
    assert stream.basis is StreamBasis.ENTERED


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"name": None, "driver": None}, "A stream: name the driver"),
        ({"name": "INCIDENTS"}, "There is a stream 'Incidents' already"),
        ({"name": "CVEs", "driver": None}, "name the driver"),
        ({"name": "CVEs", "size_mean": None}, "give its arrivals a sprint"),
        ({"name": "CVEs", "arrivals_per_sprint": None}, "let it be fitted"),
    ],
)
def test_what_cannot_be_said_of_a_stream_is_refused(change: dict[str, Any], message: str) -> None:
    fields = {key: value for key, value in {**ENTERED, **change}.items() if value is not None}
    with pytest.raises(Refused, match=message):
        decide(known(), [command("add_stream", **fields)], NOW)


def test_a_stream_without_a_name_is_called_after_its_driver() -> None:
    unnamed = command("add_stream", driver="end_of_life", basis="fitted")
    again = command("add_stream", driver="end_of_life", basis="fitted")
    state = after(begun(), unnamed, again)
    assert sorted(s.name for s in state.streams.ordered()) == ["end of life", "end of life 2"]


def test_a_fitted_stream_needs_no_numbers() -> None:
    given = command("add_stream", name="CVEs", driver="security_vulnerability", basis="fitted")
    [event] = decide(begun(), [given], NOW)
    assert isinstance(event, StreamAdded)
    assert "arrivals_per_sprint" not in event.fields


def test_new_numbers_hold_from_the_day_they_are_given() -> None:
    state = after(begun(), command("add_stream", **ENTERED, since="2025-06-01"))
    [event] = decide(state, [command("edit_stream", stream="incidents", size_mean=4)], NOW)
    assert isinstance(event, StreamEdited)
    assert event.fields == {"size_mean": 4.0, "since": TODAY}
    [event] = decide(state, [command("edit_stream", stream="incidents", name="Outages")], NOW)
    assert isinstance(event, StreamEdited)
    assert event.fields == {"name": "Outages"}
    assert state.streams.ordered()[0].since == date(2025, 6, 1)


def test_what_was_seen_is_compared_and_nothing_new_says_nothing() -> None:
    state = known()
    assert decide(state, [command("edit_stream", stream="Incidents", size_mean=2.5)], NOW) == ()
    stale = command("edit_stream", stream="Incidents", size_mean=4, was={"size_mean": 9})
    with pytest.raises(Conflict):
        decide(state, [stale], NOW)
    with pytest.raises(NotFound, match="known: Incidents"):
        decide(state, [command("remove_stream", stream="CVEs")], NOW)


def test_every_event_about_a_stream_can_be_taken_back() -> None:
    state = known()
    for given in (
        command("edit_stream", stream="Incidents", dispersion=2, skill="network"),
        command("remove_stream", stream="incidents"),
    ):
        [event] = decide(state, [given], NOW)
        assert isinstance(event, StreamEdited | StreamRemoved)
        there = fold([event], state)
        assert there != state
        assert fold(inverse(state, event), there) == state

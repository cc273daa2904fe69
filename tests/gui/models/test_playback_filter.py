"""Does the playback know what a decision is about: items, principles, teams?"""

from gui.models.playback.filter import PlaybackFilter, about_choices, noted
from roadmap.service import Roadmap
from tests.given import MAYA, NOON, command

A, B, TEAM = "A" * 10, "B" * 10, "T" * 10


def test_a_decision_is_about_its_item_and_what_that_protects_and_serves() -> None:
    roadmap = Roadmap.in_memory({"name": "Harbour"}, by=MAYA, at=NOON)

    def decide(do: str, **fields: object) -> int:
        told = roadmap.execute([command(do, **fields)], by=MAYA, at=NOON)
        assert told is not None
        return told.index

    decide("add_consumer", consumer=TEAM, name="Checkout")
    first = decide("add_item", item=A, title="Patch TLS")
    decide("edit_item", item=A, protects=["security"], consumers=[TEAM])
    other = decide("add_item", item=B, title="Tidy up")
    measure = decide("add_measure", measure="M" * 10, principle="security", name="Age of patches")
    state = roadmap.state
    notes = [noted(told, state) for told in roadmap.timeline.history(0)]

    def met(about: str) -> list[int]:
        wanted = PlaybackFilter(about=about)
        return [index for index, each in enumerate(notes) if each.meets(wanted)]

    assert met(f"item:{A}") == [first, first + 1]
    security = next(each.id for each in state.principles.ordered() if each.name == "Security")
    assert first in met(f"principle:{security}")
    assert measure in met(f"principle:{security}")
    assert other not in met(f"principle:{security}")
    assert met(f"team:{TEAM}")[-1] == first + 1
    assert bool(PlaybackFilter()) is False
    words = dict(about_choices(state, A))
    assert words[f"item:{A}"] == "Item: Patch TLS"
    assert words[f"team:{TEAM}"] == "Team: Checkout"
    roadmap.close()

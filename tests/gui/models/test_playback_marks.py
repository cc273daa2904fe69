"""Are the marks of the playback told apart by shape, and thinned out from the least of them?"""

from gui.models.playback.marks import LOOKS, Mark, chosen, hidden_at_first
from roadmap.analysis.history.markers import MarkKind


def test_every_kind_that_the_engine_marks_has_a_shape_and_word_of_its_own() -> None:
    assert set(MarkKind) <= set(LOOKS)
    assert len({look.icon for look in LOOKS.values()}) == len(LOOKS)
    assert len({look.word for look in LOOKS.values()}) == len(LOOKS)


def test_bookmarks_stay_where_other_marks_are_too_many() -> None:
    marks = [Mark(index, "emergency", "fire") for index in range(20)]
    marks += [Mark(index, "bookmark", "look") for index in (3, 17)]
    kept = chosen(marks, frozenset(), 6)
    assert len(kept) == 6
    assert [mark.index for mark in kept if mark.kind == "bookmark"] == [3, 17]
    assert [mark.index for mark in kept] == sorted(mark.index for mark in kept)
    assert chosen(marks, frozenset({"bookmark", "emergency"}), 6) == []


def test_what_is_frequent_is_hidden_until_it_is_asked_for() -> None:
    few = [Mark(index, "emergency", "fire") for index in range(3)]
    many = [Mark(index, "emergency", "fire") for index in range(30)]
    assert "emergency" not in hidden_at_first(few)
    assert "emergency" in hidden_at_first(many)
    assert "sprint" in hidden_at_first(few)

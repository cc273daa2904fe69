"""Has every kind of event a word that a person can filter by?"""

import pytest

from gui.models.decisions.kinds import ORDER, OTHER, kind_word


@pytest.mark.parametrize(
    ("kind", "word"),
    [
        ("item_reclassified", "Reclassified"),
        ("interruption_edited", "Emergencies"),
        ("source_imported", "Imports"),
        ("sprint_item_pulled", "Sprints"),
        ("plan_kept", "Sprints"),
        ("forecast_kept", "Forecasts"),
        ("scenario_shared", "What-if"),
        ("person_removed", "People"),
        ("reason_given", "Reasons"),
        ("team_edited", OTHER),
    ],
)
def test_kinds_go_by_what_people_call_them(kind: str, word: str) -> None:
    assert kind_word(kind) == word
    assert word in ORDER


def test_no_word_is_offered_twice() -> None:
    assert len(set(ORDER)) == len(ORDER)

"""Is a person's name found in every form it takes in a text, and nothing else taken for it?"""

from __future__ import annotations

import pytest

from roadmap.names import SHARED, Called, Doubt, Names


def erasing(*names: str, others: tuple[str, ...] = ()) -> Names:
    left = [Called(frozenset([each]), None) for each in others]
    return Names([Called(frozenset(names), "Somebody", is_erased=True), *left])


def by_role(**people: str) -> Names:
    return Names(Called(frozenset([name.replace("_", " ")]), role) for name, role in people.items())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("For Arun, who starts on 12 January", "For Somebody, who starts on 12 January"),
        ("Pairing plan for Arun", "Pairing plan for Somebody"),
        ("Arun Pillai and Pillai", "Somebody and Somebody"),
        ("Pillai, Arun: two days", "Somebody: two days"),
        ("Arun’s laptop, Aruns Urlaub", "Somebody’s laptop, Somebody's Urlaub"),
        ("ARUN'S DESK", "Somebody'S DESK"),
        ("ask A. Pillai or Arun P.", "ask Somebody or Somebody."),
        ("arun_laptop-2, arun2", "Somebody_laptop-2, Somebody2"),
        ("arun.pillai@corp.example wrote", "Somebody wrote"),
        ("mail apillai@corp.example, @arunp, ArunPillai", "mail Somebody, @Somebody, Somebody"),
        ("mailto:a.pillai@corp.example", "mailto:Somebody"),
        ("https://git.example/arun.pillai/x", "https://git.example/Somebody/x"),
        ("Aruna pruned the tree", "Aruna pruned the tree"),
    ],
)  # fmt: skip
def test_a_name_is_found_in_every_form(text: str, expected: str) -> None:
    assert erasing("Arun Pillai")(text) == expected


def test_accents_and_other_spellings_are_the_same_name() -> None:
    names = erasing("Jürgen Groß-Łukasz")
    for text in ("Jurgen", "JÜRGEN", "Juergen", "Gross", "GROSS-LUKASZ", "Ju\u0308rgen"):
        assert names(text) == "Somebody", text


def test_a_name_with_an_apostrophe_goes_whole() -> None:
    assert erasing("Sean O'Brien")("O'Brien and obrien@x.example") == "Somebody and Somebody"


def test_particles_are_nobodys_name_alone() -> None:
    names = erasing("Ana de la Cruz")
    assert names("Casa de la Cruz, de Ana de la Cruz") == "Casa de la Somebody, de Somebody"


def test_another_person_of_that_first_name_keeps_their_whole_name_alone() -> None:
    names = erasing("Arun Pillai", others=("Arun Shah",))
    assert names("Arun Shah and Arun") == "Arun Shah and Somebody"
    assert list(names.doubts) == [Doubt("Arun", "Arun Shah and Arun", was_replaced=True)]


def test_a_first_name_of_two_people_is_nobodys_role() -> None:
    names = by_role(Arun_Pillai="Platform engineer 1", Arun_Shah="Build engineer 1")
    text = "Arun asked Arun Shah, Pillai answered"
    assert names(text) == f"{SHARED} asked Build engineer 1, Platform engineer 1 answered"


@pytest.mark.parametrize(
    ("text", "erased", "role"),
    [
        ("Ask Will about it", "Ask Somebody about it", "Ask Dev 1 about it"),
        ("Will's idea", "Somebody's idea", "Dev 1's idea"),
        ("Will is away", "Somebody is away", "Dev 1 is away"),
        ("Will this be done?", "Somebody this be done?", "Will this be done?"),
        ("This will do", "This will do", "This will do"),
        ("May 2026, from 3 May on", "May 2026, from 3 May on", "May 2026, from 3 May on"),
        ("will.may@corp.example, @will", "Somebody, @Somebody", "Dev 1, @Dev 1"),
        ("they will may be", "they will may be", "they will may be"),
        ("Will May", "Somebody", "Dev 1"),
    ],
)
def test_an_ordinary_word_is_a_name_by_its_case_and_place(
    text: str, erased: str, role: str
) -> None:
    assert erasing("Will May")(text) == erased
    assert by_role(Will_May="Dev 1")(text) == role


def test_every_guess_is_kept_with_the_words_around_it() -> None:
    names = erasing("Will Pillai")
    names("This will do. Ask Will.")
    names("Pillai")
    assert list(names.doubts) == [
        Doubt("will", "This will do. Ask Will.", was_replaced=False),
        Doubt("Will", "This will do. Ask Will.", was_replaced=True),
    ]


def test_somebody_still_to_be_found_counts_as_written_only() -> None:
    names = erasing("New engineer", "Arun Pillai")
    text = "New engineer: a new engineer, New Year, Arun"
    assert names(text) == "Somebody: a new engineer, New Year, Somebody"
    assert not names.doubts

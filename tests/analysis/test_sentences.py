"""Every decision is one sentence that a person would say."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from roadmap.analysis.phrases.items import Tone
from roadmap.analysis.phrases.sentences import (
    Sentence,
    changed_items,
    decision_sentence,
    event_sentence,
    story_sentence,
)
from roadmap.events import KINDS, Because, Decision, Event
from roadmap.events.absences import AbsenceAdded, AbsenceRemoved
from roadmap.events.expectations import GoalRead
from roadmap.events.imports import SourceImported
from roadmap.events.interruptions import InterruptionLogged
from roadmap.events.items import (
    ItemAdded,
    ItemEdited,
    ItemEstimated,
    ItemFinished,
    ItemMoved,
    ItemReclassified,
    ItemRemoved,
    ItemRestored,
    ItemShed,
    ItemSplit,
    ItemStarted,
    Piece,
)
from roadmap.events.levels import CheckupDone, MeasurementsLogged
from roadmap.events.people import PersonAdded, PersonEdited
from roadmap.events.reasons import ReasonGiven
from roadmap.events.roadmap import (
    ConsumerAdded,
    HolidayAdded,
    RoadmapCreated,
    RoadmapEdited,
    TeamAdded,
    TeamEdited,
)
from roadmap.events.sprints import ProgressLogged, SprintClosed, SprintCommitted
from roadmap.events.users import OutcomeRead
from roadmap.evolve import fold
from roadmap.fields.absences import AbsenceFields
from roadmap.records.expectations import Observation
from roadmap.records.levels import CheckupOutcome, CheckupResult, Measurement
from roadmap.records.sprints import Outcome
from roadmap.records.staff import Span
from roadmap.state import EMPTY, Item, State, Table, Team
from roadmap.values import (
    Author,
    Driver,
    Estimate,
    ExternalRef,
    Purchase,
    Size,
    SkillEffort,
    Status,
)
from tests.analysis.forecasts import forecast
from tests.analysis.roadmaps import CHOICE, FORCED, LONG, SHORT, state_of

A, B, C, T = "A" * 10, "B" * 10, "C" * 10, "T" * 10
AT = datetime(2026, 11, 18, 16, 40, tzinfo=UTC)
SEARCH = Item(
    A,
    title="AI search capacity",
    forcing=CHOICE,
    horizon=LONG,
    estimate=Estimate(8.0),
    rank="1",
    team=T,
)
DRILL = Item(B, title="Restore drill", rank="2")
STATE = State(
    roadmap=state_of().roadmap,
    items=Table.of([(A, SEARCH), (B, DRILL), (C, Item(C, title="Event bus", rank="3"))]),
    teams=Table.of([(T, Team(T, "Storage"))]),
)


def decision(because: Because | None = None) -> Decision:
    return Decision(id="D" * 10, by=Author("mo", "Maya"), at=AT, because=because)


def say(*events: Event, before: State = STATE, because: Because | None = None) -> Sentence:
    return decision_sentence(decision(because), events, before, fold(events, before))


def text(*events: Event, before: State = STATE) -> str:
    return say(*events, before=before).text


def reclassified(key: str, forcing: Any, horizon: Any, **more: Any) -> ItemReclassified:
    fields: Any = {"forcing": forcing, "horizon": horizon, **more}
    return ItemReclassified(item=key, fields=fields)


def test_a_reclassified_item_says_from_what_to_what_and_by_when() -> None:
    event = reclassified(A, FORCED, LONG, mandatory_by=date(2027, 3, 1))
    assert say(event) == Sentence(
        "AI search capacity",
        "AI search capacity: choice → must do, by 1 March 2027",
        "reclassified",
        Tone.MUST,
    )
    assert text(reclassified(A, FORCED, LONG, mandatory_by=date(2026, 12, 1))) == (
        "AI search capacity: choice → must do, by 1 December"
    )
    assert text(reclassified(A, CHOICE, SHORT)) == "AI search capacity: long-term → short-term"
    assert text(reclassified(A, FORCED, SHORT, driver=Driver.KEY_USER)) == (
        "AI search capacity: choice, long-term → must do, short-term, key user"
    )
    assert text(reclassified(A, None, None)) == "AI search capacity: choice, long-term → unsorted"
    assert say(reclassified(B, CHOICE, SHORT)) == Sentence(
        "Restore drill",
        "Restore drill: unsorted → choice, short-term",
        "sorted",
        Tone.CHOICE,
    )


def test_a_later_date_is_a_deferral() -> None:
    before = fold([reclassified(A, FORCED, LONG, mandatory_by=date(2026, 12, 1))], STATE)
    event = ItemReclassified(item=A, fields={"mandatory_by": date(2027, 2, 26)})
    assert say(event, before=before) == Sentence(
        "AI search capacity",
        "AI search capacity mandatory by 1 December → 26 February 2027",
        "deferred",
        Tone.WARN,
    )


def test_an_estimate_says_the_old_and_the_new_number() -> None:
    assert say(ItemEstimated(item=A, fields={"estimate": Estimate(5.0)})) == Sentence(
        "AI search capacity", "AI search capacity estimate 8 → 5 pd", "estimate", Tone.NEUTRAL
    )
    ranged = ItemEstimated(item=A, fields={"estimate": Estimate(8.0, 4.0, 12.5)})
    assert text(ranged) == "AI search capacity estimate 8 pd → 8 pd (4 to 12.5)"
    assert text(ItemEstimated(item=B, fields={"size": Size.L})) == "Restore drill estimate L"
    left = ItemEstimated(item=A, fields={"remaining_days": 2.5})
    assert text(left) == "AI search capacity 2.5 pd left"
    none = ItemEstimated(item=A, fields={"estimate": None})
    assert text(none) == "AI search capacity estimate 8 pd → none"


def test_an_emergency_is_one_thing_though_it_is_two_events() -> None:
    added = ItemAdded(
        item="E" * 10,
        fields={"title": "Archive index missing", "forcing": FORCED, "horizon": SHORT},
    )
    logged = InterruptionLogged(
        interruption="F" * 10,
        fields={
            "title": "Archive index missing",
            "driver": Driver.INCIDENT,
            "started_at": AT,
            "effort_days": 4.0,
            "item": "E" * 10,
        },
    )
    assert say(added, logged) == Sentence(
        "Archive index missing",
        "Emergency Archive index missing: incident, 4 pd",
        "emergency",
        Tone.MUST,
        len("Emergency "),
    )
    assert say(added, logged).parts == (
        "Emergency ",
        "Archive index missing",
        ": incident, 4 pd",
    )


def test_an_emergency_without_its_own_effort_says_that_of_its_item() -> None:
    logged = InterruptionLogged(
        interruption="F" * 10,
        fields={"title": "Capacity", "driver": Driver.KEY_USER, "started_at": AT, "item": A},
    )
    assert text(logged) == "Emergency Capacity: key user, 8 pd"


def test_an_import_counts_what_it_brought() -> None:
    source = SourceImported(source="S" * 10, fields={"name": "TB1", "format": "jira-csv"})
    items = [ItemAdded(item=str(at) * 10, fields={"title": f"Item {at}"}) for at in range(3)]
    assert say(source, *items) == Sentence(
        "Jira", "Imported 3 items from Jira", "import", Tone.ACCENT, len("Imported 3 items from ")
    )
    edited = ItemEdited(item=A, fields={"title": "AI search"})
    assert text(source, items[0], edited) == "Imported from Jira: 1 new, 1 changed"


def test_many_events_of_one_kind_are_said_together() -> None:
    moves = [ItemMoved(item=key, rank=rank) for key, rank in ((A, "8"), (B, "9"))]
    assert say(*moves) == Sentence("2 items", "2 items re-ranked", "rank", Tone.NEUTRAL)
    sort = [reclassified(key, FORCED, SHORT) for key in (A, B)]
    assert say(*sort) == Sentence(
        "2 items", "2 items → must do, short-term", "reclassified", Tone.MUST
    )
    apart = [reclassified(A, FORCED, SHORT), reclassified(B, CHOICE, LONG)]
    assert text(*apart) == "2 items reclassified"
    team = [ItemEdited(item=key, fields={"team": T}) for key in (B, C)]
    assert text(*team) == "2 items team Storage"


def test_a_rank_is_the_place_among_the_open_items() -> None:
    assert text(ItemMoved(item=C, rank="0V")) == "Event bus rank 3 → 1"
    assert text(ItemMoved(item=C, rank="31")) == "Event bus rank 3 kept"


def test_what_is_done_with_one_item_reads_as_one_sentence() -> None:
    events = (
        ItemEstimated(item=A, fields={"estimate": Estimate(5.0)}),
        reclassified(A, FORCED, LONG, mandatory_by=date(2026, 12, 1)),
    )
    assert text(*events) == (
        "AI search capacity: choice → must do, by 1 December; estimate 8 → 5 pd"
    )


def test_different_things_are_led_by_the_weightiest() -> None:
    events = (
        ItemMoved(item=B, rank="5"),
        ItemShed(item=A, shed_on=date(2026, 11, 18)),
        ItemMoved(item=C, rank="6"),
    )
    assert say(*events) == Sentence(
        "AI search capacity", "AI search capacity shed, and 2 more changes", "shed", Tone.WARN
    )


def test_progress_and_a_new_estimate_of_one_decision_are_each_said_once() -> None:
    estimated = ItemEstimated(item=A, fields={"estimate": Estimate(5.0)})
    left = ItemEstimated(item=A, fields={"remaining_days": 3.0})
    assert text(estimated, left) == "AI search capacity estimate 8 → 5 pd; 3 pd left"
    both = ItemEstimated(item=A, fields={"estimate": Estimate(5.0), "remaining_days": 3.0})
    logged = ProgressLogged(item=A, fields={"remaining_days": 3.0})
    assert text(both, logged) == "AI search capacity estimate 8 → 5 pd and 3 pd left"
    events = (estimated, left)
    told = story_sentence(A, decision(), events, STATE, fold(events, STATE))
    assert told.text == "Estimate 8 → 5 pd; 3 pd left"


def test_progress_logged_with_a_commitment_does_not_hide_it() -> None:
    logged = ProgressLogged(item=A, fields={"remaining_days": 3.0})
    start, end = date(2026, 11, 9), date(2026, 11, 23)
    begun = SprintCommitted(
        sprint="S" * 10, number=6, start=start, end=end, capacity=(), reserve=(), items=()
    )
    assert text(logged, begun).startswith("Sprint 6 committed")


def test_a_consuming_team_that_came_with_an_item_is_not_counted() -> None:
    events = (
        ConsumerAdded(consumer="K" * 10, fields={"name": "Payments"}),
        ItemEdited(item=A, fields={"consumers": ("K" * 10,)}),
    )
    assert text(*events) == "AI search capacity consumers Payments"


def test_undo_says_what_it_undid() -> None:
    event = reclassified(A, CHOICE, LONG, mandatory_by=None)
    because = Because(kind="undo", decision="X" * 10)
    known = Sentence("AI search capacity", "AI search capacity: choice → must do", "r", Tone.MUST)
    said = decision_sentence(decision(because), [event], STATE, STATE, {"X" * 10: known}.get)
    assert said == Sentence(
        "AI search capacity",
        "Undid: AI search capacity: choice → must do",
        "undone",
        Tone.NEUTRAL,
        len("Undid: "),
    )
    alone = say(ItemEdited(item=A, fields={"title": "Search"}), because=because)
    assert alone.text == "Undid: Search renamed from “AI search capacity”"


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        (ItemAdded(item="E" * 10, fields={"title": "DNS"}), "DNS added"),
        (ItemRemoved(item=A), "AI search capacity removed"),
        (ItemStarted(item=A, started_on=AT.date()), "AI search capacity started"),
        (ItemFinished(item=A, done_on=AT.date()), "AI search capacity done"),
        (
            ItemFinished(item=A, done_on=date(2026, 11, 2), actual_days=9.0),
            "AI search capacity done on 2 November, took 9 pd",
        ),
        (ItemShed(item=A, shed_on=AT.date()), "AI search capacity shed"),
        (
            ItemSplit(
                item=A, fields={"title": "Part 1"}, pieces=(Piece(item="E" * 10, fields={}),)
            ),
            "AI search capacity split into 2 pieces",
        ),
        (ItemEdited(item=A, fields={"team": None}), "AI search capacity team Storage → none"),
        (ItemEdited(item=A, fields={"notes": "More"}), "AI search capacity notes written"),
        (ItemEdited(item=A, fields={"labels": ("a", "b")}), "AI search capacity labels a and b"),
        (
            ItemEdited(item=A, fields={"external": (ExternalRef("jira", "HP-1", {}),)}),
            "AI search capacity: the tracker's values changed",
        ),
        (
            ItemEdited(
                item=A,
                fields={"effort_per_skill": (SkillEffort("hosts", 8), SkillEffort("build", 1.5))},
            ),
            "AI search capacity effort per skill hosts 8 pd and build 1.5 pd",
        ),
        (
            ItemEdited(item=A, fields={"purchase": Purchase(12000, "EUR", 20)}),
            "AI search capacity purchase EUR 12,000",
        ),
        (
            ItemEdited(item=A, fields={"prerequisites": (B,)}),
            "AI search capacity prerequisites Restore drill",
        ),
        (
            ReasonGiven(decisions=("X" * 10,), why="Date is in Nordbank's contract"),
            "Reason for an earlier decision: “Date is in Nordbank's contract”",
        ),
        (RoadmapCreated(fields={"name": "Harbour"}), "Roadmap Harbour begun"),
        (RoadmapEdited(fields={"sprint_days": 10}), "Settings: sprint length 14 → 10"),
        (TeamAdded(team="V" * 10, fields={"name": "Edge"}), "Team Edge added"),
        (TeamEdited(team=T, fields={"name": "Edge"}), "Team Edge: renamed from “Storage”"),
        (
            HolidayAdded(holiday="H" * 10, day=date(2026, 12, 25), name="Christmas"),
            "Holiday on 25 December, Christmas",
        ),
    ],
)
def test_one_event_reads_as_a_person_says_it(event: Event, expected: str) -> None:
    assert text(event) == expected
    assert event_sentence(event, STATE, fold([event], STATE), AT.date()).text == expected


def test_a_mentor_is_called_by_name() -> None:
    ines, arun = "N" * 10, "R" * 10
    team = [PersonAdded(person=ines, fields={"name": "Ines"})]
    before = fold([*team, PersonAdded(person=arun, fields={"name": "Arun"})], STATE)
    assert text(PersonEdited(person=arun, fields={"mentor": ines}), before=before) == (
        "Arun: mentor Ines"
    )


def absence(key: str, days: float, first: int) -> AbsenceAdded:
    span = Span(date(2026, 12, first), date(2026, 12, first + 4))
    fields: AbsenceFields = {"days": span, "person_days": days, "team": T, "skill": "db"}
    return AbsenceAdded(absence=key * 10, fields=fields)


def test_absences_say_how_many_days_and_come_with_what_else_was_decided() -> None:
    one, two = absence("A", 3.0, 7), absence("B", 1.5, 14)
    assert text(one) == "Absence in Storage, db: 3 pd, 7 December to 11 December"
    assert text(one, two) == "Absences: 4.5 pd more away, 7 December to 18 December"
    before = fold([one], STATE)
    gone = AbsenceRemoved(absence="A" * 10)
    assert (
        text(gone, two, before=before) == "Absences: 1.5 pd fewer away, 7 December to 18 December"
    )
    same = absence("C", 3.0, 14)
    assert text(gone, same, before=before) == "Absences: on other days, 7 December to 18 December"
    assert text(gone, AbsenceRemoved(absence="Z" * 10)).startswith("Absence in")
    joined = PersonAdded(person="P" * 10, fields={"name": "Ines"})
    assert text(one, joined, two) == "Ines joined"


def test_a_restored_item_says_what_it_was() -> None:
    before = fold([ItemShed(item=A, shed_on=AT.date())], STATE)
    assert text(ItemRestored(item=A), before=before) == "AI search capacity open again, it was shed"


def test_the_story_of_an_item_leaves_its_title_out() -> None:
    events = (ItemEstimated(item=A, fields={"estimate": Estimate(5.0)}),)
    assert story_sentence(A, decision(), events, STATE, fold(events, STATE)) == Sentence(
        "5 pd", "Estimate 8 → 5 pd", "estimate", Tone.NEUTRAL, len("Estimate 8 → ")
    )
    source = SourceImported(source="S" * 10, fields={"name": "TB1", "format": "jira-csv"})
    added = (ItemAdded(item="E" * 10, fields={"title": "DNS"}), source)
    assert story_sentence("E" * 10, decision(), added, STATE, fold(added, STATE)).text == (
        "Added from Jira"
    )
    done = (ItemFinished(item=A, done_on=AT.date()), ItemMoved(item=B, rank="9"))
    assert story_sentence(A, decision(), done, STATE, fold(done, STATE)).text == "Done"


def test_the_items_of_a_decision_are_named_once_in_order() -> None:
    split = ItemSplit(item=B, fields={}, pieces=(Piece(item=C, fields={}),))
    logged = InterruptionLogged(interruption="F" * 10, fields={"item": A})
    moved = ItemMoved(item=B, rank="5")
    assert changed_items([moved, split, logged]) == (B, C, A)


def test_every_kind_of_event_has_its_sentence_even_about_absent_things() -> None:
    given: dict[str, Any] = {"day": AT.date(), "rank": None, "decisions": (A,), "why": "so"}
    given |= {"started_on": AT.date(), "done_on": AT.date(), "shed_on": AT.date(), "pieces": ()}
    given |= {"number": 3, "start": AT.date(), "end": AT.date(), "capacity": (), "reserve": ()}
    given |= {"items": (), "days": 1.0, "mode": "value", "placements": ()}
    given |= {"kept_on": AT.date(), "facts": forecast({A: 4})}
    logged = {"title": "Outage", "driver": Driver.INCIDENT, "started_at": AT}
    for kind, cls in KINDS.items():
        needed: dict[str, Any] = {}
        for name, field in cls.model_fields.items():
            if field.is_required():
                needed[name] = {} if name == "fields" else given.get(name, "Q" * 10)
        if cls is InterruptionLogged:
            needed["fields"] = logged
        if cls is MeasurementsLogged:
            needed["entries"] = (Measurement(AT.date(), 1.0),)
        if cls in (GoalRead, OutcomeRead):
            needed["entries"] = (Observation(AT.date(), 4.0),)
        if cls is SprintClosed:
            needed["outcome"] = Outcome()
        if cls is CheckupDone:
            needed["entries"] = (CheckupResult(AT.date(), CheckupOutcome.FAILING),)
        event = cls(**needed)
        for state in (EMPTY, STATE):
            said = decision_sentence(decision(), [event], state, fold([event], EMPTY))
            assert said.text.strip(), kind
            assert said.tag, kind
            before, subject, rest = said.parts
            assert (before + subject + rest, subject) == (said.text, said.subject)


def test_statuses_and_other_fields_put_back_by_undo_read_as_words() -> None:
    before = fold([ItemShed(item=A, shed_on=date(2026, 11, 17))], STATE)
    event = ItemEdited(item=A, fields={"status": Status.OPEN, "shed_on": None})
    assert text(event, before=before) == (
        "AI search capacity status shed → open and shed on 17 November → none"
    )

"""The phases of the sample, recomputed from its events alone: no line of the engine's analysis."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from roadmap.analysis.overview.overview import Asked, overview
from roadmap.analysis.phases.diagnosis import Diagnosis, diagnose
from roadmap.analysis.phases.history import phase_history
from roadmap.service import Roadmap, Told
from tests import sampled

STORY = {
    "2025-06-02": "firefighting",
    "2025-11-03": "investment",
    "2026-02-23": "investment",
    "2026-03-09": "investment",
    "2026-06-01": "principles_in_breach",
    "2026-08-17": "principles_in_breach",
    "2026-11-20": "principles_holding",
}


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Roadmap]:
    path: Path = tmp_path_factory.mktemp("phases") / "sample.roadmap"
    sampled.write(path)
    roadmap = Roadmap.open(path)
    yield roadmap
    roadmap.close()


def on(sample: Roadmap, day: str) -> Diagnosis:
    return diagnose(sample.timeline, sample.moment(day).index)


@dataclass
class Closed:
    """A closed sprint as its events tell it: person-days, ids of decisions, breaches by then."""

    decision: str
    day: date
    start: date
    all: float
    fire: float
    choice: float
    backlog: float
    bets: float
    validated: float
    broken: dict[str, date]


class Ledger:
    """What the events say of items and measures, kept by hand."""

    def __init__(self) -> None:
        self.items: dict[str, dict[str, Any]] = {}
        self.sprints: dict[str, Any] = {}
        self.held: dict[str, set[str]] = {}
        self.measures: dict[str, dict[str, Any]] = {}
        self.values: dict[str, dict[date, float]] = {}
        self.interrupting: set[str] = set()
        self.broken: list[tuple[date, str, str]] = []  # day, principle, decision
        self.closed: list[Closed] = []

    def read(self, told: Told) -> None:
        for event in told.events:
            self.apply(event, told)

    def apply(self, event: Any, told: Told) -> None:
        if event.kind.startswith("item_"):
            self.item(event)
        elif event.kind == "progress_logged":
            self.items[event.item] |= dict(event.fields)
        elif event.kind == "interruption_logged" and event.fields.get("item"):
            self.interrupting.add(event.fields["item"])
        elif event.kind.startswith("sprint_"):
            self.sprint(event, told)
        elif event.kind == "measure_added":
            self.measures[event.measure] = {"level": None, **event.fields}
        elif event.kind in ("measure_edited", "baseline_set"):
            self.measures[event.measure] |= dict(event.fields)
        elif event.kind == "measurements_logged":
            self.measured(event, told)

    def item(self, event: Any) -> None:
        match event.kind:
            case "item_added":
                self.items[event.item] = dict(event.fields)
            case "item_removed":
                self.items.pop(event.item)
            case "item_started":
                self.items[event.item]["status"] = "in_progress"
            case "item_finished":
                done = {"status": "done", "done_on": event.done_on}
                if event.actual_days is not None:
                    done["actual_days"] = event.actual_days
                self.items[event.item] |= done
            case "item_shed":
                self.items[event.item]["status"] = "shed"
            case "item_restored":
                self.items[event.item] |= {"status": "open", "done_on": None}
            case _:
                self.items[event.item] |= dict(getattr(event, "fields", {}))
                for piece in getattr(event, "pieces", ()):
                    self.items[piece.item] = dict(piece.fields)

    def sprint(self, event: Any, told: Told) -> None:
        match event.kind:
            case "sprint_committed":
                self.sprints[event.sprint] = event
                self.held[event.sprint] = {each.item for each in event.items}
            case "sprint_item_pulled":
                self.held[event.sprint].add(event.item)
            case "sprint_item_pushed":
                self.held[event.sprint].discard(event.item)
            case "sprint_closed":
                self.close(event, told)

    def measured(self, event: Any, told: Told) -> None:
        known = self.values.setdefault(event.measure, {})
        for entry in event.entries:
            before = [known[day] for day in sorted(known) if day < entry.day]
            was = bool(before) and self.breaks(event.measure, before[-1])
            if self.breaks(event.measure, entry.value) and not was and entry.day not in known:
                principle = self.measures[event.measure]["principle"]
                self.broken.append((entry.day, principle, told.id))
            known[entry.day] = entry.value

    def breaks(self, measure: str, value: float) -> bool:
        said = self.measures[measure]
        if said["level"] is None:
            return False
        if str(said.get("comparator", "at_least")) == "at_least":
            return bool(value < said["level"])
        assert str(said["comparator"]) == "at_most"
        return bool(value > said["level"])

    # -- one closed sprint ------------------------------------------------------------------------

    def close(self, event: Any, told: Told) -> None:
        sprint, outcome = self.sprints[event.sprint], event.outcome
        fire = choice = 0.0
        for each in outcome.done:
            item = self.items[each.item]
            if each.item in self.interrupting or self.place(item) == ("forced", "short_term"):
                fire += each.days
            elif self.place(item)[0] == "discretionary":
                choice += each.days
        first = [*self.starts(), sprint.start][-3:][0]
        bets, validated = self.bets(first, event.sprint)
        self.closed.append(
            Closed(
                told.id,
                told.recorded_at.date(),
                sprint.start,
                outcome.done_days + outcome.interruption_days,
                fire + outcome.interruption_days,
                choice,
                self.backlog(),
                bets,
                validated,
                {decision: day for day, _, decision in self.broken},
            )
        )

    def starts(self) -> list[date]:
        return [each.start for each in self.closed]

    @staticmethod
    def place(item: dict[str, Any]) -> tuple[str, str]:
        return str(item.get("forcing")), str(item.get("horizon"))

    def backlog(self) -> float:
        return sum(
            self.left(item)
            for item in self.items.values()
            if item.get("status", "open") in ("open", "in_progress")
            and self.place(item) == ("forced", "short_term")
        )

    def left(self, item: dict[str, Any]) -> float:
        if item.get("status") == "in_progress" and item.get("remaining_days") is not None:
            return float(item["remaining_days"])
        return self.planned(item)

    @staticmethod
    def planned(item: dict[str, Any]) -> float:
        if item.get("estimate") is not None:
            return float(item["estimate"].likely)
        if item.get("effort_per_skill"):
            return float(sum(part.days for part in item["effort_per_skill"]))
        return float({"S": 3.0, "L": 75.0, "XL": 480.0}.get(str(item.get("size")), 12.0) ** 0.5)

    def bets(self, first: date, closing: str) -> tuple[float, float]:
        held = self.held[closing]
        whole = good = 0.0
        for key, item in self.items.items():
            if self.place(item) != ("discretionary", "long_term"):
                continue
            status = item.get("status", "open")
            stage = str(item.get("option_stage"))
            if status == "done" and item["done_on"] >= first:
                days = item.get("actual_days") or self.planned(item)
            elif status == "in_progress" or (
                status == "open" and (stage == "committed" or key in held)
            ):
                if stage == "discovered":
                    continue
                days = self.planned(item)
            else:
                continue
            whole += days
            tried = stage in ("validated", "committed", "done")
            if tried and item.get("problem") and item.get("approach"):
                good += days
        return whole, good


@pytest.fixture(scope="module")
def ledger(sample: Roadmap) -> Ledger:
    found = Ledger()
    for told in sample.history():
        found.read(told)
    return found


def share(rows: list[Closed], part: str) -> float:
    return float(sum(getattr(each, part) for each in rows) / sum(each.all for each in rows))


def phases(ledger: Ledger) -> list[tuple[str, str]]:
    """Return (decision, phase) of every closing by the rules of the story, written out here."""
    principle = {decision: key for _, key, decision in ledger.broken}
    burning, found = True, []  # the three answers: 70% of the last sprint was unplanned
    for at, last in enumerate(ledger.closed):
        rows = ledger.closed[: at + 1]
        window = rows[-3:]
        logs = [each.backlog for each in rows[-4:]]
        grew = len(logs) == 4 and all(a < b for a, b in pairwise(logs))
        starts = share(window, "fire") >= 0.5 or share([last], "fire") >= 0.7
        starts = starts or (grew and share(window, "fire") >= 0.4)
        left = len(rows) >= 2 and all(share([each], "fire") < 0.4 for each in rows[-2:])
        burning = starts or (burning and not left)
        since = rows[-6:][0].start
        new = {principle[key] for key, day in last.broken.items() if since <= day <= last.day}
        if burning:
            phase = "firefighting"
        elif share(window, "choice") >= 0.3 and len(new) >= 2:
            phase = "principles_in_breach"
        elif not last.bets or last.validated / last.bets < 0.5:
            phase = "investment"
        else:
            phase = "levels"
        found.append((last.decision, phase))
    return found


# -- the story's dates ----------------------------------------------------------------------------


def test_the_story_has_its_phases(sample: Roadmap) -> None:
    assert {day: on(sample, day).phase for day in STORY} == STORY
    assert on(sample, "2025-06-02").provisional
    assert not on(sample, "2025-06-13").provisional


def test_every_closing_finds_the_phase_that_its_events_lead_to(
    sample: Roadmap, ledger: Ledger
) -> None:
    assert len(ledger.closed) == 38
    for decision, phase in phases(ledger):
        found = diagnose(sample.timeline, sample.timeline.index_of(decision))
        if phase == "levels":
            assert found.phase == "principles_holding"
        else:
            assert found.phase == phase, decision


def test_every_condition_has_the_value_that_its_events_lead_to(
    sample: Roadmap, ledger: Ledger
) -> None:
    principle = {decision: key for _, key, decision in ledger.broken}
    for at, last in enumerate(ledger.closed):
        rows = ledger.closed[: at + 1]
        found = diagnose(sample.timeline, sample.timeline.index_of(last.decision))
        values = {each.name: each.value for each in found.conditions}
        assert values["forced_short_term_share"] == pytest.approx(share(rows[-3:], "fire"))
        assert values["forced_short_term_in_one_sprint"] == pytest.approx(share([last], "fire"))
        assert values["discretionary_share"] == pytest.approx(share(rows[-3:], "choice"))
        grown = 0
        for before, now in pairwise(rows[::-1]):
            if before.backlog <= now.backlog:
                break
            grown += 1
        assert values["forced_backlog_growing"] == grown
        since = rows[-6:][0].start
        new = {principle[key] for key, day in last.broken.items() if since <= day <= last.day}
        assert values["principles_newly_breached"] == len(new)
        if last.bets:
            assert values["validated_share"] == pytest.approx(last.validated / last.bets)
        else:
            assert values["validated_share"] is None


def test_the_evidence_names_the_decisions_that_a_person_would_look_at(
    sample: Roadmap, ledger: Ledger
) -> None:
    closings = [each.decision for each in ledger.closed]
    found = on(sample, "2026-06-01")
    evidence = {each.name: list(each.evidence) for each in found.conditions}
    assert evidence["forced_short_term_share"] == closings[23:26]
    assert evidence["forced_short_term_in_one_sprint"] == closings[25:26]
    broken = [key for day, _, key in ledger.broken if day == date(2026, 6, 1)]
    assert evidence["principles_newly_breached"] == broken
    assert len(broken) == 2
    assert found.since is not None
    assert found.since.decision == closings[25]


def test_the_relapse_does_not_change_the_phase_and_says_why(sample: Roadmap) -> None:
    before, after = on(sample, "2026-02-23"), on(sample, "2026-03-09")
    assert (before.phase, after.phase) == ("investment", "investment")
    flag = next(each for each in after.flags if each.code == "relapse")
    assert 0.5 < flag.value < 0.7
    assert "the phase stays investment: under 70% in one sprint" in flag.text


def test_the_phases_change_three_times(sample: Roadmap) -> None:
    changes = phase_history(sample.timeline).changes()
    assert [(each.phase, each.before) for each in changes] == [
        ("firefighting", None),
        ("investment", "firefighting"),
        ("principles_in_breach", "investment"),
        ("principles_holding", "principles_in_breach"),
    ]
    assert [each.day.isoformat() for each in changes] == [
        "2025-06-02",
        "2025-10-20",
        "2026-06-01",
        "2026-09-07",
    ]


def test_the_bookmark_that_says_the_fire_is_out_stands_at_the_decision_that_ended_it(
    sample: Roadmap,
) -> None:
    ended = phase_history(sample.timeline).changes()[1]
    marks = {each.caption: each.decision for each in sample.state.bookmarks.ordered()}
    caption = "The fire is out: from here on the work is chosen."
    assert marks[caption] == ended.decision


def test_the_overview_of_today_names_its_evidence(sample: Roadmap) -> None:
    timeline = sample.timeline
    last = timeline.count - 1
    today = date(2026, 11, 20)
    found = overview(timeline, Asked(last, today, today - timedelta(days=30), is_past=True))
    assert found["phase"]["phase"] == "principles_holding"
    assert found["forced_share"]["now"] < 1 / 3
    assert found["breached"] == []
    known = {told.id for told in sample.history()}
    assert {each["decision"] for each in found["changes"]["shown"]} <= known
    assert set(found["forced_share"]["evidence"]) <= known
    assert all(each["item"] in sample.state.items for each in found["dates"])
    assert any(each["probability"] is not None for each in found["dates"])


def test_the_overview_of_june_names_what_is_breached_and_who_felt_it(sample: Roadmap) -> None:
    moment = sample.moment("2026-06-01")
    found = overview(sample.timeline, Asked(moment.index, date(2026, 6, 1), is_past=True))
    names = [each["principle"] for each in found["breached"]]
    assert names == ["Efficiency", "Latency"]
    assert all(each["effect"] and each["protected_by"] for each in found["breached"])
    assert {each["decision"] for each in found["breached"]} == {
        key for condition in on(sample, "2026-06-01").conditions
        if condition.name == "principles_newly_breached" for key in condition.evidence
    }  # fmt: skip

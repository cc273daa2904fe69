"""Made v1.roadmap, once. It is kept to show how and is never run again: the file is the golden one.

Every kind of event that version 1 knows happens at least once, with every field of an item set, so
that a later version which reads any of it differently is noticed. The file is never edited.
"""

from __future__ import annotations

import json
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from roadmap.events import KINDS, Because, BecauseKind, Decision, Drafted, Event
from roadmap.events.imports import SourceImported, SourceRemoved
from roadmap.events.interruptions import InterruptionEdited, InterruptionLogged, InterruptionRemoved
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
from roadmap.events.people import (
    ConstraintAdded,
    ConstraintEdited,
    ConstraintRemoved,
    FreezeAdded,
    FreezeEdited,
    FreezeRemoved,
    PersonAdded,
    PersonEdited,
    PersonRemoved,
)
from roadmap.events.reasons import ReasonGiven
from roadmap.events.roadmap import (
    ComponentAdded,
    ComponentEdited,
    ComponentRemoved,
    ConsumerAdded,
    ConsumerEdited,
    ConsumerRemoved,
    HolidayAdded,
    HolidayRemoved,
    PrincipleAdded,
    PrincipleEdited,
    PrincipleRemoved,
    RoadmapCreated,
    RoadmapEdited,
    TeamAdded,
    TeamEdited,
    TeamRemoved,
)
from roadmap.events.sprints import (
    PlanKept,
    ProgressLogged,
    SprintClosed,
    SprintCommitted,
    SprintItemPulled,
    SprintItemPushed,
    SprintReopened,
)
from roadmap.evolve import fold
from roadmap.fields.items import ItemFields
from roadmap.records.planning import Planning
from roadmap.records.sprints import ItemDays, Outcome, Placed, PoolDays
from roadmap.records.staff import ConstraintKind, Ramp, ReserveKind, SkillShare, Span
from roadmap.store import create_log
from roadmap.values import (
    AddedLoad,
    Author,
    Criticality,
    Distribution,
    Driver,
    Estimate,
    ExternalRef,
    Forcing,
    Horizon,
    Kind,
    Leverage,
    LeverageCategory,
    LeverageEffect,
    LeverageUnit,
    Lifecycle,
    Link,
    OptionStage,
    Purchase,
    QuadrantWords,
    Reading,
    Size,
    SizeRange,
    Sizes,
    SkillEffort,
    Status,
    Thresholds,
    Wait,
    WorkStage,
    derived_id,
)
from tests.histories.plain import plain, state_digest

MAYA = Author(id="maya", name="Maya Okafor")
TOM = Author(id="tom", name="Tom Überall")
BEGIN = datetime(2026, 1, 5, 8, 0, 0, 123456, tzinfo=UTC)
DAY = date(2026, 1, 5)
EVERY_FIELD: ItemFields = {
    "title": "Renew the certificates of the edge — “now”",
    "forcing": Forcing.FORCED,
    "horizon": Horizon.LONG_TERM,
    "kind": Kind.FOUNDATION,
    "driver": Driver.SECURITY_VULNERABILITY,
    "mandatory_by": date(2026, 6, 30),
    "promised_by": date(2026, 7, 31),
    "not_before": date(2026, 2, 1),
    "team": derived_id("team", "edge"),
    "component": derived_id("component", "balancer"),
    "estimate": Estimate(likely=5.5, low=2.0, high=1e2),
    "size": Size.L,
    "distribution": Distribution.PERT,
    "reading": Reading.BOUNDS,
    "effort_per_skill": (SkillEffort("network", 3.25), SkillEffort("rust", 2.25)),
    "remaining_days": 0.1,
    "actual_days": 0.0,
    "people_at_once": 2.0,
    "may_span": True,
    "value": 4.5,
    "goal": "Zero expired certificates",
    "labels": ("tls", "Größe", "日本語"),
    "notes": "First line\n\tsecond <b>line</b> & \"quotes\" \\ 'more'",
    "links": (Link("https://example.org/a?b=c#d", "design"), Link("mailto:edge@example.org")),
    "type": "Story",
    "parent": "OPS-1",
    "priority": "High",
    "due": date(2026, 5, 1),
    "rank": "a0V",
    "status": Status.OPEN,
    "created_on": date(2025, 12, 1),
    "classified_on": DAY,
    "started_on": None,
    "done_on": None,
    "shed_on": None,
    "option_stage": OptionStage.VALIDATED,
    "problem": "They expire.",
    "approach": "Renew them.",
    "alternative": "Wait.",
    "why_refused": "They expire then.",
    "lifecycle": Lifecycle.OPERATE,
    "work_stage": WorkStage.DEPLOY,
    "critical_workload": False,
    "leverage": Leverage(
        LeverageEffect.SIZE, 12.5, LeverageUnit.PERCENT, "tickets", 0.75, delay_sprints=2.0
    ),
    "leverage_category": LeverageCategory.SELF_SERVICE,
    "double_win_answer": "It ends the tickets too.",
    "verified_by": "A probe of every endpoint.",
    "split_from": derived_id("item", "whole"),
    "purchase": Purchase(1234.56, "EUR", 30, "Ines"),
    "prerequisites": (derived_id("item", "inventory"),),
    "prerequisites_none": False,
    "waits": (Wait("the vendor", date(2026, 3, 1), certain=True),),
    "consumers": (derived_id("consumer", "payments"),),
    "segment": "inside",
    "added_load": (AddedLoad("requests", 1e-7),),
    "protects": (derived_id("principle", "security"),),
    "external": (
        ExternalRef(
            "jira", "OPS-7", {"title": "Renew", "points": 3.0, "labels": ("a",), "due": None}
        ),
    ),
}


def item(name: str) -> str:
    return derived_id("item", name)


def settings() -> list[tuple[Event, ...]]:
    """Return what happened to the roadmap and to what items refer to."""
    team, component, consumer = "edge", "balancer", "payments"
    named = {"name": "Harbour", "zone": "Europe/Berlin", "currency": "EUR"}
    return [
        (
            RoadmapCreated(
                fields={
                    **named,  # type: ignore[typeddict-item]
                    "sprint_days": 14,
                    "sprint_start": DAY,
                    "working_days": (1, 2, 3, 4),
                    "day_rate": 812.5,
                },
                made_on=BEGIN,
            ),
            PrincipleAdded(
                principle=derived_id("principle", "security"),
                fields={"name": "Security", "place": 1},
            ),
            PrincipleAdded(
                principle=derived_id("principle", "speed"), fields={"name": "Speed", "place": 2}
            ),
        ),
        (
            RoadmapEdited(
                fields={
                    "words": QuadrantWords(forced_short_term="Fires"),
                    "thresholds": Thresholds(many_consumers=5, double_win_days=2.5),
                    "sizes": Sizes(s=SizeRange(0.5, 1.5)),
                    "distribution": Distribution.TRIANGULAR,
                    "reading": Reading.BOUNDS,
                    "lifecycle_on": True,
                    "work_stage_on": True,
                    "planning": Planning(
                        focus=0.55,
                        ramp=Ramp(weeks=20.0),
                        reserve=ReserveKind.DAYS,
                        reserve_days=6.0,
                        in_progress_limit=4,
                    ),
                }
            ),
        ),
        (
            TeamAdded(team=derived_id("team", team), fields={"name": "Edge"}),
            TeamAdded(team=derived_id("team", "gone"), fields={"name": "Gone"}),
            TeamEdited(team=derived_id("team", team), fields={"name": "Edge & Ingress"}),
            TeamRemoved(team=derived_id("team", "gone")),
        ),
        (
            ComponentAdded(
                component=derived_id("component", component),
                fields={"name": "Load balancer", "criticality": Criticality.HIGH},
            ),
            ComponentEdited(
                component=derived_id("component", component),
                fields={"owner": "Maya", "team": derived_id("team", team)},
            ),
            ComponentAdded(component=derived_id("component", "old"), fields={"name": "Old"}),
            ComponentRemoved(component=derived_id("component", "old")),
        ),
        (
            ConsumerAdded(consumer=derived_id("consumer", consumer), fields={"name": "Payments"}),
            ConsumerEdited(consumer=derived_id("consumer", consumer), fields={"segment": "inside"}),
            ConsumerAdded(consumer=derived_id("consumer", "none"), fields={"name": "None"}),
            ConsumerRemoved(consumer=derived_id("consumer", "none")),
        ),
        (
            HolidayAdded(holiday=derived_id("holiday", "a"), day=date(2026, 5, 1), name="May Day"),
            HolidayAdded(holiday=derived_id("holiday", "b"), day=date(2026, 10, 3)),
            HolidayAdded(holiday=derived_id("holiday", "c"), day=date(2026, 1, 1)),
            HolidayRemoved(holiday=derived_id("holiday", "c")),
            PrincipleEdited(principle=derived_id("principle", "security"), fields={"place": 0}),
            PrincipleRemoved(principle=derived_id("principle", "speed")),
        ),
    ]


def work() -> list[tuple[Event, ...]]:
    """Return what happened to items."""
    return [
        tuple(
            ItemAdded(item=item(name), fields={"title": name.title(), "rank": rank})
            for name, rank in (
                ("inventory", "a1"),
                ("whole", "a2"),
                ("tweak", "a3"),
                ("option", "a4"),
                ("mistake", "a5"),
            )
        ),
        (ItemAdded(item=item("everything"), fields=EVERY_FIELD),),
        (
            ItemReclassified(
                item=item("tweak"),
                fields={
                    "forcing": Forcing.DISCRETIONARY,
                    "horizon": Horizon.SHORT_TERM,
                    "driver": None,
                    "mandatory_by": None,
                    "classified_on": DAY,
                },
            ),
        ),
        (ItemEstimated(item=item("tweak"), fields={"estimate": Estimate(3.0), "size": None}),),
        (ItemMoved(item=item("option"), rank=None), ItemMoved(item=item("tweak"), rank="Zz")),
        (ItemStarted(item=item("inventory"), started_on=date(2026, 1, 12)),),
        (ProgressLogged(item=item("inventory"), fields={"remaining_days": 1.5}),),
        (ItemFinished(item=item("inventory"), done_on=date(2026, 1, 20), actual_days=4.25),),
        (ItemShed(item=item("tweak"), shed_on=date(2026, 1, 21)),),
        (ItemRestored(item=item("tweak")),),
        (
            ItemSplit(
                item=item("whole"),
                fields={"title": "First half", "verified_by": "a drill"},
                pieces=(
                    Piece(item=item("second"), fields={"title": "Second half", "rank": "a25"}),
                ),
            ),
        ),
        (
            ItemEdited(item=item("option"), fields={"option_stage": OptionStage.DISCOVERED}),
            ItemEdited(item=item("never there"), fields={"title": "changes nothing"}),
            ItemRemoved(item=item("mistake")),
        ),
    ]


def people() -> list[tuple[Event, ...]]:
    """Return what happened to people, limits, sprints, interruptions and imports."""
    ada, sprint, outage = derived_id("person", "a"), derived_id("sprint", "1"), "outage"
    pools = (PoolDays("edge/network", 20.5),)
    freeze, cap = derived_id("freeze", "a"), derived_id("constraint", "a")
    return [
        (
            PersonAdded(
                person=ada,
                fields={
                    "name": "Ada",
                    "team": derived_id("team", "edge"),
                    "role": "SRE",
                    "skills": (SkillShare("network", 0.75), SkillShare("rust", 0.25)),
                    "availability": 0.8,
                    "start": date(2026, 1, 1),
                    "end": None,
                    "time_off": (Span(date(2026, 2, 2), date(2026, 2, 6), "skiing"),),
                    "on_call_share": 0.1,
                    "on_call": (Span(date(2026, 3, 2), date(2026, 3, 8)),),
                    "contractor": False,
                    "ramp": Ramp(weeks=13.0, start=0.2, mentor=0.1),
                    "mentor": "Tom",
                },
            ),
            PersonEdited(person=ada, fields={"availability": 1.0}),
            PersonAdded(person=derived_id("person", "b"), fields={"name": "Ben"}),
            PersonRemoved(person=derived_id("person", "b")),
        ),
        (
            FreezeAdded(
                freeze=freeze,
                fields={"days": Span(date(2026, 12, 18), date(2026, 12, 31), "year's end")},
            ),
            FreezeEdited(freeze=freeze, fields={"team": derived_id("team", "edge")}),
            FreezeAdded(freeze=derived_id("freeze", "b"), fields={"days": Span(DAY, DAY)}),
            FreezeRemoved(freeze=derived_id("freeze", "b")),
        ),
        (
            ConstraintAdded(
                constraint=cap,
                fields={"kind": ConstraintKind.HEADCOUNT_CAP, "text": "No hires", "amount": 7.0},
            ),
            ConstraintEdited(constraint=cap, fields={"until": date(2026, 9, 1)}),
            ConstraintAdded(
                constraint=derived_id("constraint", "b"),
                fields={"kind": ConstraintKind.VENDOR, "text": "Late", "items": (item("tweak"),)},
            ),
            ConstraintRemoved(constraint=derived_id("constraint", "b")),
        ),
        (
            PlanKept(
                plan=derived_id("plan", "a"),
                mode="priority",
                placements=(Placed(item("tweak"), 1, 2),),
            ),
            SprintCommitted(
                sprint=sprint,
                number=1,
                start=DAY,
                end=date(2026, 1, 19),
                capacity=pools,
                reserve=(PoolDays("edge/network", 4.0),),
                items=(ItemDays(item("tweak"), 3.0), ItemDays(item("whole"), 5.0)),
            ),
        ),
        (SprintItemPulled(sprint=sprint, item=item("second"), days=2.0),),
        (SprintItemPushed(sprint=sprint, item=item("whole")),),
        (SprintClosed(sprint=sprint, outcome=Outcome(done_days=1.0), note="too early"),),
        (SprintReopened(sprint=sprint),),
        (
            SprintClosed(
                sprint=sprint,
                outcome=Outcome(
                    done=(ItemDays(item("tweak"), 3.5),),
                    carried=(item("second"),),
                    shed=(),
                    done_days=3.5,
                    forced_days=6.0,
                    interruption_days=2.5,
                    present_days=18.0,
                ),
                note="Interrupted\ntwice.",
            ),
        ),
        (
            InterruptionLogged(
                interruption=derived_id("interruption", outage),
                fields={
                    "title": "Outage",
                    "driver": Driver.INCIDENT,
                    "started_at": BEGIN + timedelta(days=9),
                    "effort_days": 2.5,
                    "stream": "incidents",
                    "incident": "INC-1",
                },
            ),
            InterruptionEdited(
                interruption=derived_id("interruption", outage), fields={"is_request": True}
            ),
            InterruptionLogged(
                interruption=derived_id("interruption", "false"),
                fields={"title": "False", "driver": Driver.INCIDENT, "started_at": BEGIN},
            ),
            InterruptionRemoved(interruption=derived_id("interruption", "false")),
        ),
        (
            SourceImported(
                source=derived_id("source", "jira"),
                fields={
                    "name": "jira",
                    "format": "jira-csv",
                    "updated_to": BEGIN + timedelta(days=3),
                    "days_per_point": 1.5,
                },
            ),
            SourceImported(
                source=derived_id("source", "linear"), fields={"name": "linear", "format": "linear"}
            ),
            SourceRemoved(source=derived_id("source", "linear")),
        ),
    ]


def drafts() -> list[Drafted]:
    """Return the decisions, an hour apart, with every kind of cause."""
    decisions = [*settings(), *work(), *people()]
    first = derived_id("decision", "0")
    decisions.append((ReasonGiven(decisions=(first,), why="We began in January."),))
    kinds: tuple[BecauseKind, ...] = ("undo", "redo", "adopt", "import", "merge", "resolve")
    drafted = []
    for number, events in enumerate(decisions):
        because = None
        if 10 <= number < 10 + len(kinds):
            because = Because(kind=kinds[number - 10], decision=first if number % 2 else None)
        decision = Decision(
            id=derived_id("decision", str(number)),
            by=TOM if number % 3 else MAYA,
            at=BEGIN + timedelta(hours=number),
            why=f"Reason {number}: “weil es muss”" if number % 2 else None,
            because=because,
        )
        drafted.append(Drafted(decision, events))
    return drafted


def main(folder: Path) -> None:
    """Write v1.roadmap and v1.json into `folder`."""
    log = create_log(folder / "v1.roadmap", "7f3a0c52d1e94b6f8a2c3e5d7b9f1042")
    for draft in drafts():
        log.append([draft], log.head(), draft.decision.at + timedelta(seconds=2))
    records = log.records(0, log.head().position)
    assert {record.event.kind for record in records} == set(KINDS)
    assert log.verify() == []
    log.close()
    state = fold(record.event for record in records)
    text = json.dumps(plain(state), indent=1, sort_keys=True, ensure_ascii=False)
    (folder / "v1.json").write_text(f"{text}\n", encoding="utf-8")
    sys.stdout.write(f"head {log.location} {records[-1].position}\nstate {state_digest(state)}\n")


if __name__ == "__main__":
    main(Path(__file__).parent)

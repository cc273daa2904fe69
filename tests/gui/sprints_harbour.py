"""A roadmap to try the sprints on: six people with four skills, closed sprints, one committed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from roadmap.commands import Command, parse_command
from roadmap.records.planning import Planning
from roadmap.records.staff import ReserveKind
from roadmap.service import Roadmap
from roadmap.values import Author, derived_id

MAYA = Author(id="maya", name="Maya Okafor")
FIRST_DAY = date(2025, 6, 2)  # of sprint 1; sprint 39 starts on 16 November 2026
NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
LAST_CLOSED = 38
MUST = {"forcing": "forced", "horizon": "short_term", "driver": "incident"}
DATED = {"forcing": "forced", "horizon": "long_term", "driver": "end_of_life"}
SMALL = {"forcing": "discretionary", "horizon": "short_term"}
BET = {"forcing": "discretionary", "horizon": "long_term"}

PEOPLE: tuple[dict[str, Any], ...] = (
    {"name": "Ines", "skills": [{"skill": "network", "share": 1.0}], "team": "Edge"},
    {"name": "Jonas", "skills": [{"skill": "network", "share": 0.5},
                                 {"skill": "security", "share": 0.5}], "team": "Edge",
     "on_call_share": 0.2},
    {"name": "Priya", "skills": [{"skill": "databases", "share": 1.0}], "team": "Data"},
    {"name": "Tomas", "skills": [{"skill": "databases", "share": 1.0}], "team": "Data",
     "availability": 0.8},
    {"name": "Aiko", "skills": [{"skill": "build", "share": 1.0}], "team": "Data",
     "start": "2026-10-05", "mentor": "Priya"},
    {"name": "Sam", "skills": [{"skill": "build", "share": 1.0}], "team": "Edge",
     "time_off": [{"first": "2026-12-07", "last": "2026-12-11"}]},
)  # fmt: skip

ITEMS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("Patch OpenSSL on edge proxies", {**MUST, "estimate": 3, "team": "Edge"}),
    ("Restore drill: archive index missing", {**MUST, "estimate": 4, "team": "Data"}),
    ("Turn off TLS 1.1 at the partner gateway",
     {**DATED, "estimate": 5, "mandatory_by": "2026-11-30", "team": "Edge"}),
    ("Rotate the payments signing key",
     {**DATED, "estimate": 1.5, "mandatory_by": "2026-12-25"}),
    ("Move ingest to the new object store, part 1",
     {**MUST, "estimate": 5, "team": "Data",
      "waits": [{"on": "Storage vendor", "until": "2026-12-04"}]}),
    ("Renew root CA, re-issue leaf certificates",
     {**DATED, "estimate": 4, "mandatory_by": "2027-01-15", "team": "Edge"}),
    ("Kubernetes 1.35 end of life, staging",
     {**DATED, "estimate": 4.5, "mandatory_by": "2027-02-28"}),
    ("Self-service DNS records", {**SMALL, "estimate": 5, "team": "Edge"}),
    ("Faster cache restore in CI", {**SMALL, "estimate": 3, "team": "Data"}),
    ("Retry budget in the client library", {**SMALL, "estimate": 4}),
    ("Standard service template, version 2", {**BET, "estimate": 5}),
    ("Zero-downtime schema changes, part 1", {**BET, "estimate": 4, "team": "Data"}),
    ("Zero-downtime schema changes, part 2",
     {**BET, "estimate": 4, "team": "Data",
      "prerequisites": ["Zero-downtime schema changes, part 1"]}),
    ("One-click log access for on-call", {**SMALL, "estimate": 3}),
    ("Quarantine for flaky tests", SMALL),
    ("Event bus as the default integration", {**BET, "estimate": 22}),
    ("Regional failover by button", {**BET, "estimate": 15, "team": "Edge"}),
    ("Golden path for data pipelines",
     {**BET, "effort_per_skill": [{"skill": "machine learning", "days": 3}]}),
)  # fmt: skip


def item_id(title: str) -> str:
    """Return the id of the item with this title."""
    return derived_id("item", title)


def command(do: str, **fields: Any) -> Command:
    """Return the command `do`, written as `roadmap apply` takes it."""
    return parse_command({"do": do, **fields})


def adding(title: str, fields: dict[str, Any]) -> Command:
    """Return the command that adds an item; what it waits for is named by title."""
    own = dict(fields)
    if "prerequisites" in own:
        own["prerequisites"] = [item_id(each) for each in own["prerequisites"]]
    return command("add_item", item=item_id(title), title=title, **own)


def harbour(*, people: bool = True, closed: int = 3, committed: bool = False) -> Roadmap:
    """Return the roadmap in memory, as of sprint 39, with the last `closed` sprints closed."""
    first = LAST_CLOSED - closed + 1
    begun = FIRST_DAY + timedelta(days=14 * (first - 1))
    at = datetime(begun.year, begun.month, begun.day, 8, tzinfo=UTC)
    planning = Planning(
        focus_learned=False, horizon_sprints=8, reserve=ReserveKind.DAYS, reserve_days=6.5
    )
    fields: Any = {
        "name": "Harbour Platform",
        "zone": "UTC",
        "sprint_start": FIRST_DAY,
        "planning": planning,
    }
    roadmap = Roadmap.in_memory(fields, by=MAYA, at=at)
    teams = [command("add_team", team=derived_id("team", n), name=n) for n in ("Edge", "Data")]
    roadmap.execute(teams, by=MAYA, at=at)
    if people:
        adds = [command("add_person", person=derived_id("person", p["name"]), **p) for p in PEOPLE]
        roadmap.execute(adds, by=MAYA, at=at)
        for number in range(first, LAST_CLOSED + 1):
            _one_sprint(roadmap, number)
    freeze = {"first": "2026-12-21", "last": "2027-01-03"}
    ready = [adding(title, own) for title, own in ITEMS]
    roadmap.execute([*ready, command("add_freeze", days=freeze)], by=MAYA, at=NOW)
    if committed:
        roadmap.execute([command("commit_sprint", number=39)], by=MAYA, at=NOW)
    return roadmap


def _one_sprint(roadmap: Roadmap, number: int) -> None:
    """Three items committed, two of them done, one interruption, closed on the last day."""
    start = FIRST_DAY + timedelta(days=14 * (number - 1))
    morning = datetime(start.year, start.month, start.day, 9, tzinfo=UTC)
    titles = [f"Work {number}-{place}" for place in (1, 2, 3)]
    adds = [
        adding(title, {**(MUST if place == 0 else SMALL), "estimate": 4 + (number + place) % 3})
        for place, title in enumerate(titles)
    ]
    ids = [item_id(title) for title in titles]
    roadmap.execute(adds, by=MAYA, at=morning)
    roadmap.execute([command("commit_sprint", number=number, items=ids)], by=MAYA, at=morning)
    late = morning + timedelta(days=11)
    done = ids[: 3 if number % 3 else 2]
    fire = {"title": "Disk full", "driver": "incident", "started_at": late.isoformat()}
    steps = [command("finish_item", item=key) for key in done]
    steps.append(command("log_interruption", effort_days=5 + number % 4, **fire))
    roadmap.execute(steps, by=MAYA, at=late)
    end = morning + timedelta(days=12)
    close = command("close_sprint", number=number, note="Fewer alerts than feared")
    roadmap.execute([close], by=MAYA, at=end)
    for key in ids[len(done) :]:
        roadmap.execute([command("shed_item", item=key)], by=MAYA, at=end)

"""July 2025: hidden work surfaces, less is done at once, automation wins a comparison.

Beats 3 to 5 of the story: Postgres is must-do, the multi-region rewrite is shed, patching is to be
automated.
"""

from __future__ import annotations

from roadmap.commands.roadmap import EditRoadmap
from roadmap.commands.streams import AddStream
from roadmap.sample.script import (
    END_OF_LIFE,
    HELEN,
    INCIDENT,
    INES,
    LENA,
    MAYA,
    SECURITY,
    TOMAS,
    Story,
    add,
    adopted,
    after,
    before,
    begun,
    done,
    edit,
    interruption,
    last,
    left,
    made,
    must_by,
    must_now,
    on,
    shed,
    sized,
    story,
    take_back,
    tweak,
)
from roadmap.sample.setting import EVERYBODY
from roadmap.values import derived_id


def beats() -> Story:
    """Return the decisions of July 2025."""
    return story(_july_work(), _postgres_surfaces(), _less_at_once(), _july_fires(), _comparison())


def _july_work() -> Story:
    return story(
        begun(
            "2025-06-30 09:15", INES, "payments-pool", "The campaign of 12 July doubles the load"
        ),
        done("2025-07-08 17:05", INES, "payments-pool", 7, "Pooler in front, 40% headroom at noon"),
        begun("2025-06-30 10:05", TOMAS, "vault-root", "Needs three key holders in one room"),
        done("2025-07-11 15:30", TOMAS, "vault-root", 4.5, "All three were in, once, on a Friday"),
        begun("2025-07-01 09:10", LENA, "build-cache"),
        done("2025-07-10 12:40", LENA, "build-cache", 4, "Entries carry a checksum now"),
        begun("2025-07-02 09:25", INES, "nordbank-file", "They wrote to Helen again"),
        done("2025-07-09 11:15", INES, "nordbank-file", 4, "07:00 on five mornings in a row"),
        begun("2025-07-03 14:10", TOMAS, "leaver-keys"),
        done("2025-07-07 16:20", TOMAS, "leaver-keys", 2.5, "37 keys of 22 people"),
        begun("2025-07-08 09:05", LENA, "checkout-alert", "Found missing by a customer, not by us"),
        done(
            "2025-07-14 10:50", LENA, "checkout-alert", 3, "Fired twice in the test, once for real"
        ),
        begun("2025-07-10 09:45", INES, "backup-gap"),
        done("2025-07-18 16:15", INES, "backup-gap", 5, "Restored last night's copy to prove it"),
        on("2025-07-01 14:30", MAYA, "Legal wants one name for it").do(
            edit("erase-backups", labels=("audit", "privacy"), promised_by="2025-11-20")
        ),
        on("2025-07-04 16:05", LENA).do(left("build-cache", 2)),
        on("2025-07-04 16:20", MAYA, "Still open from the failover week").do(
            before("backup-gap", "log-heap"), after("vault-audit", "backup-gap")
        ),
    )


def _postgres_surfaces() -> Story:
    """Beat 3: the routine upgrade turns out to be must-do by a date."""
    return story(
        on("2025-07-03 10:20", INES, "No security fixes after 13 November; six databases").do(
            must_by("postgres-13", END_OF_LIFE, "2025-11-13")
        ),
        sized("2025-07-03 10:35", INES, "postgres-13", (16, 24, 40), "Six databases, not one"),
        on("2025-07-03 10:42", MAYA, "24 days of must-do work that no page showed yesterday").do(
            before("postgres-13", "pci-logs")
        ),
        on("2025-07-08 11:00", INES, "Found by asking every team which driver they use").do(
            add(
                "old-drivers",
                "Old database driver in five services",
                must_by("", END_OF_LIFE, "2025-10-15"),
                days=(2, 3, 6),
                component="Payments database",
                before="postgres-13",
                consumers=("Payments", "Fraud", "Reporting", "Pricing", "Accounts"),
            )
        ),
        on("2025-07-08 11:12", INES, "The new server refuses the old handshake").do(
            edit("postgres-13", prerequisites=("old-drivers",), protects=("Security",))
        ),
        on("2025-07-09 14:00", MAYA, "Its date is at risk: four months, and half a team").do(
            edit(
                "postgres-13",
                promised_by="2025-10-31",
                people_at_once=2.0,
                skills={"databases": 18, "hosts": 6},
            )
        ),
    )


def _less_at_once() -> Story:
    """Beat 4: work in progress is limited to three; the rewrite is shed."""
    return story(
        on("2025-07-14 09:05", MAYA, "Three things at once, not nine: that is what we finish").do(
            made(EditRoadmap, fields={"planning": {"in_progress_limit": 3}}),
            edit("small-images", notes="Waits: at most three items are in progress from today."),
            edit("tracing", notes="Waits: at most three items are in progress from today."),
        ),
        on("2025-07-14 09:20", MAYA, "no consumer signed; review in March").do(
            shed("multi-region", "A region lost: half a day down", "2026-03-16", HELEN.name)
        ),
        on("2025-07-14 09:31", TOMAS, "The first choices behind everything that has a date").do(
            after("deploy-product", "log-licence"), after("one-job-way", "deploy-product")
        ),
        on("2025-07-14 09:40", LENA, "Nobody could say what it is for; ask who still reads it").do(
            tweak("old-wiki"), edit("old-wiki", size="S")
        ),
        on("2025-07-15 11:20", LENA, "Twelve readers in a month").do(
            shed("old-wiki", "Twelve readers search longer", by=LENA.name)
        ),
        on("2025-07-15 15:10", MAYA, "Data team moves to its own store").do(shed("log-export")),
        on("2025-07-16 09:30", MAYA, "The move is in spring; until then they have nothing").do(
            take_back("2025-07-15 15:10")
        ),
        begun("2025-07-14 10:30", TOMAS, "vault-audit"),
        done("2025-07-17 14:45", TOMAS, "vault-audit", 2, "Entries from today on; May stays lost"),
        begun("2025-07-16 10:00", LENA, "scan-images", "Two of the June findings came in this way"),
        done("2025-07-25 15:05", LENA, "scan-images", 5.5, "Blocks pushes with a known exploit"),
        begun("2025-07-17 15:10", INES, "old-drivers", "Payments first, they deploy on Tuesdays"),
        done("2025-08-01 16:10", INES, "old-drivers", 4, "Fifth service took as long as the rest"),
    )


def _july_fires() -> Story:
    return story(
        on("2025-07-02 02:55", TOMAS).do(
            interruption(
                "edge-0702",
                "Edge proxy loops after a config push",
                INCIDENT,
                2,
                component="Edge proxies",
            )
        ),
        on("2025-07-06 19:20", INES, "Sunday; two of us for three hours each").do(
            interruption(
                "replica-0706",
                "Orders replica stops, reads go to the primary",
                INCIDENT,
                1.5,
                component="Orders database",
            )
        ),
        on("2025-07-13 23:15", TOMAS, "Fourth time since May").do(
            interruption(
                "dns-0713",
                "DNS timeouts in zone B, checkout slow",
                INCIDENT,
                2,
                component="Host fleet",
            )
        ),
        on("2025-07-16 16:40", TOMAS, "Advisory of the morning, exploited by the afternoon").do(
            interruption(
                "cve-0716",
                "Kernel advisory on all build hosts",
                SECURITY,
                3.5,
                component="Host fleet",
            )
        ),
        on("2025-07-22 08:40", LENA, "1,900 alerts in a night, one of them real").do(
            add(
                "alert-storm",
                "Alert storm on the build cluster",
                must_now("", INCIDENT),
                days=(2, 3, 5),
                component="Build cluster",
                team="Delivery",
                before="dns-zone-b",
            )
        ),
        on("2025-07-24 13:05", INES, "Read-only for 40 minutes").do(
            add(
                "orders-disk",
                "Disk full on orders replica",
                must_now("", INCIDENT),
                days=(2, 4, 6),
                component="Orders database",
                team="Runtime",
                before="replica-lag",
            ),
            interruption(
                "orders-disk",
                "Orders replica read-only, disk full",
                INCIDENT,
                1,
                component="Orders database",
                item="orders-disk",
            ),
        ),
        begun(
            "2025-07-21 09:15", TOMAS, "dns-zone-b", "Before it wakes the same person a fifth time"
        ),
        done(
            "2025-07-30 17:20", TOMAS, "dns-zone-b", 6, "A switch, not DNS: one port dropped frames"
        ),
        begun("2025-07-23 09:00", LENA, "alert-storm"),
        done("2025-07-29 14:30", LENA, "alert-storm", 3, "One alert a cause, grouped by host"),
    )


def _comparison() -> Story:
    """Beat 5: hire one, shed three or automate patching; automation wins."""
    return story(
        on("2025-07-28 09:40", TOMAS, "Counted: patching ate 31 of 94 days since June").do(
            made(
                AddStream,
                stream=derived_id("harbour", "stream", "patches"),
                fields={
                    "name": "Security patches",
                    "driver": SECURITY,
                    "arrivals_per_sprint": 2.0,  # what comes besides the rounds of the backlog
                    "size_mean": 2.5,
                    "size_cv": 1.0,
                },
            ),
            edit(
                "auto-patching",
                leverage={
                    "effect": "arrivals",
                    "amount": 5.0,
                    "stream": "Security patches",
                    "confidence": 0.8,
                    "delay_sprints": 1.0,
                },
                leverage_category="automation",
                consumers=EVERYBODY,
                critical_workload=True,
                protects=("Security", "Efficiency"),
            ),
        ),
        sized(
            "2025-07-28 09:55",
            TOMAS,
            "auto-patching",
            (7, 11, 17),
            "Half of it is there: the rollout of the build hosts can restart any host",
        ),
        on("2025-07-28 11:15", MAYA, "The three that would go if we shed instead").do(
            last("local-checkout"), last("status-page"), last("one-job-way")
        ),
        on(
            "2025-07-28 14:05",
            MAYA,
            "The three stand behind all that must be done: shedding them moves no date. A hire "
            "costs days before it gives any. The robot alone keeps the message queue's date in "
            "more than 85% and pays for itself before winter; what is late this autumn stays late, "
            "so we ask for a hire as well.",
        ).do(adopted("robot")),
        on(
            "2025-07-28 14:07", TOMAS, "Else the robot stops at hosts with a certificate run out"
        ).do(must_by("rotate-tls", END_OF_LIFE, "2025-09-30")),
        on("2025-07-28 14:20", MAYA, "Wanted from Helen by 15 August").do(
            add(
                "hire-case",
                "Case for one more engineer",
                tweak(""),
                days=1,
                size="S",
                notes="Forced backlog still grows after automation; wanted from Helen Brandt.",
            )
        ),
        begun("2025-07-31 09:15", TOMAS, "auto-patching", "Two of us, nothing else until it runs"),
        begun("2025-07-30 09:10", MAYA, "hire-case"),
        done(
            "2025-08-05 16:00", MAYA, "hire-case", 1.5, "Two pages: backlog, dates, cost of waiting"
        ),
    )

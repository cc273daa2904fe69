"""April to June 2026: a launch before its storage is found in time, and latency is breached.

Beats 13 and 14, first part.
"""

from __future__ import annotations

from roadmap.sample.script import (
    ARUN,
    HELEN,
    INCIDENT,
    INES,
    LENA,
    MAYA,
    SCALING,
    SECURITY,
    TOMAS,
    Story,
    add,
    after,
    before,
    begun,
    bet,
    done,
    edit,
    explain,
    interruption,
    last,
    left,
    must_by,
    must_now,
    on,
    sized,
    story,
    tweak,
)
from roadmap.sample.script_levels import measured
from roadmap.sample.script_team import limit
from roadmap.sample.setting import EVERYBODY


def beats() -> Story:
    """Return the decisions from April to June 2026."""
    return story(
        _sorting(), _april(), _cart_before_horse(), _may(), _launch(), _latency(), _june(), _fires()
    )


def _sorting() -> Story:
    return story(
        on(
            "2026-04-07 09:30", INES, "The old store is slow, not full; asked for by the data team"
        ).do(tweak("ingest-move")),
        on("2026-04-07 09:33", MAYA, "New product; stands on what we run").do(
            bet("ai-search"),
            edit(
                "ai-search",
                kind="innovation",
                promised_by="2026-06-12",
                may_span=True,
                consumers=("Search",),
                added_load=[{"capability": "Ingest", "amount": 35.0}],
            ),
        ),
        on("2026-04-07 09:38", INES, "Five teams talk past each other, none in a hurry").do(
            bet("event-bus"),
            edit("event-bus", consumers=("Orders", "Logistics", "Pricing", "Fraud", "Search")),
        ),
        on("2026-04-07 09:41", LENA).do(tweak("cost-tags")),
        on("2026-04-08 10:10", LENA, "The cloud bill names nobody").do(explain("2026-04-07 09:41")),
        on("2026-04-07 10:05", MAYA, "Launch date is in the board's slides").do(
            before("ai-search", "db-on-request")
        ),
    )


def _april() -> Story:
    return story(
        done(
            "2026-04-02 14:25",
            INES,
            "one-job-way",
            4,
            "Two of three teams moved, the third retires",
        ),
        begun("2026-04-08 09:20", INES, "replay-tool"),
        on("2026-04-15 11:00", INES, "The month-end close needs both of us").do(
            left("replay-tool", 5)
        ),
        begun("2026-04-09 09:45", ARUN, "dashboards", "Falls out of tracing nearly for free"),
        done("2026-04-14 15:40", ARUN, "dashboards", 3, "63 services, one page each"),
        on("2026-04-13 10:30", LENA, "What we are asked on every Monday").do(
            add(
                "template-1",
                "Standard service template, version 1",
                bet(""),
                kind="innovation",
                days=(9, 14, 22),
                team="Delivery",
                component="Deploy pipeline",
                consumers=EVERYBODY[:12],
                critical_workload=True,
                leverage_category="self_service",
                problem="Every new service starts by copying an old one, faults included.",
                approach="A template that is upgraded with the platform.",
            )
        ),
        begun(
            "2026-04-15 09:30", LENA, "template-1", "While the environments wait for the network"
        ),
        on(
            "2026-04-16 14:20",
            TOMAS,
            "Pages at night that no user would have noticed: two of three",
        ).do(
            add(
                "user-alerts",
                "Alerts on what users feel",
                bet(""),
                kind="foundation",
                days=(5, 8, 13),
                team="Runtime",
                protects=("Reliability", "Usability"),
                consumers=EVERYBODY[:7],
                critical_workload=True,
            )
        ),
        begun("2026-04-17 10:00", TOMAS, "user-alerts"),
        sized(
            "2026-04-22 09:50", INES, "db-on-request", (7, 10, 15), "The form of Environments fits"
        ),
        on("2026-04-23 16:00", LENA, "Mobile and Search live in it now").do(
            left("environments", 9)
        ),
    )


def _cart_before_horse() -> Story:
    """Beat 13: the launch stands before the storage it needs."""
    return story(
        on("2026-04-20 09:40", INES, "At launch load ingest is 12% over what the disks take").do(
            add(
                "ingest-storage",
                "Storage for ingest, second tier",
                must_by("", SCALING, "2026-06-12"),
                days=(4, 6, 9),
                component="Object store",
                team="Runtime",
                before="ai-search",
                purchase={
                    "amount": 48000.0,
                    "currency": "EUR",
                    "lead_time_days": 28,
                    "approver": "Helen Brandt",
                },
                protects=("Efficiency",),
            )
        ),
        on(
            "2026-04-20 10:15", MAYA, "The cart stood before the horse: launch first, disks after"
        ).do(edit("ai-search", prerequisites=("ingest-storage",))),
        on("2026-04-20 16:05", HELEN, "Funded. Cheaper than a late launch.").do(
            edit("ingest-storage", waits=[{"on": "Storage vendor", "until": "2026-05-18"}]),
            limit(
                "second-tier",
                "vendor",
                "Storage vendor delivers the second tier",
                since="2026-04-20",
                until="2026-05-18",
                items=("ingest-storage",),
            ),
        ),
        on("2026-04-21 09:20", MAYA, "One sprint later, in pairs: likelier held than not").do(
            edit("ai-search", promised_by="2026-06-26", people_at_once=2.0),
            edit("ingest-storage", people_at_once=2.0),
        ),
    )


def _may() -> Story:
    return story(
        begun("2026-04-27 09:15", ARUN, "k8s-133", "Nine weeks before support ends"),
        done(
            "2026-05-27 16:30", ARUN, "k8s-133", 10, "A month early; staging found what would break"
        ),
        done("2026-05-08 15:15", TOMAS, "user-alerts", 8, "Eleven pages in April, four since"),
        done("2026-04-30 14:10", INES, "replay-tool", 6, "Used twice in its first week"),
        done("2026-05-15 16:45", LENA, "template-1", 15, "Four teams began with it unasked"),
        on("2026-05-05 10:40", INES, "Schema changes cost us two Sundays this year").do(
            add(
                "schema-changes",
                "Zero-downtime schema changes",
                bet(""),
                kind="innovation",
                days=(8, 13, 20),
                component="Orders database",
                team="Runtime",
                leverage={
                    "effect": "arrivals",
                    "amount": 2.1,
                    "stream": "Weekend changes",
                    "confidence": 0.6,
                },
                consumers=("Orders", "Payments", "Accounts", "Pricing"),
                critical_workload=True,
            )
        ),
        on("2026-05-11 11:25", TOMAS, "Secrets in 31 places again, a year after we cleaned up").do(
            add(
                "workload-identity",
                "Workload identity instead of shared secrets",
                bet(""),
                days=(11, 18, 28),
                component="Identity and secrets",
                team="Runtime",
                protects=("Security",),
                prerequisites=("db-passwords",),
            )
        ),
        begun("2026-05-11 09:30", INES, "db-on-request", "Half a sprint before the disks arrive"),
        on("2026-05-13 13:35", ARUN, "Wanted by two teams for a week each").do(
            add(
                "load-clusters",
                "Short-lived load-test clusters",
                bet(""),
                days=(4, 6, 10),
                team="Delivery",
                component="Build cluster",
                consumers=("Search", "Checkout", "Pricing", "Mobile"),
            )
        ),
        on("2026-05-19 10:10", TOMAS, "Delivered a day late, installed the same night").do(
            edit("ingest-storage", waits=[], remaining_days=5)
        ),
        begun("2026-05-20 09:05", INES, "ingest-storage"),
        on("2026-05-28 14:50", LENA, "Ranked by how many teams wait").do(
            before("schema-changes", "event-bus"), after("load-clusters", "event-bus")
        ),
        on("2026-05-29 15:20", MAYA, "Closing the spring: nine of ten dates held").do(
            edit("environments", promised_by="2026-09-30")
        ),
    )


def _launch() -> Story:
    return story(
        done("2026-06-03 16:40", INES, "ingest-storage", 6, "Nine days before it had to be"),
        begun("2026-06-04 09:30", INES, "ai-search", "The horse first, now the cart"),
        done("2026-06-24 15:00", INES, "ai-search", 15, "Live two days before the promise"),
        on("2026-06-25 09:45", MAYA, "First week: ingest at 81%, as computed in April").do(
            edit("ai-search", notes="Launched on 24 June 2026; ingest at 81% in the first week.")
        ),
    )


def _latency() -> Story:
    """Beat 14, first part: latency is breached."""
    return story(
        on(
            "2026-06-01 09:10", TOMAS, "95th percentile at 274 ms, agreed were 250; Search felt it"
        ).do(
            add(
                "search-latency",
                "Search path back under 250 ms",
                must_now("", INCIDENT),
                days=(5, 8, 12),
                component="Edge proxies",
                team="Runtime",
                before="ai-search",
                protects=("Latency of the search path",),
                consumers=("Search", "Catalogue", "Mobile"),
                critical_workload=True,
            ),
            measured(
                "search-latency",
                "2026-06-01",
                274,
                "Search: results come late in the evening, fewer people look at page two",
            ),
        ),
        begun("2026-06-01 10:30", TOMAS, "search-latency"),
        done("2026-06-12 16:20", TOMAS, "search-latency", 8, "241 ms; one hop less"),
        on("2026-06-15 11:00", LENA, "The next step would be copies near the users").do(
            add(
                "read-replicas",
                "Read replicas close to users",
                bet(""),
                days=(2, 3, 6),
                component="Orders database",
                team="Runtime",
                protects=("Latency",),
                consumers=("Search", "Catalogue"),
            )
        ),
    )


def _june() -> Story:
    return story(
        begun("2026-06-08 09:20", ARUN, "log-export", "The data team moves next week"),
        done(
            "2026-06-10 14:45",
            ARUN,
            "log-export",
            1.5,
            "One job instead of the wish of last summer",
        ),
        on("2026-06-09 10:05", LENA, "Template 1 has 40 open wishes").do(
            add(
                "template-2",
                "Standard service template, version 2",
                bet(""),
                kind="innovation",
                days=(10, 16, 25),
                team="Delivery",
                component="Deploy pipeline",
                consumers=EVERYBODY,
                critical_workload=True,
            )
        ),
        on("2026-06-16 13:30", ARUN, "A retry storm made May's incident worse").do(
            add(
                "retry-budget",
                "Retry budget in the client library",
                tweak(""),
                kind="innovation",
                days=(3, 4, 7),
                team="Delivery",
                consumers=EVERYBODY[:11],
                critical_workload=True,
            )
        ),
        on("2026-06-18 09:40", LENA, "Search and Pricing deploy pipelines of their own").do(
            add(
                "golden-data",
                "Golden path for data pipelines",
                bet(""),
                days=(3, 5, 9),
                team="Delivery",
                component="Object store",
                consumers=("Search", "Pricing", "Reporting"),
            )
        ),
        on("2026-06-22 10:20", LENA, "Network is done, the rest is forms").do(
            left("environments", 7)
        ),
        on("2026-06-23 15:10", INES, "Half a day left of it, after the launch").do(
            left("db-on-request", 5)
        ),
        on("2026-06-26 16:00", MAYA, None).do(
            before("template-2", "db-on-request"),
            before("retry-budget", "self-dns"),
            last("regional-failover"),
            last("cost-tags"),
            last("previews"),
        ),
        on("2026-06-29 09:05", MAYA, "The order of the summer, agreed with both teams").do(
            explain("2026-06-26 16:00")
        ),
    )


def _fires() -> Story:
    return story(
        on("2026-04-11 22:10", ARUN).do(
            interruption(
                "log-0411",
                "Log cluster drops entries under load",
                INCIDENT,
                1,
                component="Log cluster",
            )
        ),
        on("2026-04-29 09:30", TOMAS, "Nightly robot did the rest").do(
            interruption(
                "cve-0429", "Proxy advisory on four edges", SECURITY, 0.5, component="Edge proxies"
            )
        ),
        on("2026-05-16 18:50", INES, "Retries of three clients at once").do(
            interruption(
                "orders-0516",
                "Orders database at its connection limit",
                INCIDENT,
                2,
                component="Orders database",
            )
        ),
        on("2026-06-19 08:20", LENA).do(
            interruption(
                "registry-0619",
                "Image registry certificate not trusted",
                INCIDENT,
                0.5,
                component="Build cluster",
            )
        ),
    )

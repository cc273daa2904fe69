"""October and November 2026: most of the work is chosen, the next dates are in sight.

Beat 15: the state in which the sample opens.
"""

from __future__ import annotations

from roadmap.sample.script import (
    ARUN,
    END_OF_LIFE,
    HELEN,
    INCIDENT,
    INES,
    KEY_USER,
    LAUNCH,
    LENA,
    MAYA,
    REGULATION,
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
    interruption,
    last,
    left,
    must_by,
    must_now,
    on,
    redo,
    sized,
    split,
    story,
    take_back,
    tweak,
)
from roadmap.sample.script_team import limit
from roadmap.sample.setting import EVERYBODY
from roadmap.sample.team import swapped_week


def beats() -> Story:
    """Return the decisions of October and November 2026."""
    return story(
        _october(),
        _dates_ahead(),
        _november_work(),
        _emergencies(),
        _ranks(),
        _estimates(),
        _today(),
        _fires(),
    )


def _october() -> Story:
    return story(
        done("2026-10-07 14:50", LENA, "self-certs", 5.5, "Forty names in a week, none by us"),
        begun("2026-10-05 09:30", ARUN, "build-metrics"),
        on("2026-10-01 10:10", ARUN, "Teams ask why their builds are slow; nobody knows").do(
            add(
                "build-metrics",
                "Build times per team, with the reason",
                tweak(""),
                kind="foundation",
                days=(3, 4, 6),
                team="Delivery",
                component="Build cluster",
                consumers=EVERYBODY[:9],
            )
        ),
        done("2026-10-13 15:35", ARUN, "build-metrics", 4, "Three teams fixed theirs the same day"),
        done("2026-10-22 16:25", TOMAS, "ubuntu-22", 10, "Nine days early"),
        begun("2026-10-08 09:20", LENA, "template-2"),
        begun("2026-10-14 09:45", INES, "schema-changes", "First on a table nobody would miss"),
        on("2026-10-12 11:20", MAYA, "Vendor ends the old price tier in March").do(
            must_by("ingest-move", SCALING, "2027-02-26")
        ),
        on("2026-10-15 10:05", TOMAS, "The root certificate of 2017").do(
            add(
                "root-ca",
                "Renew root CA, re-issue leaf certificates",
                must_by("", END_OF_LIFE, "2027-01-15"),
                days=(3, 4, 6),
                team="Runtime",
                component="Identity and secrets",
                before="residency",
            )
        ),
        on("2026-10-19 09:10", ARUN, "Falls out of the event registry").do(
            add(
                "dead-events",
                "Remove events nobody reads",
                tweak(""),
                kind="foundation",
                days=(2, 3, 4),
                component="Message queue",
                team="Runtime",
                consumers=("Orders", "Logistics", "Pricing"),
            )
        ),
        begun("2026-10-20 09:30", ARUN, "dead-events"),
        done("2026-10-28 12:15", ARUN, "dead-events", 3, "A third of the traffic was for no one"),
        on("2026-10-21 15:00", LENA, "Half of template 2 is useful alone").do(
            split(
                "template-2",
                (
                    "",
                    "Standard service template, version 2, part 1",
                    8,
                    "Two services upgraded live",
                ),
                (
                    "template-2b",
                    "Standard service template, version 2, part 2",
                    8,
                    "Ten services upgraded without us",
                ),
            )
        ),
        on("2026-10-27 10:30", LENA, "Part 1 is what the two pilots asked for").do(
            left("template-2", 3)
        ),
        done(
            "2026-11-06 15:45", LENA, "template-2", 8.5, "Two services upgraded on a Tuesday noon"
        ),
        on("2026-10-29 14:10", INES, "Online changes work on three of four table kinds").do(
            split(
                "schema-changes",
                (
                    "",
                    "Zero-downtime schema changes, part 1",
                    8,
                    "A column added at noon, no one noticed",
                ),
                (
                    "schema-changes-2",
                    "Zero-downtime schema changes, part 2",
                    5,
                    "Renames and splits at noon",
                ),
            )
        ),
    )


def _dates_ahead() -> Story:
    return story(
        on("2026-10-30 09:25", MAYA, "Search wants it for the spring campaign").do(
            add(
                "ai-capacity",
                "Capacity for the AI search launch",
                bet(""),
                days=(4, 7, 11),
                component="Object store",
                team="Runtime",
                kind="foundation",
                consumers=("Search",),
                prerequisites=("ingest-move",),
            )
        ),
        on(
            "2026-11-03 10:00", HELEN, "Storage contract renewed: cheaper than the growth otherwise"
        ).do(
            edit("ingest-move", waits=[{"on": "Storage vendor", "until": "2026-12-04"}]),
            limit(
                "new-racks",
                "vendor",
                "Storage vendor delivers under the new contract",
                since="2026-11-03",
                until="2026-12-04",
                items=("ingest-move", "ai-capacity"),
            ),
        ),
        on("2026-11-09 14:50", INES, "Copy tool from the archive move can be reused").do(
            edit("ingest-move", days=(8, 14, 24), skills={"databases": 6, "hosts": 8})
        ),
        on("2026-11-09 15:18", MAYA, "Two teams have not signed up; ask again in January").do(
            last("event-bus")
        ),
    )


def _november_work() -> Story:
    return story(
        begun("2026-11-02 09:40", ARUN, "retry-budget"),
        done(
            "2026-11-11 16:05", ARUN, "retry-budget", 4.5, "Storm of Saturday stopped at the client"
        ),
        begun("2026-11-04 10:15", TOMAS, "loud-alerts"),
        done("2026-11-06 12:20", TOMAS, "loud-alerts", 2, "Nine pages a week became three"),
        begun("2026-11-09 09:30", LENA, "cache-restore"),
        done(
            "2026-11-12 15:30", LENA, "cache-restore", 3, "First build of the day: six minutes less"
        ),
        done("2026-11-13 14:55", INES, "schema-changes", 8, "A column added at noon, on orders"),
        sized(
            "2026-11-16 09:20", LENA, "self-dns", (3, 5, 8), "The provider's API does most of it"
        ),
        on("2026-11-16 11:05", MAYA, "Leaves room for what the restore drill finds").do(
            before("self-dns", "flaky-tests"), after("log-access", "flaky-tests")
        ),
        begun("2026-11-16 13:40", LENA, "self-dns"),
        begun("2026-11-17 09:15", ARUN, "flaky-tests"),
        on("2026-11-16 11:30", MAYA, "Fewest interruptions since we started. Keep the rota.").do(
            edit("template-2b", promised_by="2026-12-18"),
            before("template-2b", "workload-identity"),
            after("schema-changes-2", "workload-identity"),
        ),
    )


def _emergencies() -> Story:
    return story(
        on("2026-11-10 10:35", TOMAS, "Their letter of October; the gateway still speaks it").do(
            add(
                "tls-11",
                "Turn off TLS 1.1 at the partner gateway",
                must_now("", REGULATION),
                days=(3, 5, 8),
                component="Edge proxies",
                team="Runtime",
                before="root-ca",
                due="2026-11-30",
                consumers=("Partners",),
            )
        ),
        on("2026-11-12 09:05", INES, "62 of 64 taken at noon").do(
            add(
                "orders-cap",
                "Raise connection cap on orders DB",
                must_now("", SCALING),
                days=(1, 2, 3),
                component="Orders database",
                team="Runtime",
                after="tls-11",
            )
        ),
        on("2026-11-16 16:45", TOMAS, "Found by the yearly key review").do(
            add(
                "signing-key",
                "Rotate the payments signing key",
                must_now("", SECURITY),
                days=(1, 1.5, 2.5),
                component="Identity and secrets",
                team="Runtime",
                before="tls-11",
                due="2026-11-25",
            )
        ),
        on("2026-11-17 08:30", TOMAS, "Advisory of the night, edges first").do(
            add(
                "openssl-edge",
                "Patch OpenSSL on edge proxies",
                must_now("", SECURITY),
                days=(2, 3, 4),
                component="Edge proxies",
                team="Runtime",
                before="signing-key",
                due="2026-11-27",
                protects=("Security",),
            )
        ),
        begun("2026-11-17 09:10", TOMAS, "openssl-edge"),
        on("2026-11-18 10:02", TOMAS, "Captured during the drill").do(
            add(
                "restore-drill",
                "Restore drill: archive index missing",
                must_now("", INCIDENT),
                days=(2, 4, 7),
                component="Object store",
                team="Runtime",
                after="openssl-edge",
                protects=("Reliability",),
            )
        ),
        on("2026-11-19 11:40", INES, "Eleven refunds, one of them Nordbank's chairman").do(
            add(
                "nordbank-refund",
                "Refund job stuck for Nordbank",
                must_now("", KEY_USER),
                days=(2, 3, 5),
                component="Payments database",
                team="Runtime",
                before="restore-drill",
                consumers=("Partners", "Payments"),
            )
        ),
    )


def _ranks() -> Story:
    return story(
        on("2026-11-13 10:20", MAYA, "What has a date in January comes first").do(
            after("ingest-move", "root-ca"), after("k8s-135", "ingest-move")
        ),
        on("2026-11-17 15:25", ARUN, "Short, and it pays every night on call").do(
            before("log-access", "self-dns")
        ),
        on("2026-11-18 09:15", LENA, None).do(last("previews")),
        on("2026-11-18 09:16", LENA, None).do(take_back("2026-11-18 09:15")),
        on("2026-11-18 09:24", LENA, "Was right after all: environments expire since August").do(
            redo("2026-11-18 09:16")
        ),
        on("2026-11-18 16:40", MAYA, "Date is in Nordbank's contract").do(
            must_by("ai-capacity", LAUNCH, "2027-03-01"), before("ai-capacity", "residency")
        ),
        on("2026-11-19 09:50", LENA, "The bill of October still names nobody").do(
            before("cost-tags", "log-access"), edit("cost-tags", protects=("Efficiency",))
        ),
    )


def _estimates() -> Story:
    """The long bets are sized again, by those who would do them."""
    return story(
        sized(
            "2026-11-05 09:35", INES, "event-bus", (16, 27, 45), "With moving the five that wait"
        ),
        sized("2026-11-05 09:42", TOMAS, "workload-identity", (14, 24, 38), "31 places, counted"),
        sized(
            "2026-11-05 09:50", INES, "regional-failover", (12, 20, 33), "Two buttons, one a region"
        ),
        sized(
            "2026-11-05 09:56", LENA, "golden-data", (5, 9, 15), "Reporting brings its own sources"
        ),
        sized(
            "2026-11-05 10:02", ARUN, "load-clusters", (5, 8, 12), "Quotas have to know them first"
        ),
        sized("2026-11-05 10:08", INES, "read-replicas", (4, 6, 10), "Two regions instead of one"),
        sized("2026-11-05 10:15", ARUN, "log-access", (3, 5, 8), "The auditor wants a trace of it"),
        sized(
            "2026-11-12 11:10", INES, "schema-changes-2", (5, 8, 13), "Splits need a second pass"
        ),
        sized(
            "2026-11-12 11:20", LENA, "template-2b", (7, 11, 17), "Ten services, two of them odd"
        ),
    )


def _today() -> Story:
    """Beat 15: where the sample stands."""
    return story(
        on("2026-11-20 09:12", MAYA, "Ines is back a week early; the on-call week can move").do(
            before("schema-changes-2", "template-2b"), *swapped_week()
        ),
        on("2026-11-20 09:20", HELEN, "A third of what it was; next year the regional button").do(
            before("regional-failover", "template-2b"),
        ),
        on(
            "2026-11-20 09:40", MAYA, "For the review: two answers are wanted, by 4 and 11 December"
        ).do(
            edit("ai-capacity", labels=("ingest", "review")),
            edit("root-ca", labels=("review",)),
        ),
    )


def _fires() -> Story:
    return story(
        on("2026-10-10 07:20", ARUN).do(
            interruption(
                "edge-1010",
                "One edge out after a disk failure",
                INCIDENT,
                0.5,
                component="Edge proxies",
            )
        ),
        on("2026-10-24 21:30", INES, "Retries again; the budget is next").do(
            interruption(
                "orders-1024",
                "Orders database slow for half an hour",
                INCIDENT,
                1,
                component="Orders database",
            )
        ),
        on("2026-11-14 18:15", ARUN, "The client stopped it, we only watched").do(
            interruption(
                "retry-1114",
                "Retry storm on the order path",
                INCIDENT,
                0.5,
                component="Orders database",
            )
        ),
    )

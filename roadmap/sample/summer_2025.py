"""August and September 2025: the hire is approved, patching is automated.

Beats 6 and 7 of the story.
"""

from __future__ import annotations

from roadmap.sample.script import (
    HELEN,
    INCIDENT,
    INES,
    KEY_USER,
    LENA,
    MAYA,
    SECURITY,
    TOMAS,
    Story,
    add,
    before,
    begun,
    done,
    edit,
    explain,
    interruption,
    left,
    must_now,
    on,
    size,
    split,
    story,
    tweak,
)
from roadmap.sample.script_team import lifted
from roadmap.sample.setting import EVERYBODY


def beats() -> Story:
    """Return the decisions of August and September 2025."""
    return story(
        _august_work(),
        _hire(),
        _august_fires(),
        _september_work(),
        _patching_done(),
        _september_fires(),
    )


def _august_work() -> Story:
    return story(
        begun("2025-08-01 09:20", INES, "orders-disk"),
        done("2025-08-07 15:45", INES, "orders-disk", 4, "Alerts at 80%, grows by itself to 95%"),
        begun("2025-08-04 09:30", INES, "postgres-13", "The two smallest databases as a rehearsal"),
        begun(
            "2025-08-04 10:15", LENA, "rollback", "Five teams asked, and it shortens our nights too"
        ),
        done("2025-08-13 16:40", LENA, "rollback", 4, "From eleven minutes to 90 seconds"),
        begun("2025-08-11 09:05", TOMAS, "address-block"),
        done("2025-08-28 13:30", TOMAS, "address-block", 6, "18 days before the provider takes it"),
        begun("2025-08-14 09:20", LENA, "java-11", "Sixty services, ten a day once it goes"),
        begun("2025-08-18 10:10", INES, "replica-lag"),
        done("2025-08-27 17:15", INES, "replica-lag", 4.5, "Under ten seconds since the new disks"),
        on("2025-08-08 14:40", INES, "Rehearsed twice; the copy step is faster than feared").do(
            size("postgres-13", 18, 23, 32), left("postgres-13", 19)
        ),
        on("2025-08-18 11:00", MAYA, "Whoever comes should not lose a month to permissions").do(
            add(
                "first-week",
                "First week of a new engineer without waiting",
                tweak(""),
                days=(1, 2, 3),
                team="Delivery",
                before="sandbox",
            )
        ),
        on("2025-08-21 09:50", TOMAS, "They are the ones that can break everybody").do(
            edit("two-people", protects=("Security",), critical_workload=True),
            edit("config-secrets", protects=("Security",)),
        ),
        on("2025-08-25 09:15", LENA, "Deploy is what every team touches daily").do(
            edit("deploy-product", consumers=EVERYBODY[:8], critical_workload=True),
            edit("templates", consumers=EVERYBODY[:9]),
        ),
    )


def _hire() -> Story:
    """Beat 6: the answer of the vice president."""
    return story(
        on("2025-08-12 17:32", HELEN, "The cap ends on the day the engineer begins").do(
            edit("hire-case", notes="Approved by Helen Brandt on 12 August 2025."),
            lifted("headcount", "2026-01-12"),
        ),
        on("2025-08-19 09:10", MAYA, "The hire helps from spring on, not this autumn").do(
            edit("first-week", not_before="2025-12-01")
        ),
    )


def _august_fires() -> Story:
    return story(
        on("2025-08-03 04:20", TOMAS).do(
            interruption(
                "tunnel-0803",
                "Tunnel to Nordbank down for an hour",
                KEY_USER,
                1,
                component="Edge proxies",
            )
        ),
        on("2025-08-09 12:10", LENA, "Cluster autoscaler fought our own limits").do(
            interruption(
                "build-0809",
                "Builds queue for two hours",
                INCIDENT,
                2.5,
                component="Build cluster",
            )
        ),
        on("2025-08-11 18:25", TOMAS, "Rated 9.8, and our edges speak it").do(
            add(
                "edge-cve",
                "CVE round: HTTP/2 on edge proxies",
                must_now("", SECURITY),
                days=(2, 3, 5),
                component="Edge proxies",
                team="Runtime",
                before="postgres-13",
            )
        ),
        begun("2025-08-11 18:40", TOMAS, "edge-cve", "Tonight, before the exploit spreads"),
        done("2025-08-13 13:20", TOMAS, "edge-cve", 3.5, "All edges; partners tested with us"),
        on("2025-08-19 09:25", INES).do(
            interruption(
                "queue-0819",
                "Broker lost its leader, orders delayed",
                INCIDENT,
                3,
                component="Message queue",
            )
        ),
        on("2025-08-20 10:00", INES, "Same fault as in March, the version has no fix").do(
            explain("2025-08-19 09:25")
        ),
        on("2025-08-26 15:30", TOMAS, "41 hosts by hand, the robot does not know them yet").do(
            interruption(
                "patch-0826",
                "Sudo advisory on hosts without automation",
                SECURITY,
                2.5,
                component="Host fleet",
            )
        ),
    )


def _september_work() -> Story:
    return story(
        done(
            "2025-09-05 15:10",
            LENA,
            "java-11",
            9,
            "Two services only build on Tuesdays, do not ask",
        ),
        begun("2025-09-01 09:25", INES, "nordbank-hour", "Uses the failover work of June"),
        done("2025-09-24 16:50", INES, "nordbank-hour", 11, "41 minutes, watched by their auditor"),
        begun("2025-09-08 09:10", LENA, "templates"),
        done("2025-09-12 14:15", LENA, "templates", 3, "A new service deploys on its first day"),
        begun("2025-09-01 10:40", TOMAS, "rotate-tls"),
        done(
            "2025-09-19 16:30", TOMAS, "rotate-tls", 8, "Eleven days early; the next round is a job"
        ),
        begun("2025-09-15 10:05", LENA, "log-heap"),
        done("2025-09-18 15:55", LENA, "log-heap", 3.5, "Monday came and nobody noticed"),
        begun("2025-09-22 10:30", LENA, "lb-drain"),
        done("2025-09-26 12:05", LENA, "lb-drain", 3, "No dropped request in three deploys"),
        on("2025-09-02 11:10", MAYA, "Twice postponed, and the season is near").do(
            before("peak-capacity", "log-heap")
        ),
        on("2025-09-10 10:20", INES, "Four of six databases are on 15").do(left("postgres-13", 9)),
        on("2025-09-16 14:35", TOMAS, "Split, so that something is finished before the end").do(
            split(
                "old-dc",
                (
                    "",
                    "Old data centre: move what stays",
                    20,
                    "Traffic graph of the old site is flat",
                ),
                (
                    "old-dc-storage",
                    "Old data centre: move the archive",
                    14,
                    "Ten restores compared",
                ),
                (
                    "old-dc-power",
                    "Old data centre: switch off and hand over",
                    10,
                    "Signed handover",
                ),
            )
        ),
        on("2025-09-17 09:05", TOMAS, "Only the rent of the last part depends on February").do(
            edit("old-dc-power", promised_by="2026-02-20")
        ),
    )


def _patching_done() -> Story:
    """Beat 7: promised 5 person-days a sprint; what it saves is seen later, and is less."""
    return story(
        on(
            "2025-09-12 17:00", TOMAS, "Covers 170 of 212 hosts, the rest is the old data centre"
        ).do(left("auto-patching", 3)),
        done("2025-09-22 15:40", TOMAS, "auto-patching", 20, "Patches 170 hosts a night by itself"),
        on(
            "2025-11-17 10:10", TOMAS, "Observed since: 3.6 days a sprint, not 5; 42 hosts are left"
        ).do(
            edit(
                "auto-patching", notes="Promised 5 person-days a sprint, observed 3.6 by November."
            )
        ),
    )


def _september_fires() -> Story:
    return story(
        on("2025-09-08 08:35", INES, "Their month-end cannot wait for ours").do(
            add(
                "nordbank-slow",
                "Nordbank: settlement API above one second",
                must_now("", KEY_USER),
                days=(3, 4, 6),
                component="Payments database",
                team="Runtime",
                before="peak-capacity",
                consumers=("Partners",),
            )
        ),
        begun("2025-09-09 09:20", INES, "nordbank-slow"),
        done("2025-09-16 11:40", INES, "nordbank-slow", 4, "An index, after three days of looking"),
        on("2025-09-04 21:05", TOMAS).do(
            interruption(
                "fibre-0904",
                "Fibre cut, traffic over one site",
                INCIDENT,
                2,
                component="Edge proxies",
            )
        ),
        on("2025-09-20 10:15", LENA, "A Saturday; the vendor's status page was green").do(
            interruption(
                "registry-0920",
                "Image registry answers with errors",
                INCIDENT,
                1.5,
                component="Build cluster",
            )
        ),
        on("2025-09-27 13:50", TOMAS, "The ones the robot does not reach").do(
            interruption(
                "patch-0927",
                "Patch the 42 hosts of the old data centre",
                SECURITY,
                2,
                component="Host fleet",
            )
        ),
    )

"""July to September 2025: hidden work surfaces, less is done at once, patching is automated.

Beats 3 to 7 of the story: Postgres is must-do, the multi-region rewrite is shed, automation wins
over a hire and three shed items, the hire is approved all the same.
"""

from __future__ import annotations

from roadmap.sample.script import (
    END_OF_LIFE,
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
    after,
    before,
    begun,
    done,
    edit,
    explain,
    interruption,
    last,
    left,
    must_by,
    must_now,
    on,
    shed,
    size,
    sized,
    split,
    story,
    take_back,
    tweak,
)
from roadmap.sample.setting import EVERYBODY


def beats() -> Story:
    """Return the decisions from July to September 2025."""
    return story(
        _july_work(),
        _postgres_surfaces(),
        _less_at_once(),
        _july_fires(),
        _comparison(),
        _august_work(),
        _hire(),
        _august_fires(),
        _september_work(),
        _patching_done(),
        _september_fires(),
    )


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
            edit("postgres-13", promised_by="2025-10-31", people_at_once=2.0)
        ),
    )


def _less_at_once() -> Story:
    """Beat 4: work in progress is limited to three; the rewrite is shed."""
    return story(
        on("2025-07-14 09:05", MAYA, "Three things at once, not nine: that is what we finish").do(
            edit("small-images", notes="Waits: at most three items are in progress from today."),
            edit("tracing", notes="Waits: at most three items are in progress from today."),
        ),
        on("2025-07-14 09:20", MAYA, "no consumer signed; review in March").do(
            shed("multi-region")
        ),
        on("2025-07-14 09:31", TOMAS, "Behind everything that has a date").do(
            after("deploy-product", "log-licence"), after("one-job-way", "deploy-product")
        ),
        on("2025-07-14 09:40", LENA, "Nobody could say what it is for; ask who still reads it").do(
            tweak("old-wiki"), edit("old-wiki", size="S")
        ),
        on("2025-07-15 11:20", LENA, "Twelve readers in a month").do(shed("old-wiki")),
        on("2025-07-15 15:10", MAYA, "Data team moves to its own store").do(shed("log-export")),
        on("2025-07-16 09:30", MAYA, "The move is in spring; until then they have nothing").do(
            take_back("2025-07-15 15:10")
        ),
        begun("2025-07-14 10:30", TOMAS, "vault-audit"),
        done("2025-07-17 14:45", TOMAS, "vault-audit", 2, "Entries from today on; May stays lost"),
        begun("2025-07-16 10:00", LENA, "scan-images", "Two of the June findings came in this way"),
        done("2025-07-25 15:05", LENA, "scan-images", 5.5, "Blocks pushes with a known exploit"),
        begun("2025-07-17 09:30", INES, "old-drivers", "Payments first, they deploy on Tuesdays"),
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
            )
        ),
        on("2025-07-28 11:15", MAYA, "The three that would go if we shed instead").do(
            last("local-checkout"), last("status-page"), last("one-job-way")
        ),
        on(
            "2025-07-28 14:05",
            MAYA,
            "Patching eats a third of every sprint. Automating it frees more by October than three "
            "shed items, and helps Postgres keep its date. The backlog still grows, so we ask for "
            "a hire as well.",
        ).do(
            before("auto-patching", "postgres-13"),
            must_by("rotate-tls", END_OF_LIFE, "2025-09-30"),
            edit("auto-patching", promised_by="2025-09-30"),
        ),
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
        begun("2025-07-28 15:00", TOMAS, "auto-patching", "Two of us, nothing else until it runs"),
        begun("2025-07-29 09:10", MAYA, "hire-case"),
        done(
            "2025-08-05 16:00", MAYA, "hire-case", 1.5, "Two pages: backlog, dates, cost of waiting"
        ),
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
        on("2025-08-12 17:32", HELEN, "Approved. One engineer, start in January at the latest.").do(
            edit("hire-case", notes="Approved by Helen Brandt on 12 August 2025.")
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
        ).do(left("auto-patching", 4)),
        done("2025-09-22 15:40", TOMAS, "auto-patching", 28, "Patches 170 hosts a night by itself"),
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

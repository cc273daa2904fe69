"""June 2025: firefighting. Everything that burns is picked up, and a failover fails (beat 2)."""

from __future__ import annotations

from roadmap.sample.script import (
    HELEN,
    INCIDENT,
    INES,
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
    finish,
    interruption,
    left,
    must_now,
    on,
    size,
    start,
    story,
    tweak,
)
from roadmap.sample.script_levels import measured
from roadmap.sample.script_team import close


def beats() -> Story:
    """Return the decisions of June 2025 after the sorting."""
    return story(_first_order(), _first_sprint(), _estimates(), _failover(), _second_sprint())


def _first_order() -> Story:
    return story(
        on("2025-06-03 09:30", MAYA, "What is exploitable comes before what is annoying").do(
            before("ci-token", "cve-openssh"), after("xz-scan", "cve-openssh")
        ),
        on("2025-06-03 09:34", MAYA, "Their quarterly review with us is on the 12th").do(
            before("nordbank-queue", "base-images"), after("nordbank-file", "nordbank-queue")
        ),
        on("2025-06-03 09:38", INES, None).do(before("payments-pool", "base-images")),
        on("2025-06-03 09:44", INES, "Fills three weeks from now").do(
            after("queue-disks", "payments-pool")
        ),
        on("2025-06-03 10:02", MAYA, "Every team goes through the edge").do(
            edit(
                "partner-tls",
                consumers=("Partners", "Checkout", "Payments"),
                critical_workload=True,
            )
        ),
        on("2025-06-03 10:06", MAYA, "Whom the payments database serves").do(
            edit(
                "payments-pool", consumers=("Payments", "Checkout", "Fraud"), critical_workload=True
            ),
            edit(
                "postgres-13", consumers=("Payments", "Fraud", "Reporting"), critical_workload=True
            ),
        ),
        on("2025-06-03 10:11", LENA, None).do(edit("log-export", consumers=("Reporting",))),
        on("2025-06-03 10:15", LENA, "Survey of March, question 7").do(
            edit("rollback", consumers=("Checkout", "Orders", "Mobile", "Search", "Pricing")),
            edit("build-queue", consumers=("Mobile", "Search", "Catalogue", "Pricing", "Fraud")),
        ),
    )


def _first_sprint() -> Story:
    return story(
        begun("2025-06-03 10:40", TOMAS, "ci-token", "Revoke first, then look for use"),
        done("2025-06-03 16:50", TOMAS, "ci-token", 1, "Revoked, no use found in the logs"),
        begun("2025-06-03 11:05", TOMAS, "cve-openssh"),
        done(
            "2025-06-06 18:10",
            TOMAS,
            "cve-openssh",
            9,
            "212 of 212, the last four by hand on a Friday evening",
        ),
        begun("2025-06-04 09:15", INES, "nordbank-queue", "They sent us the traces we needed"),
        done(
            "2025-06-11 15:20",
            INES,
            "nordbank-queue",
            6,
            "One slow consumer held the partition; it now times out",
        ),
        begun("2025-06-04 10:00", LENA, "registry-full"),
        done(
            "2025-06-06 11:45",
            LENA,
            "registry-full",
            3,
            "Deleted 11 TB of images nobody had pulled for a year",
        ),
        begun("2025-06-09 09:20", TOMAS, "xz-scan"),
        done("2025-06-10 14:05", TOMAS, "xz-scan", 2.5, "Two build hosts had it, both rebuilt"),
        begun("2025-06-09 10:10", LENA, "deploy-lock", "Third Monday in a row somebody calls us"),
        done(
            "2025-06-12 16:30",
            LENA,
            "deploy-lock",
            3,
            "The lock carries its owner now and ends with the rollout",
        ),
        on("2025-06-05 03:12", TOMAS, None).do(
            interruption(
                "disk-0605",
                "Root disk full on two edge proxies",
                INCIDENT,
                1.5,
                component="Edge proxies",
            )
        ),
        on("2025-06-10 22:47", INES, "Restarted by hand, cause not known").do(
            interruption(
                "pool-0610",
                "Payments pool exhausted during a campaign",
                INCIDENT,
                3,
                component="Payments database",
            )
        ),
        on("2025-06-12 10:20", LENA, None).do(
            interruption(
                "cache-0612",
                "Release blocked by a corrupt cache",
                INCIDENT,
                2,
                component="Build cluster",
            )
        ),
        on(
            "2025-06-13 15:40", MAYA, "Closing the sprint: 8 planned, 6 done, three nights broken"
        ).do(
            left("base-images", 3),
            start("base-images"),
            close(1, "8 planned, 6 done, three nights broken."),
        ),
    )


def _estimates() -> Story:
    return story(
        on("2025-06-11 09:30", TOMAS, "Three host families, one of them unknown to all of us").do(
            size("ubuntu-20", 20, 30, 48)
        ),
        on("2025-06-11 09:36", TOMAS, "91 racks, counted").do(size("old-dc", 36, 50, 70)),
        on("2025-06-11 09:41", TOMAS, "Hand-made scripts for each family, then one tool").do(
            size("auto-patching", 18, 26, 40)
        ),
        on("2025-06-11 09:47", INES, "The drill alone takes two weekends").do(
            size("nordbank-hour", 9, 13, 20)
        ),
        on("2025-06-11 09:52", TOMAS, None).do(size("pci-logs", 14, 20, 30)),
        on("2025-06-11 09:55", INES, "Depends on how the archive is laid out").do(
            size("erase-backups", 10, 18, 30)
        ),
        on("2025-06-11 10:01", LENA, "Four images, 60 services").do(size("java-11", 5, 8, 13)),
        on("2025-06-11 10:05", TOMAS, "As last year, times 1.4").do(
            size("peak-capacity", 9, 14, 22)
        ),
        on("2025-06-11 10:20", MAYA, "Promised to finance with the June budget").do(
            edit("old-dc", promised_by="2026-02-15")
        ),
        on("2025-06-11 10:24", TOMAS, "The hosts that move need not be upgraded first").do(
            edit("ubuntu-20", notes="Leave out what goes away with the old data centre.")
        ),
    )


def _failover() -> Story:
    """Beat 2: the failover that failed."""
    return story(
        on("2025-06-19 21:40", TOMAS, "payments down, two key customers").do(
            interruption(
                "failover",
                "Failover of the payments database fails for nine hours",
                INCIDENT,
                14,
                component="Payments database",
                incident="INC-2214",
                started_at="2025-06-19T11:05:00+02:00",
            ),
            measured("availability", "2025-06-19", 98.60, "payments down, two key customers"),
        ),
        on("2025-06-20 08:15", MAYA, "Nothing else of ours was lost by more people at once").do(
            add(
                "fix-failover",
                "Fix failover of the payments database",
                must_now("", INCIDENT),
                days=(5, 8, 14),
                component="Payments database",
                team="Runtime",
                before="kernel-db",
                protects=("Availability of payments",),
                consumers=("Payments", "Checkout", "Fraud", "Partners"),
                critical_workload=True,
            )
        ),
        on(
            "2025-06-20 09:00", INES, "The standby had been out of sync since May; no alert said so"
        ).do(start("fix-failover")),
        on("2025-06-23 10:30", INES, "Nobody had tried it since 2023").do(
            add(
                "failover-drill",
                "Failover drill every quarter",
                tweak(""),
                days=(2, 3, 5),
                component="Payments database",
                protects=("Reliability",),
                prerequisites=("fix-failover",),
            )
        ),
        on("2025-06-23 11:10", HELEN, "I have told both customers that this comes first").do(
            before("fix-failover", "nordbank-file")
        ),
        on("2025-06-24 16:00", TOMAS, None).do(
            interruption(
                "review-0624", "Evidence for two customers' auditors", INCIDENT, 2, is_request=True
            )
        ),
        on("2025-06-25 09:10", TOMAS, "Both asked for the log of every failover since 2023").do(
            explain("2025-06-24 16:00")
        ),
    )


def _second_sprint() -> Story:
    return story(
        on("2025-06-16 09:10", LENA, "Every service is built on one of the nine").do(
            edit("base-images", critical_workload=True)
        ),
        begun("2025-06-16 09:40", TOMAS, "relay-cert", "Eleven days left"),
        done(
            "2025-06-17 12:15",
            TOMAS,
            "relay-cert",
            1.5,
            "Two years until the next one, with a reminder",
        ),
        begun("2025-06-16 10:25", INES, "kernel-db"),
        done("2025-06-27 17:30", INES, "kernel-db", 6, "A week late: the failover took the people"),
        begun("2025-06-17 14:00", TOMAS, "idle-machines", "The biggest forty first"),
        done("2025-06-26 11:20", TOMAS, "idle-machines", 3, "EUR 9,400 a month less"),
        begun("2025-06-17 09:05", INES, "queue-disks", "A week before they are full"),
        done(
            "2025-06-18 18:45",
            INES,
            "queue-disks",
            2.5,
            "Retention by topic; the two loudest keep three days",
        ),
        on("2025-06-26 16:45", LENA, "Nine images, all rebuilt and pushed").do(
            finish("base-images", 5)
        ),
        on("2025-06-27 14:20", INES, "Drilled twice on the copy, both under four minutes").do(
            finish("fix-failover", 9)
        ),
        on("2025-06-28 02:10", TOMAS, "Third night this month").do(
            interruption(
                "dns-0628",
                "DNS timeouts in zone B stop the order import",
                INCIDENT,
                2.5,
                component="Host fleet",
            )
        ),
        on("2025-06-29 11:30", TOMAS, None).do(
            interruption(
                "cve-0629",
                "Proxy advisory: check whether we are hit",
                SECURITY,
                1,
                component="Edge proxies",
            )
        ),
    )

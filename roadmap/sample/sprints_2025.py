"""The sprints of 2025: what each was committed to, what changed in it, and how it was closed.

Committed is what shall be finished; longer work runs on beside it and is committed in its last
sprint. Capacity, plan and outcome are computed when the beat is played.
"""

from __future__ import annotations

from roadmap.sample.script import INES, LENA, MAYA, TOMAS, Story, done, on, start, story
from roadmap.sample.script_team import close, commit, progress, pull, push
from roadmap.sample.setting import RUNTIME


def beats() -> Story:
    """Return commitments and closings of sprints 1 to 16."""
    return story(_summer(), _autumn(), _winter(), _actions())


def _summer() -> Story:
    return story(
        on("2025-06-03 10:25", MAYA, "Eight we mean to finish; longer work runs on beside them").do(
            commit(
                1,
                *("ci-token", "cve-openssh", "xz-scan", "nordbank-queue", "registry-full"),
                *("deploy-lock", "base-images", "payments-pool"),
            )
        ),
        on("2025-06-16 08:50", MAYA, "What has a date in June, and what waits since the first").do(
            commit(
                2,
                *("relay-cert", "queue-disks", "idle-machines", "base-images", "kernel-db"),
                *("payments-pool", "dns-zone-b"),
            )
        ),
        on("2025-06-20 09:05", MAYA, "Two customers wait for this and for nothing else of ours").do(
            pull("fix-failover")
        ),
        on("2025-06-23 11:20", MAYA, "Ines cannot mend two things at once").do(
            push("payments-pool")
        ),
        on(
            "2025-06-30 08:40", MAYA, "The failover cost two weeks; we had no drill and no slack."
        ).do(close(2, "The failover cost two weeks; we had no drill and no slack.")),
        on("2025-06-30 08:50", MAYA, "Less than in June on purpose: nights are still broken").do(
            commit(
                3,
                *("leaver-keys", "payments-pool", "nordbank-file", "build-cache", "vault-root"),
                *("checkout-alert", "backup-gap"),
            )
        ),
        on("2025-07-14 08:40", MAYA, "Seven things begun, five finished: we start too much.").do(
            close(3, "Seven things begun, five finished: we start too much.")
        ),
        on("2025-07-14 08:50", MAYA, "Only what is nearly done, and the audit's wish").do(
            commit(4, "checkout-alert", "vault-audit", "backup-gap", "scan-images", "log-heap")
        ),
        on("2025-07-24 13:20", LENA, "Heap can wait a Monday, a full disk cannot").do(
            push("log-heap")
        ),
        on("2025-07-28 08:40", TOMAS, "Three at once works; patching by hand still eats us.").do(
            close(4, "Three at once works; patching by hand still eats us.")
        ),
        on("2025-07-28 08:50", MAYA, "Close the July fires before the robot takes two of us").do(
            commit(5, "alert-storm", "dns-zone-b", "old-drivers", "orders-disk")
        ),
        on("2025-08-11 08:40", MAYA, "First sprint in which all that was promised got done.").do(
            close(5, "First sprint in which all that was promised got done.")
        ),
        on("2025-08-11 08:50", MAYA, "Holidays: two small ones, the robot and Postgres go on").do(
            progress("auto-patching", 9),
            commit(6, "rollback", "replica-lag", "address-block"),
        ),
        on("2025-08-11 18:32", TOMAS, "Cannot wait for the next sprint, nor for the morning").do(
            pull("edge-cve")
        ),
        on("2025-08-25 08:40", INES, "The edge advisory and holidays left two of three undone.").do(
            close(6, "The edge advisory and holidays left two of three undone.")
        ),
        on("2025-08-25 08:50", MAYA, "The two of last time, and the Java images").do(
            progress("java-11", 6),
            progress("auto-patching", 9),
            progress("address-block", 2),
            commit(7, "replica-lag", "address-block", "java-11"),
        ),
    )


def _autumn() -> Story:
    return story(
        on("2025-09-08 08:42", MAYA, "All three done. Small commitments are kept, it seems.").do(
            close(7, "All three done. Small commitments are kept, it seems.")
        ),
        on(
            "2025-09-08 08:52", MAYA, "Nordbank's month-end first, then what has September in it"
        ).do(
            progress("rotate-tls", 5),
            commit(8, "nordbank-slow", "rotate-tls", "log-heap", "templates", "lb-drain"),
        ),
        on("2025-09-22 08:40", LENA, "Draining waited: three days went into one index.").do(
            close(
                8,
                "Draining waited: three days went into one index.",
                query_review=("Look at slow queries every Monday", RUNTIME, 0.5),
            )
        ),
        on("2025-09-22 08:50", MAYA, "The robot to its end, and Nordbank's hour").do(
            progress("nordbank-hour", 2),
            commit(9, "auto-patching", "nordbank-hour", "lb-drain", "query-review", "partner-tls"),
        ),
        on(
            "2025-10-06 08:40", TOMAS, "The robot patches; we count what it saves before we cheer."
        ).do(close(9, "The robot patches; we count what it saves before we cheer.")),
        on("2025-10-06 08:50", MAYA, "After the cut-over: short ones while the dated start").do(
            commit(10, "partner-tls", "failover-drill", "runbooks", "build-queue")
        ),
        on(
            "2025-10-20 08:40", MAYA, "Postgres behind us; the team went home at five for a week."
        ).do(close(10, "Postgres behind us; the team went home at five for a week.")),
        on("2025-10-20 08:50", MAYA, "Long dated work runs, so only four are promised").do(
            progress("erase-backups", 11),
            progress("peak-capacity", 6),
            commit(11, "build-queue", "config-secrets", "clock-skew", "refund-job"),
        ),
        on(
            "2025-11-03 08:40", INES, "The refund job was looked at three times and owned by none."
        ).do(
            close(
                11,
                "The refund job was looked at three times and owned by none.",
                job_owners=("Write down who owns each nightly job", RUNTIME, 1.0),
            )
        ),
        on("2025-11-03 08:50", MAYA, "Everything that has to stand before the peak").do(
            progress("peak-capacity", 2),
            progress("nordbank-vpn", 1.5),
            commit(12, "refund-job", "peak-capacity", "nordbank-vpn", "scale-by-queue"),
        ),
        on("2025-11-17 08:40", MAYA, "All four done twelve days before the peak.").do(
            close(12, "All four done twelve days before the peak.")
        ),
        on("2025-11-17 08:50", MAYA, "Little, because nothing goes out from the 28th on").do(
            progress("erase-backups", 3),
            progress("ubuntu-20", 8),
            commit(13, "sandbox", "erase-backups", "job-owners"),
        ),
    )


def _winter() -> Story:
    return story(
        on("2025-12-01 08:40", TOMAS, "We froze, nothing burnt, and we were a little bored.").do(
            close(13, "We froze, nothing burnt, and we were a little bored.")
        ),
        on("2025-12-01 08:50", MAYA, "The audit's logs on Monday, the pipeline by the tenth").do(
            progress("pci-logs", 1),
            progress("deploy-product", 5),
            commit(14, "pci-logs", "freeze", "deploy-product", "first-week"),
        ),
        on("2025-12-15 08:40", MAYA, "December is calm enough to finish what was begun.").do(
            close(14, "December is calm enough to finish what was begun.")
        ),
        on("2025-12-15 08:50", MAYA, "One week and two days of work before Christmas").do(
            progress("ubuntu-20", 2),
            commit(15, "ubuntu-20", "remote-cache", "log-licence"),
        ),
        on("2025-12-18 11:55", TOMAS, "The vendor's lawyer is away until January").do(
            push("log-licence")
        ),
        on("2025-12-29 08:40", LENA, "The licence was promised on a vendor's word. Not again.").do(
            close(15, "The licence was promised on a vendor's word. Not again.")
        ),
        on("2025-12-29 08:50", MAYA, "Half a team, half a sprint: small things only").do(
            progress("db-passwords", 3),
            progress("log-licence", 6),
            commit(16, "ci-deps", "branches", "db-passwords"),
        ),
    )


def _actions() -> Story:
    """What became of the actions of the retrospectives, and the end of the first sprint."""
    return story(
        on("2025-09-29 09:10", INES, "Half an hour on Mondays, before coffee").do(
            start("query-review")
        ),
        done("2025-09-29 16:20", INES, "query-review", 0.5, "Found two more at the first look"),
        on("2025-11-18 09:20", INES, "Asked everybody at stand-up").do(start("job-owners")),
        done("2025-11-20 11:40", INES, "job-owners", 1, "27 jobs, three of them orphans until now"),
    )

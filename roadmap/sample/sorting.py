"""The first two days: 64 imported items find their place on the grid, most of them must be done.

Beat 1 of the story. The mistake is in here too: Postgres lands among the tweaks.
"""

from __future__ import annotations

from roadmap.commands import Command
from roadmap.sample.script import (
    COST,
    END_OF_LIFE,
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
    bet,
    explain,
    must_by,
    must_now,
    on,
    story,
    take_back,
    tweak,
)
from roadmap.values import Driver


def beats() -> Story:
    """Return the sorting of 2 and 3 June 2025."""
    return story(_emergencies(), _dated(), _choices(), _second_thoughts())


def _all(driver: Driver, *handles: str) -> list[Command]:
    return [must_now(handle, driver) for handle in handles]


def _emergencies() -> Story:
    return story(
        on("2025-06-02 09:31", TOMAS, "Exploit code is public since Friday").do(
            must_now("cve-openssh", SECURITY)
        ),
        on("2025-06-02 09:32", TOMAS, "Same class of finding, the auditor counts the days").do(
            *_all(SECURITY, "base-images", "kernel-db", "xz-scan", "ci-token")
        ),
        on("2025-06-02 09:36", TOMAS, None).do(must_now("leaver-keys", SECURITY)),
        on("2025-06-02 09:41", MAYA, "Nordbank pays for a fifth of the platform").do(
            *_all(KEY_USER, "nordbank-queue", "nordbank-file", "nordbank-vpn")
        ),
        on("2025-06-02 09:47", INES, "We were paged for it three times in May").do(
            must_now("payments-pool", SCALING)
        ),
        on("2025-06-02 09:49", INES, "At today's rate the brokers stop on 24 June").do(
            must_now("queue-disks", SCALING)
        ),
        on("2025-06-02 09:50", LENA, "Six percent left, pushes fail at zero").do(
            must_now("registry-full", SCALING)
        ),
        on("2025-06-02 09:55", INES, "A restore would lose a night of sign-ups").do(
            must_now("backup-gap", INCIDENT)
        ),
        on("2025-06-02 09:58", TOMAS, "Follow-ups we promised in the incident reviews").do(
            *_all(INCIDENT, "partner-tls", "log-heap", "dns-zone-b", "lb-drain", "clock-skew")
        ),
        on("2025-06-02 10:04", LENA, "Two releases had to be taken back because of these").do(
            *_all(INCIDENT, "deploy-lock", "build-cache")
        ),
        on("2025-06-02 10:07", INES, "Customers saw the wrong order status for a morning").do(
            must_now("replica-lag", INCIDENT)
        ),
        on("2025-06-02 10:09", MAYA, None).do(*_all(INCIDENT, "checkout-alert", "refund-job")),
        on(
            "2025-06-02 10:14", TOMAS, "The auditor asked for the May entries, and there are none"
        ).do(must_now("vault-audit", REGULATION)),
        on("2025-06-02 10:16", TOMAS, "25 days left, then no order mail").do(
            must_now("relay-cert", END_OF_LIFE)
        ),
        on("2025-06-02 10:18", MAYA, "Finance stops the account at the end of the month").do(
            must_now("idle-machines", COST)
        ),
        on("2025-06-02 10:21", TOMAS, "The first edge expires in September, so it felt urgent").do(
            must_now("rotate-tls", END_OF_LIFE)
        ),
    )


def _dated() -> Story:
    return story(
        on("2025-06-02 10:30", MAYA, "Finding 4 of the last PCI audit, no second extension").do(
            must_by("pci-logs", REGULATION, "2025-12-31")
        ),
        on("2025-06-02 10:33", TOMAS, "Paid support ends with the year").do(
            must_by("ubuntu-20", END_OF_LIFE, "2025-12-31")
        ),
        on("2025-06-02 10:36", MAYA, "After February the rent doubles").do(
            must_by("old-dc", COST, "2026-02-28")
        ),
        on("2025-06-02 10:38", TOMAS, "The provider's letter, second page").do(
            must_by("address-block", END_OF_LIFE, "2025-09-15")
        ),
        on(
            "2025-06-02 10:41", MAYA, "Marketing opens the season on the 20th, with or without us"
        ).do(must_by("peak-capacity", LAUNCH, "2025-11-20")),
        on("2025-06-02 10:44", TOMAS, "Two people who left knew the old one").do(
            must_by("vault-root", SECURITY, "2025-07-31")
        ),
        on("2025-06-02 10:47", LENA, None).do(must_by("java-11", END_OF_LIFE, "2025-10-31")),
        on("2025-06-02 10:52", MAYA, "Legal signed this with the regulator in April").do(
            must_by("erase-backups", REGULATION, "2025-12-01")
        ),
        on("2025-06-02 10:55", MAYA, "Annex 3 of the renewed contract, with a penalty").do(
            must_by("nordbank-hour", KEY_USER, "2025-10-01")
        ),
        on("2025-06-02 10:58", MAYA, "New price list from February on").do(
            must_by("log-licence", COST, "2026-01-31")
        ),
        on("2025-06-02 11:02", INES, "The vendor fixes nothing in 3.8 after March").do(
            must_by("queue-version", END_OF_LIFE, "2026-05-31")
        ),
    )


def _choices() -> Story:
    return story(
        on("2025-06-02 11:10", INES, "A routine upgrade, we do one every two years").do(
            tweak("postgres-13")
        ),
        on("2025-06-02 11:14", LENA, "Asked for in the last two developer surveys").do(
            tweak("rollback"), tweak("build-queue"), tweak("templates"), tweak("sandbox")
        ),
        on("2025-06-02 11:18", LENA, None).do(tweak("branches"), tweak("ci-deps"), tweak("quotas")),
        on("2025-06-02 11:22", TOMAS, "Good habits, but nobody is waiting for them").do(
            tweak("scan-images"), tweak("two-people"), tweak("runbooks"), tweak("owners")
        ),
        on("2025-06-02 11:27", MAYA, "Wishes of one or two teams each").do(
            tweak("log-search"), tweak("dashboards"), tweak("status-page"), tweak("log-export")
        ),
        on("2025-06-02 11:30", LENA, None).do(tweak("previews"), tweak("local-checkout")),
        on("2025-06-02 11:40", TOMAS, "Would change how we work, once there is a week for it").do(
            bet("auto-patching")
        ),
        on("2025-06-02 11:44", LENA, "Needs a plan before it needs hands").do(
            bet("deploy-product"), bet("small-images")
        ),
        on("2025-06-02 11:49", INES, "All three teams that asked want something else").do(
            bet("one-job-way"), bet("tracing")
        ),
        on("2025-06-02 11:51", TOMAS, None).do(bet("config-secrets")),
        on("2025-06-02 11:58", MAYA, "The architects' favourite; nobody has said who needs it").do(
            bet("multi-region")
        ),
    )


def _second_thoughts() -> Story:
    return story(
        on("2025-06-02 13:20", LENA, None).do(bet("branches")),
        on("2025-06-02 13:21", LENA, "Wrong key").do(take_back("2025-06-02 13:20")),
        on("2025-06-03 09:05", MAYA, "From the incident reviews of March and April").do(
            explain("2025-06-02 10:09")
        ),
        on("2025-06-03 09:12", LENA, "Costs build minutes every day, still not an emergency").do(
            explain("2025-06-02 11:18")
        ),
    )

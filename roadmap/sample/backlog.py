"""The backlog as the tracker had it: the 64 items of June 2025, and what two later exports brought.

Rows are (handle, title, type, priority, labels, due, points, component). One point is one day.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from roadmap.commands.imports import ImportItems, ImportRow
from roadmap.sample.script import INES, MAYA, Story, item_id, on, story
from roadmap.sample.setting import team_of

Row = tuple[str, str, str, int, str, str | None, float | None, str | None]

_TYPES = {"B": "Bug", "S": "Story", "T": "Task", "E": "Epic"}
_PRIORITIES = {1: "Highest", 2: "High", 3: "Medium", 4: "Low"}

_PAY, _ORD, _MQ, _OBJ = (
    *("Payments database", "Orders database", "Message queue", "Object store"),
)
_EDGE, _HOST, _KEYS, _LOG = (
    *("Edge proxies", "Host fleet", "Identity and secrets", "Log cluster"),
)
_CI, _DEP = "Build cluster", "Deploy pipeline"

# fmt: off
_JUNE_2025: tuple[Row, ...] = (
    ("cve-openssh", "CVE round: OpenSSH on 212 hosts", "B", 1, "cve", "2025-06-06", 8, _HOST),
    ("base-images", "Patch container base images", "B", 1, "cve", "2025-06-13", 4, _CI),
    ("kernel-db", "Kernel update on database hosts", "B", 2, "cve", "2025-06-20", 5, _PAY),
    ("nordbank-queue", "Queue stalls for key user Nordbank", "B", 1, "nordbank", None, 5, _MQ),
    ("partner-tls", "TLS handshake errors at the partner gateway",
     "B", 2, "incident", None, 3, _EDGE),
    ("backup-gap", "Nightly backup of the accounts database has a gap",
     "B", 1, "incident", None, 4, None),
    ("vault-audit", "Vault stopped writing its audit log", "B", 2, "audit", None, 3, _KEYS),
    ("log-heap", "Log cluster runs out of heap on Mondays", "B", 2, "incident", None, 4, _LOG),
    ("deploy-lock", "Deploy lock stays after a failed rollout", "B", 2, "incident", None, 3, _DEP),
    ("dns-zone-b", "DNS timeouts in zone B", "B", 2, "incident", None, 4, _HOST),
    ("relay-cert", "Mail relay certificate expires",
     "T", 2, "certificates", "2025-06-27", 2, _EDGE),
    ("payments-pool", "Payments connection pool exhausted at noon",
     "B", 1, "incident", None, 6, _PAY),
    ("queue-disks", "Queue retention fills the brokers", "B", 2, "capacity", None, 4, _MQ),
    ("leaver-keys", "Remove SSH keys of people who left", "T", 2, "audit", None, 3, _KEYS),
    ("xz-scan", "Scan all hosts for the backdoored xz", "B", 1, "cve", None, 3, _HOST),
    ("nordbank-file", "Nordbank's settlement file arrives late", "B", 1, "nordbank", None, 4, _PAY),
    ("build-cache", "Corrupt build cache breaks releases", "B", 2, "incident", None, 4, _CI),
    ("registry-full", "Image registry is 94% full", "B", 2, "capacity", None, 4, _CI),
    ("checkout-alert", "Checkout has no alert for failed payments",
     "B", 2, "incident", None, 3, None),
    ("ci-token", "CI token found in a public log", "B", 1, "cve", None, 2, _KEYS),
    ("replica-lag", "Orders replica lags by 40 minutes", "B", 2, "incident", None, 5, _ORD),
    ("lb-drain", "Load balancer drops requests while draining", "B", 2, "incident", None, 4, _EDGE),
    ("clock-skew", "Clock skew breaks token checks", "B", 2, "incident", None, 2, _KEYS),
    ("idle-machines", "Idle test machines breach the June budget",
     "T", 2, "cost", "2025-06-30", 3, _HOST),
    ("nordbank-vpn", "VPN tunnel to Nordbank flaps", "B", 2, "nordbank", None, 3, _EDGE),
    ("refund-job", "Refund job fails on the first of the month", "B", 2, "incident", None, 3, _PAY),
    ("rotate-tls", "Rotate TLS certificates, all edges",
     "T", 2, "certificates", "2025-09-30", 9, _EDGE),
    ("pci-logs", "PCI audit: access logs kept a year", "S", 2, "audit", "2025-12-31", 20, _LOG),
    ("ubuntu-20", "Ubuntu 20.04 hosts out of support",
     "S", 2, "end-of-support", "2025-12-31", 30, _HOST),
    ("old-dc", "Leave the old data centre", "E", 2, "old-dc", "2026-02-28", 50, _HOST),
    ("peak-capacity", "Peak season capacity", "S", 2, "peak", "2025-11-20", 14, _EDGE),
    ("vault-root", "Rotate the root key of the vault", "T", 2, "audit", "2025-07-31", 4, _KEYS),
    ("java-11", "Java 11 build images out of support",
     "S", 3, "end-of-support", "2025-10-31", 8, _CI),
    ("erase-backups", "Erase personal data from backups within 30 days",
     "S", 2, "audit", "2025-12-01", 18, _OBJ),
    ("nordbank-hour", "Nordbank contract: recovery within one hour",
     "S", 2, "nordbank", "2025-10-01", 14, _PAY),
    ("log-licence", "Log search licence doubles in price", "S", 3, "cost", "2026-01-31", 10, _LOG),
    ("address-block", "Provider takes back the old address block",
     "T", 2, "old-dc", "2025-09-15", 7, _EDGE),
    ("queue-version", "Message queue version out of support",
     "S", 3, "end-of-support", "2026-05-31", 11, _MQ),
    ("postgres-13", "Postgres 13 end of life", "T", 3, "postgres", None, 6, _PAY),
    ("rollback", "Faster rollback button", "S", 3, "asked", None, 4, _DEP),
    ("build-queue", "Build queue shows who is waiting", "S", 4, "asked", None, 2, _CI),
    ("sandbox", "Sandbox accounts for new joiners", "S", 4, "asked", None, 3, _KEYS),
    ("branches", "Clean up 140 stale branches", "T", 4, "build", None, 1, _CI),
    ("templates", "Templates for new services", "S", 3, "asked", None, 3, _DEP),
    ("log-search", "Log search that answers in seconds", "S", 3, "asked", None, 4, _LOG),
    ("scan-images", "Scan images before they are pushed", "S", 3, "cve", None, 5, _CI),
    ("two-people", "Two people for every secret", "S", 4, "audit", None, 3, _KEYS),
    ("dashboards", "One dashboard per service", "S", 4, "asked", None, 3, _LOG),
    ("previews", "Preview environments expire by themselves", "S", 4, "cost", None, 2, _CI),
    ("runbooks", "Runbook link in every alert", "S", 3, "on-call", None, 2, None),
    ("status-page", "Status page shows each region", "S", 4, "asked", None, 2, _EDGE),
    ("ci-deps", "Cache dependencies in CI", "S", 3, "build", None, 3, _CI),
    ("owners", "Label every machine with its owner", "T", 4, "cost", None, 2, _HOST),
    ("local-checkout", "Run the whole checkout locally", "S", 4, "asked", None, 3, _DEP),
    ("quotas", "Team quotas on the build cluster", "S", 4, "build", None, 2, _CI),
    ("log-export", "Export of logs for the data team", "S", 4, "asked", None, 2, _LOG),
    ("auto-patching", "Automate OS patching", "S", 3, "automation", None, 26, _HOST),
    ("deploy-product", "Deploy pipeline as a product", "E", 3, "deploy", None, 9, _DEP),
    ("one-job-way", "One way to run background jobs", "S", 4, "rewrite", None, 3, _MQ),
    ("config-secrets", "Secrets out of config files", "S", 3, "audit", None, 2, _KEYS),
    ("tracing", "Trace every request end to end", "S", 4, "asked", None, 4, _EDGE),
    ("small-images", "Smaller base images", "S", 4, "build", None, 2, _CI),
    ("multi-region", "Multi-region rewrite", "E", 3, "rewrite", None, 10, None),
    ("old-wiki", "Decide what the old wiki is for", "T", 4, "", None, None, None),
)

_APRIL_2026: tuple[Row, ...] = (
    ("ingest-move", "Move ingest to the new object store", "S", 3, "ingest", None, 18, _OBJ),
    ("ai-search", "AI search launch", "E", 2, "launch", None, 14, _OBJ),
    ("event-bus", "Event bus as the default integration", "E", 3, "rewrite", None, 22, _MQ),
    ("cost-tags", "Cost tags on shared buckets", "T", 4, "cost", None, 2, _OBJ),
)

_NOVEMBER_2026: tuple[Row, ...] = (
    ("mirror-fail", "Package mirror answers slowly after 18:00", "B", 3, "", None, None, _CI),
    ("gpu-pool", "Two GPU machines for the search team", "S", 3, "", None, None, _HOST),
)
# fmt: on


def beats() -> Story:
    """Return the three imports."""
    return story(
        on("2025-06-02 09:05", MAYA, "The whole board, so that nothing hides in the tracker").do(
            _export(_JUNE_2025, 1, datetime(2025, 6, 2, 6, 40, tzinfo=UTC)),
        ),
        on("2026-04-06 09:10", INES, "What the search and data teams asked us for this spring").do(
            _export(_APRIL_2026, 412, datetime(2026, 4, 5, 16, 2, tzinfo=UTC)),
        ),
        on("2026-11-19 17:20", MAYA, None).do(
            _export(_NOVEMBER_2026, 655, datetime(2026, 11, 19, 15, 30, tzinfo=UTC)),
        ),
    )


def _export(rows: Sequence[Row], first: int, updated_to: datetime) -> ImportItems:
    made = [_row(f"HP-{number}", row) for number, row in enumerate(rows, start=first)]
    return ImportItems(
        source="jira",
        format="jira-csv",
        rows=tuple(made),
        updated_to=updated_to,
        days_per_point=1.0,
    )


def _row(key: str, row: Row) -> ImportRow:
    handle, title, type_, priority, label, due, points, component = row
    values: dict[str, Any] = {
        "title": title,
        "type": _TYPES[type_],
        "priority": _PRIORITIES[priority],
        "labels": (label,) if label else (),
        "due": due,
        "points": None if points is None else float(points),
        "component": component,
        "team": team_of(component),
        "status": "open",
    }
    return ImportRow(item=item_id(handle), key=key, values=values)

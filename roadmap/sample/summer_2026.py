"""July to September 2026: one level after the other is breached, then all five are agreed.

Beat 14, second part: efficiency, security, minimum levels, and self-service at 86% adoption.
"""

from __future__ import annotations

from roadmap.sample.script import (
    ARUN,
    COST,
    END_OF_LIFE,
    INCIDENT,
    INES,
    KEY_USER,
    LENA,
    MAYA,
    REGULATION,
    SCALING,
    SECURITY,
    TOMAS,
    Story,
    add,
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
    shed,
    sized,
    story,
    take_back,
    tweak,
)
from roadmap.sample.script_levels import level, measured
from roadmap.sample.setting import EVERYBODY


def beats() -> Story:
    """Return the decisions from July to September 2026, and the one of June that led to them."""
    return story(
        _efficiency(),
        _july(),
        _security(),
        _levels(),
        _adoption(),
        _august(),
        _september(),
        _fires(),
    )


def _efficiency() -> Story:
    return story(
        on("2026-06-01 09:14", INES, "EUR 0.38 a GB, agreed were 0.36; finance felt it").do(
            add(
                "cost-per-gb",
                "Cost per GB to EUR 0.34",
                must_now("", COST),
                days=(3, 5, 8),
                component="Object store",
                team="Runtime",
                before="db-on-request",
                protects=("Cost of a GB stored",),
            ),
            measured("cost-per-gb", "2026-06-01", 0.38, "Finance: EUR 6,000 a month over plan"),
        ),
        begun("2026-07-07 10:15", INES, "cost-per-gb", "The search index is kept three times over"),
        on("2026-07-16 15:10", INES, "Two copies less; the third needs the vendor").do(
            left("cost-per-gb", 2),
            edit("cost-per-gb", waits=[{"on": "Storage vendor", "until": "2026-09-25"}]),
        ),
        done("2026-10-02 11:30", INES, "cost-per-gb", 5.5, "EUR 0.33 since the first of October"),
    )


def _july() -> Story:
    return story(
        begun("2026-07-01 09:15", ARUN, "status-page"),
        done("2026-07-03 13:40", ARUN, "status-page", 2, "Support stopped asking us on Mondays"),
        begun("2026-07-08 09:30", TOMAS, "local-checkout", "Two students, one summer"),
        done("2026-07-29 15:55", TOMAS, "local-checkout", 4, "One command, eleven minutes"),
        on("2026-07-02 11:10", TOMAS, "Ends in April; better before the season").do(
            add(
                "ubuntu-22",
                "Ubuntu 22.04 on all hosts",
                must_by("", END_OF_LIFE, "2026-10-31"),
                days=(7, 10, 15),
                component="Host fleet",
                team="Runtime",
                before="event-bus",
                promised_by="2026-10-31",
            )
        ),
        on("2026-07-09 14:25", LENA, "Flaky tests stop one build in nine").do(
            add(
                "flaky-tests",
                "Quarantine for flaky tests",
                tweak(""),
                days=(2, 3, 5),
                team="Delivery",
                component="Build cluster",
                consumers=EVERYBODY[:8],
            )
        ),
        on("2026-07-13 10:00", LENA, "Last quarter of the way, with nine teams watching").do(
            left("environments", 4)
        ),
        on("2026-07-15 16:20", TOMAS, "Twenty rules make 80% of the noise").do(
            add(
                "loud-alerts",
                "Drop the 20 loudest alert rules",
                tweak(""),
                kind="foundation",
                days=(1.5, 2.5, 4),
                team="Runtime",
                leverage={"effect": "arrivals", "amount": 0.8, "stream": "Incident"},
            )
        ),
        on("2026-07-20 09:50", ARUN, "Takes three approvals at three in the morning").do(
            add(
                "log-access",
                "One-click log access for on-call",
                tweak(""),
                days=(3, 4, 6),
                component="Log cluster",
                team="Runtime",
            )
        ),
        begun("2026-07-14 09:20", TOMAS, "ubuntu-22", "The robot does one zone a week"),
        on("2026-07-22 10:30", MAYA, "Holidays: two of six are away until August").do(
            last("golden-data"), last("load-clusters")
        ),
        on("2026-07-27 09:15", LENA, "Nobody has asked since March").do(shed("golden-data")),
        on("2026-07-28 11:45", LENA, "Pricing did ask, to the wrong channel").do(
            take_back("2026-07-27 09:15")
        ),
        sized(
            "2026-07-29 14:00",
            LENA,
            "template-2",
            (11, 16, 24),
            "Upgrades of running services are in",
        ),
    )


def _security() -> Story:
    return story(
        on(
            "2026-08-03 08:45", TOMAS, "Patch age 8.2 days, agreed are seven; the auditor felt it"
        ).do(
            add(
                "patch-age",
                "Patch age under seven days",
                must_now("", SECURITY),
                days=(3, 4, 6),
                component="Host fleet",
                team="Runtime",
                before="ubuntu-22",
                protects=("Age of open patches",),
            ),
            measured("patch-age", "2026-08-03", 8.2, "The auditor: one finding, to be answered"),
        ),
        begun("2026-08-03 09:30", TOMAS, "patch-age", "One group of hosts is skipped since June"),
        done("2026-08-07 15:20", TOMAS, "patch-age", 3.5, "5.2 days on average, none over nine"),
    )


def _levels() -> Story:
    """The levels agreed for all five principles."""
    return story(
        on("2026-08-10 09:30", MAYA, "Latency, cost, patches: we run from one to the next").do(
            add(
                "minimum-levels",
                "Agree minimum levels for all five principles",
                tweak(""),
                kind="foundation",
                days=(2, 3, 4),
                protects=("Security", "Reliability", "Usability", "Efficiency", "Latency"),
            )
        ),
        begun("2026-08-10 10:20", MAYA, "minimum-levels"),
        done(
            "2026-08-14 14:30",
            MAYA,
            "minimum-levels",
            3,
            "Five levels, each with an owner and a reason",
        ),
        on(
            "2026-08-27 11:15",
            MAYA,
            "Three days for an environment is fine in holidays, two was pride",
        ).do(
            level("environment-wait", 3.0),
            edit(
                "minimum-levels",
                notes="Usability relaxed from two to three days on 27 August 2026.",
            ),
        ),
        on("2026-08-28 10:00", MAYA, "Levels come first in today's review").do(
            edit("minimum-levels", labels=("review",))
        ),
    )


def _adoption() -> Story:
    """Beat 14, the end: self-service is used, the loop with the nine teams is closed."""
    return story(
        done("2026-08-17 10:40", LENA, "environments", 22, "86% adoption, tickets halved"),
        on("2026-08-17 14:15", MAYA, "Told the nine teams what became of their six days").do(
            edit("wait-survey", notes="Closed with the nine teams on 17 August 2026.")
        ),
        on("2026-08-18 09:35", LENA, "The last manual way is only in our way").do(
            add(
                "form-off",
                "Switch the old request form off",
                tweak(""),
                kind="foundation",
                days=0.5,
                team="Delivery",
                consumers=EVERYBODY,
            )
        ),
        begun("2026-08-31 09:10", LENA, "form-off"),
        done("2026-08-31 11:50", LENA, "form-off", 0.5, "Two people noticed, both of us"),
    )


def _august() -> Story:
    return story(
        begun("2026-08-05 09:30", ARUN, "user-test-data"),
        on("2026-08-04 15:40", ARUN, "Fraud tests on data from 2022").do(
            add(
                "user-test-data",
                "Nightly copy of test data",
                tweak(""),
                kind="innovation",
                days=(3, 4, 6),
                team="Delivery",
                component="Orders database",
                consumers=("Fraud", "Orders", "Accounts"),
            )
        ),
        done("2026-08-13 12:25", ARUN, "user-test-data", 4.5, "Names replaced before it leaves"),
        done(
            "2026-08-21 16:10", INES, "db-on-request", 11, "A database in nine minutes, no ticket"
        ),
        begun("2026-08-24 09:40", INES, "order-archive"),
        on("2026-08-20 10:55", INES, "Orders of six years sit on the fastest disks we have").do(
            add(
                "order-archive",
                "Old orders to cheap storage",
                bet(""),
                kind="foundation",
                days=(5, 8, 13),
                component="Orders database",
                team="Runtime",
                protects=("Efficiency",),
                consumers=("Orders", "Reporting", "Customer support"),
                critical_workload=True,
            )
        ),
        on("2026-08-25 14:05", TOMAS, "Zone by zone, no surprises").do(left("ubuntu-22", 5)),
        on("2026-08-26 09:20", LENA, "A team that reads its own flags deploys without us").do(
            add(
                "flags",
                "Feature flags as a service",
                bet(""),
                kind="innovation",
                days=(6, 9, 14),
                team="Delivery",
                component="Deploy pipeline",
                leverage_category="self_service",
                consumers=EVERYBODY[:10],
                critical_workload=True,
            )
        ),
        begun("2026-08-31 13:30", LENA, "flags"),
        on("2026-08-27 15:45", ARUN, "Found while copying data").do(
            add(
                "event-registry",
                "One place for event schemas",
                bet(""),
                kind="foundation",
                days=(6, 10, 15),
                component="Message queue",
                team="Runtime",
                consumers=("Orders", "Logistics", "Fraud", "Pricing"),
                critical_workload=True,
            )
        ),
        begun("2026-09-01 09:15", ARUN, "event-registry", "Event bus needs it anyway"),
    )


def _september() -> Story:
    return story(
        on("2026-09-07 10:15", INES, "At this growth the bucket limit is hit in spring").do(
            must_by("ingest-move", SCALING, "2027-03-31")
        ),
        on("2026-09-07 10:22", INES, "Nine teams write there").do(
            edit(
                "ingest-move",
                consumers=EVERYBODY[:9],
                critical_workload=True,
                protects=("Efficiency",),
                leverage={"effect": "arrivals", "amount": 0.9, "stream": "Storage requests"},
                prerequisites=("ingest-storage",),
            )
        ),
        on("2026-09-09 09:40", MAYA, "From the regulator's letter of 4 September").do(
            add(
                "residency",
                "Data residency for EU tenants",
                must_by("", REGULATION, "2027-03-31"),
                days=(7, 12, 20),
                component="Object store",
                team="Runtime",
                before="event-bus",
                waits=[{"on": "Legal", "until": "2026-12-18"}],
            )
        ),
        on("2026-09-14 11:30", ARUN, "Support ends in February").do(
            add(
                "k8s-135",
                "Kubernetes 1.35 end of life",
                must_by("", END_OF_LIFE, "2027-02-28"),
                days=(6, 9, 13),
                component="Host fleet",
                team="Runtime",
                after="residency",
            )
        ),
        done("2026-09-04 15:05", INES, "order-archive", 8, "Orders replica is half its size"),
        done("2026-09-17 16:20", LENA, "flags", 9, "Six teams on it in two weeks"),
        done("2026-09-24 14:40", ARUN, "event-registry", 10, "118 schemas, 14 of them the same"),
        on("2026-09-16 10:05", LENA, "Names for internal services take us a day each").do(
            add(
                "self-certs",
                "Self-service certificates for internal names",
                tweak(""),
                kind="innovation",
                days=(4, 6, 9),
                team="Delivery",
                component="Identity and secrets",
                leverage_category="self_service",
                consumers=EVERYBODY[:6],
            )
        ),
        begun("2026-09-21 09:25", LENA, "self-certs"),
        on("2026-09-22 13:15", MAYA, "After the season, and only if both teams sign").do(
            last("event-bus"), edit("event-bus", not_before="2027-01-04")
        ),
        on("2026-09-28 10:45", TOMAS, "The price list of the vendor arrives in May").do(
            add(
                "vpn-vendor",
                "Leave the VPN vendor before the price change",
                must_by("", COST, "2027-04-30"),
                days=(3, 4, 7),
                component="Edge proxies",
                team="Runtime",
                after="k8s-135",
            )
        ),
    )


def _fires() -> Story:
    return story(
        on("2026-07-18 03:35", ARUN).do(
            interruption(
                "ingest-0718",
                "Ingest falls behind by two hours",
                INCIDENT,
                1,
                component="Object store",
            )
        ),
        on("2026-08-12 16:05", TOMAS, "Their certificate, our phone").do(
            interruption(
                "partner-0812",
                "Partner gateway refuses a partner",
                KEY_USER,
                0.5,
                component="Edge proxies",
            )
        ),
        on("2026-09-05 12:40", INES, "On a Saturday, an hour").do(
            interruption(
                "queue-0905",
                "Order events twice after a broker restart",
                INCIDENT,
                1,
                component="Message queue",
            )
        ),
        on("2026-09-29 09:55", LENA).do(
            interruption(
                "runner-0929",
                "Build runners without network after an update",
                INCIDENT,
                1,
                component="Build cluster",
            )
        ),
    )

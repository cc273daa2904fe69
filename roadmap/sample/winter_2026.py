"""January to March 2026: a sixth engineer, what teams say they wait for, and a week of patches.

Beats 10 to 12 of the story.
"""

from __future__ import annotations

from roadmap.sample.script import (
    ARUN,
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
    restore,
    shed,
    size,
    story,
    tweak,
)
from roadmap.sample.setting import EVERYBODY


def beats() -> Story:
    """Return the decisions from January to March 2026."""
    return story(
        _newcomer(),
        _january(),
        _signals(),
        _february(),
        _relapse(),
        _march(),
        _review_of_shed(),
        _fires(),
    )


def _newcomer() -> Story:
    """Beat 10: the engineer starts, and capacity dips first."""
    return story(
        on("2026-01-12 09:00", MAYA, "Arun starts today; a plan beats good will").do(
            add(
                "pairing",
                "Pairing plan for Arun",
                tweak(""),
                days=(1, 2, 3),
                team="Runtime",
                before="old-dc",
            )
        ),
        begun("2026-01-12 10:30", TOMAS, "pairing"),
        on("2026-01-23 15:00", TOMAS, "As predicted, two of us did the work of one and a half").do(
            left("old-dc", 9), left("old-dc-storage", 8)
        ),
        done("2026-02-06 15:10", ARUN, "pairing", 3, "First night on call, nothing happened"),
        begun("2026-01-19 09:40", ARUN, "owners", "A way to learn where everything is"),
        done("2026-01-30 16:00", ARUN, "owners", 3, "Eleven machines had none; five are off now"),
    )


def _january() -> Story:
    return story(
        done(
            "2026-01-21 14:40", TOMAS, "log-licence", 11, "Saves EUR 212,000 and ten days of margin"
        ),
        done(
            "2026-01-16 16:15", INES, "db-passwords", 6.5, "First rotation ran at night, unnoticed"
        ),
        begun("2026-01-07 09:20", LENA, "ci-deps"),
        done("2026-01-09 15:05", LENA, "ci-deps", 2, "Half of all downloads gone"),
        begun("2026-01-13 09:10", LENA, "small-images", "Cheap now that scanning is in place"),
        done("2026-01-15 12:30", LENA, "small-images", 2, "1.4 GB to 300 MB"),
        begun("2026-01-26 09:25", LENA, "log-search", "On the new store, which made it easy"),
        done("2026-01-30 11:10", LENA, "log-search", 3, "Two seconds instead of forty"),
        begun("2026-02-02 10:00", INES, "queue-version", "The two clients have moved"),
        begun("2026-01-19 13:20", INES, "two-people"),
        done("2026-01-22 14:45", INES, "two-people", 3, "Nobody reads a production secret alone"),
        on("2026-01-08 11:00", LENA, "The pipeline knows what is merged").do(
            size("branches", 0.2, 0.5, 1)
        ),
        begun("2026-01-08 11:10", LENA, "branches"),
        done("2026-01-08 16:40", LENA, "branches", 0.5),
        on("2026-01-09 09:15", LENA, "It was 161 by then").do(explain("2026-01-08 16:40")),
        on("2026-01-14 10:10", MAYA, "Asked in the review: when do teams stop waiting for us").do(
            add(
                "wait-survey",
                "Ask 14 teams what they wait for",
                tweak(""),
                kind="foundation",
                days=(2, 3, 4),
                team="Delivery",
                before="tracing",
                consumers=EVERYBODY,
            )
        ),
        begun("2026-01-21 15:00", MAYA, "wait-survey"),
        on("2026-01-27 14:30", TOMAS, "Would end the certificate work for good").do(
            add(
                "service-mesh",
                "Service mesh",
                bet(""),
                days=(12, 18, 34),
                team="Runtime",
                component="Edge proxies",
                option_stage="discovered",
                problem="Teams build retries and certificates each on their own.",
                approach="A proxy beside every service.",
            )
        ),
        on("2026-01-28 09:45", LENA, "Five of six interviews so far name it unasked").do(
            add(
                "environments",
                "Environments on demand",
                bet(""),
                kind="innovation",
                days=(12, 20, 32),
                team="Delivery",
                component="Deploy pipeline",
                option_stage="discovered",
            )
        ),
        on("2026-01-29 10:15", MAYA, "Both are looked at, neither is promised").do(
            edit("service-mesh", option_stage="selected"),
            edit("environments", option_stage="selected"),
        ),
    )


def _signals() -> Story:
    """Beat 11: self-service is chosen over a service mesh that failed its validation."""
    return story(
        done(
            "2026-02-05 16:30", MAYA, "wait-survey", 3.5, "9 of 14 wait six days for an environment"
        ),
        on("2026-02-06 13:40", TOMAS, "Prototype added 9 ms a hop and two new ways to be paged").do(
            edit(
                "service-mesh",
                why_refused="Latency of the order path doubles at the 99th percentile.",
            )
        ),
        on(
            "2026-02-09 10:20",
            MAYA,
            "9 of 14 teams wait six days for an environment; nobody asked for a mesh, and its "
            "approach failed the test. Self-service it is.",
        ).do(
            shed("service-mesh", "Services trust each other by address", "2026-11-16", HELEN.name),
            edit(
                "environments",
                problem="9 of 14 teams wait six days for an environment.",
                approach="A form and an API over what we do by hand; expires after a week.",
                consumers=EVERYBODY[:9],
                critical_workload=True,
                protects=("Usability",),
                leverage_category="self_service",
                leverage={
                    "effect": "arrivals",
                    "amount": 0.4,
                    "stream": "Environment requests",
                    "confidence": 0.7,
                    "delay_sprints": 1.0,
                },
            ),
            before("environments", "tracing"),
        ),
        on("2026-02-09 11:05", LENA, "Three teams will use it half built").do(
            edit("environments", promised_by="2026-09-30")
        ),
        on("2026-02-11 09:30", LENA, "Databases are two of the six days").do(
            add(
                "db-on-request",
                "Databases on request, without a ticket",
                bet(""),
                kind="innovation",
                days=(8, 12, 18),
                team="Delivery",
                component="Orders database",
                leverage_category="api",
                consumers=("Orders", "Search", "Fraud", "Pricing", "Reporting"),
                prerequisites=("environments",),
            )
        ),
    )


def _february() -> Story:
    return story(
        done("2026-02-10 15:50", TOMAS, "old-dc", 23, "Traffic graph of the old site is flat"),
        done("2026-02-17 16:40", INES, "old-dc-storage", 15, "Ten restores compared, bit for bit"),
        begun("2026-02-11 10:10", TOMAS, "old-dc-power"),
        begun("2026-02-12 09:15", LENA, "environments", "The form first, behind it still us"),
        begun("2026-02-16 09:30", ARUN, "quotas", "First thing of his own"),
        done("2026-02-19 14:20", ARUN, "quotas", 2, "One team used 60%, and did not know"),
        on("2026-02-18 11:25", INES, "Stops being a wish: three teams pay for tools instead").do(
            before("tracing", "queue-version")
        ),
    )


def _relapse() -> Story:
    """Beat 12: a week of vulnerabilities, and one date slips because of it."""
    return story(
        on("2026-02-23 08:10", TOMAS, "Three advisories before nine").do(
            add(
                "feb-kernel",
                "February round: kernel on all hosts",
                must_now("", SECURITY),
                days=(3, 5, 8),
                component="Host fleet",
                team="Runtime",
                before="old-dc-power",
            ),
            add(
                "feb-libs",
                "February round: libraries in 90 services",
                must_now("", SECURITY),
                days=(4, 6, 9),
                component="Build cluster",
                team="Delivery",
                before="environments",
            ),
        ),
        begun("2026-02-23 08:40", TOMAS, "feb-kernel"),
        begun("2026-02-23 09:00", LENA, "feb-libs"),
        on("2026-02-24 10:15", ARUN, "The robot took 170 of them, these need hands").do(
            interruption(
                "feb-switches", "Firmware of the zone switches", SECURITY, 4, component="Host fleet"
            )
        ),
        on("2026-02-25 13:50", TOMAS, "Found while we looked").do(
            interruption(
                "feb-gateway",
                "Partner gateway: forged header passes",
                SECURITY,
                3,
                component="Edge proxies",
            )
        ),
        on("2026-02-26 15:10", MAYA, "Moved by what we did not choose: a week of patches").do(
            edit("environments", promised_by="2026-10-14")
        ),
        done(
            "2026-02-27 17:20",
            TOMAS,
            "feb-kernel",
            5,
            "Done on Friday, for once before the weekend",
        ),
        done("2026-03-03 14:30", LENA, "feb-libs", 6.5, "Nine teams helped; last year none did"),
        on(
            "2026-03-02 10:00",
            MAYA,
            "One bad week is not a relapse: the three sprints before were calm",
        ).do(edit("feb-libs", notes="The window stays under the trigger; nothing else changes.")),
    )


def _march() -> Story:
    return story(
        done("2026-02-27 12:15", ARUN, "old-dc-power", 9, "Keys handed over a day early"),
        done("2026-03-18 16:05", INES, "queue-version", 14, "Ten weeks before support ends"),
        begun("2026-03-09 09:20", ARUN, "tracing", "With the two teams that pay for tools"),
        done("2026-03-26 15:45", ARUN, "tracing", 6, "From edge to database in one picture"),
        begun("2026-03-23 09:35", INES, "one-job-way"),
        on("2026-03-10 14:00", TOMAS, "Support of 1.33 ends on 28 June").do(
            add(
                "k8s-133",
                "Kubernetes 1.33 end of life",
                must_by("", END_OF_LIFE, "2026-06-28"),
                days=(6, 9, 14),
                team="Runtime",
                component="Host fleet",
                before="one-job-way",
            )
        ),
        on("2026-03-12 09:50", LENA, "Three teams live in it, two call it theirs").do(
            left("environments", 11)
        ),
        on("2026-03-16 11:20", INES, "The new brokers keep more than we need").do(
            add(
                "replay-tool",
                "Replay tool for failed events",
                tweak(""),
                kind="innovation",
                days=(4, 6, 9),
                component="Message queue",
                team="Runtime",
                consumers=("Orders", "Logistics", "Fraud"),
            )
        ),
        on("2026-03-19 15:30", LENA, "They wait, we do not notice").do(
            add(
                "self-dns",
                "Self-service DNS records",
                tweak(""),
                days=(5, 8, 12),
                team="Delivery",
                component="Edge proxies",
                leverage_category="self_service",
                consumers=EVERYBODY[:9],
            )
        ),
        on("2026-03-24 10:10", LENA, "Every morning the first build waits for it").do(
            add(
                "cache-restore",
                "Faster cache restore in CI",
                tweak(""),
                kind="foundation",
                days=(2, 3, 5),
                team="Delivery",
                component="Build cluster",
                leverage={"effect": "productivity", "amount": 1.2, "confidence": 0.6},
            )
        ),
    )


def _review_of_shed() -> Story:
    """What was shed in July with "review in March" is looked at in March."""
    return story(
        on("2026-03-16 14:00", MAYA, "Promised in July: is there a consumer now").do(
            restore("multi-region"), last("multi-region")
        ),
        on("2026-03-17 11:00", HELEN, "Search would pay for a quarter of it. Not enough.").do(
            shed(
                "multi-region", "Half a day down, until there is a button", "2027-03-15", HELEN.name
            )
        ),
        on("2026-03-17 11:20", INES, "What they need is the button, not the rewrite").do(
            add(
                "regional-failover",
                "Regional failover by button",
                bet(""),
                days=(10, 15, 24),
                team="Runtime",
                component="Payments database",
                protects=("Reliability",),
                consumers=("Payments", "Checkout", "Search"),
                critical_workload=True,
            )
        ),
    )


def _fires() -> Story:
    return story(
        on("2026-01-11 06:30", TOMAS).do(
            interruption(
                "edge-0111",
                "Edge of zone A restarts by itself",
                INCIDENT,
                1,
                component="Edge proxies",
            )
        ),
        on("2026-02-02 15:20", INES, "They loaded four years at once").do(
            interruption(
                "nordbank-0202",
                "Nordbank's import blocks the orders database",
                KEY_USER,
                1.5,
                component="Orders database",
            )
        ),
        on("2026-03-08 21:40", ARUN, "My first real one; the runbook was right").do(
            interruption(
                "queue-0308",
                "Consumer of order events stops",
                INCIDENT,
                0.5,
                component="Message queue",
            )
        ),
        on("2026-03-30 10:45", LENA).do(
            interruption(
                "runner-0330",
                "Build runners lose their disks",
                INCIDENT,
                1.5,
                component="Build cluster",
            )
        ),
    )

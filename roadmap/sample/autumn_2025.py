"""October to December 2025: dates are kept, fires grow rare, the peak passes without an incident.

Beats 8 and 9 of the story: Postgres is cut over five weeks early, investment begins, the freeze.
"""

from __future__ import annotations

from roadmap.sample.script import (
    HELEN,
    INCIDENT,
    INES,
    KEY_USER,
    LAUNCH,
    LENA,
    MAYA,
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
    must_now,
    on,
    sized,
    story,
    tweak,
)
from roadmap.sample.script_team import freeze
from roadmap.sample.setting import EVERYBODY


def beats() -> Story:
    """Return the decisions from October to December 2025."""
    return story(
        _cut_over(),
        _october(),
        _october_fires(),
        _investment(),
        _november(),
        _freeze(),
        _december(),
        _winter_fires(),
    )


def _cut_over() -> Story:
    """Beat 8: five weeks early."""
    return story(
        on("2025-10-01 15:20", INES, "Two left; Sunday night, with the rehearsed script").do(
            left("postgres-13", 3)
        ),
        done("2025-10-06 07:40", INES, "postgres-13", 25, "Cut over in 38 minutes, all six on 16"),
        on(
            "2025-10-06 09:30", MAYA, "38 days before its date; the people are free for the audit"
        ).do(before("pci-logs", "peak-capacity")),
        begun("2025-10-06 13:15", INES, "failover-drill", "On the new version, while it is fresh"),
        done("2025-10-09 16:10", INES, "failover-drill", 2.5, "Three minutes 20, first try"),
        on("2025-10-10 10:05", INES, "Next one is on 12 January").do(
            edit("failover-drill", verified_by="A timed drill in each quarter's second week")
        ),
    )


def _october() -> Story:
    return story(
        begun("2025-10-01 09:15", TOMAS, "peak-capacity", "Order the machines before prices move"),
        begun("2025-10-07 09:20", TOMAS, "ubuntu-20", "Reuses what patching taught us"),
        begun("2025-10-08 10:30", LENA, "pci-logs", "A year of logs needs a cheaper place first"),
        begun("2025-10-13 09:05", INES, "erase-backups"),
        begun("2025-10-02 14:10", LENA, "partner-tls"),
        done("2025-10-07 11:25", LENA, "partner-tls", 3, "One partner sends a chain from 2019"),
        begun("2025-10-14 13:40", LENA, "runbooks", "While on call, and cursing"),
        done("2025-10-16 15:15", LENA, "runbooks", 2, "Every page now says what to do first"),
        begun("2025-10-20 09:25", LENA, "build-queue"),
        done("2025-10-22 12:50", LENA, "build-queue", 1.5, "Nobody asks in the channel any more"),
        begun("2025-10-27 09:10", LENA, "config-secrets"),
        done("2025-10-29 16:35", LENA, "config-secrets", 2.5, "214 secrets out, 9 of them dead"),
        sized(
            "2025-10-13 11:10",
            INES,
            "erase-backups",
            (10, 14, 20),
            "Archive layout is better than feared",
        ),
        sized(
            "2025-10-15 09:35", TOMAS, "peak-capacity", (9, 11, 15), "Half the machines are on loan"
        ),
        on("2025-10-17 15:20", TOMAS, "118 of 170 are done by the robot").do(left("ubuntu-20", 12)),
        on("2025-10-21 14:05", MAYA, "Auditor moved the visit to 8 December").do(
            edit("pci-logs", promised_by="2025-12-05")
        ),
        on("2025-10-24 10:40", LENA, "Same three teams wait for the same thing").do(
            add(
                "remote-cache",
                "Shared build cache across teams",
                bet(""),
                days=(4, 6, 10),
                component="Build cluster",
                team="Delivery",
                consumers=("Mobile", "Search", "Catalogue", "Checkout"),
                critical_workload=False,
                leverage={
                    "effect": "productivity",
                    "amount": 3.0,
                    "unit": "percent",
                    "confidence": 0.7,
                },
            )
        ),
        on(
            "2025-10-28 11:15", TOMAS, "Peak maths: two of the last four incidents would not repeat"
        ).do(
            add(
                "scale-by-queue",
                "Scale checkout by queue length",
                tweak(""),
                days=(3, 5, 8),
                component="Edge proxies",
                team="Runtime",
                consumers=("Checkout", "Payments", "Orders"),
                critical_workload=True,
            )
        ),
        on("2025-10-30 09:15", MAYA, "If it works before the 20th it carries the peak").do(
            before("scale-by-queue", "peak-capacity")
        ),
    )


def _october_fires() -> Story:
    return story(
        on("2025-10-12 05:45", TOMAS, "Back before the shops opened").do(
            interruption(
                "power-1012",
                "Power feed B of the old site fails",
                INCIDENT,
                1.5,
                component="Host fleet",
            )
        ),
        on("2025-10-23 14:35", TOMAS, "Only their side can fix it, we took the blame again").do(
            must_now("nordbank-vpn", KEY_USER),
            before("nordbank-vpn", "peak-capacity"),
            edit("nordbank-vpn", waits=[{"on": "Nordbank network team", "until": "2025-11-14"}]),
        ),
        begun("2025-10-23 15:00", TOMAS, "nordbank-vpn"),
        done("2025-11-12 11:20", TOMAS, "nordbank-vpn", 3, "Their firewall closed idle tunnels"),
        on("2025-10-25 20:10", INES).do(
            interruption(
                "refund-1025",
                "Refund job stuck on a locked row",
                INCIDENT,
                1,
                component="Payments database",
            )
        ),
        begun("2025-10-30 13:20", INES, "refund-job"),
        done("2025-11-03 15:50", INES, "refund-job", 2.5, "Ran on the first, in four minutes"),
        begun("2025-10-30 10:40", TOMAS, "clock-skew"),
        done("2025-10-31 14:30", TOMAS, "clock-skew", 1, "One time source less, two seconds less"),
    )


def _investment() -> Story:
    """Beat 9, first half: fires are rare enough to choose again."""
    return story(
        on(
            "2025-11-03 10:05",
            MAYA,
            "No emergency open for the first time since June. What has a date is under way, so the "
            "next free weeks go to what makes us faster.",
        ).do(
            before("deploy-product", "old-dc"),
            after("remote-cache", "deploy-product"),
        ),
        on("2025-11-03 10:30", MAYA, "Written down before anybody may commit to it").do(
            edit(
                "deploy-product",
                problem="Eight teams keep eight copies of the deploy scripts; each breaks alone.",
                approach="One pipeline with an owner, a changelog and office hours.",
                alternative="Repair each copy when it breaks.",
                why_refused="That is what we did for three years, at 3 days a sprint.",
                leverage={
                    "effect": "arrivals",
                    "amount": 2.0,
                    "stream": "Deploy requests",
                    "confidence": 0.6,
                },
                leverage_category="self_service",
            )
        ),
        begun("2025-11-04 09:30", LENA, "deploy-product", "Two pilot teams have signed up"),
        done(
            "2025-12-10 16:20", LENA, "deploy-product", 11, "Five of eight teams deploy through it"
        ),
    )


def _november() -> Story:
    return story(
        done("2025-11-05 17:10", TOMAS, "peak-capacity", 10, "Load test at 1.6 times last year"),
        begun("2025-11-06 09:20", TOMAS, "scale-by-queue"),
        done("2025-11-14 15:35", TOMAS, "scale-by-queue", 5, "Followed the Friday rush by itself"),
        done(
            "2025-11-24 14:25", INES, "erase-backups", 15, "Legal saw a person disappear in 19 days"
        ),
        on("2025-11-07 15:40", LENA, "The cheap place is slower; the auditor does not mind").do(
            left("pci-logs", 8)
        ),
        done("2025-12-01 16:55", LENA, "pci-logs", 19, "Access logs back to January, searchable"),
        on("2025-11-10 09:40", TOMAS, "The machines go back on 5 December").do(
            edit("peak-capacity", notes="On loan: 24 machines until 5 December 2025.")
        ),
        on("2025-11-11 11:30", MAYA, "Office wants a date for the keys").do(
            edit("sandbox", consumers=EVERYBODY[:6]), before("sandbox", "first-week")
        ),
        begun("2025-11-17 09:25", LENA, "sandbox"),
        done("2025-11-20 13:15", LENA, "sandbox", 2.5, "Joiners of December had theirs on day one"),
        on("2025-11-13 09:00", INES, "Today it would have been too late").do(
            edit("postgres-13", notes="Support ended today; we were done on 6 October.")
        ),
        on("2025-11-18 14:20", INES, "Takes longer each quarter, by hand").do(
            add(
                "db-passwords",
                "Rotate database passwords by itself",
                bet(""),
                days=(4, 7, 11),
                component="Identity and secrets",
                team="Runtime",
                protects=("Security",),
                leverage_category="automation",
                leverage={"effect": "arrivals", "amount": 0.8, "stream": "Access requests"},
            )
        ),
    )


def _freeze() -> Story:
    """Beat 9, second half: the freeze over the peak."""
    return story(
        on("2025-11-21 10:00", MAYA, "Agreed with marketing; nobody deploys to the order path").do(
            add(
                "freeze",
                "Freeze over the peak, 28 November to 1 December",
                must_now("", LAUNCH),
                days=1,
                before="old-dc",
            ),
            freeze("peak-2025", "2025-11-28", "2025-12-01", "Peak season"),
        ),
        begun("2025-11-28 08:00", TOMAS, "freeze", "Everything green at eight"),
        done("2025-12-01 18:30", TOMAS, "freeze", 1, "Four days, no incident, most orders ever"),
        on("2025-12-02 09:20", HELEN, "First peak I slept through. Thank you.").do(
            edit("freeze", notes="Peak of 2025: no incident, 1.5 times the orders of 2024.")
        ),
    )


def _december() -> Story:
    return story(
        done(
            "2025-12-17 15:30", TOMAS, "ubuntu-20", 22, "All but the hosts that leave in February"
        ),
        begun("2025-12-02 10:15", TOMAS, "old-dc", "Racks 1 to 40 first, nobody needs them"),
        begun("2025-12-03 09:30", INES, "old-dc-storage"),
        begun("2025-12-11 09:45", LENA, "remote-cache"),
        done("2025-12-19 14:50", LENA, "remote-cache", 6.5, "Mobile builds: 31 minutes to 12"),
        begun("2025-12-08 10:20", LENA, "first-week", "For Arun, who starts on 12 January"),
        done("2025-12-12 15:25", LENA, "first-week", 2, "Tried out with a colleague from support"),
        begun("2025-12-15 09:35", INES, "db-passwords", "Quiet weeks; breaks nothing if it waits"),
        sized(
            "2025-12-04 11:00", INES, "queue-version", (8, 13, 22), "Two clients have to move first"
        ),
        on("2025-12-09 14:15", MAYA, "Quote of the vendor: 212,000 from February").do(
            before("log-licence", "old-dc"), edit("log-licence", promised_by="2026-01-23")
        ),
        begun("2025-12-15 13:30", TOMAS, "log-licence"),
        on("2025-12-16 16:10", LENA, "None of these fits this year").do(
            last("dashboards"),
            last("previews"),
            last("log-export"),
            last("local-checkout"),
            last("status-page"),
        ),
        on("2025-12-18 11:40", TOMAS, "42 hosts leave with the building, not before").do(
            edit("owners", notes="Only for hosts that stay."), left("old-dc", 12)
        ),
        on(
            "2025-12-19 15:30", MAYA, "Closing the year: 11 of 12 dates kept, one moved by a week"
        ).do(edit("old-dc", promised_by="2026-02-13")),
    )


def _winter_fires() -> Story:
    return story(
        on("2025-11-08 11:25", TOMAS).do(
            interruption(
                "cve-1108", "Container runtime advisory", SECURITY, 1.5, component="Build cluster"
            )
        ),
        on("2025-11-16 16:20", INES, "Second time this autumn; the new version fixes it").do(
            interruption(
                "queue-1116", "Broker elects two leaders", INCIDENT, 2, component="Message queue"
            )
        ),
        on("2025-12-06 09:15", TOMAS, "On loan machines went back with a live address").do(
            interruption(
                "loan-1206",
                "One edge answers from a returned machine",
                INCIDENT,
                1,
                component="Edge proxies",
            )
        ),
        on("2025-12-22 19:30", LENA, "Fixed from the train").do(
            interruption(
                "deploy-1222",
                "Pipeline token expired over the holidays",
                INCIDENT,
                0.5,
                component="Deploy pipeline",
            )
        ),
    )

"""The sprints of 2026: what each was committed to, what changed in it, and how it was closed.

Sprint 39 is under way when the sample opens.
"""

from __future__ import annotations

from roadmap.sample.script import ARUN, INES, LENA, MAYA, TOMAS, Story, done, on, start, story
from roadmap.sample.script_team import close, commit, progress, pull, push
from roadmap.sample.setting import RUNTIME


def beats() -> Story:
    """Return closings and commitments from sprint 16 to the open one."""
    return story(_winter(), _spring(), _summer(), _autumn(), _actions())


def _winter() -> Story:
    return story(
        on("2026-01-12 08:40", MAYA, "Passwords were optimistic for a fortnight of holidays.").do(
            close(16, "Passwords were optimistic for a fortnight of holidays.")
        ),
        on(
            "2026-01-12 08:50", MAYA, "A newcomer costs before he gives: a little less than usual"
        ).do(
            progress("db-passwords", 2),
            progress("log-licence", 4),
            commit(17, "small-images", "db-passwords", "log-licence", "two-people", "owners"),
        ),
        on(
            "2026-01-26 08:40", TOMAS, "Mentoring is real work; next time it stands in the plan."
        ).do(close(17, "Mentoring is real work; next time it stands in the plan.")),
        on("2026-01-26 08:50", MAYA, "Finish what teaches, and hear the teams out").do(
            progress("owners", 1),
            progress("pairing", 1),
            progress("wait-survey", 2),
            commit(18, "log-search", "owners", "wait-survey", "pairing"),
        ),
        on(
            "2026-02-09 08:40", MAYA, "Everything promised is done, and we learned why teams wait."
        ).do(close(18, "Everything promised is done, and we learned why teams wait.")),
        on("2026-02-09 08:50", MAYA, "The old building by its rent day, whatever else happens").do(
            progress("old-dc", 1),
            progress("old-dc-storage", 3),
            commit(19, "old-dc", "old-dc-storage", "quotas"),
        ),
        on("2026-02-23 08:05", ARUN, "The move is over; nobody dared to say it aloud before.").do(
            close(19, "The move is over; nobody dared to say it aloud before.")
        ),
        on("2026-02-23 08:30", MAYA, "The keys by Friday, and the patches that came overnight").do(
            progress("old-dc-power", 3),
            progress("queue-version", 7),
            commit(20, "old-dc-power", "feb-kernel", "feb-libs", "queue-version"),
        ),
        on("2026-02-24 10:40", INES, "The brokers have until the end of March, patches do not").do(
            push("queue-version")
        ),
        on("2026-03-09 08:40", TOMAS, "A bad week, well handled: the robot did three quarters.").do(
            close(
                20,
                "A bad week, well handled: the robot did three quarters.",
                patch_hands=("List what the patch robot cannot do", RUNTIME, 1.0),
            )
        ),
        on("2026-03-09 08:50", MAYA, "Back to what March has in its contracts").do(
            progress("queue-version", 4),
            commit(21, "queue-version", "tracing", "patch-hands"),
        ),
        on("2026-03-23 08:40", INES, "Tracing had two owners who each waited for the other.").do(
            close(21, "Tracing had two owners who each waited for the other.")
        ),
        on("2026-03-23 08:50", MAYA, "Two that were begun and nothing new beside them").do(
            progress("tracing", 2),
            commit(22, "tracing", "one-job-way"),
        ),
    )


def _spring() -> Story:
    return story(
        on("2026-04-07 08:40", MAYA, "Two of two. Environments move too slowly beside it.").do(
            close(22, "Two of two. Environments move too slowly beside it.")
        ),
        on("2026-04-07 08:50", MAYA, "A short fortnight: Easter took two days of it").do(
            commit(23, "dashboards", "replay-tool")
        ),
        on("2026-04-20 08:40", LENA, "The month-end close took the days of the replay tool.").do(
            close(23, "The month-end close took the days of the replay tool.")
        ),
        on(
            "2026-04-20 08:50", MAYA, "The replay tool again; alerts and templates run on beside it"
        ).do(
            progress("replay-tool", 3),
            commit(24, "replay-tool"),
        ),
        on("2026-05-04 08:40", TOMAS, "Alerts need a week of watching that no estimate had.").do(
            close(24, "Alerts need a week of watching that no estimate had.")
        ),
        on("2026-05-04 08:50", MAYA, "Both are nearly there; the disks come after").do(
            progress("user-alerts", 2),
            progress("template-1", 6),
            commit(25, "user-alerts", "template-1"),
        ),
        on("2026-05-18 08:40", MAYA, "Done what was said; the launch date depends on a lorry.").do(
            close(25, "Done what was said; the launch date depends on a lorry.")
        ),
        on(
            "2026-05-18 08:50", MAYA, "Kubernetes before it hurts, disks as soon as they are here"
        ).do(
            progress("k8s-133", 3),
            commit(26, "k8s-133", "ingest-storage"),
        ),
        on(
            "2026-06-01 09:18", ARUN, "The disks came a day late and cost us the sprint's promise."
        ).do(close(26, "The disks came a day late and cost us the sprint's promise.")),
        on("2026-06-01 09:20", MAYA, "Disks first; latency is agreed, so it is not a choice").do(
            progress("ingest-storage", 2),
            commit(27, "ingest-storage", "search-latency", "log-export"),
        ),
        on("2026-06-15 08:40", INES, "Breach found and closed in one sprint: levels do help.").do(
            close(27, "Breach found and closed in one sprint: levels do help.")
        ),
        on("2026-06-15 08:50", MAYA, "The launch and nothing that could disturb it").do(
            progress("ai-search", 6),
            commit(28, "ai-search"),
        ),
    )


def _summer() -> Story:
    return story(
        on(
            "2026-06-29 08:40", MAYA, "Launched. The horse went first and nobody was up at night."
        ).do(close(28, "Launched. The horse went first and nobody was up at night.")),
        on("2026-06-29 08:50", MAYA, "A light sprint while the order of the summer is agreed").do(
            commit(29, "status-page", "local-checkout")
        ),
        on("2026-07-06 09:40", MAYA, "Five weeks over the level, and finance asks each Monday").do(
            pull("cost-per-gb")
        ),
        on("2026-07-13 08:40", MAYA, "Cost per GB came from the side and took half of it.").do(
            close(29, "Cost per GB came from the side and took half of it.")
        ),
        on("2026-07-13 08:50", MAYA, "Carry on; the students are half way").do(
            progress("local-checkout", 2),
            progress("cost-per-gb", 3),
            commit(30, "cost-per-gb", "local-checkout", "patch-hands"),
        ),
        on(
            "2026-07-16 15:25", INES, "The third copy needs the vendor, who needs until September"
        ).do(push("cost-per-gb")),
        on(
            "2026-07-27 08:40", TOMAS, "Two away, one waiting on a vendor: we promised too much."
        ).do(
            close(
                30,
                "Two away, one waiting on a vendor: we promised too much.",
            )
        ),
        on("2026-07-27 08:50", MAYA, "What three people can finish in the heat").do(
            progress("local-checkout", 1),
            progress("environments", 3),
            commit(31, "local-checkout", "environments"),
        ),
        on("2026-08-03 08:55", TOMAS, "Another agreed level; the skipped hosts cannot stay so").do(
            pull("patch-age")
        ),
        on("2026-08-10 08:40", MAYA, "Patch age closed in a week; environments wait for Lena.").do(
            close(31, "Patch age closed in a week; environments wait for Lena.")
        ),
        on("2026-08-10 10:00", MAYA, "Levels for good, and the two that nine teams wait for").do(
            progress("environments", 2),
            progress("db-on-request", 2),
            progress("user-test-data", 2),
            commit(32, "user-test-data", "minimum-levels", "environments", "db-on-request"),
        ),
        on("2026-08-24 08:40", LENA, "Four of four, and 86% of the teams are on it.").do(
            close(32, "Four of four, and 86% of the teams are on it.")
        ),
        on("2026-08-24 08:50", MAYA, "Two new pieces begin; the old form goes").do(
            commit(33, "form-off", "order-archive")
        ),
        on("2026-09-07 08:40", MAYA, "The archive took all of Ines, and the replica shows it.").do(
            close(33, "The archive took all of Ines, and the replica shows it.")
        ),
        on(
            "2026-09-07 08:50", MAYA, "Flags for those who already ask, and one place for schemas"
        ).do(
            progress("flags", 6),
            progress("event-registry", 7),
            commit(34, "flags", "event-registry"),
        ),
    )


def _autumn() -> Story:
    return story(
        on("2026-09-21 08:40", TOMAS, "Flags are out; schemas wait for a third team to answer.").do(
            close(34, "Flags are out; schemas wait for a third team to answer.")
        ),
        on("2026-09-21 08:50", MAYA, "What the vendor unblocks on Friday, and schemas").do(
            progress("event-registry", 2),
            commit(35, "event-registry", "cost-per-gb", "self-certs"),
        ),
        on("2026-10-05 08:40", MAYA, "Certificates need one more sprint: names are politics.").do(
            close(35, "Certificates need one more sprint: names are politics.")
        ),
        on("2026-10-05 08:50", MAYA, "Two that end this week or next; upgrades go on").do(
            progress("self-certs", 1),
            progress("ubuntu-22", 3),
            commit(36, "self-certs", "build-metrics"),
        ),
        on("2026-10-19 08:40", ARUN, "Three teams fixed their builds once they saw them.").do(
            close(36, "Three teams fixed their builds once they saw them.")
        ),
        on("2026-10-19 09:20", MAYA, "The last zone of hosts, and less traffic for no one").do(
            progress("ubuntu-22", 1),
            progress("schema-changes", 6),
            commit(37, "ubuntu-22", "dead-events"),
        ),
        on(
            "2026-11-02 08:40", LENA, "The template was two things; split, it will be done soon."
        ).do(close(37, "The template was two things; split, it will be done soon.")),
        on("2026-11-02 08:50", MAYA, "Five that calm the nights before the season").do(
            progress("schema-changes", 3),
            progress("template-2", 2),
            commit(
                38, "loud-alerts", "template-2", "retry-budget", "cache-restore", "schema-changes"
            ),
        ),
        on("2026-11-16 08:40", MAYA, "Five of five, and the pager slept with us.").do(
            close(38, "Five of five, and the pager slept with us.")
        ),
        on(
            "2026-11-16 13:30", MAYA, "The season begins: what could break it, and two small wins"
        ).do(commit(39, "orders-cap", "self-dns", "flaky-tests", "cost-tags")),
        on("2026-11-16 16:50", TOMAS, "Due on the 25th, so it cannot wait for the next").do(
            pull("signing-key")
        ),
        on("2026-11-17 08:40", TOMAS, "Advisories do not ask for a sprint").do(
            pull("openssl-edge")
        ),
        on("2026-11-17 08:50", MAYA, "Two came in, so one goes out; tags hurt nobody").do(
            push("cost-tags")
        ),
        on("2026-11-19 16:40", TOMAS, "Two of three edge groups patched, names half way").do(
            progress("openssl-edge", 1), progress("self-dns", 3), progress("flaky-tests", 2)
        ),
    )


def _actions() -> Story:
    return story(
        on("2026-07-21 09:30", ARUN, "Eleven kinds of hosts, he thought four").do(
            start("patch-hands")
        ),
        done(
            "2026-07-23 15:20",
            ARUN,
            "patch-hands",
            1,
            "The skipped group is on it, as it turns out",
        ),
    )

"""What the imported choices are for: the foundation, or new product work.

Imported items name no kind; what was thought of since 2026 says so where it is added. The balance
of the plan and of what was done rests on both. One innovation is left without prerequisites, for
the plan to ask about.
"""

from __future__ import annotations

from roadmap.sample.script import HELEN, MAYA, Story, edit, on, story


def beats() -> Story:
    """Return the kinds of what came with the imports, in spring and before the review."""
    return story(
        on(
            "2026-03-03 10:20", MAYA, "After the bad week: what do we choose, and what is it for?"
        ).do(
            edit("tracing", kind="foundation"),
            edit("one-job-way", kind="foundation"),
            edit("dashboards", kind="foundation"),
            edit("log-export", kind="innovation", prerequisites_none=True),
            edit("status-page", kind="innovation", prerequisites_none=True),
            edit("local-checkout", kind="innovation", prerequisites_none=True),
        ),
        on("2026-11-12 15:10", HELEN, "The teams asked what of this they will see").do(
            edit("read-replicas", kind="innovation", prerequisites_none=True),
            edit("event-bus", kind="innovation", prerequisites_none=True),
            edit("golden-data", kind="innovation"),
            edit("self-dns", kind="innovation", prerequisites_none=True),
            edit("previews", kind="innovation", prerequisites_none=True),
            edit("log-access", kind="innovation", prerequisites_none=True),
            edit("template-2b", prerequisites_none=True),
            edit("regional-failover", kind="innovation", prerequisites_none=True),
        ),
        on("2026-11-12 15:25", MAYA, "The rest keeps what runs running").do(
            edit("workload-identity", kind="foundation"),
            edit("flaky-tests", kind="foundation"),
            edit("cost-tags", kind="foundation"),
            edit("load-clusters", kind="foundation"),
        ),
    )

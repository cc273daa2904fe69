"""What the choices of autumn 2026 are for: the foundation, or new product work.

Imported items name no kind, and nobody asks for one at capture; the balance of the plan rests on
what is said here. One innovation is left without prerequisites, for the plan to ask about.
"""

from __future__ import annotations

from roadmap.sample.script import HELEN, MAYA, Story, edit, on, story


def beats() -> Story:
    """Return the kinds of what is open before the review."""
    return story(
        on("2026-11-12 15:10", HELEN, "The teams asked what of this they will see").do(
            edit("read-replicas", kind="innovation", prerequisites_none=True),
            edit("event-bus", kind="innovation", prerequisites_none=True),
            edit("golden-data", kind="innovation"),
            edit("self-dns", kind="innovation", prerequisites_none=True),
            edit("previews", kind="innovation", prerequisites_none=True),
            edit("log-access", kind="innovation", prerequisites_none=True),
            edit("template-2b", kind="innovation", prerequisites_none=True),
            edit("regional-failover", kind="innovation", prerequisites_none=True),
        ),
        on("2026-11-12 15:25", MAYA, "The rest keeps what runs running").do(
            edit("schema-changes-2", kind="foundation"),
            edit("workload-identity", kind="foundation"),
            edit("flaky-tests", kind="foundation"),
            edit("cost-tags", kind="foundation"),
            edit("load-clusters", kind="foundation"),
        ),
    )

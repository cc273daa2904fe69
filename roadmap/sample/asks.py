"""What leadership was asked to decide, what it answered, and the review of each quarter.

How likely the cost of not deciding is, the forecast of the day says; nobody writes it down.
"""

from __future__ import annotations

from roadmap.records.expectations import Answer
from roadmap.sample.script import HELEN, INES, MAYA, Story, on, story
from roadmap.sample.script_expect import (
    answer,
    ask,
    ask_at_risk,
    comment,
    reply,
    review,
    signed_off,
)

_YES, _NO = Answer.APPROVED, Answer.REJECTED


def beats() -> Story:
    """Return the asks, their answers and the reviews."""
    return story(_hire(), _spring(), _storage(), _autumn(), _open_today(), _reviews())


def _hire() -> Story:
    """Beats 5 and 6: a hire is asked for too, and approved by a reply file."""
    return story(
        on("2025-07-28 14:25", MAYA, "The robot alone does not save the dates of the winter").do(
            ask_at_risk(
                "hire",
                "One more platform engineer",
                "old-dc",
                kind="headcount",
                by="2025-08-15",
                cost="From March on the old data centre is paid for by the day.",
                items=("old-dc", "log-licence"),
            )
        ),
        on("2025-08-12 17:30", HELEN, "Reply of 2025-08-12").do(
            reply("hire", _YES, "One engineer, in January at the latest. Show me the dip first.")
        ),
    )


def _spring() -> Story:
    """What was asked for and refused."""
    return story(
        on("2026-03-16 14:10", MAYA, "If anybody pays for it, it is decided now").do(
            ask(
                "multi-region",
                "Fund the multi-region rewrite",
                kind="funding",
                by="2026-03-20",
                amount=420000.0,
                cost="A region lost stops half of the orders for half a day.",
                items=("multi-region",),
            )
        ),
        on("2026-03-17 11:05", HELEN, "One team in fourteen would use it this year").do(
            answer("multi-region", _NO, "Search would pay for a quarter of it. Not enough.")
        ),
    )


def _storage() -> Story:
    """Beat 13: the second tier of storage is asked for and funded on the same day."""
    return story(
        on("2026-04-20 10:25", INES, "Four weeks from the order to the rack, so it is now").do(
            ask_at_risk(
                "second-tier",
                "Second tier of storage for ingest",
                "ai-search",
                kind="funding",
                by="2026-04-24",
                amount=48000.0,
                cost="The AI search launch misses 12 June: its disks would be too small.",
                items=("ingest-storage", "ai-search"),
            )
        ),
        on("2026-04-20 15:50", HELEN, "Within what finance left for disks").do(
            answer("second-tier", _YES, "Funded. Cheaper than a late launch.")
        ),
    )


def _autumn() -> Story:
    return story(
        on("2026-10-27 15:05", INES, "The old price tier ends in March, the vendor wrote").do(
            ask(
                "storage-contract",
                "Renew the storage contract for three years",
                kind="funding",
                by="2026-11-06",
                amount=96000.0,
                cost="Growth is paid for at the list price from March on.",
                items=("ingest-move",),
            )
        ),
        on("2026-11-03 09:50", HELEN, "Asked for in time, for once").do(
            answer("storage-contract", _YES, "Renewed, with a way out after two years.")
        ),
    )


def _open_today() -> Story:
    """Beat 15: two asks are open; what was compared for the first stands among the scenarios."""
    return story(
        on("2026-11-20 09:42", MAYA, "Costs no hire, and keeps the date of the contract").do(
            ask_at_risk(
                "search-pair",
                "Let two of us pair on the search capacity",
                "ai-capacity",
                kind="other",
                by="2026-12-04",
                cost="The capacity is not there on 1 March, the date in Nordbank's contract.",
                items=("ai-capacity",),
            )
        ),
        on(
            "2026-11-20 09:44",
            MAYA,
            "Only one at a time may hold the root key; nothing we compared helps that date",
        ).do(
            ask_at_risk(
                "root-ca",
                "Accept that some leaf certificates are renewed late",
                "root-ca",
                kind="accepted_risk",
                by="2026-12-11",
                cost="Leaf certificates of the old root still serve when it ends on 15 January.",
                items=("root-ca",),
            )
        ),
    )


_QUARTERS = (
    (
        "2025-08-29",
        "2025-06-02",
        "Review of the summer",
        "Fewer things at once; keep it so when it gets better.",
        "Patches by machine next, then we talk of wishes",
    ),
    (
        "2025-11-21",
        "2025-08-29",
        "Review of the autumn",
        "Postgres early, the peak prepared. What do the teams want from you?",
        "Out of the fire; ask the teams before you choose",
    ),
    (
        "2026-02-27",
        "2025-11-21",
        "Review of the winter",
        "One bad week with a reason is not a trend.",
        "Self-service goes on in spite of the patches",
    ),
    (
        "2026-05-29",
        "2026-02-27",
        "Review of the spring",
        "The launch waits for its disks, and I could tell the board why.",
        "The levels are guesses still: agree them by August",
    ),
    (
        "2026-08-28",
        "2026-05-29",
        "Review of the second summer",
        "Three breaches, three repairs, five levels. Relaxing one was right.",
        "Levels stay as agreed in August",
    ),
)


def _reviews() -> Story:
    """A review each quarter, prepared in the morning and signed off in the afternoon."""
    parts = [
        story(
            on(f"{day} 08:20", MAYA).do(review(day, title, since, day)),
            on(f"{day} 16:40", HELEN, why).do(comment(day, words), signed_off(day)),
        )
        for day, since, title, words, why in _QUARTERS
    ]
    today = on("2026-11-20 09:46", MAYA, "Two answers are wanted, the rest is to be seen").do(
        review("2026-11-20", "Review of the autumn of 2026", "2026-08-28", "2026-11-24")
    )
    return story(*parts, today)

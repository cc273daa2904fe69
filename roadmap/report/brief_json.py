"""What does a brief say as JSON? All that differs, and each change in words with its reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from roadmap.report.brief import MOST_WEIGHTY, Change, changes_between, summary
from roadmap.report.differences import Differences, Past, Side, differences_json
from roadmap.report.outlook import Outlook, outlook_json
from roadmap.timeline import Told


def brief_json(
    before: Side,
    after: Side,
    found: Differences,
    told: Iterable[Told],
    past: Past,
    seen: Mapping[str, Outlook | None],
    weighty: Sequence[Change],
) -> dict[str, Any]:
    """Return what `diff` says, with a summary and the changes as the brief tells them.

    `told` are the decisions between the two moments, oldest first, for their reasons; `seen` is
    when items are done of which a day is told; `weighty` are all changes, the weightiest first.
    """
    return {
        **differences_json(before, after, found, past),
        "summary": summary(found),
        "weightiest": [_change_json(each) for each in weighty[:MOST_WEIGHTY]],
        "changes": [_change_json(each) for each in changes_between(before, after, found, told)],
        "forecast": {key: outlook_json(each) for key, each in seen.items()},
    }


def _change_json(change: Change) -> dict[str, Any]:
    reason = change.reason
    said = None if reason is None else {"why": reason.why, "by": reason.by, "day": reason.day}
    return {
        "section": change.section,
        "item": change.item,
        "title": change.title,
        "what": change.what,
        "reason": said,
    }

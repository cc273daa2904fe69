"""What does each open ask want, and what would approving it bring, as of one decision?

Plan, forecast and the shared scenarios are computed for it: for a worker that somebody waits for.
"""

from __future__ import annotations

from datetime import date

from roadmap.analysis.overview.overview import Asked, ask_document, open_asks
from roadmap.report.approval import approvals
from roadmap.report.asking import AskWords, ask_words
from roadmap.report.html.source import figures_of, plan_key
from roadmap.report.watching import UNWATCHED, Watch
from roadmap.timeline import Timeline


def words_of_asks(
    timeline: Timeline, index: int, today: date, watch: Watch = UNWATCHED
) -> dict[str, AskWords]:
    """Return the words of each open ask by its id. Raises Cancelled where `watch` says to stop."""
    state = timeline.state_after(index)
    asks = [ask_document(each, timeline, Asked(index, today)) for each in open_asks(state)]
    if not asks:
        return {}
    figures = figures_of(state, today, watch.part(0, 500))
    found = (
        {}
        if figures.forecast is None
        else approvals(state, plan_key(state, today), figures.forecast, watch.part(500, 1000))
    )
    return {ask["id"]: ask_words(ask, found.get(ask["id"]), state, today) for ask in asks}

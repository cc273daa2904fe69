"""How does a comparison become a brief to paste, for its audience, no date to come alone?"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from gui.apart import Apart
from gui.models.decisions.compare import Comparison
from gui.tasks import Progress
from roadmap.redaction import Redaction
from roadmap.report.brief import Change
from roadmap.report.watching import Watch
from roadmap.report.weighty import weightiest
from roadmap.service import Timeline, utc_now


def brief_for(apart: Apart, found: Comparison, wanted: Redaction, progress: Progress) -> str:
    """Return the brief without what `wanted` leaves out; runs on a worker.

    What differs, what slipped and what came of promises stays what it is; its words come from the
    history as the audience may see it. Raises Cancelled.
    """
    # Both load numpy, which opening the page need not wait for.
    from roadmap.report.foreseen import outlooks  # noqa: PLC0415
    from roadmap.sharing import copy_for  # noqa: PLC0415

    watch = Watch(progress)
    weighty = apart.read(found.after.position, partial(_weighty, found))
    dated = found.dated(weighty)
    seen = outlooks(found.after.state, found.after.day, dated, watch.part(0, 700))
    if wanted.leaves_all:
        return found.markdown(seen, weighty)
    copying = watch.part(700, 1000)
    timeline = copy_for(apart.told(), wanted, utc_now(), copying).timeline
    states = [
        timeline.state_after(-1 if side.decision is None else timeline.index_of(side.decision))
        for side in (found.before, found.after)
    ]
    shown = replace(
        found,
        before=replace(found.before, state=states[0]),
        after=replace(found.after, state=states[1]),
        told=tuple(timeline.tell(timeline.index_of(told.id)) for told in found.told),
    )
    return shown.markdown(seen, _weighty(shown, timeline))


def _weighty(found: Comparison, timeline: Timeline) -> tuple[Change, ...]:
    return weightiest(timeline, found.before, found.after, found.found, found.told)

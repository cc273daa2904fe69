"""What do the bars of the Users page stand for: one-offs by sprint, support by sprint?"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from gui.paint.sprint_bars import Bar, BarsFace
from roadmap.analysis.expectations.one_offs import OneOffs
from roadmap.analysis.expectations.outcomes import SupportShare
from roadmap.analysis.words import counted, say_days

SPRINTS = 18


def _t(text: str) -> str:
    return QCoreApplication.translate("users", text)


def one_off_bars(found: OneOffs) -> BarsFace:
    """Return how many one-offs there were when each sprint ended, open ones and those done.

    No bars while there never was one.
    """
    if not any(each.open + each.done for each in found.trend):
        return BarsFace()
    bars = tuple(
        Bar(
            str(each.sprint.number),
            float(each.open + each.done),
            float(each.open),
            _t("Sprint {n}: {open} open, {done} done").format(
                n=each.sprint.number, open=each.open, done=each.done
            ),
        )
        for each in found.trend[-SPRINTS:]
    )
    return BarsFace(bars, percent=False, warns=found.growing)


def one_off_note(found: OneOffs) -> str:
    """Return what the bars of the one-offs come to."""
    if not found.trend:
        return _t("The trend appears once sprint 1 has begun.")
    last = found.trend[-1]
    if not any(each.open + each.done for each in found.trend):
        return _t("Name the teams that items serve, and what serves one of them alone is counted.")
    counts = counted(last.open + last.done, _t("one-off"))
    so_far = _t("{count} so far, {open} still open (dark)").format(count=counts, open=last.open)
    trend = _t("and growing") if found.growing else _t("not growing")
    many = counted(len(found.infrastructure), _t("open item"))
    standard = _t("{items} for many teams").format(items=many)
    return f"{so_far}, {trend}; {standard}."


def support_bars(shares: tuple[SupportShare, ...]) -> BarsFace:
    """Return the share of effort that answered requests, sprint by sprint."""
    bars = tuple(
        Bar(
            str(each.sprint),
            each.share,
            None,
            _t("Sprint {n}: {share}, {days} on {requests}").format(
                n=each.sprint,
                share=_t("nothing done") if each.share is None else f"{each.share:.0%}",
                days=say_days(each.request_days),
                requests=counted(each.requests, _t("request")),
            ),
        )
        for each in shares
    )
    return BarsFace(bars, percent=True)


def support_note(shares: tuple[SupportShare, ...]) -> str:
    """Return what the bars of support come to."""
    done = sum(each.done_days for each in shares)
    requests = sum(each.requests for each in shares)
    if not requests:
        return _t("No interruption is marked as a request yet.")
    share = sum(each.request_days for each in shares) / done if done else 0.0
    return _t("{share} of the effort of {sprints}, {requests}.").format(
        share=f"{share:.1%}",
        sprints=counted(len(shares), _t("sprint")),
        requests=counted(requests, _t("request")),
    )

"""Which items in a row hold the most work, each waiting for the one before?"""

from __future__ import annotations

from roadmap.analysis.planning.plan import Plan


def critical_chain(plan: Plan) -> list[str]:
    """Return the chain of prerequisites with the most effort, from its first item to its last."""
    jobs = plan.problem.jobs
    planned = {each.item for each in plan.planned}
    best: dict[int, tuple[float, int | None]] = {}
    for number in _by_placement(plan):
        job = jobs[number]
        if job.item not in planned:
            continue
        before = [other for other in job.waits_for if other in best]
        other = max(before, key=lambda each: best[each][0], default=None)
        behind = 0.0 if other is None else best[other][0]
        best[number] = (behind + job.days, other)
    at = max(best, key=lambda each: best[each][0], default=None)
    chain: list[str] = []
    while at is not None:
        chain.append(jobs[at].item)
        at = best[at][1]
    return chain[::-1] if len(chain) > 1 else []


def _by_placement(plan: Plan) -> list[int]:
    """Return the jobs so that each comes after what it waits for."""
    jobs, order, seen = plan.problem.jobs, [], set()
    for start in range(len(jobs)):
        stack = [(start, False)]
        while stack:
            number, ready = stack.pop()
            if ready:
                order.append(number)
            elif number not in seen:
                seen.add(number)
                stack.append((number, True))
                stack.extend((other, False) for other in jobs[number].waits_for)
    return order

"""What a tracker's item says about why and when it must happen: the rules behind suggestions (G1).

Each rule looks at labels, type, priority, due date, size or words of the title and gives evidence
with its reason in words. Strong evidence (2) alone makes an item must-do, weak evidence (1) needs a
second sign: "audit" in a title may be a feature, "audit" with a date rarely is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from roadmap.analysis.estimates.effort import effort_days
from roadmap.analysis.words import counted, say_days
from roadmap.state import Item, Roadmap
from roadmap.values import Driver, Horizon

STRONG, WEAK = 2, 1


@dataclass(frozen=True, slots=True)
class Evidence:
    """One sign: how much it speaks for must-do, for which driver or horizon, and why."""

    reason: str
    weight: int = 0
    driver: Driver | None = None
    horizon: Horizon | None = None


_LABELS: dict[Driver, tuple[str, ...]] = {
    Driver.SECURITY_VULNERABILITY: ("cve", "vulnerability", "vulnerabilities", "pentest", "vuln"),
    Driver.INCIDENT: ("incident", "outage", "postmortem", "post mortem", "sev1", "sev2", "hotfix"),
    Driver.REGULATION: ("compliance", "gdpr", "pci", "sox", "audit", "regulatory", "legal"),
    Driver.END_OF_LIFE: ("eol", "end of life", "deprecation", "deprecated", "unsupported"),
    Driver.SCALING_LIMIT: ("capacity", "scaling", "quota"),
    Driver.COST_CEILING: ("cost", "finops", "budget"),
    Driver.KEY_USER: ("escalation", "key customer", "customer escalation", "vip"),
    Driver.CRITICAL_LAUNCH: ("launch", "go live"),
}
_WEAK_LABELS = {Driver.SCALING_LIMIT, Driver.COST_CEILING, Driver.CRITICAL_LAUNCH}

# Words of titles: the strong ones, then the weak ones.
_WORDS: dict[Driver, tuple[tuple[str, ...], tuple[str, ...]]] = {
    Driver.SECURITY_VULNERABILITY: (
        (
            r"cve(?:-\d+)*",
            r"vulnerabilit(?:y|ies)",
            r"security (?:patch(?:es)?|fix(?:es)?|holes?)",
            r"remote code execution|privilege escalation|data leak",
            r"leaked (?:key|secret|token)s?",
        ),
        (r"pen(?:etration)?[ -]?test|rotat(?:e|ion)|exploit|patch(?:es)?",),
    ),
    Driver.END_OF_LIFE: (
        (
            r"end[ -]of[ -](?:life|support|sale)|eol",
            r"out of support|no longer supported|unsupported",
            r"sunset|expir(?:es|ing|y|ed)|phase[ -]out|certificates? renewal",
        ),
        (r"deprecat\w*|renew(?:al)?|retire\w*|legacy",),
    ),
    Driver.REGULATION: (
        (r"gdpr|pci(?:[ -]dss)?|hipaa|sox|soc ?2|iso ?27001|nis ?2|dora|data residency",),
        (r"complian(?:ce|t)|audit(?! log)|regulat(?:ion|ory)|legal|retention period",),
    ),
    Driver.INCIDENT: (
        (r"post[ -]?mortem|outage|root cause|sev ?[12]|data loss|production down",),
        (r"incident|failover|fails? (?:over|to start)|crash(?:es|ing)?|alert storm",),
    ),
    Driver.SCALING_LIMIT: (
        (
            r"(?:disks?|volume|partition) (?:is )?(?:full|pressure)|oom",
            r"out of (?:memory|disk|space|ips?|capacity)|running out of",
            r"(?:connection|rate|bucket|capacity|scaling) (?:limit|cap)",
            r"saturat\w*|exhaust\w*",
        ),
        (),
    ),
    Driver.COST_CEILING: (
        (
            r"price (?:change|increase)|over budget|cost (?:ceiling|overrun)",
            r"contract ends|licen[cs]e (?:ends|renewal)",
        ),
        (),
    ),
    Driver.CRITICAL_LAUNCH: ((), (r"go[ -]live|launch|peak season|black friday",)),
    Driver.KEY_USER: ((), (r"key (?:customer|user|account)|escalat(?:ed|ion)",)),
}


def _rule(patterns: tuple[str, ...]) -> re.Pattern[str] | None:
    whole = "|".join(patterns)
    return re.compile(rf"(?<![\w-])(?:{whole})(?![\w-])", re.IGNORECASE) if patterns else None


_WORD_RULES = tuple(
    (rule, driver, weight)
    for driver, both in _WORDS.items()
    for rule, weight in zip(map(_rule, both), (STRONG, WEAK), strict=True)
    if rule is not None
)

_LONG_WORDS = re.compile(
    r"(?<![\w-])(rewrite|re-?architect\w*|redesign|rework|migrat\w+|replace\w*|automat(?:e|es|ion)"
    r"|self[ -]service|standardi[sz]\w+|multi[ -]region|golden path|new platform|unify|unified"
    r"|next generation|introduce|epic|consolidat\w+|decommission\w*|roll ?out)(?![\w-])",
    re.IGNORECASE,
)
_TOP_PRIORITIES = frozenset(("highest", "blocker", "critical", "urgent", "p0", "showstopper"))
_INCIDENT_TYPES = frozenset(("incident", "problem", "outage", "post-incident review"))
_LONG_TYPES = frozenset(("epic", "initiative", "theme", "capability", "legend", "saga"))
_SHORT_TYPES = frozenset(("bug", "defect", "sub-task", "subtask", "hotfix", "support"))


def gather(item: Item, today: date, roadmap: Roadmap | None) -> list[Evidence]:
    """Return what `item` says for itself, in the order in which it is shown."""
    labels = _from_labels(item)
    # A label and the title often say the same thing: once is enough.
    said = {each.driver for each in labels if each.weight == STRONG}
    words = [each for each in _from_words(item) if each.driver is None or each.driver not in said]
    found = [*labels, *_from_type(item), *_from_priority(item), *words]
    return found + _from_date(item, today, roadmap) + _from_effort(item, roadmap)


def _from_labels(item: Item) -> list[Evidence]:
    found = []
    for label in item.labels:
        word = re.sub(r"[-_/:]+", " ", label).strip().casefold()
        for driver, labels in _LABELS.items():
            if word in labels:
                weight = WEAK if driver in _WEAK_LABELS else STRONG
                found.append(Evidence(f"label {label}", weight, driver))
        if word == "security":
            driver = Driver.SECURITY_VULNERABILITY
            found.append(Evidence(f"label {label}", WEAK, driver))
    return found


def _from_type(item: Item) -> list[Evidence]:
    name = (item.type or "").casefold()
    if name in _INCIDENT_TYPES:
        reason = f"type {item.type}"
        return [Evidence(reason, STRONG, Driver.INCIDENT, Horizon.SHORT_TERM)]
    if name in ("vulnerability", "security vulnerability"):
        return [Evidence(f"type {item.type}", STRONG, Driver.SECURITY_VULNERABILITY)]
    if name in _LONG_TYPES:
        return [Evidence(f"type {item.type}", 0, None, Horizon.LONG_TERM)]
    if name in _SHORT_TYPES:
        return [Evidence(f"type {item.type}", 0, None, Horizon.SHORT_TERM)]
    return []


def _from_priority(item: Item) -> list[Evidence]:
    name = (item.priority or "").casefold()
    return [Evidence(f"priority {item.priority}", WEAK)] if name in _TOP_PRIORITIES else []


def _from_words(item: Item) -> list[Evidence]:
    """Say the strongest words of each driver, and one word that means a long way."""
    found: dict[Driver, Evidence] = {}
    for rule, driver, weight in _WORD_RULES:
        said = _said(rule, item.title)
        if said and driver not in found:
            found[driver] = Evidence(said, weight, driver)
    said = _said(_LONG_WORDS, item.title)
    long = [Evidence(said, 0, None, Horizon.LONG_TERM)] if said else []
    return [*found.values(), *long]


def _said(rule: re.Pattern[str], title: str) -> str:
    """Return the words of `title` that `rule` found, in quotation marks; empty where none."""
    match = rule.search(title)
    return f"“{match.group()}”" if match else ""


def known_date(item: Item) -> date | None:
    """Return the date that counts: the mandatory one, else the one of the tracker."""
    return item.mandatory_by or item.due


def _from_date(item: Item, today: date, roadmap: Roadmap | None) -> list[Evidence]:
    day = known_date(item)
    if day is None:
        return []
    sprint_days = 14 if roadmap is None else roadmap.sprint_days
    soon = (day - today).days < 2 * sprint_days
    horizon = Horizon.SHORT_TERM if soon else Horizon.LONG_TERM
    return [Evidence(say_due(day, today), WEAK, None, horizon)]


_WEEKS = ("this week", "next week", "in two weeks", "in three weeks", "in four weeks")


def say_due(day: date, today: date) -> str:
    """Return how far away a date is: "due this week", "due in two weeks", "a date in 7 months"."""
    days = (day - today).days
    if days < 0:
        return "overdue"
    weeks = (day.toordinal() - day.weekday() - today.toordinal() + today.weekday()) // 7
    if weeks < len(_WEEKS):
        return f"due {_WEEKS[weeks]}"
    months = max(1, round(days / 30.44))
    if months < 24:
        return f"a date in {counted(months, 'month')}"
    return f"a date in {counted(round(days / 365.25), 'year')}"


def _from_effort(item: Item, roadmap: Roadmap | None) -> list[Evidence]:
    """Say what the size means: more than one person does in two sprints is long-term."""
    effort = effort_days(item, roadmap)
    if effort.is_default:
        return []
    # 60% of the working days are left for planned work (planning.md, Capacity).
    working_days = 5 if roadmap is None else len(roadmap.working_days)
    sprint_days = 14 if roadmap is None else roadmap.sprint_days
    two_sprints = 2 * sprint_days * working_days / 7 * 0.6
    horizon = Horizon.LONG_TERM if effort.days > two_sprints else Horizon.SHORT_TERM
    said = f"size {item.size}" if effort.sized_by == "size" else say_days(effort.days)
    return [Evidence(said, 0, None, horizon)]

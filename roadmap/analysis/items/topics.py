"""In which heaps can unsorted items be sorted together? By words of their titles, epic or type.

Words: first the topics every infrastructure team has ("Security patches", "Certificates"), then the
words and pairs of words that most of the rest have in common, the largest heap first. An item is in
exactly one group; what has nothing in common with others comes last as "No group found".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from roadmap.analysis.items.haystack import fold
from roadmap.state import Item, State

NO_GROUP, NO_EPIC, NO_TYPE = "No group found", "No epic", "No type"
_SMALLEST = 2
_MOST_GROUPS = 24


class GroupBy(StrEnum):
    """How the tray is cut into groups."""

    WORDS = "words"
    EPIC = "epic"
    TYPE = "type"


@dataclass(frozen=True, slots=True)
class Group:
    """Items that can be sorted together, in the order in which they were given."""

    name: str
    items: tuple[str, ...]


_TOPICS: tuple[tuple[str, str], ...] = (
    ("Security patches", r"cve|vulnerabilit\w+|security (?:patch|fix|update)\w*|patch\w*"),
    ("Certificates", r"certificates?|certs?|tls|ssl|root ca"),
    ("Incidents, follow-up", r"incidents?|outages?|post-?mortems?|root cause|failover|on-?call"),
    ("End of life", r"end of (?:life|support)|eol|out of support|deprecat\w+|sunset|unsupported"),
    ("Audit and compliance", r"audits?(?! log)|complian\w+|gdpr|pci|sox|soc ?2|iso ?27001|hipaa"),
    ("Rewrites", r"rewrite|re-?architect\w*|redesign|rework|refactor\w*"),
    ("Migrations", r"migrat\w+|move (?:to|off)|cut ?over|decommission\w*"),
    ("Build and deploy", r"build|deploy\w*|pipelines?|ci|ci/cd|releases?|rollbacks?"),
    ("Monitoring and alerts", r"monitor\w*|alert\w*|metrics?|tracing|traces?|dashboards?|slos?"),
    ("Backups and restores", r"backups?|restore\w*|disaster recovery"),
    ("Access and secrets", r"secrets?|vault|iam|rbac|sso|oauth|password\w*|access rights?"),
    ("Capacity and scaling", r"capacity|scal(?:e|ing)|disk|quotas?|oom|memory"),
    ("Cost", r"costs?|budget|pricing|finops"),
    ("Tests", r"tests?|testing|flaky"),
    ("Documentation", r"docs?|documentation|runbooks?|readme"),
)
_TOPIC_RULES = tuple(
    (name, re.compile(rf"(?<![\w-])(?:{words})(?![\w-])")) for name, words in _TOPICS
)

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
# Words that say nothing about the work: English, and the commonest of Dutch and German.
_STOP = frozenset(
    _WORD.findall(
        """a about able after all an and any are as at automatically available be before between but
        by can cannot change changes could define different do does done during each either enable
        enables for from get gets go has have how if in into is it its make makes more must need
        needs new no not now of off old on one only option or other our out over own per please
        provide set should show so some support supports than that the their them then there these
        this those through to too two up update updates use used user users using via view want was
        we when where which while who will with within without work works would you your add adds
        added adding allow allows allowed create creates created implement improve improved
        improvement fix fixes fixed remove removes removed handle epic story task issue issues
        feature features system item items first last
        dat de een het ik in kunnen laten met naar op van voor wil wordt zien
        das der die ein eine fur mit und von zu"""
    )
)


def groups(items: Sequence[Item], state: State, by: GroupBy = GroupBy.WORDS) -> tuple[Group, ...]:
    """Return the groups of `items`, the largest first, then by name; the rest last."""
    if by is GroupBy.EPIC:
        return _by_name(items, _epic_names(state), NO_EPIC)
    if by is GroupBy.TYPE:
        return _by_name(items, lambda item: item.type, NO_TYPE)
    return _by_words(items)


def _sorted(heaps: Mapping[str, Sequence[str]], rest: str) -> tuple[Group, ...]:
    found = [Group(name, tuple(ids)) for name, ids in heaps.items() if ids and name != rest]
    found.sort(key=lambda group: (-len(group.items), group.name.casefold(), group.name))
    return (*found, Group(rest, tuple(heaps[rest]))) if heaps.get(rest) else tuple(found)


def _by_name(
    items: Iterable[Item], name_of: Callable[[Item], str | None], rest: str
) -> tuple[Group, ...]:
    heaps: dict[str, list[str]] = {}
    for item in items:
        heaps.setdefault(name_of(item) or rest, []).append(item.id)
    return _sorted(heaps, rest)


def _epic_names(state: State) -> Callable[[Item], str | None]:
    """Return the epic of an item by name; an epic that others name is in its own group.

    Trackers give the parent as a key, an id or a title: each is looked up.
    """
    titles: dict[str, str] = {}
    for item in state.items.ordered():
        titles.setdefault(item.title, item.title)
        titles[item.id] = item.title
        for ref in item.external:
            titles[ref.key] = item.title
    named = {titles.get(item.parent, item.parent) for item in state.items.ordered() if item.parent}

    def name_of(item: Item) -> str | None:
        if item.parent:
            return titles.get(item.parent, item.parent)
        return item.title if item.title in named else None

    return name_of


# -- by words -------------------------------------------------------------------------------------


def _by_words(items: Sequence[Item]) -> tuple[Group, ...]:
    heaps: dict[str, list[str]] = {}
    left: dict[str, Item] = {}
    topical: dict[str, list[Item]] = {}
    for item in items:
        name = _topic(item)
        if name is None:
            left[item.id] = item
        else:
            topical.setdefault(name, []).append(item)
    for name, members in topical.items():
        if len(members) >= _SMALLEST:
            heaps[name] = [item.id for item in members]
        else:
            left.update((item.id, item) for item in members)
    rest = [item for item in items if item.id in left]
    taken = _common_words(rest, _MOST_GROUPS - len(heaps))
    place = {item.id: at for at, item in enumerate(items)}
    for name, ids in taken.items():  # "Rewrites" may be a topic and a word
        heaps[name] = sorted([*heaps.get(name, ()), *ids], key=place.__getitem__)
    grouped = {key for ids in taken.values() for key in ids}
    heaps[NO_GROUP] = [item.id for item in rest if item.id not in grouped]
    return _sorted(heaps, NO_GROUP)


def _topic(item: Item) -> str | None:
    """Return the first topic that the title or a label names."""
    text = fold(" ".join((item.title, *item.labels)))
    return next((name for name, rule in _TOPIC_RULES if rule.search(text)), None)


def _stem(word: str) -> str:
    """Return a word without its plural: "policies" and "policy" are one."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _terms(title: str) -> dict[str, str]:
    """Return the words and pairs of neighbouring words that mean something, with how they stood."""
    found: dict[str, str] = {}
    before: tuple[str, str] | None = None
    for word in _WORD.findall(title):
        folded = fold(word)
        if folded in _STOP or len(folded) < 2 or folded.isdigit():
            before = None
            continue
        stem = _stem(folded)
        found.setdefault(stem, word)
        if before is not None:
            found.setdefault(f"{before[0]} {stem}", f"{before[1]} {word}")
        before = (stem, word)
    return found


def _common_words(items: Sequence[Item], most: int) -> dict[str, list[str]]:
    """Return heaps of items that share a word or a pair of words, by the words as they stood.

    Greedy: the term that most items share is taken first; a pair counts half as much again as a
    word, because it says more. A word that more than half of many items have says nothing.
    """
    terms = {item.id: _terms(item.title) for item in items}
    members: dict[str, dict[str, None]] = {}
    for key, own in terms.items():
        for term in own:
            members.setdefault(term, {})[key] = None
    limit = len(items) // 2 if len(items) > 8 else len(items)
    members = {term: ids for term, ids in members.items() if _SMALLEST <= len(ids) <= limit}
    heaps: dict[str, list[str]] = {}
    smallest = 3 if len(items) > 30 else _SMALLEST
    while len(heaps) < most and members:
        best = max(members, key=lambda term: (_score(term, len(members[term])), term))
        chosen = list(members.pop(best))
        if len(chosen) < smallest:
            continue
        name = _name([terms[key][best] for key in chosen])
        heaps[name] = [*heaps.get(name, ()), *chosen]
        for key in chosen:
            for term in terms[key]:
                if term in members:
                    members[term].pop(key, None)
        members = {term: ids for term, ids in members.items() if len(ids) >= smallest}
    return heaps


def _score(term: str, count: int) -> float:
    return count * 1.5 if " " in term else float(count)


def _name(forms: Sequence[str]) -> str:
    """Return the form met most often (the first of equals), beginning with a capital."""
    form = max(Counter(forms).items(), key=lambda each: each[1])[0]
    return form[:1].upper() + form[1:]

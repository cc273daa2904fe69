"""Who is who in a history, and what stands for each of them in a share?

People of the team go by their role with a number, those who decided by their role or as an author,
whoever else accepted a risk as somebody outside the team; the one person whose name is erased is
somebody. Everybody who is known by name is found here, those who left as well.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from roadmap.events.people import PersonAdded, PersonEdited
from roadmap.events.risks import RiskAccepted, RiskEdited
from roadmap.events.roadmap import RoadmapCreated, RoadmapEdited, TeamAdded, TeamEdited
from roadmap.events.scenarios import ScenarioShared
from roadmap.names import Called, Names
from roadmap.timeline import Told
from roadmap.values import Author

ERASED = "Somebody"

# Fields that hold a name and nothing else.
_WHO = frozenset(
    ("accepted_by", "answered_by", "signed_off_by", "wanted_from", "owner", "approver", "by")
)


@dataclass(frozen=True, slots=True)
class Everybody:
    """All names in a history: of the people of the team by id, and of the authors by id."""

    people: Mapping[str, frozenset[str]]
    roles: Mapping[str, str]
    authors: Mapping[str, frozenset[str]]
    outside: tuple[str, ...]
    office: frozenset[str]

    def names_of(self, name: str) -> frozenset[str]:
        """Return every name that whoever is called `name` went by; none for nobody."""
        known = name.casefold()
        found = {each for each in self.outside if each.casefold() == known}
        for names in (*self.people.values(), *self.authors.values()):
            if known in (each.casefold() for each in names):
                found |= names
        return frozenset(found)


@dataclass(frozen=True, slots=True)
class Aliases:
    """What stands for whom. `people` holds roles by id, `authors` whoever goes by another name.

    `names` replaces names in texts; `erasing` does so for the erased person alone.
    """

    names: Names
    erasing: Names
    people: Mapping[str, str] = field(default_factory=dict)
    authors: Mapping[str, Author] = field(default_factory=dict)
    alone: Mapping[str, str] = field(default_factory=dict)

    def text(self, text: str, key: str = "") -> str:
        """Return a text without the names; one that is a name and nothing else has its alias."""
        alias = self.alone.get(text.casefold()) if key in _WHO else None
        return alias or self.names(text)

    def author(self, by: Author) -> Author:
        """Return who decided, as the audience may know them."""
        by = self.authors.get(by.id, by)
        name, key = self.erasing(by.name), self.erasing(by.id)
        return by if (name, key) == (by.name, by.id) else Author("erased", name)


def everybody(history: Iterable[Told]) -> Everybody:
    """Return everybody whom `history` knows by name."""
    people: dict[str, dict[str, None]] = {}
    roles: dict[str, str] = {}
    authors: dict[str, dict[str, None]] = {}
    accepted: dict[str, None] = {}
    office: dict[str, None] = {}
    for told in history:
        authors.setdefault(told.by.id, {})[told.by.name] = None
        accepted |= dict.fromkeys(accepted_by(told))
        for event in told.events:
            if isinstance(event, PersonAdded | PersonEdited):
                names = people.setdefault(event.person, {})
                names |= dict.fromkeys(filter(None, [event.fields.get("name")]))
                role = event.fields.get("role") or roles.get(event.person, "Team member")
                roles[event.person] = role
                office[role] = None
            elif isinstance(event, TeamAdded | TeamEdited | RoadmapCreated | RoadmapEdited):
                office |= dict.fromkeys(filter(None, [event.fields.get("name")]))
    known = {name.casefold() for names in (*people.values(), *authors.values()) for name in names}
    return Everybody(
        {person: frozenset(names) for person, names in people.items()},
        roles,
        {author: frozenset(names) for author, names in authors.items()},
        tuple(each for each in accepted if each.casefold() not in known),
        frozenset(office),
    )


def aliases_of(
    history: Sequence[Told], *, by_role: bool, authors_too: bool, erase: str | None
) -> Aliases:
    """Return what stands for whom: people by role, `authors_too`, and one person erased."""
    who = everybody(history)
    gone = frozenset() if erase is None else who.names_of(erase) | {erase}
    erased = [Called(gone, ERASED, is_erased=True)] if gone else []
    others = [names - gone for names in (*who.people.values(), *who.authors.values())]
    left = [Called(names, None) for names in others if names and gone]
    erasing = Names([*erased, *left], who.office)
    if not by_role:
        return Aliases(erasing, erasing)
    anybody = Names([Called(names, "somebody") for names in who.people.values()])
    people = _numbered({each: anybody(role) for each, role in who.roles.items()})
    outside = _outside(who, gone)
    called = [*erased]
    called += [Called(who.people[each] - gone, people[each]) for each in people]
    authors: dict[str, Author] = {}
    if authors_too:
        authors = _authors(who, Names(called, who.office), set(people.values()))
        called += [
            Called(names - gone, authors[each].name)
            for each, names in who.authors.items()
            if authors[each].name not in people.values()
        ]
    called += [Called(frozenset((each,)), outside[each]) for each in outside if " " in each]
    alone = {name.casefold(): alias for name, alias in outside.items()}
    for one in called:
        alone |= {name.casefold(): one.stands_for for name in one.names if one.stands_for}
    return Aliases(Names(called, who.office), erasing, people, authors, alone)


def _numbered(roles: Mapping[str, str]) -> dict[str, str]:
    """Return the role of each person with a number, in the order in which they were added."""
    counts: dict[str, int] = {}
    found: dict[str, str] = {}
    for person, role in roles.items():
        counts[role] = counts.get(role, 0) + 1
        found[person] = f"{role} {counts[role]}"
    return found


def _authors(who: Everybody, team: Names, roles: Collection[str]) -> dict[str, Author]:
    """Return what stands for each author: their role, also where they sign with a first name."""
    found: dict[str, Author] = {}
    for place, (author, names) in enumerate(who.authors.items(), 1):
        known = [team(name) for name in sorted(names)]
        alias = next((each for each in known if each in roles or each == ERASED), None)
        found[author] = Author(f"author-{place}", alias or f"Author {place}")
    return found


def _outside(who: Everybody, gone: Collection[str]) -> dict[str, str]:
    """Return what stands for those who accepted a risk and neither decided nor are on the team."""
    names: dict[str, str] = {}
    for each in who.outside:
        if each not in gone:
            names.setdefault(each.casefold(), each)
    return {
        name: f"Somebody outside the team {number}" for number, name in enumerate(names.values(), 1)
    }


# -- who accepted a risk --------------------------------------------------------------------------


def accepted_by(told: Told) -> Iterator[str]:
    """Yield who accepted a risk in a decision, and in the scenarios that it shared."""
    for event in told.events:
        if isinstance(event, RiskAccepted | RiskEdited):
            by = event.fields.get("accepted_by")
            if by:
                yield by
        elif isinstance(event, ScenarioShared):
            yield from _named(event.fields.get("commands", ()))


def _named(value: Any) -> Iterator[str]:
    """Yield what stands under `accepted_by` anywhere in a command."""
    if isinstance(value, Mapping):
        by = value.get("accepted_by")
        if isinstance(by, str) and by:
            yield by
        value = value.values()
    elif not isinstance(value, list | tuple):
        return
    for each in value:
        yield from _named(each)

"""Does what was typed name a team, a component or a consumer that is not there yet?

Such a record is never made by the way: the person is asked, with the words that stand here.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from gui.models.listed_names import parse_names
from roadmap.state import Component, Consumer, State, Table, Team
from roadmap.values import clean_line


def new_names(state: State, key: str, text: str) -> tuple[str, ...]:
    """Return the names in ``text`` that no record of the property ``key`` has."""
    table = _table(state, key)
    if table is None:
        return ()
    line = clean_line(text)
    names = parse_names(line) if key == "consumers" else (line,) if line else ()
    known = {each.name.casefold() for each in table.ordered()}
    return tuple(name for name in names if name.casefold() not in known and name not in table)


def question(key: str, names: tuple[str, ...]) -> str:
    """Return what is asked before they are added; Enter, pressed once more, is the answer."""
    word = {"team": "team", "component": "component"}.get(key, "consumer")
    listed = ", ".join(f"“{_cut(name, 60)}”" for name in names)
    text = QCoreApplication.translate(
        "new names", "There is no {word} {names} yet: Enter once more adds it."
    )
    if len(names) > 1:
        text = QCoreApplication.translate(
            "new names", "There are no {word}s {names} yet: Enter once more adds them."
        )
    return text.format(word=word, names=listed)


def answer(names: tuple[str, ...]) -> str:
    """Return what a button says that adds them."""
    if len(names) == 1:
        text = QCoreApplication.translate("new names", "Add “{name}”")
        return text.format(name=_cut(names[0], 20))
    return QCoreApplication.translate("new names", "Add all {n}").format(n=len(names))


def _table(state: State, key: str) -> Table[Team] | Table[Component] | Table[Consumer] | None:
    match key:
        case "team":
            return state.teams
        case "component":
            return state.components
        case "consumers":
            return state.consumers
        case _:
            return None


def _cut(name: str, most: int) -> str:
    return name if len(name) <= most else name[: most - 1].rstrip() + "…"

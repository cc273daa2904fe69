"""How does what was typed into the details become a decision, and what can be picked there?"""

from __future__ import annotations

from gui.models.new_names import new_names
from gui.models.properties.property import Typed
from gui.session import Session
from gui.views.edits import edit_commands
from roadmap.analysis.items.search import search_items
from roadmap.errors import Refused

_FOUND = 12


class ItemEdits:
    """Edits of the items that are shown, each with what the person saw."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._seen, self._ids = session.state, tuple[str, ...]()

    def see(self, ids: tuple[str, ...]) -> None:
        """From here on these items are in view, as the session shows them now."""
        self._seen, self._ids = self._session.state, ids

    def commit(self, key: str, typed: Typed) -> str | None:
        """Records what was typed for a property; returns what is wrong with it."""
        session = self._session
        try:
            commands = edit_commands(
                session.state, self._ids, key, typed, session.today, self._seen
            )
        except Refused as refused:
            return str(refused)
        wrong = session.refusal(commands)
        if wrong is None:
            session.execute(commands)
        return wrong

    def new_names(self, key: str, typed: Typed) -> tuple[str, ...]:
        """The names in what was typed that a record would be added for."""
        return new_names(self._session.state, key, typed) if isinstance(typed, str) else ()

    def record(self, key: str, typed: Typed) -> None:
        """The same where there is no place to say what is wrong: the window says it."""
        wrong = self.commit(key, typed)
        if wrong is not None:
            self._session.refused.emit(wrong)

    def find(self, words: str) -> list[tuple[str, str]]:
        """The items with these words that the ones shown can come after or be part of."""
        state = self._session.state
        hits = search_items(state, words, _FOUND)
        return [(hit.item, self.title_of(hit.item)) for hit in hits if hit.item not in self._ids]

    def title_of(self, key: str) -> str:
        """The title of an item."""
        item = self._session.state.items.get(key)
        return key if item is None else item.title

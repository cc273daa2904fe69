"""The base of all events and of the values inside them: frozen, closed and strict.

Most events add, edit or remove a record of one table of the state, or log what was found on a day.
They say so by their base, so that `evolve` and `inverse` need one rule for each of these and none
for each kind of record.
"""

from __future__ import annotations

from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """A frozen model that takes no unknown field and converts nothing."""

    # Built when first used: a hundred models at once would cost each start a tenth of a second.
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)


class EventBase(Frozen):
    """The base of all events. `version` is that of the shape written today."""

    kind: ClassVar[str]
    version: ClassVar[int] = 1


class RecordEvent(EventBase):
    """The base of events about one record: its table in the state, and the field with its id.

    That field is called as the kind begins (`team` of `team_added`), unless `word` names it.
    """

    table: ClassVar[str]
    word: ClassVar[str] = ""

    @classmethod
    def key_name(cls) -> str:
        """Return the name of the field that holds the record's id."""
        return cls.word or cls.kind.rpartition("_")[0]

    @property
    def key(self) -> str:
        """The id of the record."""
        key: str = getattr(self, self.key_name())
        return key


class Adds(RecordEvent):
    """The base of events that put a record with `fields` into a table."""

    fields: Any


class Edits(RecordEvent):
    """The base of events that set `fields` of a record."""

    fields: Any


class Removes(RecordEvent):
    """The base of events that take a record out of its table."""


class Logs(RecordEvent):
    """The base of events that set entries of a record's field `column`, one a day, in their order.

    An entry has a `day` and a `value`; one whose value is None takes that day's entry out.
    """

    column: ClassVar[str]
    entries: Any

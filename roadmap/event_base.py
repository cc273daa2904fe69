"""The base of all events and of the values inside them: frozen, closed and strict."""

from __future__ import annotations

from typing import ClassVar

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """A frozen model that takes no unknown field and converts nothing."""

    # Built when first used: a hundred models at once would cost each start a tenth of a second.
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)


class EventBase(Frozen):
    """The base of all events. `version` is that of the shape written today."""

    kind: ClassVar[str]
    version: ClassVar[int] = 1

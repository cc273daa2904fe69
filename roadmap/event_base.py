"""The base of all events and of the values inside them: frozen, closed and strict."""

from __future__ import annotations

from typing import ClassVar

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """A frozen model that takes no unknown field and converts nothing."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class EventBase(Frozen):
    """The base of all events. `version` is that of the shape written today."""

    kind: ClassVar[str]
    version: ClassVar[int] = 1

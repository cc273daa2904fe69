"""How does a shape of event that was written earlier become the shape of today?

One pure function per (kind, version) takes the `data` of that version, as plain JSON values, and
returns that of the next. A released version is never edited; its upcaster and a golden file stay.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

Upcaster = Callable[[dict[str, Any]], dict[str, Any]]
Upcasters = Mapping[tuple[str, int], Upcaster]

UPCASTERS: Upcasters = {}

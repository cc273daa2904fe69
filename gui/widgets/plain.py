"""How is text from data shown without Qt reading markup into it?"""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


def plain_tooltip(text: str) -> str:
    """``text`` for a tooltip, which has no plain mode: escaped, line breaks kept."""
    if not text:
        return ""
    return f'<p style="white-space:pre-line; margin:0">{_escaped(text)}</p>'


def _escaped(text: str) -> str:
    """Like html.escape, whose module brings a table of 2,231 entities into every start."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def set_plain_tooltip(widget: QWidget, text: str) -> None:
    """Sets the tooltip and, where there is none yet, the description for screen readers."""
    widget.setToolTip(plain_tooltip(text))
    widget.setAccessibleDescription(text)

"""How does text from data stand in Markdown as it is?"""

from __future__ import annotations


def escape_markdown(text: str) -> str:
    """Return `text` so that Markdown and the HTML in it show it as it stands."""
    for sign in "\\`*_{}[]<>#|~":
        text = text.replace(sign, f"\\{sign}")
    return text.replace("&", "&amp;")

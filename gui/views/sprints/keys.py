"""Which keys does the page of the sprints have, and what does the sheet of keys say of them?"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def _t(text: str) -> str:
    return QCoreApplication.translate("SprintsPage", text)


def sprints_keys() -> tuple[tuple[str, str], ...]:
    """Returns (key, what it does)."""
    return (
        ("Arrows", _t("From card to card, and on into the next sprint")),
        ("Alt+Left", _t("Into the sprint before")),
        ("Alt+Right", _t("Into the sprint after")),
        ("Alt+Up", _t("Rank earlier")),
        ("Alt+Down", _t("Rank later")),
        ("C", _t("Commit the next sprint")),
        ("I", _t("Pull into the committed sprint")),
        ("O", _t("Push out of the committed sprint")),
        ("L", _t("Log progress")),
        ("S", _t("Start")),
        ("F", _t("Finish")),
        ("Return", _t("Why it stands here")),
        ("W", _t("What to look at: Return goes to it, Ctrl+Return does what the row offers")),
    )

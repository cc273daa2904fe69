"""Which texts and numbers does the gallery show? Those of the visual target."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from gui.paint.card import CardFace
from gui.paint.log_row import LogRowFace
from gui.paint.playback import AxisTick, Band, Choice, Marker, PlaybackModel
from gui.paint.quadrant import QuadrantFace
from gui.paint.text import Run
from gui.widgets.card_list_view import CARD_ROLE, ID_ROLE
from gui.widgets.nav_bar import NavItem

Index = QModelIndex | QPersistentModelIndex
NAVIGATION = (
    NavItem("overview", "Overview", "layout-dashboard"),
    NavItem("grid", "Grid", "grid-2x2", "Plan"),
    NavItem("backlog", "Backlog", "list-ordered", "Plan"),
    NavItem("sprints", "Sprints", "columns-3", "Plan"),
    NavItem("timeline", "Timeline", "chart-no-axes-gantt", "Plan"),
    NavItem("what-if", "What-if", "git-branch", "Decide"),
    NavItem("decisions", "Decisions", "history", "Decide"),
    NavItem("principles", "Principles", "shield-check", "Foundation"),
    NavItem("users", "Users", "message-circle", "Foundation"),
    NavItem("people", "People", "users", "Foundation"),
)


class FaceModel(QAbstractListModel):
    """A list of faces; ids are their places."""

    def __init__(self, faces: list[CardFace]) -> None:
        super().__init__()
        self.faces = faces

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.faces)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        face = self.faces[index.row()]
        if role == CARD_ROLE:
            return face
        if role == ID_ROLE:
            return f"RM-{index.row()}"
        return face.spoken if role == Qt.ItemDataRole.AccessibleTextRole else None


def must(title: str, icon: str, meta: str, effort: str, **more: object) -> CardFace:
    return CardFace(title, "must", meta, effort, icon, **more)  # type: ignore[arg-type]


def choice(title: str, meta: str, effort: str, **more: object) -> CardFace:
    return CardFace(title, "choice", meta, effort, **more)  # type: ignore[arg-type]


EMERGENCIES = [
    must("Patch OpenSSL on edge proxies", "shield", "Security · 27 Nov", "3 pd"),
    must("Refund job stuck for Nordbank", "user", "Key user", "3 pd"),
    must("Restore drill: archive index missing", "zap", "Incident · 18 Nov", "4 pd"),
    must("Raise connection cap on orders DB", "gauge", "Scaling limit", "2 pd"),
    must("Turn off TLS 1.1 at the partner gateway", "scale", "Regulation · 30 Nov", "5 pd"),
    must("Disk pressure on the log cluster", "zap", "Incident", "2.5 pd"),
    must("Rotate the payments signing key", "shield", "Security · 25 Nov", "1.5 pd"),
]
PREPARATION = [
    must("Move ingest to the new object store", "gauge", "Scaling limit · 26 Feb", "14 pd"),
    must("Data residency for EU tenants", "scale", "Regulation · 31 Mar", "12 pd"),
    must("Kubernetes 1.35 end of life", "hourglass", "End of life · 28 Feb", "9 pd"),
    must("Renew root CA, re-issue leaf certificates", "hourglass", "End of life · 15 Jan", "4 pd"),
    must(
        "Leave the VPN vendor before the price change",
        "circle-euro",
        "Cost ceiling · 30 Apr",
        "4 pd",
    ),
    must("Capacity for the AI search launch", "rocket", "Launch · 1 Mar", "7 pd", changed=True),
]
TWEAKS = [
    choice("Self-service DNS records", "9 teams · fewer tickets", "5 pd"),
    choice("Faster cache restore in CI", "saves 1.2 pd a sprint", "3 pd"),
    choice("Drop the 20 loudest alert rules", "saves 0.8 pd a sprint", "2.5 pd"),
    choice("Preview environments expire by themselves", "6 teams", "2 pd"),
    choice("Retry budget in the client library", "11 teams", "4 pd"),
    choice("One-click log access for on-call", "on-call", "4 pd"),
    choice("Quarantine for flaky tests", "8 teams", "3 pd"),
    choice("Cost tags on shared buckets", "protects Efficiency", "2 pd"),
    *[choice(f"Tweak number {n}", "3 teams", f"{n} pd") for n in range(8)],
]
GENERATIONAL = [
    choice("Standard service template, version 2", "14 teams", "16 pd"),
    choice("Zero-downtime schema changes", "saves 2.1 pd a sprint", "13 pd"),
    choice("Event bus as the default integration", "5 teams", "22 pd"),
    choice("Workload identity instead of shared secrets", "protects Security", "18 pd"),
    choice("Regional failover by button", "protects Reliability", "15 pd"),
    choice("Short-lived load-test clusters", "4 teams", "6 pd"),
    choice("Golden path for data pipelines", "3 teams", "5 pd"),
    choice("Read replicas close to users", "protects Latency", "3 pd"),
    choice("One more bet", "2 teams", "2 pd"),
]
HEADS = (
    QuadrantFace(
        "Emergencies", "must do", "Must happen now, done within two sprints", "must", True,
        0.09, "9%", "7 items · 21 pd",
    ),
    QuadrantFace(
        "Preparation for a mandatory future", "must do",
        "Must happen by a date that is already known", "must", False,
        0.22, "22%", "6 items · 50 pd",
    ),
    QuadrantFace(
        "Tweaks and targeted fixes", "choice", "What users asked for, done within two sprints",
        "choice", True, 0.26, "26%", "16 items · 59 pd",
    ),
    QuadrantFace(
        "Generational improvements", "choice", "Chosen bets that change how all teams work",
        "choice", False, 0.43, "43%", "9 items · 100 pd", capacity_share=0.6,
    ),
)  # fmt: skip
BUCKETS = tuple(
    [13, 4, 3, 2, 11, 4, 2, 5, 5, 8, 4, 4, 3, 2, 5, 9, 3, 3, 3, 11, 3, 2, 11, 10, 4, 8, 3, 7]
    + [4, 4, 9, 4, 4, 2, 4, 3, 11, 4, 2, 1, 4, 10, 3, 4, 2, 9, 6, 5, 4, 4, 2, 2, 2, 5] * 3
)
HISTORY = PlaybackModel(
    BUCKETS,
    first_date="2 Jun 2025",
    marks=(
        Marker(0.035, "failover", "alert-triangle", "bad"),
        Marker(0.135, "hire approved", "user-plus"),
        Marker(0.235, "Postgres cut over"),
        Marker(0.42, "engineer starts", "user-plus"),
        Marker(0.5, "week of vulnerabilities", "alert-triangle", "bad"),
        Marker(0.6, "storage funded"),
        Marker(0.82, "86% adoption"),
    ),
    axis=(
        AxisTick(0.05, "Jul 2025"),
        AxisTick(0.22, "Oct"),
        AxisTick(0.4, "Jan 2026"),
        AxisTick(0.56, "Apr"),
        AxisTick(0.73, "Jul"),
        AxisTick(0.9, "Oct"),
    ),
    bands=(
        Band(0, 0.28, "Firefighting", "must"),
        Band(0.28, 0.7, "Investment", "choice"),
        Band(0.7, 0.86, "Principles, in breach", "bad"),
        Band(0.86, 1, "Principles, holding", "ok"),
    ),
    people=(Choice("", "All"), Choice("maya", "Maya Okafor")),
    kinds=(Choice("", "All"), Choice("rank", "Rank")),
)
LOG = (
    LogRowFace(
        "18:02",
        "MO",
        (Run("Schema changes, part 1", weight=600), Run(" to sprint 40, 1.7 pd over")),
        "Ines is back a week early; the on-call week can move",
        tag="plan",
    ),
    LogRowFace(
        "16:40",
        "MO",
        (Run("AI search capacity", weight=600), Run(": choice → must do, by 1 March")),
        "Date is in Nordbank’s contract",
        tag="reclassified",
        family="must",
        actions=("Go to this moment", "Undo", "Item story"),
    ),
    LogRowFace(
        "10:02",
        "TR",
        (Run("Emergency "), Run("Restore drill: archive index missing", weight=600)),
        detail="Incident, 4 pd, captured during the drill",
        tag="emergency",
        family="must",
    ),
)

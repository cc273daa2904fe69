"""How are the widgets put together to look like the pages of the visual target?"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QDate, QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QAction, QPainter, QPaintEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateEdit,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QRadioButton,
    QSpinBox,
    QTableView,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from gui.paint.card import CardFace
from gui.paint.log_row import DAY_HEIGHT, ROW_HEIGHT, ROW_WITH_ACTIONS, draw_day, draw_log_row
from gui.paint.quadrant import QuadrantFace
from gui.paint.text import Run
from gui.theme import ThemeSource
from gui.widgets.banner import Banner
from gui.widgets.buttons import Button, icon_button, primary, quiet, secondary
from gui.widgets.card_list_view import CardListView
from gui.widgets.chip import Chip, ChipOption
from gui.widgets.command_palette import CommandPalette, PaletteEntry
from gui.widgets.empty_state import EmptyState
from gui.widgets.inputs import pad_spin_box
from gui.widgets.inspector_panel import InspectorPanel, PropertyRow, StoryRow
from gui.widgets.key_sheet import KeyGroup, KeySheet
from gui.widgets.label import RunsLabel
from gui.widgets.marks import Avatar, KeyCap, Tag
from gui.widgets.nav_bar import NavBar
from gui.widgets.panel import PageHead, Panel, QuadrantHead
from gui.widgets.playback_bar import PlaybackBar
from gui.widgets.progress_overlay import ProgressOverlay
from gui.widgets.reason_prompt import ReasonPrompt
from gui.widgets.search_field import SearchField
from gui.widgets.segmented import SegmentedControl
from gui.widgets.tables import set_up_table
from gui.widgets.toast import Toast
from gui.widgets.top_bar import TopBar
from tests.gui.gallery_values import (
    EMERGENCIES,
    GENERATIONAL,
    HEADS,
    HISTORY,
    LOG,
    NAVIGATION,
    PREPARATION,
    TWEAKS,
    FaceModel,
    must,
)
from tests.gui.gallery_whatif import whatif

Index = QModelIndex | QPersistentModelIndex


def quadrant(
    themes: ThemeSource, face: QuadrantFace, cards: list[CardFace]
) -> tuple[Panel, CardListView]:
    panel = Panel(themes)
    column = QVBoxLayout(panel)
    column.setContentsMargins(13, 0, 3, 4)
    column.setSpacing(11)
    head = QuadrantHead(themes, face)
    top = QHBoxLayout()
    top.setContentsMargins(0, 0, 10, 0)
    top.addWidget(head)
    column.addLayout(top)
    view = CardListView(themes, face.title)
    model = FaceModel(cards)
    model.setParent(view)
    view.setModel(model)
    column.addWidget(view, 1)
    return panel, view


def grid_page(themes: ThemeSource) -> tuple[QWidget, list[CardListView], ReasonPrompt]:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(20, 0, 20, 16)
    column.setSpacing(0)
    head = PageHead(themes, "Grid")
    head.set_note("38 open items, 230 pd")
    every = (ChipOption("", "All"), ChipOption("a", "Edge"), ChipOption("b", "Storage"))
    head.add_control(
        Chip(themes, "Team", every),
        Chip(themes, "Component", (ChipOption("", "Any"),)),
        Chip(themes, "Label", (ChipOption("", "Any"),)),
        Button(themes, "4 unsorted", icon="inbox", small=True),
        primary(themes, "Add item", icon="plus"),
    )
    column.addWidget(head)
    grid = QGridLayout()
    grid.setSpacing(12)
    views = []
    prompt = ReasonPrompt(themes)
    for place, (face, cards) in enumerate(
        zip(HEADS, (EMERGENCIES, PREPARATION, TWEAKS, GENERATIONAL), strict=True)
    ):
        panel, view = quadrant(themes, face, cards)
        if place == 1:
            row = QHBoxLayout()
            row.setContentsMargins(0, 0, 10, 4)
            row.addWidget(prompt)
            layout = panel.layout()
            assert isinstance(layout, QVBoxLayout)
            layout.addLayout(row)
        grid.addWidget(panel, place // 2, place % 2)
        views.append(view)
    column.addLayout(grid, 1)
    return page, views, prompt


def inspector(themes: ThemeSource) -> InspectorPanel:
    panel = InspectorPanel(themes)
    panel.add_heading("must do, long-term", "must", icon="gauge", reference="HP-412")
    panel.add_title("Move ingest to the new object store")
    panel.add_properties(
        (
            PropertyRow("Effort", (Run("14 pd", weight=600), Run(" 8 to 24", "muted"))),
            PropertyRow("Mandatory by", (Run("Fri 26 Feb 2027", weight=600),)),
            PropertyRow("Latest start", (Run("Mon 11 Jan"), Run(" in 7 weeks", "muted"))),
            PropertyRow(
                "Forecast",
                (
                    Run("22 Jan to 16 Feb\n"),
                    Run("88% in time", "ok", 600),
                    Run(" 85–90%", "muted"),
                ),
            ),
            PropertyRow("Planned", (Run("Sprints 40 and 43"),)),
            PropertyRow("Driver", (Run("Scaling limit"),)),
            PropertyRow("Serves", (Run("9 teams, critical workload"),)),
            PropertyRow("Protects", (Run("Efficiency, cost per GB", "accent"),), "efficiency"),
            PropertyRow("Waits on", (Run("Storage vendor, 4 Dec "), Run("promised", "muted"))),
            PropertyRow("Once done", (Run("saves 1.6 pd a sprint"),)),
        )
    )
    panel.add_buttons(
        Button(themes, "Try in What-if", small=True),
        Button(themes, "Split", small=True),
        Button(themes, kind="quiet", icon="more-horizontal", small=True, name="More"),
    )
    panel.add_line()
    panel.add_section("Story", "11 decisions")
    panel.add_story(
        (
            StoryRow(
                "9 Nov",
                (Run("Estimate 18 → "), Run("14 pd", weight=600), Run(", Ines")),
                "Copy tool from the archive move can be reused",
                "d1",
            ),
            StoryRow(
                "12 Oct",
                (Run("Mandatory by 31 Mar → "), Run("26 Feb", weight=600), Run(", Maya")),
                "Vendor ends the old price tier in March",
            ),
            StoryRow("6 Apr", (Run("Added from Jira by Ines"),)),
        )
    )
    return panel


def past_inspector(themes: ThemeSource) -> InspectorPanel:
    panel = InspectorPanel(themes)
    panel.add_author("Maya Okafor", "Mon 28 Jul 2025, 14:05", "adopted")
    panel.add_title("Automate patching first, ask for one hire")
    panel.add_quote(
        "Patching eats a third of every sprint. Automating it frees more by October than three "
        "shed items, and gets Postgres to 87%. The backlog still grows, so we ask for a hire as "
        "well."
    )
    panel.add_section("What changed")
    return panel


def window(themes: ThemeSource, *, past: bool, narrow: bool = False) -> QWidget:
    shell = QWidget()
    shell.setProperty("ground", "bg")
    shell.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    shell.resize(1440 if not narrow else 1000, 900)
    column = QVBoxLayout(shell)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    top = TopBar(themes)
    top.set_menu(QMenu(top))
    top.set_name("Harbour Platform")
    top.share.show()
    top.redo.set_blocked("Nothing to redo.")
    top.show_now("Fri 20 Nov 2026")
    column.addWidget(top)
    middle = QHBoxLayout()
    middle.setSpacing(0)
    nav = NavBar(themes, NAVIGATION)
    nav.set_current("grid")
    for key, count in (("grid", "38"), ("backlog", "38"), ("decisions", "538")):
        nav.set_count(key, count)
    nav.set_saved("Saved", "Maya Okafor")
    nav.set_narrow(narrow)
    top.set_narrow(narrow)
    middle.addWidget(nav)
    page, views, prompt = grid_page(themes)
    middle.addWidget(page, 1)
    if not narrow:
        middle.addWidget(past_inspector(themes) if past else inspector(themes))
    column.addLayout(middle, 1)
    bar = PlaybackBar(themes)
    bar.set_model(HISTORY)
    bar.show_moment(HISTORY.count, "Fri 20 Nov 2026, 09:12")
    column.addWidget(bar)
    if past:
        top.show_past("Mon 28 Jul 2025")
        top.undo.set_blocked("The past is read-only.")
        top.emergency.set_blocked("The past is read-only.")
        bar.set_open(True)
        bar.show_moment(118, "Mon 28 Jul 2025, 14:05", "decision 118 of 538, sprint 5 begins")
        views[0].setModel(
            FaceModel(
                [
                    must(f.title, f.icon or "zap", f.meta, f.effort, ghost=n == 2)
                    for n, f in enumerate(EMERGENCIES)
                ]
            )
        )
        views[1].setModel(
            FaceModel(
                [
                    CardFace(
                        f.title,
                        f.role,
                        f.meta,
                        f.effort,
                        f.icon,
                        changed=n == 1,
                        changed_note="from Emergencies",
                    )
                    for n, f in enumerate(PREPARATION)
                ]
            )
        )
    else:
        shell.show()
        views[1].select_ids(["RM-0"])
        prompt.ask(
            "Why is “Capacity for the AI search launch” must do now?",
            text="Date is in Nordbank’s contract",
        )
    return shell


def sheet(themes: ThemeSource) -> QWidget:
    shell = QWidget()
    shell.setProperty("ground", "bg")
    shell.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    shell.resize(1000, 820)
    column = QVBoxLayout(shell)
    column.setSpacing(12)
    banner = Banner(themes)
    banner.say(
        "Another window changed this roadmap.", ("copy", "Open a copy"), ("ro", "Open read-only")
    )
    column.addWidget(banner)
    neutral = Banner(themes)
    neutral.say(
        "This is a snapshot of 28 August, read-only.", ("copy", "Open a copy"), tone="neutral"
    )
    column.addWidget(neutral)
    off = secondary(themes, "Not now")
    off.set_blocked("The past is read-only.")
    chip = Chip(themes, "Team", (ChipOption("", "All"), ChipOption("e", "Edge")))
    chip.set_value("e")
    for widgets in (
        (
            primary(themes, "Accept for this one", keys="Enter"),
            secondary(themes, "Accept for all 8", keys="Shift Enter"),
            quiet(themes, "Skip", keys="Esc"),
            off,
            icon_button(themes, "bookmark", "Bookmark"),
            chip,
        ),
        (
            KeyCap(themes, "?"),
            KeyCap(themes, "Ctrl K"),
            Tag(themes, "must do", family="must"),
            Tag(themes, "choice", family="choice"),
            Tag(themes, "kept", family="ok"),
            Tag(themes, "moved", family="warn"),
            Tag(themes, "breached", family="bad", icon="alert-triangle"),
            Tag(themes, "plan"),
            Avatar(themes, "Maya Okafor"),
            SegmentedControl(
                themes, (("w", "Words"), ("e", "Epic"), ("t", "Type")), name="Group by"
            ),
        ),
        (SearchField(themes, "Filter", keys="/"), text_input(), combo()),
    ):
        row = QHBoxLayout()
        for widget in widgets:
            row.addWidget(widget)
        row.addStretch(1)
        column.addLayout(row)
    column.addWidget(
        RunsLabel(
            themes,
            (
                Run("AI search capacity", weight=600),
                Run(
                    ": choice → must do, by 1 March, said Maya because the date is in the "
                    "contract of Nordbank and nobody wants to move it again, which would be the "
                    "third time this year."
                ),
            ),
        )
    )
    empty = Panel(themes)
    inside = QVBoxLayout(empty)
    inside.addWidget(
        EmptyState(
            themes,
            "Import a backlog or add three items, and this page says where you stand.",
            ("import", "Import your backlog"),
            ("add", "Add an item"),
            title="Nothing here yet",
            icon="inbox",
        )
    )
    column.addWidget(empty, 1)
    toast = Toast(themes, shell)
    shell.show()
    toast.say("“Kubernetes 1.35 end of life” moved to Preparation", "Undo")
    return shell


def text_input() -> QLineEdit:
    box = QLineEdit("An input")
    box.setAccessibleName("Title")
    return box


def combo() -> QComboBox:
    box = QComboBox()
    box.setAccessibleName("Driver")
    box.addItems(["Security vulnerability", "Incident"])
    return box


def overlays(themes: ThemeSource, which: str) -> QWidget:
    shell = window(themes, past=False)
    if which == "palette":
        palette = CommandPalette(
            themes,
            shell,
            results=lambda _text: [
                [
                    PaletteEntry(
                        "Move ingest to the new object store",
                        "i",
                        "must do, long-term",
                        "grid-2x2",
                        "Item",
                    ),
                    PaletteEntry("Estimate 18 → 14 pd", "d", "9 Nov, Ines", "history", "Decision"),
                ]
            ],
        )
        actions = []
        for text, keys, icon in (
            ("Capture an emergency", "E", "zap"),
            ("Undo", "Ctrl+Z", "undo-2"),
            ("Import a backlog", "Ctrl+I", "import"),
            ("Go to the grid", "2", "grid-2x2"),
            ("Back to now", "N", "skip-forward"),
        ):
            action = QAction(text, shell)
            action.setShortcut(keys)
            action.setData(icon)
            actions.append(action)
        actions[4].setEnabled(False)
        actions[4].setStatusTip("You are at the end of the history.")
        palette.set_actions(actions)
        palette.open_now("o")
    elif which == "keys":
        every_key = KeySheet(themes, shell)
        every_key.set_groups(
            (
                KeyGroup(
                    "Everywhere",
                    (
                        ("Ctrl K", "Search or run a command"),
                        ("Ctrl Z", "Undo"),
                        ("Ctrl Shift Z", "Redo"),
                        ("F6", "Next pane"),
                        ("?", "All keys"),
                        ("Esc", "Close the innermost thing"),
                    ),
                ),
                KeyGroup(
                    "Grid",
                    (
                        ("1", "To Emergencies"),
                        ("2", "To Preparation"),
                        ("Alt ←", "Move left"),
                        ("E", "Emergency"),
                        ("U", "Unsorted"),
                        ("/", "Filter"),
                    ),
                ),
                KeyGroup(
                    "Playback",
                    (
                        ("P", "Open"),
                        ("←", "Decision before"),
                        ("Shift ←", "Sprint before"),
                        ("Space", "Play"),
                        ("N", "Back to now"),
                    ),
                ),
            )
        )
        every_key.open_now()
    else:
        progress = ProgressOverlay(themes, shell)
        progress.start("Importing jira-export.csv", "17,204 rows read")
        progress.set_progress(60, 100)
    return shell


def standard(themes: ThemeSource) -> QWidget:
    """Qt's own widgets under the style sheet."""
    shell = QDialog()
    shell.resize(1000, 700)
    column = QVBoxLayout(shell)
    tabs = QTabWidget()
    table = QTableView()
    model = QStandardItemModel(0, 4)
    model.setHorizontalHeaderLabels(["Key", "Title", "Due", "Effort"])
    for number, face in enumerate(EMERGENCIES):
        texts = (f"HP-{number}", face.title, "6 Jun", face.effort)
        model.appendRow([QStandardItem(text) for text in texts])
    table.setModel(model)
    model.setParent(table)
    table.setAccessibleName("Items")
    set_up_table(table, themes)
    table.setColumnWidth(1, 420)
    table.selectRow(1)
    tabs.addTab(table, "Items")
    tabs.addTab(QWidget(), "Problems")
    tabs.setAccessibleName("Import")
    column.addWidget(tabs, 1)
    row = QHBoxLayout()
    on, off, blocked = QCheckBox("Keep my titles"), QCheckBox("Ask again"), QCheckBox("Not now")
    on.setChecked(True)
    blocked.setEnabled(False)
    chosen, other = QRadioButton("System"), QRadioButton("Dark")
    chosen.setChecked(True)
    speed, date = QSpinBox(), QDateEdit(QDate(2026, 11, 20))
    speed.setAccessibleName("Speed")
    date.setAccessibleName("Date")
    pad_spin_box(speed)
    pad_spin_box(date)
    for widget in (on, off, blocked, chosen, other, speed, date, combo(), text_input()):
        row.addWidget(widget)
    row.addStretch(1)
    column.addLayout(row)
    menu = QMenu(shell)
    for text, keys in (("Open", "Ctrl+O"), ("Save a copy", ""), ("Import a backlog", "Ctrl+I")):
        action = menu.addAction(text)
        action.setShortcut(keys)
    menu.addSeparator()
    menu.addAction("Quit").setEnabled(False)
    menu.setActiveAction(menu.actions()[1])
    picture = QLabel()
    picture.setPixmap(menu.grab())
    column.addWidget(picture)
    note = QPlainTextEdit("A note of several lines.\nPlain text always.")
    note.setFixedHeight(64)
    note.setAccessibleName("Note")
    column.addWidget(note)
    shell.show()
    return shell


class _Log(QWidget):
    """Painted rows of the log."""

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__()
        self._themes = themes

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._themes.theme
        top = 0.0
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), theme.colors.surface)
            day = QRectF(0, top, self.width(), DAY_HEIGHT)
            draw_day(painter, day, "Wed 18 November", "3", theme)
            top += DAY_HEIGHT
            for place, face in enumerate(LOG):
                chosen = place == 1
                height = ROW_WITH_ACTIONS if chosen and face.actions else ROW_HEIGHT
                row = QRectF(0, top, self.width(), height)
                draw_log_row(painter, row, face, theme, selected=chosen, hover=place == 2)
                top += height


def log(themes: ThemeSource) -> QWidget:
    """The log at the width of its page."""
    shell = _Log(themes)
    shell.setAccessibleName("Decisions")
    shell.resize(650, 280)
    return shell


SCENES: dict[str, Callable[[ThemeSource], QWidget]] = {
    "grid": lambda themes: window(themes, past=False),
    "past": lambda themes: window(themes, past=True),
    "narrow": lambda themes: window(themes, past=False, narrow=True),
    "sheet": sheet,
    "standard": standard,
    "log": log,
    "palette": lambda themes: overlays(themes, "palette"),
    "keys": lambda themes: overlays(themes, "keys"),
    "progress": lambda themes: overlays(themes, "progress"),
    "what-if": whatif,
}

"""Which parts does a window consist of once its roadmap was read, and how do they hear each other?

Loaded after the window was painted for the first time: see window/frame.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from gui.actions import Actions
from gui.pages import PAGES
from gui.selection import Selection
from gui.session import Session
from gui.views.inspector.inspector import InspectorView
from gui.views.inspector.story_sheet import StorySheet
from gui.widgets.banner import Banner
from gui.widgets.caption_bar import CaptionBar
from gui.widgets.command_palette import CommandPalette
from gui.widgets.key_sheet import KeySheet
from gui.widgets.playback_bar import PlaybackBar
from gui.window.actions import add_actions
from gui.window.bookmarks import Bookmarks
from gui.window.closing import Closing
from gui.window.keys import PastKeys
from gui.window.messages import Messages
from gui.window.pages import Pages
from gui.window.playback import PlaybackControl
from gui.window.presenting import Presenting
from gui.window.search import Finder
from gui.window.sharing import Sharing, add_sharing_actions
from gui.window.status import Status
from gui.window.telling import add_telling

if TYPE_CHECKING:
    from gui.window.window import MainWindow

_MENU = (
    ("rename", "import", "save_copy"),
    ("share", "answer", "take_in", "copy_picture", "save_picture"),
    ("new", "open", "sample"),
    ("preferences", "keys", "about"),
    ("close", "quit"),
)


@dataclass(frozen=True)
class Parts:
    """The parts of one window."""

    selection: Selection
    registry: Actions
    inspector: InspectorView
    playback: PlaybackControl
    bookmarks: Bookmarks
    presenting: Presenting
    messages: Messages
    pages: Pages
    status: Status
    past_keys: PastKeys
    palette: CommandPalette
    key_sheet: KeySheet
    closing: Closing
    sharing: Sharing


def make_parts(window: MainWindow, session: Session) -> Parts:
    """Makes the parts of ``window``, puts them into its frame and connects them."""
    frame, themes = window.frame, window.themes
    selection, registry = Selection(window), Actions(window)
    inspector = InspectorView(session, themes, selection)
    frame.fill(Banner(themes), inspector, PlaybackBar(themes))
    playback = PlaybackControl(frame.playback, session, themes, window)
    bookmarks, presenting = _make_telling(window, session, playback)
    story = StorySheet(session, themes, inspector.story, frame.stage)
    inspector.story_requested.connect(story.tell)
    selection.changed.connect(lambda: playback.index.set_selected(selection.current))
    messages = Messages(session, themes, frame.banner, frame.stage, window)
    sharing = Sharing(window, session)
    add_actions(registry, window, session, playback)
    add_telling(registry, session, bookmarks, presenting)
    add_sharing_actions(registry, sharing)
    parts = Parts(
        selection,
        registry,
        inspector,
        playback,
        bookmarks,
        presenting,
        messages,
        Pages(PAGES, session, themes, selection, frame, messages, window),
        Status(session, frame, registry, window),
        PastKeys(window, playback),
        CommandPalette(themes, window, results=Finder(session)),
        KeySheet(themes, window),
        Closing(window, session, messages),
        sharing,
    )
    _connect_bars(window, parts)
    return parts


def _make_telling(
    window: MainWindow, session: Session, playback: PlaybackControl
) -> tuple[Bookmarks, Presenting]:
    """Makes what tells the history: captions, bookmarks, a presentation."""
    frame, themes = window.frame, window.themes
    caption = CaptionBar(themes, frame)
    frame.add_above_playback(caption)
    bookmarks = Bookmarks(session, themes, playback, frame.playback, frame.stage, caption)
    presenting = Presenting(window, session, themes, playback, bookmarks)
    frame.playback.present_requested.connect(presenting.start)
    return bookmarks, presenting


def _connect_bars(window: MainWindow, parts: Parts) -> None:
    top, registry = window.frame.top, parts.registry
    top.undo.follow(registry["undo"])
    top.redo.follow(registry["redo"])
    top.emergency.follow(registry["emergency"])
    top.share.follow(registry["share"])
    top.details.clicked.connect(window.toggle_inspector)
    top.search_requested.connect(window.open_palette)
    top.time_requested.connect(window.toggle_dock)
    top.back_to_now_requested.connect(parts.playback.go_to_now)
    top.set_menu(_menu(window, registry))
    window.frame.nav.chosen.connect(window.open_page)


def _menu(window: MainWindow, registry: Actions) -> QMenu:
    menu = QMenu(window)
    recent = QMenu(window.tr("Open recent"), menu)
    for number, group in enumerate(_MENU):
        if number:
            menu.addSeparator()
        for key in group:
            menu.addAction(registry[key])
            if key == "open":
                menu.addMenu(recent)
    menu.aboutToShow.connect(lambda: window.wished.emit("fill_recent", recent))
    return menu

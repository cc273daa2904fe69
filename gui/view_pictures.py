"""How is one view alone drawn as a picture: on the clipboard, as PNG, SVG or PDF?

What the view paints itself is painted once more, into the file: text stays text and lines stay
lines in SVG and PDF. Buttons are left out, for nobody can press them there; below stands which
roadmap it is, and as of when. The window's own frame is never drawn.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QIODevice,
    QMarginsF,
    QPoint,
    QRect,
    QRectF,
    QSizeF,
    Qt,
)
from PySide6.QtGui import QImage, QImageWriter, QPageSize, QPainter, QPdfWriter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QScrollBar, QWidget

from gui.dates import long_day
from gui.pages import PAGES
from gui.paint.text import draw_text
from gui.render import HEIGHT, WIDTH, settle
from gui.selection import Selection
from gui.session import Session
from gui.settings import Settings
from gui.theme import ThemeSource, apply
from gui.widgets.buttons import Button
from roadmap.errors import Refused
from roadmap.service import Roadmap
from roadmap.whole_file import write_whole

Format = Literal[".png", ".svg", ".pdf"]
FORMATS: tuple[Format, ...] = (".png", ".svg", ".pdf")
VIEWS = tuple(kind.page_id for kind in PAGES if kind.nav is not None)

_CAPTION, _MARGIN = 30, 20
_SHARPER = 2  # pixels for each of the view's
_NAV = 200  # what the navigation takes of the window's width
_TALLEST = 3200
_FONT = re.compile(rb'font-family="([^"]+)"')
# Where Inter is not installed, whatever shows the file must not fall back on a serif.
_FALLBACK = rb'font-family="\1, Helvetica, Arial, sans-serif"'


def draw(location: Path, at: str | None, view: str, target: Path) -> None:
    """Draws one view of the roadmap at `location`, as of decision `at`, without a window.

    Raises RoadmapError; Refused for a view that is not there.
    """
    if view not in VIEWS:
        raise Refused(f"There is no view {view!r} to draw: choose {', '.join(VIEWS)}.")
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    # Offscreen says of each page that there is no window manager to ask; nobody needs to know.
    os.environ.setdefault("QT_LOGGING_RULES", "default.warning=false")
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(["roadmap"])
    themes = apply(app, "light", still=True)
    session = Session(Roadmap.open(location), Settings().author)
    try:
        if at is not None:
            session.go_to(session.index_of(at), animate=False)
        page = _made(session, themes, view)
        try:
            write_whole(target, picture(page, session, themes, suffix_of(target)))
        finally:
            page.close()
            page.deleteLater()
            settle()
    finally:
        session.close()


def _made(session: Session, themes: ThemeSource, view: str) -> QWidget:
    """Makes the page as high as what it shows, and lets it finish what it computes."""
    kind = next(each for each in PAGES if each.page_id == view)
    page = kind.make(session, themes, Selection(None))
    page.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    page.resize(WIDTH - _NAV, HEIGHT)
    page.show()
    settle()
    while (more := _hidden_below(page)) and page.height() < _TALLEST:
        page.resize(page.width(), min(_TALLEST, page.height() + max(more, 120)))
        settle()
    return page


def _hidden_below(page: QWidget) -> int:
    areas = page.findChildren(QAbstractScrollArea)
    return max(
        (each.verticalScrollBar().maximum() for each in areas if each.isVisible()), default=0
    )


# -- painting -------------------------------------------------------------------------------------


def picture(page: QWidget, session: Session, themes: ThemeSource, suffix: Format) -> bytes:
    """Returns a picture of `page` as the bytes of a file of that kind."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if suffix == ".png":
        QImageWriter(buffer, QByteArray(b"PNG")).write(image(page, session, themes))
    elif suffix == ".svg":
        _paint_svg(buffer, page, session, themes)
    else:
        _paint_pdf(buffer, page, session, themes)
    content = bytes(buffer.data().data())
    buffer.close()
    return _FONT.sub(_FALLBACK, content) if suffix == ".svg" else content


def image(page: QWidget, session: Session, themes: ThemeSource) -> QImage:
    """Returns a picture of `page` in pixels, sharp on any screen."""
    size = _size(page)
    made = QImage(size.toSize() * _SHARPER, QImage.Format.Format_ARGB32_Premultiplied)
    made.setDevicePixelRatio(_SHARPER)
    with QPainter(made) as painter:
        _paint(painter, page, session, themes)
    return made


def _paint_svg(device: QIODevice, page: QWidget, session: Session, themes: ThemeSource) -> None:
    size = _size(page).toSize()
    generator = QSvgGenerator()
    generator.setOutputDevice(device)
    generator.setResolution(page.logicalDpiX())
    generator.setSize(size)
    generator.setViewBox(QRect(QPoint(0, 0), size))
    generator.setTitle(_caption(session))
    with QPainter(generator) as painter:
        _paint(painter, page, session, themes)


def _paint_pdf(device: QIODevice, page: QWidget, session: Session, themes: ThemeSource) -> None:
    size, dots = _size(page), page.logicalDpiX()
    writer = QPdfWriter(device)
    writer.setTitle(_caption(session))
    writer.setResolution(dots)  # fonts then have the size that they have on the screen
    inches = QSizeF(size.width() / dots, size.height() / dots)
    writer.setPageSize(
        QPageSize(inches, QPageSize.Unit.Inch, "", QPageSize.SizeMatchPolicy.ExactMatch)
    )
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    with QPainter(writer) as painter:
        _paint(painter, page, session, themes)


def _size(page: QWidget) -> QSizeF:
    return QSizeF(page.width(), page.height() + _CAPTION)


def _paint(painter: QPainter, page: QWidget, session: Session, themes: ThemeSource) -> None:
    theme, size = themes.theme, _size(page)
    painter.fillRect(QRectF(0, 0, size.width(), size.height()), theme.colors.bg)
    with _without_buttons(page):
        page.render(painter, QPoint(0, 0))
    line = QRectF(_MARGIN, page.height() - 4, size.width() - 2 * _MARGIN, _CAPTION)
    draw_text(painter, line, _caption(session), theme, "axis", color=theme.colors.faint)


def _caption(session: Session) -> str:
    return f"{session.title}, as of {long_day(session.today)}"


@contextmanager
def _without_buttons(page: QWidget) -> Iterator[None]:
    """Takes buttons out of view for a moment, moving nothing; headings and chosen filters stay.

    Nothing of it is seen: no event is let in meanwhile.
    """
    buttons = [
        each for each in page.findChildren(Button) if not (each.face.active or each.face.strong)
    ]
    bars: Sequence[QWidget] = page.findChildren(QScrollBar)
    hidden = [each for each in (*buttons, *bars) if each.isVisibleTo(page)]
    policies = [each.sizePolicy() for each in hidden]
    try:
        for each in hidden:
            kept = each.sizePolicy()
            kept.setRetainSizeWhenHidden(True)
            each.setSizePolicy(kept)
            each.hide()
        yield
    finally:
        for each, policy in zip(hidden, policies, strict=True):
            each.show()
            each.setSizePolicy(policy)


def suffix_of(target: Path) -> Format:
    """Returns the kind of picture that a name asks for. Raises Refused."""
    for suffix in FORMATS:
        if target.suffix.lower() == suffix:
            return suffix
    raise Refused(f"{target.name!r}: the name of a picture ends in {', '.join(FORMATS)}.")

"""How is one view alone drawn as a picture: on the clipboard, as PNG, SVG or PDF?

What the view paints itself is painted once more, into the file: text stays text and lines stay
lines in SVG and PDF. Buttons are left out, for nobody can press them there; below stands which
roadmap it is, as of when, and for whom. The window's own frame is never drawn. A long view is drawn
whole, in a PDF on as many sheets as it takes; where a format has no room for all of it, the picture
says so.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
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
    QSize,
    QSizeF,
    QTimer,
)
from PySide6.QtGui import QImage, QImageWriter, QPageSize, QPainter, QPdfWriter, QRegion
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QApplication, QScrollBar, QWidget

from gui.dates import long_day
from gui.pages import PAGES
from gui.paint.text import draw_text
from gui.picture_page import WIDEST, Extent, PicturePage, sheets
from gui.render import settle
from gui.session import Session
from gui.settings import Settings
from gui.theme import Theme, ThemeSource, apply
from gui.widgets.buttons import Button
from roadmap.errors import Refused
from roadmap.redaction import Redaction
from roadmap.report.watching import UNWATCHED, Watch
from roadmap.service import Roadmap, utc_now
from roadmap.sharing import seen_by
from roadmap.whole_file import write_whole

Format = Literal[".png", ".svg", ".pdf"]
FORMATS: tuple[Format, ...] = (".png", ".svg", ".pdf")
VIEWS = tuple(kind.page_id for kind in PAGES if kind.nav is not None)

_CAPTION, _MISSING, _MARGIN = 30, 26, 20
_SHARPER = 2  # pixels for each of the view's, where there is room
_SHARP_AREA, _MOST_AREA = 15_000_000, 60_000_000  # 240 MB while it is painted
_LONGEST: dict[Format, int] = {".png": 32_000, ".svg": 32_000, ".pdf": 400_000}
_SLAB, _A_FEW_ROWS, _MOST_TRIES = 1000, 200, 200  # the view's pixels that are painted at once
_ONE_SHEET = 3200  # high at most; what is longer goes on to more sheets
_FONT = re.compile(rb'font-family="([^"]+)"')
# Where Inter is not installed, whatever shows the file must not fall back on a serif.
_FALLBACK = rb'font-family="\1, Inter, Helvetica, Arial, sans-serif"'


def draw(
    location: Path,
    at: str | None,
    view: str,
    target: Path,
    wanted: Redaction = Redaction(),  # noqa: B008 - frozen
    watch: Watch = UNWATCHED,
) -> None:
    """Draws one view of the roadmap at `location`, as of decision `at`, without a window.

    Raises RoadmapError; Refused for a view that is not there.
    """
    if view not in VIEWS:
        raise Refused(f"There is no view {view!r} to draw: choose {', '.join(VIEWS)}.")
    suffix = suffix_of(target)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    # Offscreen says of each page that there is no window manager to ask; nobody needs to know.
    os.environ.setdefault("QT_LOGGING_RULES", "default.warning=false")
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(["roadmap"])
    themes = apply(app, "light", still=True)
    roadmap = Roadmap.open(location)
    try:
        seen = seen_by(roadmap, wanted, utc_now(), watch.part(0, 300))
        session = Session(seen, Settings().author)
        try:
            if at is not None:
                session.go_to(session.index_of(at), animate=False)
            content = _drawn(view, session, themes, suffix, wanted, watch.part(300, 1000))
        finally:
            session.close()
    finally:
        roadmap.close()
    write_whole(target, content)


def _drawn(
    view: str,
    session: Session,
    themes: ThemeSource,
    suffix: Format,
    wanted: Redaction,
    watch: Watch,
) -> bytes:
    made = PicturePage(view, session, themes)
    try:
        settle()
        while made.grow(limit_of(suffix, made.page.width())):
            watch.say(0, 2)
            settle()
        picture = Picture(made.page, made.extent(), session, themes.theme, wanted)
        with picture.painted(suffix) as painting:
            for done, total in painting.steps():
                watch.say(total + done, 2 * total)
            return painting.content()
    finally:
        made.close()
        settle()


def limit_of(suffix: Format, width: int) -> QSize:
    """Returns how wide and how high the picture of a page `width` wide may become."""
    longest = _LONGEST[suffix]
    if suffix == ".png":
        longest = min(longest, _MOST_AREA // max(1, width))
    return QSize(WIDEST, longest)


# -- painting -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Picture:
    """A page that is set up to be painted, how much of it fits, and what is said below."""

    page: QWidget
    extent: Extent
    session: Session
    theme: Theme
    wanted: Redaction

    @property
    def caption(self) -> str:
        """Which roadmap it is, as of when, and for whom."""
        session = self.session
        audience = "leadership" if self.wanted.audience == "leadership" else "the team"
        return f"{session.title}, as of {long_day(session.today)}, for {audience}"

    def missing(self, suffix: Format) -> str:
        """What is not in the picture, as a sentence; "" where all of it is."""
        found = self.extent
        if found.is_whole:
            return ""
        if found.height < 1 and found.of_rows:
            said = f"The first {found.rows:,} of {found.of_rows:,} rows"
        elif found.height < 1:
            said = f"The upper {found.height:.0%}"
        else:
            said = f"The left {found.width:.0%}"
        more = " A PDF has room for more." if suffix != ".pdf" and found.height < 1 else ""
        return f"{said} of this page, the rest has no room here.{more}"

    @property
    def foot(self) -> int:
        """How high the lines below the page are."""
        return _CAPTION if self.extent.is_whole else _CAPTION + _MISSING

    def size(self) -> QSize:
        """How large a picture on one sheet is."""
        return QSize(self.page.width(), self.page.height() + self.foot)

    @contextmanager
    def painted(self, suffix: Format) -> Iterator[Painting]:
        """Yields what paints it, without its buttons for as long as that takes.

        Nobody sees them go: the page is off the screen.
        """
        with _without_buttons(self.page):
            yield Painting(self, suffix)

    def paint(
        self, painter: QPainter, suffix: Format, top: int, bottom: int, note: str
    ) -> Iterator[tuple[int, int]]:
        """Paints the page from `top` to `bottom`, and the lines below it.

        Yields (painted, of how much) in between.
        """
        theme, width, height = self.theme, self.page.width(), bottom - top
        painter.fillRect(QRectF(0, 0, width, height), theme.colors.bg)
        # A file of lines keeps what a part of the page paints beyond it: there, all at once.
        slab_height = _SLAB if suffix == ".png" else height
        for start in range(top, bottom, slab_height):
            end = min(start + slab_height, bottom)
            _fill_in(self.page, start, end)
            slab = QRegion(0, start, width, end - start)
            self.page.render(painter, QPoint(0, start - top), slab)
            yield end - top, height
        self._paint_foot(painter, height, suffix, note)

    def _paint_foot(self, painter: QPainter, top: int, suffix: Format, note: str) -> None:
        theme, width = self.theme, self.page.width()
        below = _ONE_SHEET if suffix == ".pdf" else self.foot  # to the end of a sheet
        painter.fillRect(QRectF(0, top, width, below), theme.colors.bg)
        line = QRectF(_MARGIN, top - 4, width - 2 * _MARGIN, _CAPTION)
        missing = self.missing(suffix)
        if missing:
            colour = theme.colors.warn
            draw_text(painter, line, missing, theme, color=colour, weight=600)
            line.translate(0, _MISSING)
        draw_text(painter, line, f"{self.caption}{note}", theme, "axis", color=theme.colors.faint)


def _fill_in(page: QWidget, top: int, bottom: int) -> None:
    """Lets views that make their rows a few at each painting make those from `top` to `bottom`.

    They start a timer to be painted again; off the screen nobody would. A little at a time, for
    painting what is made already takes from the time that they give themselves.
    """
    timers = [each for each in page.findChildren(QTimer) if each.isSingleShot()]
    again = [each for each in timers if each.interval() == 0]
    nowhere = QImage(1, 1, QImage.Format.Format_ARGB32_Premultiplied)
    for start in range(top, bottom if again else top, _A_FEW_ROWS):
        part = QRegion(0, start, page.width(), min(_A_FEW_ROWS, bottom - start))
        for _ in range(_MOST_TRIES):
            for timer in again:
                timer.stop()
            with QPainter(nowhere) as painter:
                page.render(painter, QPoint(0, 0), part)
            if not any(timer.isActive() for timer in again):
                break


class Painting:
    """Paints a picture into the bytes of a file, a sheet at a time."""

    def __init__(self, picture: Picture, suffix: Format) -> None:
        self._picture, self._suffix = picture, suffix
        self._content = b""
        self._image = QImage()

    def content(self) -> bytes:
        """The file, once every step was taken."""
        return self._content

    def image(self) -> QImage:
        """The picture in pixels, once every step of `in_pixels` was taken."""
        return self._image

    def in_pixels(self) -> Iterator[tuple[int, int]]:
        """Paints the image, sharp on any screen where it is not very long; yields like `steps`."""
        size = self._picture.size()
        sharper = _SHARPER if size.width() * size.height() <= _SHARP_AREA else 1
        made = QImage(size * sharper, QImage.Format.Format_ARGB32_Premultiplied)
        made.setDevicePixelRatio(sharper)
        with QPainter(made) as painter:
            yield from self._picture.paint(painter, ".png", 0, self._picture.page.height(), "")
        self._image = made

    def steps(self) -> Iterator[tuple[int, int]]:
        """Yields (painted, of how much) now and then; stopping in between leaves nothing."""
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        if self._suffix == ".pdf":
            yield from self._pdf(buffer)
        elif self._suffix == ".svg":
            yield from self._svg(buffer)
        else:
            yield from self.in_pixels()
            self._content = png_of(self._image)
            yield 1, 1
            return
        self._content = bytes(buffer.data().data())
        buffer.close()
        if self._suffix == ".svg":
            self._content = _FONT.sub(_FALLBACK, self._content)
        yield 1, 1

    def _svg(self, device: QIODevice) -> Iterator[tuple[int, int]]:
        picture, size = self._picture, self._picture.size()
        generator = QSvgGenerator()
        generator.setOutputDevice(device)
        generator.setResolution(picture.page.logicalDpiX())
        generator.setSize(size)
        generator.setViewBox(QRect(QPoint(0, 0), size))
        generator.setTitle(picture.caption)
        with QPainter(generator) as painter:
            yield from picture.paint(painter, self._suffix, 0, picture.page.height(), "")

    def _pdf(self, device: QIODevice) -> Iterator[tuple[int, int]]:
        picture, page = self._picture, self._picture.page
        whole = page.height() <= _ONE_SHEET
        most = _ONE_SHEET if whole else max(_ONE_SHEET // 2, round(page.width() * 2**0.5))
        cuts = list(sheets(page, most))
        writer = QPdfWriter(device)
        writer.setTitle(picture.caption)
        writer.setResolution(page.logicalDpiX())  # fonts then have the size they have on screen
        writer.setPageMargins(QMarginsF(0, 0, 0, 0))
        highest = max(bottom - top for top, bottom in cuts)
        inches = QSizeF(page.width(), highest + picture.foot) / page.logicalDpiX()
        writer.setPageSize(
            QPageSize(inches, QPageSize.Unit.Inch, "", QPageSize.SizeMatchPolicy.ExactMatch)
        )
        with QPainter(writer) as painter:
            for number, (top, bottom) in enumerate(cuts, 1):
                if number > 1:
                    writer.newPage()
                note = "" if len(cuts) == 1 else f", sheet {number} of {len(cuts)}"
                for _ in picture.paint(painter, self._suffix, top, bottom, note):
                    yield number, len(cuts)


def png_of(image: QImage) -> bytes:
    """Returns an image as the bytes of a PNG; a very long one takes seconds. On any thread."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"PNG")).write(image)
    content = bytes(buffer.data().data())
    buffer.close()
    return content


@contextmanager
def _without_buttons(page: QWidget) -> Iterator[None]:
    """Takes buttons out of view, moving nothing; those that say what is shown stay."""
    buttons = [each for each in page.findChildren(Button) if not each.tells]
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

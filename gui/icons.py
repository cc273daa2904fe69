"""Which picture does a name such as ``"shield"`` give, in this colour and size?

The icons are Lucide's outlines (gui/assets/icons), drawn here with a stroke of 1.75 in the
colour of the text beside them. Platform icons are not used: they stay black on a dark ground.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt, QTemporaryDir
from PySide6.QtGui import QColor, QIcon, QPaintEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

VECTOR_ENGINES = (QPaintEngine.Type.SVG, QPaintEngine.Type.Pdf, QPaintEngine.Type.Picture)
_ICONS = Path(__file__).parent / "assets" / "icons"


class MissingIconError(LookupError):
    """An icon was asked for that is not vendored."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"Icon '{name}' is not among the vendored icons: add gui/assets/icons/{name}.svg."
        )


class IconSet:
    """Tinted icons, cached by (name, colour, size, scale). Needs a running QGuiApplication."""

    def __init__(self) -> None:
        self._sources: dict[str, str] = {}
        self._renderers: dict[tuple[str, str], QSvgRenderer] = {}
        self._pixmaps: dict[tuple[str, str, int, float], QPixmap] = {}
        self._folder = QTemporaryDir()

    def pixmap(self, name: str, color: QColor, size: int = 16, scale: float = 1.0) -> QPixmap:
        """The icon as a square pixmap of ``size`` device-independent pixels.

        Raises:
            MissingIconError: There is no such icon.
        """
        key = (name, color.name(QColor.NameFormat.HexArgb), size, scale)
        found = self._pixmaps.get(key)
        if found is None:
            found = self._pixmaps[key] = self._render(name, color, size, scale)
        return found

    def icon(self, name: str, color: QColor, size: int = 16) -> QIcon:
        """The icon for menus and actions, sharp at 100, 150 and 200%."""
        icon = QIcon()
        for scale in (1.0, 1.5, 2.0):
            icon.addPixmap(self.pixmap(name, color, size, scale))
        return icon

    def draw(self, painter: QPainter, name: str, rect: QRectF, color: QColor) -> None:
        """Draws the icon into ``rect``: a cached pixmap on screen, outlines into SVG and PDF."""
        if painter.paintEngine().type() in VECTOR_ENGINES:
            self._renderer(name, color).render(painter, rect)
            return
        # A presentation draws the page larger: its icons grow as sharp as its words.
        enlarged = round(painter.deviceTransform().m11(), 2)
        scale = max(painter.device().devicePixelRatioF(), enlarged)
        painter.drawPixmap(rect.topLeft(), self.pixmap(name, color, round(rect.width()), scale))

    def file(self, name: str, color: QColor) -> str:
        """A file with the tinted icon, for the ``url()`` of a style sheet, which takes no other."""
        path = Path(self._folder.filePath(f"{name}-{color.rgba():08x}.svg"))
        if not path.exists():
            path.write_text(self._tinted(name, color), encoding="utf-8")
        return path.as_posix()

    def _render(self, name: str, color: QColor, size: int, scale: float) -> QPixmap:
        pixels = round(size * scale)
        pixmap = QPixmap(QSize(pixels, pixels))
        pixmap.fill(Qt.GlobalColor.transparent)
        with QPainter(pixmap) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._renderer(name, color).render(painter, QRectF(0, 0, pixels, pixels))
        pixmap.setDevicePixelRatio(scale)
        return pixmap

    def _renderer(self, name: str, color: QColor) -> QSvgRenderer:
        key = (name, color.name(QColor.NameFormat.HexArgb))
        found = self._renderers.get(key)
        if found is None:
            data = QByteArray(self._tinted(name, color).encode())
            found = self._renderers[key] = QSvgRenderer(data)
        return found

    def _tinted(self, name: str, color: QColor) -> str:
        source = self._source(name).replace('stroke-width="2"', 'stroke-width="1.75"')
        tinted = source.replace("currentColor", color.name())
        return tinted.replace("<svg", f'<svg opacity="{color.alphaF():.3f}"', 1)

    def _source(self, name: str) -> str:
        found = self._sources.get(name)
        if found is None:
            path = _ICONS / f"{name}.svg"
            if not path.is_file():
                raise MissingIconError(name)
            found = self._sources[name] = path.read_text(encoding="utf-8")
        return found

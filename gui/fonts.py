"""Which font does each kind of text use?

Holds the type scale (eleven styles, sizes in CSS pixels) and loads the vendored Inter.
Colours are theme.py's question. Sizes are set in points computed from the screen's logical
resolution, because a QFont takes only whole pixels and the scale needs 11.5.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF, QGuiApplication

Style = Literal[
    "initials",
    "axis",
    "meta",
    "small",
    "detail",
    "body",
    "section",
    "share",
    "title",
    "advice",
    "page",
    "number",
    "start",
]
Weight = Literal[400, 500, 600]


@dataclass(frozen=True, slots=True)
class TypeSize:
    """One row of the type scale; ``size`` and ``line`` in device-independent pixels."""

    size: float
    line: int
    weight: Weight


SCALE: dict[Style, TypeSize] = {
    "initials": TypeSize(10, 12, 600),
    "axis": TypeSize(11, 14, 400),
    "meta": TypeSize(11.5, 16, 400),
    "small": TypeSize(12, 16, 400),
    "detail": TypeSize(12.5, 18, 400),
    "body": TypeSize(13, 20, 400),
    "section": TypeSize(14, 20, 600),
    "share": TypeSize(15, 20, 600),
    "title": TypeSize(16, 22, 600),
    "advice": TypeSize(16, 24, 500),
    "page": TypeSize(20, 28, 600),
    "number": TypeSize(22, 28, 600),
    "start": TypeSize(26, 32, 600),
}


# Inter with its tabular figures in the places of the usual ones. Inter's feature "tnum" draws the
# same, but what Qt writes into a PDF then cannot be searched or copied: figures that a feature put
# in stand for no character there, for QFontSubset maps glyphs back by the cmap alone.
_FIGURES, _FILES = "Inter Figures", "Inter-*.ttf"
_WEIGHTS = {400: "Regular", 500: "Medium", 600: "SemiBold"}  # as the files name them
_DIGIT = re.compile(r"\d")
_WORD_HYPHEN = re.compile(r"[^\W\d]-|-[^\W\d]")


class Fonts:
    """The fonts of the type scale, made once per (style, weight) and shared.

    Needs a running QGuiApplication. The same QFont object is handed out again and again, which
    keeps Qt's glyph caches warm; callers must not change it.
    """

    def __init__(self, family: str | None = None) -> None:
        """Loads the vendored fonts unless ``family`` names another one."""
        self.family = family or _load()
        self._figures: dict[int, bool] = {} if family is None else dict.fromkeys(_WEIGHTS, False)
        self._points_per_pixel = 72.0 / QGuiApplication.primaryScreen().logicalDotsPerInch()
        self._fonts: dict[tuple[Style, int, bool], QFont] = {}
        self._metrics: dict[tuple[Style, int, bool], QFontMetricsF] = {}

    def font(
        self, style: Style = "body", weight: Weight | None = None, *, figures: bool = False
    ) -> QFont:
        """The font of ``style``, in the scale's own weight unless another one is given.

        ``figures`` gives all digits one width; Inter then widens hyphens too, so words with
        hyphens go without (``font_for`` decides by the text).
        """
        key = (style, weight or SCALE[style].weight, figures)
        found = self._fonts.get(key)
        if found is None:
            found = self._fonts[key] = self._make(SCALE[style].size, key[1], figures)
        return found

    def font_for(self, text: str, style: Style = "body", weight: Weight | None = None) -> QFont:
        """The font of ``style`` for this text: tabular where it has figures."""
        return self.font(style, weight, figures=has_figures(text))

    def metrics(
        self, style: Style = "body", weight: Weight | None = None, *, figures: bool = False
    ) -> QFontMetricsF:
        """The metrics of ``font(style, weight)``."""
        key = (style, weight or SCALE[style].weight, figures)
        found = self._metrics.get(key)
        if found is None:
            font = self.font(style, weight, figures=figures)
            found = self._metrics[key] = QFontMetricsF(font)
        return found

    def width(self, text: str, style: Style = "body", weight: Weight | None = None) -> float:
        """The advance of ``text`` in device-independent pixels."""
        figures = has_figures(text)
        return self.metrics(style, weight, figures=figures).horizontalAdvance(text)

    def _make(self, size: float, weight: int, figures: bool) -> QFont:
        own = figures and self._has_figures(weight)
        font = QFont(_FIGURES if own else self.family)
        font.setPointSizeF(size * self._points_per_pixel)
        font.setWeight(QFont.Weight(weight))
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        font.setFeature(QFont.Tag("calt"), 0)  # else "(" before a capital is another such glyph
        if figures and not own:
            font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def _has_figures(self, weight: int) -> bool:
        """Whether "Inter Figures" has this weight; loads its file once, for it takes time."""
        found = self._figures.get(weight)
        if found is None:
            pattern = f"InterFigures-{_WEIGHTS[weight]}.ttf"
            found = self._figures[weight] = _load_files(pattern) == _FIGURES
        return found


def has_figures(text: str) -> bool:
    """Whether digits in ``text`` should line up: there are some, and no hyphen joins words."""
    return bool(_DIGIT.search(text)) and not _WORD_HYPHEN.search(text)


def _load() -> str:
    """Registers the vendored fonts and returns their family.

    Without them (a distribution that packages Inter itself) an installed Inter is used, else
    the system's own sans: text stays readable, only the widths differ.
    """
    family = _load_files(_FILES)
    if family:
        return family
    if "Inter" in QFontDatabase.families():
        return "Inter"
    return QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()


def _load_files(pattern: str) -> str:
    """Registers vendored fonts and returns their shortest family; "" where there are none."""
    family = ""
    for path in sorted((Path(__file__).parent / "assets" / "fonts").glob(pattern)):
        number = QFontDatabase.addApplicationFontFromData(QByteArray(path.read_bytes()))
        for name in QFontDatabase.applicationFontFamilies(number):
            if not family or len(name) < len(family):
                family = name
    return family

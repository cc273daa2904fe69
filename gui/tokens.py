"""Which colours, sizes and times does the app use?

One table of tokens, light and dark; everything drawn takes its colours from a Theme value.
Switching is theme.py's question, the style sheet theme_qss.py's, the type scale fonts.py's.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtGui import QColor, QFont

from gui.fonts import Fonts, Style, Weight
from gui.icons import IconSet
from gui.text_cache import TextCache

Mode = Literal["system", "light", "dark"]
Tone = Literal[
    "text", "muted", "faint", "accent", "must", "choice", "ok", "warn", "bad", "onaccent"
]
Family = Literal["neutral", "accent", "must", "choice", "ok", "warn", "bad"]
WorkRole = Literal["must", "choice", "unsorted"]

GAP_CARDS, GAP_PANELS, PAGE_MARGIN = 6, 12, 20
RADIUS_SMALL, RADIUS, RADIUS_PANEL = 4, 6, 8
TOP_BAR_HEIGHT, PAGE_HEAD_HEIGHT, NAV_ROW_HEIGHT = 48, 56, 30
PLAYBACK_THIN, PLAYBACK_OPEN = 36, 140
CONTROL_HEIGHT, CONTROL_SMALL, TAG_HEIGHT = 30, 26, 20
NAV_WIDTH, NAV_NARROW, INSPECTOR_WIDTH, SEARCH_WIDTH = 200, 48, 320, 360
WIDTH_INSPECTOR_OVERLAYS, WIDTH_NAV_ICONS = 1280, 1040
FLIGHT_MS, TOAST_MS, TOAST_STAYS_MS = 220, 160, 6000


@dataclass(frozen=True, slots=True)
class Colors:
    """The colour tokens of one theme. QColor can be changed; nobody may."""

    bg: QColor
    surface: QColor
    sunken: QColor
    hover: QColor
    border: QColor
    border2: QColor
    field: QColor
    grid: QColor
    text: QColor
    muted: QColor
    faint: QColor
    accent: QColor
    accent2: QColor
    onaccent: QColor
    must: QColor
    mustf: QColor
    must3: QColor
    must2: QColor
    ch: QColor
    chf: QColor
    ch3: QColor
    ch2: QColor
    ok: QColor
    ok2: QColor
    warn: QColor
    warn2: QColor
    bad: QColor
    bad2: QColor
    grey: QColor
    toast: QColor
    ontoast: QColor
    toastlink: QColor


def _colors(**names: str) -> Colors:
    return Colors(**{token: QColor(name) for token, name in names.items()})


LIGHT = _colors(
    bg="#F5F6F8", surface="#FFFFFF", sunken="#EDEFF3", hover="#EEF0F5",
    border="#E0E3E9", border2="#C3C9D3", field="#868E9D", grid="#E9EBF0",
    text="#191C23", muted="#525A69", faint="#5F6878",
    accent="#3D4FD0", accent2="#E8EBFD", onaccent="#FFFFFF",
    must="#B93C08", mustf="#E0561A", must3="#EFA077", must2="#FDEFE6",
    ch="#0A6C7E", chf="#1491A5", ch3="#7CC2CE", ch2="#E2F3F5",
    ok="#23733A", ok2="#E4F4E8", warn="#875800", warn2="#FCF1D8", bad="#B9222B", bad2="#FCE8E9",
    grey="#7C8494", toast="#20242D", ontoast="#FFFFFF", toastlink="#AEB8FF",
)  # fmt: skip
DARK = _colors(
    bg="#13151A", surface="#1A1D24", sunken="#101216", hover="#232731",
    border="#2B303B", border2="#474E5D", field="#6B7384", grid="#252A33",
    text="#E6E8ED", muted="#A0A8B7", faint="#939BAB",
    accent="#93A0FF", accent2="#262C50", onaccent="#0F1117",
    must="#FFA06B", mustf="#F07F45", must3="#8F5231", must2="#33221A",
    ch="#5CCBDA", chf="#33A9BB", ch3="#256E7A", ch2="#122C32",
    ok="#74CC88", ok2="#16301E", warn="#EBBE5C", warn2="#33290F", bad="#FF8F8F", bad2="#3A1D20",
    grey="#7F8796", toast="#20242D", ontoast="#FFFFFF", toastlink="#AEB8FF",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Theme:
    """Everything a paint function needs to know about the look.

    Attributes:
        dark: Whether ``colors`` are the dark ones.
        still: Reduced motion: every animation takes no time.
    """

    dark: bool
    colors: Colors
    fonts: Fonts
    icons: IconSet
    texts: TextCache
    still: bool = False

    def font(
        self, style: Style = "body", weight: Weight | None = None, *, figures: bool = False
    ) -> QFont:
        """The font of a style; shared, not to be changed. ``figures``: digits line up."""
        return self.fonts.font(style, weight, figures=figures)

    def tone(self, tone: Tone) -> QColor:
        """The colour of text of this tone."""
        c = self.colors
        found: QColor = getattr(c, "ch" if tone == "choice" else tone)
        return found

    def family(self, family: Family) -> tuple[QColor, QColor]:
        """(ground, text) of a tag or banner of this family."""
        c = self.colors
        match family:
            case "neutral":
                return c.sunken, c.muted
            case "accent":
                return c.accent2, c.accent
            case "must":
                return c.must2, c.must
            case "choice":
                return c.ch2, c.ch
            case "ok":
                return c.ok2, c.ok
            case "warn":
                return c.warn2, c.warn
            case "bad":
                return c.bad2, c.bad

    def fill(self, role: WorkRole, *, tint: bool = False) -> QColor:
        """The hue of a kind of work: full for short-term, the tint for long-term areas."""
        c = self.colors
        if role == "must":
            return c.must3 if tint else c.mustf
        if role == "choice":
            return c.ch3 if tint else c.chf
        return c.border2 if tint else c.grey

    def duration(self, milliseconds: int) -> int:
        """``milliseconds``, or 0 where motion is reduced."""
        return 0 if self.still else milliseconds

"""Do the tokens keep their promises of contrast, and does switching reach everybody?"""

from itertools import product

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from gui.fonts import has_figures
from gui.icons import IconSet, MissingIconError
from gui.theme import DARK, LIGHT, Colors, Theme, apply


def luminance(color: QColor) -> float:
    """Relative luminance, WCAG 2.2."""

    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(c) for c in (color.redF(), color.greenF(), color.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


TEXTS = ("text", "muted", "faint", "accent", "must", "ch")
GROUNDS = ("bg", "surface")
PAIRS = [
    *product(TEXTS, GROUNDS),
    *product(("text", "muted"), ("hover", "accent2", "sunken")),
    ("onaccent", "accent"),
    ("accent", "accent2"),
    ("must", "must2"),
    ("ch", "ch2"),
    ("ok", "ok2"),
    ("warn", "warn2"),
    ("bad", "bad2"),
    ("ontoast", "toast"),
    ("toastlink", "toast"),
]


@pytest.mark.parametrize("colors", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_has_a_contrast_of_four_and_a_half(colors: Colors, text: str, ground: str) -> None:
    assert contrast(getattr(colors, text), getattr(colors, ground)) >= 4.5


@pytest.mark.parametrize("colors", [LIGHT, DARK], ids=["light", "dark"])
def test_an_inputs_border_has_a_contrast_of_three(colors: Colors) -> None:
    assert contrast(colors.field, colors.surface) >= 3


def test_switching_changes_palette_and_sheet_and_tells(qapp: QApplication) -> None:
    source = apply(qapp, "light", still=True)
    got: list[Theme] = []
    source.changed.connect(got.append)
    source.set_mode("dark")
    assert [theme.dark for theme in got] == [True]
    assert qapp.palette().color(QPalette.ColorRole.Window) == DARK.bg
    assert DARK.surface.name() in qapp.styleSheet()
    source.set_mode("light")
    source.set_mode("light")
    assert [theme.dark for theme in got] == [True, False]


def test_system_follows_the_platforms_scheme(qapp: QApplication) -> None:
    source = apply(qapp, "system", still=True)
    dark = qapp.styleHints().colorScheme() == Qt.ColorScheme.Dark
    assert source.theme.dark == dark


def test_reduced_motion_takes_no_time(qapp: QApplication) -> None:
    source = apply(qapp, "light", still=False)
    assert source.theme.duration(220) == 220
    source.set_still(True)
    assert source.theme.duration(220) == 0


def test_a_missing_icon_is_named(qapp: QApplication) -> None:
    with pytest.raises(MissingIconError, match="Icon 'no-such' is not among"):
        IconSet().pixmap("no-such", LIGHT.text)


def test_icons_take_the_colour_and_the_scale(qapp: QApplication) -> None:
    icons = IconSet()
    pixmap = icons.pixmap("zap", QColor("#ff0000"), 16, 2.0)
    assert pixmap.width() == 32
    image = pixmap.toImage()
    drawn = {
        image.pixelColor(x, y).name()
        for x in range(32)
        for y in range(32)
        if image.pixelColor(x, y).alpha() > 250
    }
    assert drawn == {"#ff0000"}
    assert icons.pixmap("zap", QColor("#ff0000"), 16, 2.0) is pixmap


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("14 pd", True),
        ("2026-11-20", True),
        ("Mon 28 Jul", True),
        ("re-issue 3 leaf certificates", False),
        ("No digits", False),
    ],
)
def test_figures_line_up_unless_a_hyphen_joins_words(text: str, figures: bool) -> None:
    assert has_figures(text) == figures

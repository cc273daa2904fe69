"""Do the vendored fonts and icons give what the window draws with?"""

from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QFontMetricsF, QRawFont
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

ICONS = sorted((Path(__file__).resolve().parents[2] / "gui/assets/icons").glob("*.svg"))


@pytest.fixture(scope="module")
def inter(qapp: QApplication, root: Path) -> str:
    for name, family in (("Inter", "Inter"), ("InterFigures", "Inter Figures")):
        for file in sorted((root / "gui/assets/fonts").glob(f"{name}-*.ttf")):
            number = QFontDatabase.addApplicationFont(str(file))
            assert family in QFontDatabase.applicationFontFamilies(number)
    return "Inter"


@pytest.mark.parametrize("weight", [400, 500, 600])
def test_inter_has_the_weight_and_figures_of_one_width(inter: str, weight: int) -> None:
    """The figures of their own family are those that Inter's feature draws."""
    by_feature, by_family = QFont(inter), QFont(f"{inter} Figures")
    by_feature.setFeature(QFont.Tag("tnum"), 1)
    for font in (by_feature, by_family):
        font.setPixelSize(13)
        font.setWeight(QFont.Weight(weight))
        assert (QFontInfo(font).family(), QFontInfo(font).weight()) == (font.family(), weight)
        metrics = QFontMetricsF(font)
        assert len({metrics.horizontalAdvance(figure) for figure in "0123456789"}) == 1
    for text in ("12 Nov 2026", "34% (2 to 3)", "1,234.5 pd"):
        widths = [QFontMetricsF(font).horizontalAdvance(text) for font in (by_feature, by_family)]
        assert widths[0] == widths[1]


def test_inter_has_the_signs_and_alphabets_that_titles_use(inter: str) -> None:
    # QFontMetricsF.inFont says no to everything beyond ASCII through PySide 6.11.
    font = QRawFont.fromFont(QFont(inter))
    signs = "äßéłřőñçĞŽ ΑΩαω АЯґї €£→≤≥·–—…“”‘’„×−✓"
    assert [sign for sign in signs if not font.supportsCharacter(ord(sign))] == []


@pytest.mark.parametrize("icon", ICONS, ids=lambda icon: icon.stem)
def test_an_icon_can_be_drawn_and_tinted(qapp: QApplication, icon: Path) -> None:
    text = icon.read_text()
    assert 'stroke="currentColor"' in text
    assert 'stroke-width="1.75"' in text
    assert QSvgRenderer(QByteArray(text.encode())).isValid()

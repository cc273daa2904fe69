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
    for file in sorted((root / "gui/assets/fonts").glob("*.ttf")):
        number = QFontDatabase.addApplicationFont(str(file))
        assert "Inter" in QFontDatabase.applicationFontFamilies(number)
    return "Inter"


@pytest.mark.parametrize("weight", [400, 500, 600])
def test_inter_has_the_weight_and_figures_of_one_width(inter: str, weight: int) -> None:
    font = QFont(inter)
    font.setPixelSize(13)
    font.setWeight(QFont.Weight(weight))
    font.setFeature(QFont.Tag("tnum"), 1)
    assert (QFontInfo(font).family(), QFontInfo(font).weight()) == (inter, weight)
    metrics = QFontMetricsF(font)
    assert len({metrics.horizontalAdvance(figure) for figure in "0123456789"}) == 1


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

"""Can what is painted into a PDF be searched and copied, figures and brackets included?"""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QFontMetricsF, QPainter, QPdfWriter
from PySide6.QtWidgets import QApplication

from gui.fonts import Fonts, Style, Weight

TEXT = "12 Nov 2026 (Maya): 34% of 0.5, 6–9 pd; 3 × 78"


@pytest.fixture
def fonts(qapp: QApplication) -> Fonts:
    return Fonts()


def painted(fonts: Fonts, text: str, style: Style, weight: Weight) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    with QPainter(writer) as painter:
        painter.setFont(fonts.font_for(text, style, weight))
        painter.drawText(500, 500, text)
    return bytes(buffer.data().data())


def characters(pdf: bytes) -> set[str]:
    """The characters that the glyphs of a PDF stand for, by its ToUnicode maps."""
    maps = re.findall(rb"beginbfrange(.*?)endbfrange", pdf, re.DOTALL)
    codes = [code for each in maps for code in re.findall(rb"<([0-9A-F]{4})>", each)]
    return {chr(int(code, 16)) for code in codes}


@pytest.mark.parametrize("weight", [400, 500, 600])
def test_every_character_of_a_pdf_can_be_searched(fonts: Fonts, weight: Weight) -> None:
    assert set(TEXT) - {" "} <= characters(painted(fonts, TEXT, "body", weight))


@pytest.mark.parametrize("weight", [400, 500, 600])
def test_figures_have_one_width(fonts: Fonts, weight: Weight) -> None:
    metrics = fonts.metrics("body", weight, figures=True)
    assert len({metrics.horizontalAdvance(figure) for figure in "0123456789"}) == 1
    plain = QFontMetricsF(fonts.font("body", weight))
    assert plain.horizontalAdvance("1") < plain.horizontalAdvance("0")

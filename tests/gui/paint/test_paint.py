"""Do the paint functions say the same everywhere: on screen, in vectors and to a screen reader?"""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QRectF, QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QApplication

from gui.paint.card import CARD_HEIGHT, CardFace, draw_card
from gui.paint.log_row import LogRowFace, action_rects, draw_log_row
from gui.paint.minibar import FourShares, draw_minibar
from gui.paint.playback import PlaybackModel, draw_density
from gui.paint.quadrant import HEADER_HEIGHT, LOW_HEADER_HEIGHT, QuadrantFace, draw_quadrant_header
from gui.paint.text import Run, draw_text, lay_out_runs
from gui.theme import Theme, apply

CARD = CardFace("Patch TLS", "must", "Scaling limit · 26 Feb", "14 pd", "gauge")
HEAD = QuadrantFace("Emergencies", "must do", "Now", "must", True, 0.4, "40%", "7 items · 21 pd")
ROW = LogRowFace("16:40", "MO", (Run("AI search", weight=600),), "Contract", actions=("Go", "Undo"))


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    source = apply(qapp, "light", still=True)
    yield source.theme
    qapp.setStyleSheet("")
    source.deleteLater()


def drawn(paint: Callable[[QPainter], object], width: int = 220, height: int = 100) -> QImage:
    image = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    with QPainter(image) as painter:
        paint(painter)
    return image


def colors(image: QImage) -> set[str]:
    return {
        image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())
    }


def test_a_card_is_drawn_as_vectors_into_svg(theme: Theme) -> None:
    data = QByteArray()
    buffer = QBuffer(data)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(QSize(220, CARD_HEIGHT))
    with QPainter(generator) as painter:
        draw_card(painter, QRectF(0, 0, 200, CARD_HEIGHT), CARD, theme)
    svg = bytes(data.data()).decode()
    assert "<image" not in svg
    assert svg.count("<path") > 3


def test_states_of_a_card_differ(theme: Theme) -> None:
    rect = QRectF(2, 2, 200, CARD_HEIGHT)
    ghost = CardFace("Patch TLS", "must", ghost=True)
    moved = CardFace("Patch TLS", "must", changed=True, changed_note="from Emergencies")
    pictures = [
        drawn(lambda p: draw_card(p, rect, CARD, theme)),
        drawn(lambda p: draw_card(p, rect, CARD, theme, selected=True)),
        drawn(lambda p: draw_card(p, rect, CARD, theme, hover=True)),
        drawn(lambda p: draw_card(p, rect, CARD, theme, focused=True)),
        drawn(lambda p: draw_card(p, rect, ghost, theme)),
        drawn(lambda p: draw_card(p, rect, moved, theme)),
    ]
    for place, picture in enumerate(pictures):
        assert all(picture != other for other in pictures[place + 1 :])


def test_a_ghost_has_no_hue(theme: Theme) -> None:
    ghost = CardFace("Patch TLS", "must", "Incident", "3 pd", "zap", ghost=True)
    picture = drawn(lambda p: draw_card(p, QRectF(2, 2, 200, CARD_HEIGHT), ghost, theme))
    assert theme.colors.mustf.name() not in colors(picture)
    full = drawn(lambda p: draw_card(p, QRectF(2, 2, 200, CARD_HEIGHT), CARD, theme))
    assert theme.colors.mustf.name() in colors(full)


def test_a_narrow_card_keeps_its_date_and_cuts_the_words(theme: Theme) -> None:
    def right_part(meta: str) -> QImage:
        face = CardFace("Title", "must", meta, "14 pd", "gauge")
        picture = drawn(lambda p: draw_card(p, QRectF(2, 2, 170, CARD_HEIGHT), face, theme))
        return picture.copy(60, 40, 60, 24)

    assert right_part("Security vulnerability · 26 Feb") != right_part(
        "Security vulnerability · 31 Mar"
    )


def test_a_narrow_card_leaves_out_the_second_reason(theme: Theme) -> None:
    def card(meta: str, width: int) -> QImage:
        face = CardFace("Title", "choice", meta, "14 pd")
        return drawn(lambda p: draw_card(p, QRectF(2, 2, width, CARD_HEIGHT), face, theme))

    both = "2 teams · protects Latency"
    assert card(both, 150) == card("2 teams", 150)
    assert card(both, 280) != card("2 teams", 280)


def test_a_date_stands_alone_where_nothing_of_the_driver_has_room(theme: Theme) -> None:
    def card(meta: str) -> QImage:
        face = CardFace("Title", "must", meta, "14 pd", "gauge")
        return drawn(lambda p: draw_card(p, QRectF(2, 2, 125, CARD_HEIGHT), face, theme))

    assert card("Security vulnerability · 26 Feb") == card("26 Feb")


@pytest.mark.parametrize("chance", ["7%", "98%", ">99%", "100%"])
def test_the_probability_of_a_card_is_never_cut(theme: Theme, chance: str) -> None:
    face = CardFace("", "must", effort="", probability=chance)
    card = QRectF(0, 0, 200, CARD_HEIGHT)
    inside = (100, 195, CARD_HEIGHT - 22, CARD_HEIGHT - 4)
    on_card = inked(drawn(lambda painter: draw_card(painter, card, face, theme)), *inside)
    alone = drawn(
        lambda painter: draw_text(
            painter, QRectF(0, 0, 190, 60), chance, theme, "meta", weight=600, align="right"
        )
    )
    assert on_card == inked(alone, 100, 195, 0, 60)


def inked(image: QImage, left: int, right: int, top: int, bottom: int) -> int:
    """How many columns of pixels differ from the ground of a region."""
    ground = image.pixel(left, top)
    return sum(
        any(image.pixel(x, y) != ground for y in range(top, bottom)) for x in range(left, right)
    )


def test_the_share_of_the_capacity_is_said_while_hovered(theme: Theme) -> None:
    text = "18 pd is 41% of the next three sprints"
    face = replace(HEAD, capacity_share=0.41, capacity_text=text)

    def head(shown: QuadrantFace, *, hover: bool) -> QImage:
        rect = QRectF(0, 0, 400, HEADER_HEIGHT)
        return drawn(lambda p: draw_quadrant_header(p, rect, shown, theme, hover=hover))

    assert head(face, hover=False) == head(HEAD, hover=True)
    assert head(face, hover=True) != head(HEAD, hover=True)
    assert text in face.spoken


def test_a_busy_day_does_not_flatten_the_others(theme: Theme) -> None:
    def height(buckets: tuple[int, ...], bar: int) -> int:
        model = PlaybackModel(buckets)
        rect = QRectF(0, 0, 8 * len(buckets), 40)
        picture = drawn(lambda p: draw_density(p, rect, model, theme))
        column = [picture.pixelColor(8 * bar + 2, y) for y in range(40)]
        return sum(color == theme.colors.border2 for color in column)

    quiet_days = (4,) * 9
    assert height((400, *quiet_days), 0) == 40
    assert height((400, *quiet_days), 3) >= 40 // 3
    assert height((4, 1, *quiet_days), 1) == 20  # a quarter as many, half as high


@pytest.mark.parametrize("width", [8, 30, 90])
def test_no_width_is_too_narrow(theme: Theme, width: int) -> None:
    drawn(lambda p: draw_card(p, QRectF(0, 0, width, CARD_HEIGHT), CARD, theme))
    head, low = QRectF(0, 0, width, HEADER_HEIGHT), QRectF(0, 0, width, LOW_HEADER_HEIGHT)
    drawn(lambda p: draw_quadrant_header(p, head, HEAD, theme))
    drawn(lambda p: draw_quadrant_header(p, low, HEAD, theme))
    drawn(lambda p: draw_log_row(p, QRectF(0, 0, width, 58), ROW, theme, selected=True))
    drawn(lambda p: draw_minibar(p, QRectF(0, 0, width, 10), FourShares(1, 2, 3, 4), theme))
    model = PlaybackModel((1, 0, 5))
    drawn(lambda p: draw_density(p, QRectF(0, 0, width, 14), model, theme, number=3))


def test_no_effort_at_all_is_an_empty_bar(theme: Theme) -> None:
    picture = drawn(lambda p: draw_minibar(p, QRectF(0, 0, 60, 10), FourShares(0, 0, 0, 0), theme))
    assert picture.pixelColor(30, 5) == theme.colors.sunken


def test_faces_say_what_they_show() -> None:
    assert CARD.spoken == "Patch TLS, must do, Scaling limit · 26 Feb, 14 pd"
    moved = CardFace("Patch TLS", "choice", "9 teams", changed=True, changed_note="rank 21 → 2")
    assert moved.spoken == "Patch TLS, choice, rank 21 → 2"
    assert HEAD.spoken == "Emergencies, must do, 40%, 7 items · 21 pd, Now"
    assert ROW.spoken == "16:40, AI search, Contract"


def test_a_selected_row_has_places_for_its_actions(theme: Theme) -> None:
    go, undo = action_rects(QRectF(0, 0, 600, 84), ROW, theme)
    assert go.right() < undo.left()
    assert undo.bottom() < 84


def test_runs_wrap_and_keep_every_character(theme: Theme) -> None:
    runs = (Run("Bold 😀 ", weight=600), Run("and <b>not bold</b>", "muted"), Run("\nbelow"))
    layout, height = lay_out_runs(runs, 90, theme, "small")
    assert height == layout.lineCount() * 16
    assert "<b>not bold</b>" in layout.text()
    assert layout.lineCount() >= 3

"""Do titles of any kind fit their two lines?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from gui.fonts import Fonts
from gui.text_cache import LONGEST, TextCache, one_line


@pytest.fixture(scope="module")
def cache(qapp: QApplication) -> TextCache:
    return TextCache(Fonts())


def test_a_short_title_is_one_line(cache: TextCache) -> None:
    lines = cache.lines("Patch TLS", 180, "body", 500)
    assert [line.text() for line in lines] == ["Patch TLS"]


def test_a_long_title_breaks_between_words_and_ends_in_an_ellipsis(cache: TextCache) -> None:
    title = "Renew root CA and re-issue every leaf certificate of the whole estate by spring"
    first, second = (line.text() for line in cache.lines(title, 180, "body", 500))
    assert title.startswith(first)
    assert title[len(first)] == " "
    assert second.endswith("…")


def test_a_word_without_spaces_is_broken_anywhere(cache: TextCache) -> None:
    lines = cache.lines("x" * 200, 100, "body")
    assert len(lines) == 2


def test_the_same_title_is_laid_out_once(cache: TextCache) -> None:
    assert cache.lines("Same", 180, "body") is cache.lines("Same", 180, "body")


@given(title=st.text(max_size=80), width=st.integers(min_value=1, max_value=300))
def test_no_line_is_wider_than_its_room(cache: TextCache, title: str, width: int) -> None:
    for line in cache.lines(title, width, "body", 500):
        assert "\n" not in line.text()
        assert line.size().width() <= width + 1 or len(line.text()) <= 1


def test_a_cell_of_sixty_thousand_characters_is_cut(cache: TextCache) -> None:
    assert len(one_line("a\nb" * 60_000)) <= LONGEST
    assert len(cache.lines("word " * 12_000, 180, "body")) == 2


def test_the_end_of_a_text_is_kept_where_texts_differ_only_there(cache: TextCache) -> None:
    name = "Availability of the outbound gateway for payments as users see it ({share})"
    kept = [
        cache.lines(name.format(share=share), 130, "body", most=2, keep_end=True)[-1].text()
        for share in ("95%", "99%")
    ]
    assert [text[-5:] for text in kept] == ["(95%)", "(99%)"]
    assert all("\u2026" in text for text in kept)

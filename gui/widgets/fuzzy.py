"""How well does a typed pattern match a text? Pure; no Qt."""

from __future__ import annotations

WORD_START, IN_A_ROW, EXACT_PART = 8, 5, 30


def fuzzy_score(pattern: str, text: str) -> int | None:
    """A score, higher is better, None where the letters are not all there in this order.

    Letters that start a word and letters in a row count more; a whole part of the text counts
    most, the earlier the better. Spaces in the pattern separate parts that may lie anywhere.
    """
    total = 0
    lowered = text.casefold()
    for part in pattern.casefold().split():
        score = _score(part, lowered)
        if score is None:
            return None
        total += score
    return total


def _score(part: str, text: str) -> int | None:
    found = text.find(part)
    if found >= 0:
        starts_word = found == 0 or not text[found - 1].isalnum()
        return EXACT_PART + len(part) * IN_A_ROW + WORD_START * starts_word - min(found, 20)
    score, place, previous = 0, 0, -2
    for letter in part:
        place = text.find(letter, place)
        if place < 0:
            return None
        if place == previous + 1:
            score += IN_A_ROW
        if place == 0 or not text[place - 1].isalnum():
            score += WORD_START
        previous = place
        place += 1
    return score - min(previous, 20)

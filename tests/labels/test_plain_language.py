"""How easily a post reads; the formulas worked out by hand."""

import pyarrow as pa
import pytest

from socialplan.labels import load
from socialplan.labels.plain_language import syllables
from socialplan.labels.words import words_of

EASY = {
    # 13 words in 2 sentences; syllables: de kat zit op de mat (6), de hond ligt in de tuin nu (7)
    "nl": ("De kat zit op de mat. De hond ligt in de tuin nu.", 206.84 - 0.93 * 13 / 2 - 77 * 13 / 13),
    # 12 words in 2 sentences; the cat sat on the mat (6), the dog sat in the garden (7)
    "en": ("The cat sat on the mat! The dog sat in the garden.", 206.835 - 1.015 * 12 / 2 - 84.6 * 13 / 12),
}


def read(text: str, language: str) -> dict[str, object]:
    found: dict[str, object] = (
        load("plain_language").label(pa.array([text]), pa.array([language])).to_pylist()[0]
    )
    return found


@pytest.mark.parametrize("language", EASY)
def test_the_score_is_the_formula(language: str) -> None:
    text, expected = EASY[language]
    found = read(text, language)
    assert found["score"] == pytest.approx(expected)
    assert found["label"] == "plain"


def test_long_words_in_a_long_sentence_are_hard_and_shown() -> None:
    found = read(
        "De implementatie van gedecentraliseerde verantwoordelijkheden resulteert onvermijdelijk in "
        "institutionele fragmentatie, "
        "waarbij belanghebbenden onvoldoende over procedurele consequenties geïnformeerd worden.",
        "nl",
    )
    assert found["label"] == "hard"
    assert "gedecentraliseerde" in found["evidence"]  # type: ignore[operator]


def test_one_sentence_over_twenty_words_is_somewhat_hard() -> None:
    assert read("De kat zit op de mat en " * 3 + "slaapt daar", "nl")["label"] == "somewhat hard"


def test_of_a_short_post_nothing_is_said() -> None:
    assert read("Dit is kort.", "nl")["label"] is None


@pytest.mark.parametrize(
    ("language", "word", "expected"),
    [
        ("nl", "verantwoordelijkheid", 6), ("nl", "geïnformeerd", 4), ("nl", "zee", 1), ("nl", "idee", 2),
        ("en", "make", 1), ("en", "table", 2), ("en", "garden", 2), ("en", "the", 1), ("en", "rhythm", 1),
    ],
)  # fmt: skip
def test_syllables_are_groups_of_vowels(language: str, word: str, expected: int) -> None:
    assert syllables(words_of(pa.array([word])), language).tolist() == [expected]

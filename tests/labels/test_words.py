"""Posts are cut into words for a whole column at once."""

import numpy as np
import pyarrow as pa
import pytest

from socialplan.labels.words import LINK, words_of


def tokens(*texts: str | None) -> list[list[str]]:
    words = words_of(pa.array(texts, pa.string()))
    return [
        [words.surface[i] for i in words.ids[words.starts[p] : words.starts[p + 1]]]
        for p in range(words.size)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hallo, wereld!", ["Hallo", ",", "wereld", "!"]),
        ("foto's don't don’t", ["foto's", "don't", "don't"]),
        ("'t is zo'n e-mail", ["'t", "is", "zo'n", "e-mail"]),
        ("'aanhaling'", ["'", "aanhaling", "'"]),
        ("@winkel #uitverkoop2024", ["@winkel", "#uitverkoop2024"]),
        ("kijk https://voorbeeld.nl/a?b=c!d nu", ["kijk", LINK, "nu"]),
        ("echt?!! :-)", ["echt", "?!!", ":-)"]),
        ("fijn😀😀top", ["fijn", "😀😀", "top"]),
        ("Tom &amp; Jerry &lt;3", ["Tom", "&", "Jerry", "<", "3"]),
        ("één\u00a0twee\n\ndrie", ["één", "twee", "drie"]),
        ("a-b-c", ["a-b", "-", "c"]),
    ],
)
def test_a_post_is_cut_into(text: str, expected: list[str]) -> None:
    assert tokens(text) == [expected]


def test_posts_without_words_keep_their_place() -> None:
    assert tokens(None, "", "   ", "een") == [[], [], [], ["een"]]


def test_an_empty_column_has_no_words() -> None:
    assert tokens() == []


def test_sums_are_per_post() -> None:
    words = words_of(pa.array(["Ja ja nee", None, "nee"]))
    yes = words.numbered({"ja": 1}, missing=0)[words.ids].astype(float)
    assert words.summed(yes).tolist() == [2.0, 0.0, 0.0]


def test_large_strings_and_chunks_are_read_alike() -> None:
    texts = pa.chunked_array([["een twee"], ["drie"]], pa.large_string())
    assert words_of(texts).size == 2


def test_what_is_shown_of_a_very_long_word_is_its_beginning() -> None:
    words = words_of(pa.array(["x" * 500]))
    assert words.telling(np.ones(1)).to_pylist() == [["x" * 60]]

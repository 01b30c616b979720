"""Whether a post asks something that expects an answer."""

import pyarrow as pa
import pytest

from socialplan.labels import load


def said(text: str | None, language: str | None) -> str | None:
    found = load("question").label(pa.array([text], pa.string()), pa.array([language], pa.string()))
    label: str | None = found["label"][0].as_py()
    return label


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nl", "Hoe laat gaan jullie open?"),
        ("nl", "@bieb weet iemand of de studiezaal open is op zondag"),
        ("nl", "Goedemiddag, kan ik mijn boek ook in een andere vestiging inleveren"),
        ("nl", "Verhuren jullie ook tenten"),
        ("en", "What time do you open?"),
        ("en", "@library does anyone know if the study room is open on sundays"),
        ("en", "Hi there, can I return my book at another branch"),
    ],
)
def test_a_post_that_asks_is_a_question_with_or_without_its_mark(language: str, text: str) -> None:
    assert said(text, language) == "question"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nl", "De studiezaal is vandaag dicht."),
        ("nl", "Wat een mooie zaal is dit geworden"),
        ("nl", "Toen ik vroeg hoe laat het was keek hij weg"),
        ("en", "The study room is closed today."),
        ("en", "What a lovely room this has become"),
        ("en", "When we asked what time it was he looked away"),
    ],
)
def test_a_post_that_tells_is_a_statement(language: str, text: str) -> None:
    assert said(text, language) == "statement"


def test_a_language_without_rules_is_not_read() -> None:
    assert said("Was kostet das?", "de") is None


def test_a_post_without_words_is_not_read() -> None:
    assert said("", "nl") is None
    assert said(None, None) is None


def test_the_language_is_found_where_it_is_not_known() -> None:
    assert said("Hoeveel kost een kaartje voor zaterdag?", None) == "question"


def test_the_words_that_ask_are_shown() -> None:
    found = load("question").label(pa.array(["Goedemorgen, wanneer komt de monteur?"]), pa.array(["nl"]))
    assert found["evidence"].to_pylist() == [["wanneer", "?"]]


def test_posts_of_several_languages_keep_their_order() -> None:
    texts = ["Hoe laat is het?", "Lovely day today", "Was ist das?", "Where is it?", None, "Het is mooi weer"]
    found = load("question").label(pa.array(texts), pa.array(["nl", "en", "de", "en", None, "nl"]))
    assert found["label"].to_pylist() == ["question", "statement", None, "question", None, "statement"]


def test_a_language_without_rules_cannot_be_chosen() -> None:
    with pytest.raises(ValueError, match="not read in de"):
        load("question", ("nl", "de"))

"""Whether a post is negative, neutral or positive."""

import pyarrow as pa
import pytest

from socialplan.labels import load
from socialplan.labels.sentiment_lexicon import dutch_forms


def rows(*texts: str | None, language: str | None = "en") -> list[dict[str, object]]:
    told = pa.array([language] * len(texts), pa.string())
    found: list[dict[str, object]] = load("sentiment").label(pa.array(texts, pa.string()), told).to_pylist()
    return found


def said(*texts: str | None, language: str | None = "en") -> list[object]:
    return [row["label"] for row in rows(*texts, language=language)]


def score(text: str, language: str = "en") -> float:
    found = rows(text, language=language)[0]["score"]
    assert isinstance(found, float)
    return found


@pytest.mark.parametrize(
    ("language", "text", "label"),
    [
        ("en", "What a lovely day at the zoo, we loved it", "positive"),
        ("en", "The bakery on the corner closes at six", "neutral"),
        ("en", "My order arrived broken and nobody answers my email", "negative"),
        ("nl", "Wat een heerlijke dag in de dierentuin, genoten!", "positive"),
        ("nl", "De bakker op de hoek sluit om zes uur", "neutral"),
        ("nl", "Mijn bestelling kwam kapot aan en niemand reageert op mijn mail", "negative"),
    ],
)
def test_plain_posts_get_the_mood_a_reader_gives_them(language: str, text: str, label: str) -> None:
    assert said(text, language=language) == [label]


@pytest.mark.parametrize(
    ("language", "good", "turned"),
    [
        ("en", "The staff are helpful", "The staff are not helpful"),
        ("en", "I like this jacket", "I don't really like this jacket"),
        ("nl", "De medewerkers zijn behulpzaam", "De medewerkers zijn niet behulpzaam"),
        ("nl", "Ik vind deze jas mooi", "Ik vind deze jas helemaal niet mooi"),
    ],
)
def test_a_negation_turns_praise(language: str, good: str, turned: str) -> None:
    assert score(turned, language) < 0 < score(good, language)


@pytest.mark.parametrize(
    ("language", "stop"),
    [("en", "No. The staff are helpful"), ("nl", "Nee, niet. De medewerkers zijn behulpzaam")],
)
def test_a_negation_does_not_reach_over_the_end_of_a_sentence(language: str, stop: str) -> None:
    assert score(stop, language) > score(
        {"en": "No staff are helpful", "nl": "De medewerkers zijn niet behulpzaam"}[language], language
    )


@pytest.mark.parametrize(
    ("language", "plain", "strong"),
    [
        ("en", "The soup was good", "The soup was very good"),
        ("en", "The soup was good", "The soup was GOOD"),
        ("en", "The soup was good", "The soup was good!!"),
        ("nl", "De soep was lekker", "De soep was heel lekker"),
        ("nl", "De soep was lekker", "De soep was LEKKER"),
        ("nl", "De soep was lekker", "De soep was lekker 😍"),
    ],
)
def test_degree_capitals_exclamation_and_emoji_make_it_stronger(
    language: str, plain: str, strong: str
) -> None:
    assert score(strong, language) > score(plain, language)


def test_what_comes_after_a_but_counts_most() -> None:
    assert score("The room was nice but the bed was awful") < score("The bed was awful but the room was nice")
    better, worse = (
        "Het bed was vreselijk maar de kamer was mooi",
        "De kamer was mooi maar het bed was vreselijk",
    )
    assert score(worse, "nl") < score(better, "nl")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Great, another cancelled train #sarcasm"),
        ("en", "Yeah right, excellent planning"),
        ("en", "Love standing in the rain for an hour 🙄"),
        ("nl", "Ja hoor, lekker dan, de trein rijdt weer niet"),
        ("nl", "Mooie planning weer #ironie"),
    ],
)
def test_a_post_that_says_it_means_the_opposite_is_unsure(language: str, text: str) -> None:
    assert said(text, language=language) == ["unsure"]


@pytest.mark.parametrize("language", ["en", "nl", "de", None])
def test_emoji_alone_are_read_in_any_language(language: str | None) -> None:
    assert said("😍", "👎", ":-(", language=language) == ["positive", "negative", "negative"]


def test_drawn_out_words_and_hashtags_count_as_the_word() -> None:
    assert score("greaaaat show") > 0.2
    assert score("the show #awesome") > 0.2


@pytest.mark.parametrize("text", [None, "", "   ", "@shop", "https://example.org", "...", "12345"])
def test_a_post_without_words_has_no_mood(text: str | None) -> None:
    assert rows(text) == [{"label": None, "score": None, "confidence": None, "evidence": []}]


def test_other_languages_and_scripts_are_not_read() -> None:
    assert said("Das ist wunderbar", language="de") == [None]
    assert said("Это чудесно", "素晴らしいです", "رائع جدا") == [None, None, None]


def test_the_language_is_found_where_it_is_not_known() -> None:
    posts = "Wat een prachtige winkel, heel blij mee", "What a wonderful shop, very happy with it"
    assert said(*posts, language=None) == ["positive", "positive"]


def test_a_very_long_text_is_read_like_any_other() -> None:
    found = rows("The service is terrible and slow. " * 20_000)[0]
    assert found["label"] == "negative"
    assert 0 < found["confidence"] < 1  # type: ignore[operator]


def test_the_words_that_led_to_it_are_shown_with_the_strongest_first() -> None:
    found = rows("The soup was good and the bread was fantastic", "Nobody helps, what a disgrace")
    assert found[0]["evidence"] == ["fantastic", "good"]
    assert "disgrace" in found[1]["evidence"]  # type: ignore[operator]


def test_idioms_show_both_words() -> None:
    evidence = rows("I can't wait for the summer")[0]["evidence"]
    assert isinstance(evidence, list)
    assert {"can't", "wait"} <= set(evidence)


def test_the_same_post_gets_the_same_row_in_any_company() -> None:
    texts = [
        "What a day :)",
        "Wat een ellende",
        None,
        "The bus leaves at nine",
        "😡",
        "Prima geholpen, bedankt!",
    ]
    codes = ["en", "nl", None, "en", None, "nl"]
    together = load("sentiment").label(pa.array(texts), pa.array(codes)).to_pylist()
    alone = [rows(text, language=code)[0] for text, code in zip(texts, codes, strict=True)]
    assert together == alone


def test_no_posts_give_no_rows() -> None:
    assert rows() == []


def test_a_language_without_words_is_refused() -> None:
    with pytest.raises(ValueError, match="no list of words for de"):
        load("sentiment", ("nl", "de"))


@pytest.mark.parametrize(
    ("word", "form"),
    [("mooi", "mooie"), ("boos", "boze"), ("traag", "trage"), ("slim", "slimme"), ("lief", "lieve"),
     ("aardig", "aardige"), ("duidelijk", "duidelijkst"), ("fris", "frisse"), ("duur", "dure")],
)  # fmt: skip
def test_dutch_adjectives_are_known_with_their_endings(word: str, form: str) -> None:
    assert {word, form} <= set(dutch_forms(word))

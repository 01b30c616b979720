"""Queries over what is said: read as people write them, and answered as a slow reader would."""

import random
import re

import pytest

from socialplan.tracked import BadQuery, Matcher, parse_query

TEXT = "Vers\n brood van de bakker in Café Zoet! Niet duur; #lekker_brood"


@pytest.mark.parametrize(
    ("asked", "answers"),
    [
        ("brood", True), ("BROOD", True), ("bro", False), ("roo", False), ("vers brood", True),
        ('"vers brood"', True), ("brood vers", False), ("café zoet", True), ("cafe", False),
        ("lekker", False), ("#lekker_brood", True), ("lekker_brood", True),
        ("brood AND bakker", True), ("brood AND taart", False), ("taart OR brood", True),
        ("taart, brood", True), ("taart\nbrood", True), (" ,brood, \n,", True), ("brood NOT bakker", False),
        ("brood NOT taart", True), ("brood AND NOT taart", True), ("(taart OR brood) AND bakker", True),
        ("taart OR brood AND vis", False), ("taart NOT (brood OR vis)", False), ('"niet"', True),
        ('"OR", duur', True), ("duur NOT (taart OR NOT brood)", True),
    ],
)  # fmt: skip
def test_a_query_is_read_as_it_is_written(asked: str, answers: bool) -> None:
    assert bool(Matcher({"q": parse_query(asked)}).matches(TEXT)) is answers


@pytest.mark.parametrize("asked", ["", " , ", "NOT brood", "(brood", "brood)", "brood AND", "OR", '""',
                                   "brood OR NOT vis"])  # fmt: skip
def test_what_cannot_be_read_or_asks_for_nothing_is_refused(asked: str) -> None:
    with pytest.raises(BadQuery):
        parse_query(asked)


def test_a_thousand_phrases_at_once_find_what_each_alone_finds() -> None:
    dice = random.Random(7)
    words = ["".join(dice.choices("abé", k=dice.randint(1, 4))) for _ in range(300)]
    asked = sorted({" ".join(dice.choices(words, k=dice.randint(1, 2))) for _ in range(1000)})
    matcher = Matcher({one: parse_query(one) for one in asked})
    hits = 0
    for _ in range(100):
        text = dice.choice((" ", ", ", "-")).join(dice.choices(words, k=12))
        slow = [one for one in asked if re.search(rf"(?<!\w){re.escape(one)}(?!\w)", text)]
        assert matcher.matches(text) == slow
        hits += len(slow)
    assert hits > 500

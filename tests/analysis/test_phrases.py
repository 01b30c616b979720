"""Whole words without case, whatever stands around them."""

import ibis
import pytest

from socialplan.analysis.phrases import mentions, parse

TEXTS = {
    "plain": "I like Ziggo a lot",
    "tag": "weer storing #ziggo!",
    "handle": "@Ziggo wanneer?",
    "longer word": "naar de Ziggodome",
    "two words": "Bakkerij  de\nVries is dicht",
    "apart": "de bakkerij van Vries",
    "accent": "Café Zoë",
    "no text": None,
    "edge": "ziggo",
}


def holding(phrase: str) -> set[str]:
    table = ibis.memtable(
        {"name": list(TEXTS), "text": list(TEXTS.values())}, schema={"name": "string", "text": "string"}
    )
    found = ibis.duckdb.connect().to_pyarrow(table.filter(mentions(table["text"], phrase)))
    return set(found["name"].to_pylist())


@pytest.mark.parametrize(
    ("phrase", "names"),
    [
        ("Ziggo", {"plain", "tag", "handle", "edge"}),
        ("#ziggo", {"plain", "tag", "handle", "edge"}),
        ("bakkerij de vries", {"two words"}),
        ("café zoë", {"accent"}),
        ("cafe", set()),
        ("dicht, ZIGGODOME", {"two words", "longer word"}),
        ("", set()),
        (" , #", set()),
        ("100%", set()),
    ],
)
def test_a_post_holds_a_phrase_as_whole_words(phrase: str, names: set[str]) -> None:
    assert holding(phrase) == names


def test_phrases_are_taken_once() -> None:
    assert parse("De Vries,de  vries, #DV") == (" de vries ", " dv ")

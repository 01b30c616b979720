"""`language:` in a query: the network's word, else that of the labeller; the answer says whose it reads."""

from datetime import datetime
from typing import Any

import pytest

from socialplan.analysis import ANALYSES
from socialplan.analysis.base import Params
from socialplan.analysis.parameters import parse
from socialplan.pipeline.correct import correct
from socialplan.pipeline.label import label_posts
from socialplan.pipeline.measure import Finding, measure
from socialplan.pipeline.stream import Wanted, stream
from socialplan.store import Store
from tests.pipeline.test_measure import brought, post

DUTCH = "Wat een heerlijk vers brood hebben jullie vandaag"
ENGLISH = "This is the best bread I have ever eaten"


@pytest.fixture
def said(store: Store) -> Store:
    """Two in each language of which nothing is said, one of each that says it is in the other."""
    words = [
        ("a", DUTCH, None), ("b", DUTCH + " weer", ""), ("c", ENGLISH, None), ("d", ENGLISH + " now", None),
        ("e", DUTCH, "en"), ("f", ENGLISH, "nl-BE"),
    ]  # fmt: skip
    brought(store, "said", *(post(key, text=text, language_hint=hint) for key, text, hint in words))
    return store


def asked(store: Store, query: str, analysis: str = "volume", **given: Any) -> Finding:
    return measure(store, 1, analysis, parse(ANALYSES[analysis], {"query": query, **given}, zone="UTC"))


def shown(store: Store, query: str) -> set[str]:
    return {one.post_id for one in stream(store, 1, Wanted(Params(query=query)), limit=20).posts}


def test_before_anything_was_read_only_the_networks_word_counts(said: Store) -> None:
    assert asked(said, "(brood OR bread) language:nl").n == 1
    assert shown(said, "(brood OR bread) language:en") == {"e"}


def test_where_the_network_says_nothing_the_words_do(said: Store) -> None:
    label_posts(said, 1)
    assert shown(said, "(brood OR bread) language:nl") == {"a", "b", "f"}
    assert shown(said, "(brood OR bread) language:en") == {"c", "d", "e"}
    assert shown(said, "(brood OR bread) NOT language:nl") == {"c", "d", "e"}
    assert asked(said, "(brood OR bread) language:nl").n == 3
    assert asked(said, "(brood OR bread) language:nl", "pace").n == 3
    assert asked(said, "(brood OR bread) language:fr").n == 0


def test_the_answer_names_the_labeller_and_moves_with_its_labels(said: Store) -> None:
    label_posts(said, 1)
    before = asked(said, "(brood OR bread) language:nl")
    assert [one.labeller for one in before.models] == ["language"]
    assert asked(said, "brood OR bread").models == ()
    again = asked(said, "(brood OR bread) language:nl")
    assert again.finding_id == before.finding_id
    correct(said, 1, network="net", post_id="c", reads="language", label="nl", by="tests")
    after = asked(said, "(brood OR bread) language:nl")
    assert (after.n, after.finding_id != before.finding_id) == (4, True)


def test_an_analysis_that_reads_labels_itself_reads_both(said: Store) -> None:
    label_posts(said, 1)
    found = asked(said, "(brood OR bread) language:en", "sentiment")
    assert {one.labeller for one in found.models} == {"sentiment", "language"} and found.n == 3


def test_a_batch_that_came_later_moves_nothing_else(said: Store) -> None:
    label_posts(said, 1)
    before = asked(said, "brood", since="2026-03-02", until="2026-03-03")
    brought(said, "later", post("z", at=datetime(2026, 5, 1), text=DUTCH))
    label_posts(said, 1)
    assert asked(said, "brood", since="2026-03-02", until="2026-03-03").finding_id == before.finding_id

"""What machines read into the simulated posts: plausible shares, and mostly what was meant."""

from functools import lru_cache

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from socialplan.labels import load
from socialplan.networks.simulated import World, everything
from tests.networks.simulated.worlds import LAST

LANGUAGES = ("nl", "en")


@lru_cache
def incoming(language: str) -> pa.Table:
    """What people say themselves in this language, what they meant and what was read into it."""
    world = World(last=LAST, language=language, days=120, newer=40)
    parts = []
    for portion in everything(world, since=world.first, until=world.end):
        said, meant = portion.data["posts"], portion.truth["posts"]
        both = meant.append_column("text", said["text"]).append_column("hint", said["language_hint"])
        parts.append(both.filter(meant["intent"].is_valid()))
    posts = pa.concat_tables(parts)
    posts = posts.filter(pc.equal(posts["hint"], language))
    texts = posts["text"].combine_chunks()
    for name in ("sentiment", "question", "intent"):
        read = load(name).label(texts, pa.array([language] * len(texts)))["label"]
        posts = posts.append_column(f"read_{name}", read)
    return posts


def share(posts: pa.Table, labeller: str, label: str) -> float:
    return float(pc.mean(pc.equal(posts[f"read_{labeller}"], label)).as_py())


def agree(posts: pa.Table, meant: str, labeller: str) -> float:
    decided = posts.filter(pc.not_equal(posts[f"read_{labeller}"], "unsure"))
    return float(pc.mean(pc.equal(decided[meant], decided[f"read_{labeller}"])).as_py())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_shares_are_those_of_a_usual_company(language: str) -> None:
    posts = incoming(language)
    assert posts.num_rows > 2000
    assert 0.10 <= share(posts, "sentiment", "negative") <= 0.25
    assert 0.20 <= share(posts, "sentiment", "positive") <= 0.35
    assert 0.10 <= share(posts, "question", "question") <= 0.20
    for intent in ("service", "sales", "praise", "complaint", "other"):
        assert share(posts, "intent", intent) >= 0.03, intent


@pytest.mark.parametrize("language", LANGUAGES)
def test_mostly_what_was_meant_is_read(language: str) -> None:
    posts = incoming(language)
    assert agree(posts, "sentiment", "sentiment") >= 0.85
    assert agree(posts, "intent", "intent") >= 0.70
    asks = pc.if_else(posts["asks"], "question", "statement")
    assert agree(posts.append_column("asks_it", asks), "asks_it", "question") >= 0.85


@pytest.mark.parametrize("language", LANGUAGES)
def test_questions_come_with_and_without_a_question_mark(language: str) -> None:
    posts = incoming(language)
    asked = posts.filter(posts["asks"])
    marked = float(pc.mean(pc.match_substring(asked["text"], "?")).as_py())
    assert 0.5 < marked < 0.9

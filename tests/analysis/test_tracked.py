"""Questions limited to a tracked query: what is counted, and what stays out of its reach."""

from typing import Any

import pytest

from socialplan.analysis import ANALYSES
from socialplan.analysis.base import BadParameter
from socialplan.analysis.parameters import parse

from .small_tables import answer, tables

POSTS = """
|post_id|role  |account_id|about_account|person_key|parent_id|created_at         |text        |
|1      |post  |-         |cafe         |~a        |-        |2026-03-02T10:00:00|Is er taart?|
|2      |reply |cafe      |-            |-         |1        |2026-03-02T11:00:00|Ja hoor     |
|3      |post  |-         |cafe         |~b        |-        |2026-03-03T11:00:00|Is er brood?|
|4      |post  |cafe      |-            |-         |-        |2026-03-04T11:00:00|Taart, vers!|
|5      |repost|-         |-            |~b        |4        |2026-03-04T12:00:00|-           |
"""
ACCOUNTS = """
| account_id | handle | brand | owner_kind |
| cafe       | Cafe   | Cafe  | own        |
"""


def given() -> dict[str, Any]:
    return tables(posts=POSTS, accounts=ACCOUNTS)


@pytest.mark.parametrize(
    ("query", "counted"),
    [(None, 5), ("taart", 2),
     ("taart NOT from:own", 1), ("taart, brood NOT from:@CAFE", 3), ("hoor under:1", 1),
     ("taart language:nl", 0)],
)  # fmt: skip
def test_volume_counts_what_is_asked_for(query: str | None, counted: int) -> None:
    assert answer("volume", given(), query=query).headline.value == counted


def test_an_answer_counts_for_a_question_that_is_asked_for_whatever_the_answer_says() -> None:
    found = answer("responses", given(), query="taart")
    assert (found.n, found.rows[0]["answered_share"]) == (1, 1)
    assert answer("responses", given(), query="brood").rows[0]["answered_share"] == 0


def test_what_is_passed_on_counts_by_the_words_of_the_message() -> None:
    assert [row["person"] for row in answer("sharers", given(), query="taart").rows] == ["cafe"]
    assert answer("sharers", given(), query="brood").headline.value in (0, None)


def test_one_query_is_one_question_however_it_is_spelled() -> None:
    one, other = (
        parse(ANALYSES["volume"], {"query": text}, zone="UTC")
        for text in ("Taart,  brood", "(taart OR brood)")
    )
    assert one == other and one.query == "taart OR brood"


@pytest.mark.parametrize(
    ("name", "query"), [("volume", "(taart"), ("traffic", "taart"), ("volume", "NOT taart")]
)
def test_what_cannot_be_asked_is_refused(name: str, query: str) -> None:
    with pytest.raises(BadParameter):
        parse(ANALYSES[name], {"query": query}, zone="UTC")


OF_POSTS = [name for name, entry in ANALYSES.items() if entry.of_posts and name != "theme_map"]


@pytest.mark.parametrize("name", OF_POSTS)
def test_every_analysis_of_posts_takes_a_query(name: str) -> None:
    """With a query that asks for nothing that is there, nothing is counted (theme_map asks a word itself)."""
    assert not answer(name, given(), query="nergens").n

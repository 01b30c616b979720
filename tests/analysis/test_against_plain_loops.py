"""Shares and answers against plain loops over random posts, as somebody would count them by hand."""

from collections import defaultdict
from datetime import datetime, timedelta
from statistics import median
from typing import Any

import ibis
import pyarrow as pa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from socialplan.analysis.base import Result
from socialplan.records import TABLES
from tests.analysis.small_tables import answer, tables

START = datetime(2026, 3, 2)
FEW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def talks(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Up to 14 posts of two accounts and three people, replying to and passing on one another."""
    posts: list[dict[str, Any]] = []
    for number in range(draw(st.integers(0, 14))):
        author = draw(st.sampled_from(["Shop", "Rival", "~anna", "~ben", "~cleo", None]))
        known = author is not None
        posts.append({
            "workspace": 1, "batch": 1, "line": number, "network": draw(st.sampled_from(["a", "b"])),
            "post_id": str(number), "precision": "second",
            "account_id": author if known and not author.startswith("~") else None,
            "person_key": author if known and author.startswith("~") else None,
            "role": draw(st.sampled_from(["post", "reply", "repost"])),
            "parent_id": draw(st.sampled_from([None, *map(str, range(16))])),
            "created_at": START + timedelta(minutes=draw(st.integers(0, 500))),
            "mentions": draw(st.sampled_from([None, [], ["~ben", "Rival"], ["Shop"]])),
        })  # fmt: skip
    return posts


def asked(analysis: str, posts: list[dict[str, Any]], **given: Any) -> Result:
    table = ibis.memtable(pa.Table.from_pylist(posts, schema=TABLES["posts"].schema))
    return answer(analysis, {**tables(), "posts": table}, **given)


def parent_of(post: dict[str, Any], posts: list[dict[str, Any]]) -> dict[str, Any] | None:
    key = (post["network"], post["parent_id"])
    return next((other for other in posts if (other["network"], other["post_id"]) == key), None)


@FEW
@given(talks())
def test_shares_are_the_reposts_of_somebody_elses_post(posts: list[dict[str, Any]]) -> None:
    sharers = defaultdict(list)
    for post in posts:
        parent = parent_of(post, posts)
        if post["role"] != "repost" or parent is None:
            continue
        source = parent["account_id"] or parent["person_key"]
        sharer = post["account_id"] or post["person_key"]
        if source and source != sharer:
            sharers[source].append(sharer)
    found = {row["person"]: (row["shares"], row["distinct_sharers"]) for row in asked("sharers", posts).rows}
    assert found == {
        source: (len(names), len({name for name in names if name}) or None)
        for source, names in sharers.items()
    }


def addressed(post: dict[str, Any], parent: dict[str, Any] | None) -> str | None:
    if parent and parent["account_id"]:
        return parent["account_id"]
    return next((name for name in post["mentions"] or [] if not name.startswith("~")), None)


def pair(post: dict[str, Any], posts: list[dict[str, Any]]) -> tuple[str | None, bool, float | None]:
    """Whose question it is, whether it was answered, and after how many minutes."""
    whose = addressed(post, parent_of(post, posts))
    said = [other for other in posts if other["account_id"] and other["role"] != "repost"]
    replies = [other for other in said if parent_of(other, posts) is post]
    if not replies:
        return whose, False, None
    timely = [reply for reply in replies if reply["created_at"] >= post["created_at"]]
    best = min(
        timely or replies,
        key=lambda reply: (reply["account_id"] != whose, reply["created_at"], reply["post_id"]),
    )
    minutes = (best["created_at"] - post["created_at"]).total_seconds() / 60
    return best["account_id"], True, minutes if timely else None


@FEW
@given(talks())
def test_answers_are_the_earliest_replies_of_accounts(posts: list[dict[str, Any]]) -> None:
    pairs = defaultdict(list)
    for post in posts:
        if post["account_id"] is None and post["role"] != "repost":
            whose, answered, minutes = pair(post, posts)
            pairs[whose].append((answered, minutes))
    result = asked("responses", posts)
    if not any(answered for several in pairs.values() for answered, _ in several):
        assert result.rows == ()
        return
    found = {row["account"]: row for row in result.rows}
    assert set(found) == set(pairs)
    for whose, several in pairs.items():
        minutes = [value for _, value in several if value is not None]
        row = found[whose]
        assert (row["n"], row["answered"]) == (len(several), sum(answered for answered, _ in several))
        assert row["median_minutes"] == (round(median(minutes), 9) if minutes else None)

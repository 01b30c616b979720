"""What a real server (Mastodon 4.6) answered, heard again: rows, paging by its links, its limits."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml

from socialplan.networks.contract import Item, NotOffered, Order, Page, Place
from socialplan.networks.mastodon import CONNECTOR
from socialplan.networks.mastodon.signing import sign_in
from socialplan.outside import Outside
from tests.networks.mastodons import rows
from tests.networks.recorded import replaying
from tests.servers import Server

ACCOUNT = "117020565966271181"
TAG = "#fgiztsshwiaqqiztpmmjbtvmescsculuvmgjgopwoeidbcrixp"


@pytest.fixture
def cassettes(real_data: Path) -> Path:
    return real_data / "mastodon_recorded"


def heard(server: Server, order: Order, *, account: str = ACCOUNT) -> Page:
    with Outside(frozenset({("127.0.0.1", server.port)})) as outside:
        place = Place(server.url, account, "mastodonpy_test@localhost:3000", "t")
        return CONNECTOR.collect(outside, place, order)


def everything(server: Server, order: Order) -> tuple[list[Item], Page]:
    items: list[Item] = []
    for _ in range(20):
        page = heard(server, order)
        items += page.items
        order = Order(order.stream, order.asked, page.cursor)
        if not page.more:
            return items, page
    raise AssertionError("it never ends")


def recorded(cassette: Path) -> list[dict[str, Any]]:
    """Every post the cassette holds in an answer to a GET, read without our code."""
    found: list[dict[str, Any]] = []
    for one in yaml.safe_load(cassette.read_text(encoding="utf-8"))["interactions"]:
        if one["request"]["method"] == "GET":
            body = json.loads(one["response"]["body"]["string"])
            found += body if isinstance(body, list) else []
    return found


def test_a_hashtag_is_paged_back_by_the_links_of_the_server(cassettes: Path) -> None:
    cassette = cassettes / "test_pagination_iterator.yaml"
    with replaying(cassette) as server:
        items, _ = everything(server, Order("search", TAG))
        asked = [one.path for one in server.asked if "max_id" in one.path]
    said = {post["uri"] for post in recorded(cassette)}
    assert {row["id"] for row in rows(items, "post")} == said and len(said) == 30
    assert [parse_qs(urlsplit(path).query)["max_id"][0] for path in asked] == [
        "117020582177108552", "117020582097668259", "117020582018205171",
    ]  # fmt: skip


def test_what_came_since_is_asked_for_directly_after_the_last_one(cassettes: Path) -> None:
    cursor = json.dumps({"newest": "117020580481736214"})
    with replaying(cassettes / "test_fetch_next_previous.yaml") as server:
        page = heard(server, Order("own", cursor=cursor))
    assert [item["post"]["id"] > "117020580481736214" for item in page.items] == [True] * 5
    assert json.loads(page.cursor)["newest"] == "117020580518794573" and page.more
    assert all(row["account"] == "mastodonpy_test@localhost:3000" for row in rows(list(page.items), "post"))


def test_a_mention_as_the_server_tells_it(cassettes: Path) -> None:
    with replaying(cassettes / "test_notifications.yaml") as server:
        page = heard(server, Order("mentions"))
    (row,) = rows(list(page.items), "post")
    number = "117020576916218297"
    assert (row["id"], row["url"]) == (
        f"http://localhost:3000/ap/users/117020565693913441/statuses/{number}",
        f"http://localhost:3000/@admin/{number}",
    )
    assert (row["author"], row["about"]) == ("admin@localhost:3000", "mastodonpy_test@localhost:3000")
    assert (row["text"], row["language"], row["role"]) == ("@mastodonpy_test hello!", "en", "post")
    assert row["mentions"] == '["mastodonpy_test@localhost:3000"]' and row["links"] == "[]"
    assert row["created_at"] == "2026-08-01T13:51:39.138Z"


def test_who_signs_in_is_the_account_of_the_secret(cassettes: Path) -> None:
    with replaying(cassettes / "test_fetch_next_previous.yaml") as server:
        with Outside(frozenset({("127.0.0.1", server.port)})) as outside:
            who = sign_in(outside, server.url, {"token": "t"})
        assert server.asked[0].headers["authorization"] == "Bearer t"
    assert (who.account, who.handle) == (ACCOUNT, "mastodonpy_test@localhost:3000")


def test_a_real_server_that_cannot_search_posts_says_nothing_and_is_found_out(cassettes: Path) -> None:
    """It answered a search for posts with none, and so it did for a word of the account's own posts."""
    both = (cassettes / "test_search.yaml", cassettes / "test_fetch_next_previous.yaml")
    with replaying(*both) as server, pytest.raises(NotOffered, match="does not search"):
        heard(server, Order("search", "mastodonpy_test"))


def test_the_limit_of_the_server_pauses_until_its_next_period(cassettes: Path) -> None:
    reset = (datetime.now(UTC) + timedelta(seconds=200)).isoformat().replace("+00:00", "Z")
    low = {"x-ratelimit-remaining": "3", "x-ratelimit-reset": reset}
    with replaying(cassettes / "test_notifications.yaml", headers=low) as server:
        page = heard(server, Order("mentions"))
    assert page.pause == pytest.approx(200, abs=3) and len(page.items) == 1


def test_enough_left_is_no_reason_to_wait(cassettes: Path) -> None:
    with replaying(cassettes / "test_notifications.yaml") as server:
        assert heard(server, Order("mentions")).pause == 0

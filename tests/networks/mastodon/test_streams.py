"""Each stream of Mastodon, asked of a server that keeps what people say and do there."""

from collections.abc import Iterator

import pytest
from mastodon_mock.config import RateLimitConfig

from socialplan.networks.contract import NotOffered, Order, Paused, Place, Refused, Revoked
from socialplan.networks.mastodon import CONNECTOR
from socialplan.outside import Broken, TooSlow
from tests.networks.mastodons import Mastodon, rows, running, texts, turn


@pytest.fixture
def mastodon() -> Iterator[Mastodon]:
    with running() as found:
        yield found


def after(order: Order, cursor: str) -> Order:
    return Order(order.stream, order.asked, cursor, order.items, order.seconds)


def test_the_whole_history_comes_page_by_page_and_nothing_twice_makes_a_difference(
    mastodon: Mastodon,
) -> None:
    said = [mastodon.says("korst", f"Brood {number}")["uri"] for number in range(95)]
    items, page = turn(mastodon, Order("own"))
    assert {row["id"] for row in rows(items, "post")} == set(said)
    again, _ = turn(mastodon, after(Order("own"), page.cursor))
    assert again == []


def test_more_than_a_page_since_the_last_time_is_read_without_a_hole(mastodon: Mastodon) -> None:
    mastodon.says("korst", "Begin")
    _, page = turn(mastodon, Order("own"))
    said = {mastodon.says("korst", f"Brood {number}")["uri"] for number in range(90)}
    items, _ = turn(mastodon, after(Order("own"), page.cursor))
    assert said <= {row["id"] for row in rows(items, "post")}


def test_counts_and_edits_of_own_posts_are_heard(mastodon: Mastodon) -> None:
    post = mastodon.says("korst", "Roggebrod")
    _, page = turn(mastodon, Order("own"))
    mastodon.does("anna", "POST", f"/api/v1/statuses/{post['id']}/favourite")
    mastodon.does("korst", "PUT", f"/api/v1/statuses/{post['id']}", status="Roggebrood")
    items, _ = turn(mastodon, after(Order("own"), page.cursor))
    (row,) = rows(items, "post")
    assert (row["id"], row["text"], row["likes"]) == (post["uri"], "Roggebrood", 1)
    assert row["edited_at"] and row["account"] == f"korst@{mastodon.host}" and "author" not in row


def test_an_own_post_that_was_removed_is_told_as_gone(mastodon: Mastodon) -> None:
    posts = [mastodon.says("korst", f"Brood {number}") for number in range(3)]
    _, page = turn(mastodon, Order("own"))
    mastodon.does("korst", "DELETE", f"/api/v1/statuses/{posts[1]['id']}")
    items, page = turn(mastodon, after(Order("own"), page.cursor))
    assert [(one["kind"], one.get("id")) for one in items] == [("gone", posts[1]["uri"])]
    assert turn(mastodon, after(Order("own"), page.cursor))[0] == []


def test_who_mentions_us_and_what_they_answer(mastodon: Mastodon) -> None:
    ours = mastodon.says("korst", "Vandaag roggebrood")
    reply = mastodon.says("anna", "@korst heerlijk!", in_reply_to_id=ours["id"])
    private = mastodon.says("bram", "@korst een klacht", visibility="direct")
    items, _ = turn(mastodon, Order("mentions"))
    found = {row["id"]: row for row in rows(items, "post")}
    assert found.keys() == {reply["uri"], private["uri"]}
    told = found[reply["uri"]]
    assert (told["author"], told["about"]) == (f"anna@{mastodon.host}", f"korst@{mastodon.host}")
    assert (told["role"], told["parent"], told["text"]) == ("reply", ours["uri"], "@korst heerlijk!")
    assert found[private["uri"]]["role"] == "message"


def test_reactions_are_told_one_by_one_though_the_server_shows_them_together(mastodon: Mastodon) -> None:
    post = mastodon.says("korst", "Vandaag roggebrood")
    for who in ("anna", "bram", "cato"):
        mastodon.does(who, "POST", f"/api/v1/statuses/{post['id']}/favourite")
    mastodon.does("anna", "POST", f"/api/v1/statuses/{post['id']}/reblog")
    groups = mastodon.does("korst", "GET", "/api/v2/notifications")["notification_groups"]
    assert sorted((group["type"], group["notifications_count"]) for group in groups) == [
        ("favourite", 3), ("reblog", 1),
    ]  # fmt: skip
    items, _ = turn(mastodon, Order("reactions"))
    found = rows(items, "interaction")
    assert sorted((row["action"], row["actor"].partition("@")[0]) for row in found) == [
        ("like", "anna"), ("like", "bram"), ("like", "cato"), ("repost", "anna"),
    ]  # fmt: skip
    assert {row["on_post"] for row in found} == {post["uri"]}
    assert {row["target"] for row in found} == {f"korst@{mastodon.host}"}
    assert rows(items, "post") == []


def test_a_boost_of_ours_is_a_reaction_and_no_post(mastodon: Mastodon) -> None:
    theirs = mastodon.says("anna", "Brood van De Korst is het beste")
    mastodon.does("korst", "POST", f"/api/v1/statuses/{theirs['id']}/reblog")
    items, _ = turn(mastodon, Order("own"))
    (post,) = rows(items, "post")
    assert (post["id"], post["author"]) == (theirs["uri"], f"anna@{mastodon.host}")
    (boost,) = rows(items, "interaction")
    assert (boost["action"], boost["actor"], boost["on_post"]) == (
        "repost", f"korst@{mastodon.host}", theirs["uri"],
    )  # fmt: skip


def test_followers_come_once_from_the_list_and_then_as_they_are_told(mastodon: Mastodon) -> None:
    ours = mastodon.numbers["korst"]
    mastodon.does("anna", "POST", f"/api/v1/accounts/{ours}/follow")
    items, page = turn(mastodon, Order("followers"))
    assert [row["author"] for row in rows(items, "person")] == [f"anna@{mastodon.host}"]
    assert [row["followers"] for row in rows(items, "account")] == [1]
    mastodon.does("bram", "POST", f"/api/v1/accounts/{ours}/follow")
    items, page = turn(mastodon, after(Order("followers"), page.cursor))
    assert [(row["action"], row["actor"]) for row in rows(items, "interaction")] == [
        ("follow", f"bram@{mastodon.host}")
    ]
    assert [row["followers"] for row in rows(items, "account")] == [2]
    assert turn(mastodon, after(Order("followers"), page.cursor))[0] == []


def test_conversations_below_own_posts_are_read_when_they_grow(mastodon: Mastodon) -> None:
    ours = mastodon.says("korst", "Waar eet jij brood?")
    first = mastodon.says("anna", "Thuis", in_reply_to_id=ours["id"])
    below = mastodon.says("bram", "Ik ook", in_reply_to_id=first["id"])
    items, page = turn(mastodon, Order("replies"))
    found = {row["id"]: (row["parent"], row["root"]) for row in rows(items, "post")}
    assert found == {first["uri"]: (ours["uri"], ours["uri"]), below["uri"]: (first["uri"], ours["uri"])}
    assert turn(mastodon, after(Order("replies"), page.cursor))[0] == []
    mastodon.says("cato", "Nergens", in_reply_to_id=ours["id"])
    assert "Nergens" in texts(turn(mastodon, after(Order("replies"), page.cursor))[0])


def test_a_hashtag_is_followed_back_and_on_and_its_deletions_are_seen(mastodon: Mastodon) -> None:
    for number in range(50):
        mastodon.says("anna", f"#brood {number}")
    order = Order("search", "#Brood")
    items, page = turn(mastodon, order)
    assert {row["text"] for row in rows(items, "post")} == {f"#brood {number}" for number in range(50)}
    post = mastodon.says("bram", "ook #brood")
    items, page = turn(mastodon, after(order, page.cursor))
    assert "ook #brood" in texts(items)
    mastodon.does("bram", "DELETE", f"/api/v1/statuses/{post['id']}")
    items, _ = turn(mastodon, after(order, page.cursor))
    assert [(one["kind"], one.get("id")) for one in items] == [("gone", post["uri"])]


def test_words_are_searched_for_where_the_server_can(mastodon: Mastodon) -> None:
    mastodon.says("korst", "Vandaag roggebrood gebakken")
    mastodon.says("anna", "roggebrood is op")
    items, page = turn(mastodon, Order("search", "roggebrood"))
    assert sorted(texts(items)) == ["Vandaag roggebrood gebakken", "roggebrood is op"]
    mastodon.says("bram", "nog roggebrood?")
    items, page = turn(mastodon, after(Order("search", "roggebrood"), page.cursor))
    assert texts(items) == ["nog roggebrood?"]
    assert turn(mastodon, Order("search", "kaasbroodje"))[0] == []


def test_a_server_that_cannot_search_posts_says_so(mastodon: Mastodon) -> None:
    mastodon.says("korst", "Vandaag roggebrood gebakken")
    nothing = {"accounts": [], "statuses": [], "hashtags": []}
    answers_nothing = mastodon.server.fault(path="/api/v2/search", status=200, body=nothing)
    with answers_nothing, pytest.raises(NotOffered, match="does not search"):
        turn(mastodon, Order("search", "roggebrood"))


def test_an_unknown_stream_is_not_offered(mastodon: Mastodon) -> None:
    with pytest.raises(NotOffered):
        turn(mastodon, Order("firehose"))


@pytest.mark.parametrize("status", [401, 403])
def test_a_refused_secret_is_told_with_the_servers_reason(mastodon: Mastodon, status: int) -> None:
    body = {"error": "The access token was revoked"}
    with mastodon.server.fault(status=status, body=body), pytest.raises(Revoked, match="was revoked"):
        turn(mastodon, Order("mentions"))


def test_a_wrong_secret_is_refused_by_the_server_itself(mastodon: Mastodon) -> None:
    with pytest.raises(Revoked):
        turn(mastodon, Order("mentions"), mastodon.place(token="wrong"))


@pytest.mark.parametrize(
    ("status", "told"), [(404, NotOffered), (410, NotOffered), (500, Refused), (502, Refused), (400, Refused)]
)
def test_other_refusals(mastodon: Mastodon, status: int, told: type[Exception]) -> None:
    with mastodon.server.fault(status=status), pytest.raises(told):
        turn(mastodon, Order("mentions"))


def test_a_server_that_asks_to_wait_is_left_alone(mastodon: Mastodon) -> None:
    waits = mastodon.server.fault(type="ratelimit", headers={"Retry-After": "120"})
    with waits, pytest.raises(Paused) as told:
        turn(mastodon, Order("mentions"))
    assert told.value.seconds == 120


def test_what_is_no_answer_is_told(mastodon: Mastodon) -> None:
    with mastodon.server.fault(type="malformed"), pytest.raises(Broken):
        turn(mastodon, Order("mentions"))


def test_a_server_that_hangs_is_not_waited_for(mastodon: Mastodon) -> None:
    with mastodon.server.fault(type="latency", delay_ms=3_000), mastodon.outside() as outside:
        outside._seconds = 1.0
        with pytest.raises(TooSlow):
            CONNECTOR.collect(outside, mastodon.place(), Order("mentions"))


def test_asking_stops_before_the_server_refuses() -> None:
    """Twenty requests are allowed in a period: the source stops by itself while some are left."""
    with running(ratelimit=RateLimitConfig(enabled=True, limit=20, window_seconds=600)) as mastodon:
        for number in range(3):
            mastodon.says("anna", f"@korst {number}")
        with mastodon.outside() as outside:
            pages = [CONNECTOR.collect(outside, mastodon.place(), Order("mentions"))]
            while not pages[-1].pause:
                pages.append(CONNECTOR.collect(outside, mastodon.place(), Order("mentions")))
        assert 1 < pages[-1].pause <= 600 and len(pages[-1].items) == 3
        left = mastodon.does("anna", "GET", "/api/v1/instance")
        assert left and len(pages) < 20


def test_a_hashtag_can_be_read_without_an_account(mastodon: Mastodon) -> None:
    mastodon.says("anna", "lekker #brood")
    items, _ = turn(mastodon, Order("search", "#brood"), Place(mastodon.url))
    assert texts(items) == ["lekker #brood"]

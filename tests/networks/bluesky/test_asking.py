"""What a Bluesky server may answer: refusals, limits, late and odd entries; told as the contract says."""

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import orjson
import pytest

from socialplan.networks import connector
from socialplan.networks.bluesky.frames import Change, read_frame
from socialplan.networks.bluesky.reading import rows_of
from socialplan.networks.bluesky.wanted import Wanted, handles_of, matcher_of
from socialplan.networks.contract import Expired, NotOffered, Order, Page, Paused, Place, Refused, Revoked
from socialplan.outside import Broken, Outside
from tests.servers import Asked, Reply, Server, serving

SECRET = orjson.dumps({"access": "a-token", "refresh": "r-token"}).decode()
NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)
Collect = Callable[..., Page]


def said(body: Any, status: int = 200, **headers: str) -> Reply:
    kind = {"content-type": "application/json"}
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Reply(status=status, headers=kind | named, body=orjson.dumps(body))


class Site:
    """A server whose answer can be changed."""

    reply: Callable[[Asked], Reply] = staticmethod(lambda asked: said({"posts": []}))

    def __call__(self, asked: Asked) -> Reply:
        return self.reply(asked)


@pytest.fixture
def site() -> Site:
    return Site()


@pytest.fixture
def server(site: Site) -> Iterator[Server]:
    with serving(site) as found:
        yield found


@pytest.fixture
def search(server: Server) -> Collect:
    def collected(cursor: str = "") -> Page:
        place = Place(server.url, "did:plc:us", "us.test", SECRET)
        with Outside(frozenset({("127.0.0.1", server.port)})) as outside:
            return connector("bluesky").collect(outside, place, Order("search", asked="brood", cursor=cursor))

    return collected


@pytest.mark.parametrize(
    ("status", "code", "raised"),
    [
        (400, "ExpiredToken", Expired), (401, "AuthMissing", Expired), (400, "InvalidToken", Expired),
        (400, "InvalidRequest", Refused), (403, "AccountTakedown", Refused), (500, "Oops", Refused),
        (501, "MethodNotImplemented", NotOffered),
    ],
)  # fmt: skip
def test_a_refusal_is_told_in_the_networks_words(
    site: Site, search: Collect, status: int, code: str, raised: type[Exception]
) -> None:
    site.reply = lambda asked: said({"error": code, "message": "Zo staat het er"}, status)
    with pytest.raises(raised, match="Zo staat het er"):
        search()


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [({"retry_after": "120"}, 120), ({"ratelimit_reset": "soon"}, 60), ({"retry_after": "99999999"}, 86_400)],
)
def test_a_server_that_has_enough_is_left_alone(
    site: Site, search: Collect, headers: dict[str, str], seconds: float
) -> None:
    site.reply = lambda asked: said({"error": "RateLimitExceeded"}, 429, **headers)
    with pytest.raises(Paused) as found:
        search()
    assert found.value.seconds == seconds


def test_until_its_limit_is_set_back(site: Site, search: Collect) -> None:
    reset = str(int(time.time()) + 90)
    site.reply = lambda asked: said({"error": "RateLimitExceeded"}, 429, ratelimit_reset=reset)
    with pytest.raises(Paused) as found:
        search()
    assert found.value.seconds == pytest.approx(90, abs=3)


def test_the_last_request_of_a_window_ends_the_turn(site: Site, search: Collect) -> None:
    site.reply = lambda asked: said({"posts": []}, ratelimit_remaining="0", retry_after="30")
    assert search().pause == 30


def test_a_secret_that_cannot_be_renewed_is_revoked_and_a_fault_is_none(site: Site, server: Server) -> None:
    refresh = connector("bluesky").refresh
    assert refresh is not None
    with Outside(frozenset({("127.0.0.1", server.port)})) as outside:
        site.reply = lambda asked: said({"error": "ExpiredToken", "message": "Token has been revoked"}, 400)
        with pytest.raises(Revoked, match="revoked"):
            refresh(outside, Place(server.url, secret=SECRET))
        site.reply = lambda asked: said({"error": "InternalServerError"}, 502)
        with pytest.raises(Refused):
            refresh(outside, Place(server.url, secret=SECRET))
    assert {one.headers["authorization"] for one in server.asked} == {"Bearer r-token"}


def view(number: int, at: datetime, **record: Any) -> dict[str, Any]:
    written = {"text": f"brood {number}", "createdAt": at.isoformat(), **record}
    return {"uri": f"at://did:plc:k/app.bsky.feed.post/{number}", "indexedAt": at.isoformat(),
            "author": {"did": "did:plc:k", "handle": "klant.test"}, "record": written}  # fmt: skip


def listing(posts: list[dict[str, Any]], size: int) -> Callable[[Asked], Reply]:
    """The newest first, some at a time."""

    def answer(asked: Asked) -> Reply:
        begin = int(parse_qs(urlsplit(asked.path).query).get("cursor", ["0"])[0])
        end = begin + size
        rest = {"cursor": str(end)} if end < len(posts) else {}
        return said({"posts": posts[begin:end], **rest})

    return answer


def test_everything_is_read_once_also_what_comes_late(site: Site, search: Collect) -> None:
    posts = [view(number, NOON + timedelta(minutes=number)) for number in range(40)]
    site.reply = listing(posts[::-1], 7)
    heard, cursor = read(search, "")
    assert sorted(heard) == sorted(one["uri"] for one in posts)
    late = view(99, NOON + timedelta(minutes=20, seconds=30))  # stands between those that were read
    new = [view(number, NOON + timedelta(minutes=number)) for number in range(40, 60)]
    site.reply = listing(sorted([*posts, late, *new], key=lambda one: one["indexedAt"], reverse=True), 7)
    heard, cursor = read(search, cursor)
    assert sorted(heard) == sorted(one["uri"] for one in (late, *new))
    assert read(search, cursor)[0] == []


def read(search: Collect, cursor: str) -> tuple[list[str], str]:
    """The addresses of what comes until there is no more."""
    heard: list[str] = []
    for _ in range(50):
        page = search(cursor)
        heard += [one["post"]["uri"] for one in page.items]
        cursor = page.cursor
        if not page.more:
            return heard, cursor
    raise AssertionError("it never ends")


@pytest.mark.parametrize("said_at", ["2031-01-01T00:00:00Z", "yesterday", "2026-11-01T10:00:00", None])
def test_a_writers_clock_that_cannot_be_right_is_not_believed(said_at: str | None) -> None:
    item = {"kind": "post", "own": False, "about": None, "post": view(1, NOON, createdAt=said_at)}
    [row] = rows_of(item)
    assert datetime.fromisoformat(row["created_at"]) == NOON


def test_what_is_asked_of_the_firehose() -> None:
    asked = "brood NOT taart, @Bakker.test\n@did:plc:us"
    assert handles_of(asked) == ["bakker.test", "did:plc:us"]
    wanted = Wanted(matcher_of(asked), frozenset({"did:plc:us"}))

    def has(path: str, did: str = "did:plc:k", **record: Any) -> bool:
        return wanted.has(Change(did, f"{path}/1", "create", record))

    ours = {"uri": "at://did:plc:us/app.bsky.feed.post/1"}
    assert has("app.bsky.feed.post", text="Vers brood!")
    assert not has("app.bsky.feed.post", text="Broodjes, of brood met taart")
    assert has("app.bsky.feed.post", text="Ja", reply={"root": ours, "parent": {"uri": "at://did:plc:k/x/1"}})
    assert has("app.bsky.feed.post", did="did:plc:us", text="Iets")
    assert has("app.bsky.feed.like", subject=ours)
    assert not has("app.bsky.feed.like", subject={"uri": "at://did:plc:k/app.bsky.feed.post/1"})
    assert has("app.bsky.graph.follow", subject="did:plc:us")
    assert wanted.has(Change("did:plc:k", "app.bsky.feed.post/1", "delete", {}))


@pytest.mark.parametrize("message", [b"", b"\x00", b"\xa0\xa0", b"{}", b"\xa1bop\x01"])
def test_what_is_no_message_of_a_firehose_is_told(message: bytes) -> None:
    with pytest.raises(Broken):
        read_frame(message)


def test_a_post_that_is_told_of_before_it_can_be_shown_comes_later(site: Site, server: Server) -> None:
    """Asked for a few turns, then given up; one that came is not asked for again."""
    told = {"uri": "at://them/post/1", "reason": "mention", "indexedAt": NOON.isoformat()}
    shown: list[dict[str, Any]] = []
    asked_for: list[list[str]] = []

    def answer(asked: Asked) -> Reply:
        if "getPosts" not in asked.path:
            return said({"notifications": [told]})
        asked_for.append(parse_qs(urlsplit(asked.path).query)["uris"])
        return said({"posts": shown})

    site.reply = answer
    place = Place(server.url, "did:plc:us", "us.test", SECRET)

    def turn(cursor: str) -> Page:
        with Outside(frozenset({("127.0.0.1", server.port)})) as outside:
            return connector("bluesky").collect(outside, place, Order("mentions", cursor=cursor))

    first = turn("")
    assert first.items == ()
    shown.append({"uri": told["uri"], "author": {"did": "did:plc:them"}})
    second = turn(first.cursor)
    assert [one["post"]["uri"] for one in second.items] == [told["uri"]]
    assert turn(second.cursor).items == () and len(asked_for) == 2
    shown.clear()
    cursor = first.cursor
    for _ in range(20):
        cursor = turn(cursor).cursor
    assert len(asked_for) == 2 + 9, "a post that is gone is asked for without end"

"""The stream of a Mastodon server has no memory: what was said while nobody listened is asked for."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from mastodon_mock.config import StreamingConfig

from socialplan.networks.contract import Item, NotOffered, Order, Page, Place, Revoked
from socialplan.networks.mastodon import CONNECTOR
from socialplan.outside import Outside
from tests.networks.mastodons import Mastodon, rows, running, texts
from tests.servers import Asked, Reply, Server, serving


@pytest.fixture
def mastodon() -> Iterator[Mastodon]:
    with running() as found:
        for who in ("anna", "bram"):
            found.does("korst", "POST", f"/api/v1/accounts/{found.numbers[who]}/follow")
        yield found


def listen(mastodon: Mastodon, order: Order, *, meanwhile: Callable[[], object] | None = None) -> Page:
    """One page; `meanwhile` happens when the stream is open."""
    acting = threading.Timer(0.8, meanwhile) if meanwhile else None
    if acting:
        acting.start()
    try:
        with mastodon.outside() as outside:
            return CONNECTOR.collect(outside, mastodon.place(), order)
    finally:
        if acting:
            acting.join()


def live(cursor: str = "", *, stream: str = "live", asked: str = "", seconds: float = 2.5) -> Order:
    return Order(stream, asked, cursor, items=200, seconds=seconds)


def items_of(page: Page) -> list[Item]:
    return list(page.items)


def test_what_is_said_reactions_and_deletions_come_as_they_happen(mastodon: Mastodon) -> None:
    ours = mastodon.says("korst", "Vandaag roggebrood")
    first = listen(mastodon, live())
    assert texts(items_of(first)) == ["Vandaag roggebrood"]

    def meanwhile() -> None:
        said = mastodon.says("anna", "Naar de bakker")
        mastodon.does("bram", "POST", f"/api/v1/statuses/{ours['id']}/favourite")
        mastodon.says("cato", "@korst ben je open?")
        mastodon.does("anna", "DELETE", f"/api/v1/statuses/{said['id']}")

    heard = items_of(listen(mastodon, live(first.cursor), meanwhile=meanwhile))
    assert texts(heard) == ["Naar de bakker", "@korst ben je open?"]
    assert [(row["action"], row["actor"]) for row in rows(heard, "interaction")] == [
        ("like", f"bram@{mastodon.host}")
    ]
    gone = [one["id"] for one in heard if one["kind"] == "gone"]
    assert gone == [row["id"] for row in rows(heard, "post") if row["text"] == "Naar de bakker"]


def test_what_was_said_while_nobody_listened_is_asked_for(mastodon: Mastodon) -> None:
    mastodon.says("anna", "Begin")
    page = listen(mastodon, live(seconds=0.3))
    missed = [mastodon.says("anna", f"Brood {number}")["uri"] for number in range(55)]
    mention = mastodon.says("cato", "@korst hallo")
    heard = items_of(listen(mastodon, live(page.cursor, seconds=0.3)))
    assert {*missed, mention["uri"]} <= {row["id"] for row in rows(heard, "post")}


def test_nothing_falls_between_the_question_and_the_stream(mastodon: Mastodon) -> None:
    """Somebody speaks all the time, while the source comes and goes."""
    mastodon.says("anna", "Begin")
    page = listen(mastodon, live(seconds=0.3))
    said: list[str] = []
    stop = threading.Event()

    def speak() -> None:
        while not stop.is_set():
            said.append(mastodon.says("anna", f"Brood {len(said)}")["uri"])

    speaking = threading.Thread(target=speak)
    speaking.start()
    heard: set[str] = set()
    try:
        for _ in range(6):
            page = listen(mastodon, live(page.cursor, seconds=0.7))
            heard |= {row["id"] for row in rows(items_of(page), "post")}
    finally:
        stop.set()
        speaking.join()
    heard |= {row["id"] for row in rows(items_of(listen(mastodon, live(page.cursor, seconds=0.3))), "post")}
    assert len(said) > 20 and set(said) - heard == set()


def test_a_deletion_missed_by_the_stream_is_found_by_looking_again(mastodon: Mastodon) -> None:
    post = mastodon.says("anna", "Naar de bakker")
    page = listen(mastodon, live(seconds=0.3))
    mastodon.does("anna", "DELETE", f"/api/v1/statuses/{post['id']}")
    heard = items_of(listen(mastodon, live(page.cursor, seconds=0.3)))
    assert [(one["kind"], one["id"]) for one in heard] == [("gone", post["uri"])]


def test_a_hashtag_is_heard_live(mastodon: Mastodon) -> None:
    page = listen(mastodon, live(stream="live_tag", asked="#brood", seconds=0.3))
    order = live(page.cursor, stream="live_tag", asked="#brood")
    heard = listen(mastodon, order, meanwhile=lambda: mastodon.says("cato", "warm #brood"))
    assert texts(items_of(heard)) == ["warm #brood"]
    with pytest.raises(NotOffered, match="one #hashtag"):
        listen(mastodon, live(stream="live_tag", asked="warm brood"))


def test_a_refused_stream_is_told() -> None:
    with running(streaming=StreamingConfig(enabled=False)) as mastodon:
        with pytest.raises(NotOffered, match="404"):
            listen(mastodon, live())
        with mastodon.server.fault(path="/api/v1/streaming/user", status=401), pytest.raises(Revoked):
            listen(mastodon, live())


def post(number: int, text: str = "Brood") -> dict[str, object]:
    account = {"id": "1", "acct": "anna", "url": "http://x.example/@anna", "display_name": "Anna"}
    at = datetime(2026, 11, 1, 12, number % 60, tzinfo=UTC).isoformat()
    return {"id": str(number), "uri": f"http://x.example/{number}", "created_at": at, "account": account,
            "content": f"<p>{text}</p>"}  # fmt: skip


@contextmanager
def remembering(home: list[dict[str, object]], *, stream: bytes = b":thump\n\n") -> Iterator[Server]:
    """A server with these posts in its home timeline, newest first, and nothing below them."""

    def answer(asked: Asked) -> Reply:
        if asked.path.startswith("/api/v1/streaming"):
            return Reply(headers={"content-type": "text/event-stream"}, body=stream)
        newest = f"min_id={home[0]['id']}" in asked.path
        found = home if "/home" in asked.path and not newest and "max_id" not in asked.path else []
        body = json.dumps({} if asked.path.startswith("/api/v2/instance") else found).encode()
        return Reply(headers={"content-type": "application/json"}, body=body)

    with serving(answer) as server:
        yield server


def inside(server: Server) -> Outside:
    return Outside(frozenset({("127.0.0.1", server.port)}))


def test_an_edit_is_heard_as_it_happens() -> None:
    edited = {**post(115, "Vers brood"), "edited_at": "2026-11-01T13:00:00Z"}
    stream = f"event: status.update\ndata: {json.dumps(edited)}\n\n".encode()
    with remembering([post(115)], stream=stream) as server, inside(server) as outside:
        page = CONNECTOR.collect(outside, Place(server.url, "9", "k@x.example", "t"), live())
    told = [(row["text"], row["edited_at"]) for row in rows(items_of(page), "post")]
    assert told == [("Brood", None), ("Vers brood", "2026-11-01T13:00:00Z")]


def test_a_stretch_the_server_does_not_remember_is_a_gap() -> None:
    """A home timeline is kept in memory and forgets: of what came after our last post only 40 are left."""
    left = [post(number) for number in reversed(range(115, 155))]
    cursor = json.dumps({"newest": "110", "at": "2026-11-01T12:50:00+00:00"})
    with remembering(left) as server, inside(server) as outside:
        place = Place(server.url, "9", "korst@x.example", "t")
        page = CONNECTOR.collect(outside, place, live(cursor, seconds=1))
    assert len(rows(items_of(page), "post")) == 40
    assert page.gap is not None
    assert (page.gap.since, page.gap.until) == (
        datetime(2026, 11, 1, 12, 50, tzinfo=UTC), datetime(2026, 11, 1, 12, 0, tzinfo=UTC),
    )  # fmt: skip


def test_a_quiet_stream_ends_with_its_time(mastodon: Mastodon) -> None:
    began = time.monotonic()
    page = listen(mastodon, live(seconds=1))
    assert page.items == () and time.monotonic() - began < 5

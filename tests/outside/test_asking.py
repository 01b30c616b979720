"""What is asked ends in time and in size, says what went wrong, and keeps secrets."""

import time
from collections.abc import Iterator

import pytest

from socialplan.outside import (
    Broken,
    Outside,
    TooLarge,
    TooSlow,
    Unencrypted,
    Unreachable,
    WrongKind,
    parse_allowed,
)  # fmt: skip
from tests.servers import Asked, Reply, Server, serving


def opened(server: Server, **more: object) -> Outside:
    return Outside(frozenset({("127.0.0.1", server.port)}), **more)  # type: ignore[arg-type]


def echo(asked: Asked) -> Reply:
    kind = {"content-type": "application/json"}
    if asked.path == "/page":
        return Reply(headers={"content-type": "text/html"}, body=b"<html>")
    if asked.path == "/torn":
        return Reply(headers=kind, body=b'{"a": ')
    if asked.path == "/large":
        return Reply(headers=kind, body=b"x" * 300_000)
    if asked.path == "/away":
        return Reply(status=302, headers={"location": "/else"})
    return Reply(headers=kind, body=b'{"a": 1}')


@pytest.fixture
def server() -> Iterator[Server]:
    with serving(echo) as found:
        yield found


def test_an_answer_has_status_headers_and_content(server: Server) -> None:
    with opened(server) as outside:
        answer = outside.get(f"{server.url}/x", params={"q": "a b"}, kinds=("application/json",))
    assert (answer.status, answer.json()) == (200, {"a": 1})
    assert answer.headers["content-type"] == "application/json"
    assert server.asked[0].path == "/x?q=a+b"


def test_another_kind_and_what_is_no_json_are_told(server: Server) -> None:
    with opened(server) as outside:
        with pytest.raises(WrongKind):
            outside.get(f"{server.url}/page", kinds=("application/json",))
        with pytest.raises(Broken):
            outside.get(f"{server.url}/torn").json()


def test_too_much_is_not_read_on(server: Server) -> None:
    with opened(server, most_bytes=100_000) as outside, pytest.raises(TooLarge):
        outside.get(f"{server.url}/large")


def test_a_server_that_drips_is_not_waited_for() -> None:
    def drip() -> Iterator[bytes]:
        for _ in range(300):
            yield b"x"
            time.sleep(0.1)

    began = time.monotonic()
    with serving(lambda _: Reply(pieces=drip)) as server, opened(server, seconds=0.5) as outside:
        with pytest.raises(TooSlow):
            outside.get(server.url)
        assert time.monotonic() - began < 20  # dripping takes 30


def test_nobody_there_is_told() -> None:
    with serving(echo) as server:
        pass
    with opened(server) as outside, pytest.raises(Unreachable):
        outside.get(server.url)


def test_a_secret_goes_only_over_encrypted_connections(server: Server) -> None:
    with Outside(lookup=lambda *_: ["93.184.216.34"]) as outside:
        for more in ({"token": "t"}, {"json": {"password": "x"}}, {"data": {"password": "x"}}):
            with pytest.raises(Unencrypted):
                outside.post("http://example.com/", **more)
    with opened(server) as outside:
        outside.get(f"{server.url}/x", token="t")
    assert server.asked[-1].headers["authorization"] == "Bearer t"


def test_a_secret_does_not_follow_a_redirect(server: Server) -> None:
    with opened(server) as outside:
        assert outside.get(f"{server.url}/away", token="t").status == 302
        assert outside.get(f"{server.url}/away").status == 200
    assert [one.path for one in server.asked] == ["/away", "/away", "/else"]


def test_events_come_as_they_are_sent_and_end_with_the_time() -> None:
    def stream() -> Iterator[bytes]:
        yield b"event: update\ndata: one\n\n"
        yield b":thump\n\nevent: delete\ndata: two\n\n"
        time.sleep(30)

    def answer(_: Asked) -> Reply:
        return Reply(headers={"content-type": "text/event-stream"}, pieces=stream)

    began = time.monotonic()
    with serving(answer) as server, opened(server) as outside:
        with outside.events(f"{server.url}/", token="t", seconds=1) as events:
            assert list(events) == [("update", "one"), ("delete", "two")]
        assert time.monotonic() - began < 20  # the stream lasts 30


def test_what_is_allowed_is_read_from_words() -> None:
    assert parse_allowed("localhost:3000, [::1]:80") == {("localhost", 3000), ("::1", 80)}
    with pytest.raises(ValueError, match="localhost"):
        parse_allowed("localhost")

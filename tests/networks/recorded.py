"""Recorded answers of a real Mastodon server, served again on loopback by method, path and place."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import yaml

from tests.servers import Asked, Reply, Server, serving

OF_THE_WAY = ("content-length", "content-encoding")
PLACES = ("max_id", "min_id", "since_id", "type")
Key = tuple[str, str, tuple[tuple[str, str], ...]]


def key(method: str, address: str) -> Key:
    """What makes two requests the same: how much is asked at a time does not."""
    parts = urlsplit(address)
    asked = parse_qs(parts.query)
    return method, parts.path.rstrip("/"), tuple((name, asked[name][0]) for name in PLACES if name in asked)


def answers(cassette: Path) -> dict[Key, list[Reply]]:
    found: dict[Key, list[Reply]] = {}
    for one in yaml.safe_load(cassette.read_text(encoding="utf-8"))["interactions"]:
        said = key(one["request"]["method"], one["request"]["uri"])
        found.setdefault(said, []).append(_reply(one["response"]))
    return found


def _reply(told: dict[str, Any]) -> Reply:
    headers = {name.lower(): values[0] for name, values in told["headers"].items()}
    kept = {
        name: value for name, value in headers.items() if name not in ("content-length", "content-encoding")
    }
    return Reply(told["status"]["code"], kept, told["body"]["string"].encode())


@contextmanager
def replaying(*cassettes: Path, headers: dict[str, str] | None = None) -> Iterator[Server]:
    """In the order of the recording, the last one again and again; what was never recorded is not there.

    `headers` are put over the recorded ones.
    """
    known: dict[Key, list[Reply]] = {}
    for cassette in cassettes:
        known |= answers(cassette)

    def answer(asked: Asked) -> Reply:
        replies = known.get(key(asked.method, asked.path))
        if not replies:
            return Reply(404, {"content-type": "application/json"}, b'{"error":"Record not found"}')
        reply = replies.pop(0) if len(replies) > 1 else replies[0]
        return Reply(reply.status, {**reply.headers, **(headers or {})}, reply.body)

    with serving(answer) as server:
        yield server

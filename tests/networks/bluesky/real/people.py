"""People on Bluesky's own server software: they post, answer, like, follow and delete, as in the app."""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

NUMBER = count(1)
PASSWORD = "hunter2-of-the-test"


def call(server: str, method: str, body: Any = None, *, token: str = "") -> dict[str, Any]:
    headers = {"content-type": "application/json"} | ({"authorization": f"Bearer {token}"} if token else {})
    asked = Request(f"{server}/xrpc/{method}", json.dumps(body).encode() if body else None, headers)
    try:
        with urlopen(asked, timeout=20) as answer:
            return json.loads(answer.read() or b"{}")
    except HTTPError as error:
        raise AssertionError(f"{method}: {error.code} {error.read()!r}") from error


@dataclass
class Person:
    """`token` is what they signed up with."""

    server: str
    did: str
    handle: str
    token: str = field(repr=False)

    def app_password(self) -> str:
        made = call(
            self.server,
            "com.atproto.server.createAppPassword",
            {"name": f"t{next(NUMBER)}"},
            token=self.token,
        )
        return str(made["password"])

    def record(self, collection: str, **more: Any) -> dict[str, str]:
        """Returns {uri, cid}."""
        now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        record = {"$type": collection, "createdAt": now, **more}
        body = {"repo": self.did, "collection": collection, "record": record}
        made = call(self.server, "com.atproto.repo.createRecord", body, token=self.token)
        return {"uri": made["uri"], "cid": made["cid"]}

    def post(self, text: str, **more: Any) -> dict[str, str]:
        return self.record("app.bsky.feed.post", text=text, langs=["nl"], **more)

    def answer(self, post: dict[str, str], text: str) -> dict[str, str]:
        return self.post(text, reply={"root": post, "parent": post})

    def quote(self, post: dict[str, str], text: str) -> dict[str, str]:
        return self.post(text, embed={"$type": "app.bsky.embed.record", "record": post})

    def mention(self, whom: "Person", before: str, after: str) -> dict[str, str]:
        start = len(before.encode())
        place = {"byteStart": start, "byteEnd": start + 1 + len(whom.handle)}
        named = {"$type": "app.bsky.richtext.facet#mention", "did": whom.did}
        return self.post(f"{before}@{whom.handle}{after}", facets=[{"index": place, "features": [named]}])

    def like(self, post: dict[str, str]) -> dict[str, str]:
        return self.record("app.bsky.feed.like", subject=post)

    def repost(self, post: dict[str, str]) -> dict[str, str]:
        return self.record("app.bsky.feed.repost", subject=post)

    def follow(self, whom: "Person") -> dict[str, str]:
        return self.record("app.bsky.graph.follow", subject=whom.did)

    def delete(self, record: dict[str, str]) -> None:
        collection, key = record["uri"].split("/")[-2:]
        body = {"repo": self.did, "collection": collection, "rkey": key}
        call(self.server, "com.atproto.repo.deleteRecord", body, token=self.token)


def person(server: str, name: str) -> Person:
    """Somebody who signs up."""
    handle = f"{name}{next(NUMBER)}.test"
    body = {"handle": handle, "email": f"{handle}@mail.example", "password": PASSWORD}
    made = call(server, "com.atproto.server.createAccount", body)
    return Person(server, made["did"], handle, made["accessJwt"])

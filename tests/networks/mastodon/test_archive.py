"""A post is the same one whether it is heard live or comes in the archive of its account."""

import io
import json
from collections.abc import Iterator
from typing import Any, BinaryIO

import pytest

from socialplan.networks import file_format
from socialplan.networks.mastodon.reading import rows_of

SERVER = "https://m.example"
BY_NAME, BY_NUMBER = f"{SERVER}/users/korst", f"{SERVER}/ap/users/117020565966271181"


class Outbox:
    name = "outbox.json"

    def __init__(self, post: dict[str, Any]) -> None:
        self.content = json.dumps({"orderedItems": [{"type": "Create", "object": post}]}).encode()

    def open(self) -> BinaryIO:
        return io.BytesIO(self.content)

    def lines(self) -> Iterator[str]:
        yield self.content.decode()


@pytest.mark.parametrize("author", [BY_NAME, BY_NUMBER], ids=["by name", "by number (Mastodon 4.6)"])
def test_archive_and_live_agree(author: str) -> None:
    uri, url, at = f"{author}/statuses/7", f"{SERVER}/@korst/7", "2026-11-01T09:00:00Z"
    answered = f"{BY_NAME}/statuses/6"
    archived = {
        "id": uri, "url": url, "attributedTo": author, "published": at, "inReplyTo": answered,
        "content": "<p>Vers <b>brood</b></p>", "contentMap": {"nl": "<p>Vers brood</p>"}, "summary": None,
        "tag": [
            {"type": "Hashtag", "name": "#brood"}, {"type": "Mention", "name": "@anna@b.example"},
        ], "attachment": [{"mediaType": "image/png"}],
    }  # fmt: skip
    live = {
        "id": "7", "uri": uri, "url": url, "created_at": at, "in_reply_to_id": "6", "visibility": "public",
        "content": "<p>Vers <b>brood</b></p>", "language": "nl", "spoiler_text": "",
        "tags": [{"name": "brood"}],
        "mentions": [{"id": "3", "acct": "anna@b.example", "url": "https://b.example/@anna"}],
        "media_attachments": [{"type": "image"}],
        "account": {"id": "1", "acct": "korst", "url": f"{SERVER}/@korst", "uri": author},
    }  # fmt: skip
    rows = file_format("mastodon_outbox").rows
    assert rows is not None
    ((_, old),) = rows(Outbox(archived))
    item = {"kind": "post", "post": live, "own": True, "parent": answered, "about": None}
    (new,) = rows_of(item)
    assert old["author"] == new["account"] == "korst@m.example"
    assert old["reply_to"] == new["parent"]
    for archive, heard in (("id", "id"), ("url", "url"), ("text", "text"), ("language", "language"),
                           ("kind", "kind"), ("hashtags", "hashtags"), ("mentions", "mentions"),
                           ("published", "created_at"), ("summary", "title")):  # fmt: skip
        assert old[archive] == new[heard], archive

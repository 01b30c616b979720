"""Entries of a feed as canonical rows."""

import json
from collections.abc import Iterator
from urllib.parse import urlsplit

from ..base import plain_text
from ..contract import Item, Row, heard_format

MEDIA = {"image": "photo", "video": "video"}


def rows_of(item: Item) -> Iterator[Row]:
    """One post per entry, by the account that the feed is; an entry without an address is none."""
    if not item["id"]:
        return
    text = plain_text(item["html"])
    changed = item["updated"] if item["published"] and item["updated"] != item["published"] else None
    yield {
        "what": "post", "id": item["id"], "url": item["link"] or None, "account": account(item),
        "created_at": item["published"] or item["updated"], "edited_at": changed,
        "title": item["title"] or None, "text": text or item["title"], "language": item["language"] or None,
        "parent": item["replies_to"] or None, "role": "reply" if item["replies_to"] else "post",
        "kind": _kind(item), "hashtags": json.dumps(item["tags"]),
    }  # fmt: skip


def account(item: Item) -> str:
    """A feed is known by the host of its site."""
    return urlsplit(item["site"] or item["feed"]).hostname or item["feed"]


def _kind(item: Item) -> str:
    kinds = [MEDIA.get(one.partition("/")[0], "") for one in item["enclosures"]]
    return next((kind for kind in kinds if kind), "link" if item["link"] else "text")


FORMAT = heard_format("feed", "RSS/Atom", rows_of, known_at="2026-11")

"""What stands in a Mastodon answer: names as others write them, addresses in a text, kind of a post."""

from collections.abc import Mapping
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

KINDS = {"image": "photo", "video": "video", "gifv": "video"}


def handle(account: Mapping[str, Any]) -> str:
    """`name@server`; people of the server itself are written without it there."""
    name = str(account["acct"])
    return name if "@" in name else f"{name}@{urlsplit(account['url']).netloc}"


def kind(post: Mapping[str, Any]) -> str:
    media = [str(one.get("type")) for one in post.get("media_attachments") or ()]
    if len(media) > 1:
        return "carousel"
    return KINDS.get(media[0], "other") if media else "text"


def quoted(post: Mapping[str, Any]) -> str | None:
    """The address of the post this one quotes, where it may be shown."""
    found = (post.get("quote") or {}).get("quoted_status") or {}
    return found.get("uri")


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        of_the_server = {"mention", "hashtag"} & set((known.get("class") or "").split())
        if tag == "a" and known.get("href") and not of_the_server:
            self.found.append(str(known["href"]))


def linked(html: str) -> list[str]:
    """Addresses that a text leads to; those of people and hashtags are none."""
    links = _Links()
    links.feed(html)
    links.close()
    return links.found

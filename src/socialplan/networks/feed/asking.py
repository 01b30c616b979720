"""Asks for a feed with the mark of the last answer, so that an unchanged one costs nothing (HTTP 304)."""

import calendar
from datetime import UTC, datetime
from time import struct_time
from typing import Any

import orjson

from socialplan.outside import Broken, Outside

from ..contract import Connector, Item, NotOffered, Order, Page, Paused, Place, Refused, Stream, moment
from .reading import FORMAT

KINDS = ("application/", "text/")
MARKS = {"etag": "if-none-match", "last-modified": "if-modified-since"}
GONE, WAIT = (404, 410), (429, 503)
NO_HEAD = (405, 501)  # it answers, though not to this question
USUAL_WAIT = 900.0


def collect(outside: Outside, place: Place, order: Order) -> Page:
    """Entries of the feed, when it changed since the cursor.

    Raises NotOffered for another stream or a feed that is gone, Paused, Refused, and what `outside` raises.
    """
    if order.stream != "entries":
        raise NotOffered(order.stream)
    marks = orjson.loads(order.cursor) if order.cursor else {}
    asked = {MARKS[name]: value for name, value in marks.items() if name in MARKS}
    answer = outside.get(place.server, headers=asked, kinds=KINDS)
    if answer.status == 304:
        return Page(cursor=order.cursor)
    if answer.status in GONE:
        raise NotOffered(f"{place.server} answers {answer.status}")
    if answer.status in WAIT:
        raise Paused(_seconds(answer.headers.get("retry-after", "")))
    if answer.status != 200:
        raise Refused(f"{place.server} answers {answer.status}")
    items = entries(answer.content, answer.headers, answer.url)
    kept = {name: answer.headers[name] for name in MARKS if name in answer.headers}
    return Page(items=tuple(items), cursor=orjson.dumps(kept).decode(), since=_oldest(items))


def knock(outside: Outside, place: Place) -> None:
    """Raises Paused, Refused for what may mean that the feed is gone, and what `outside` raises."""
    answer = outside.ask("HEAD", place.server)
    if answer.status in WAIT:
        raise Paused(_seconds(answer.headers.get("retry-after", "")))
    if answer.status >= 400 and answer.status not in NO_HEAD:
        raise Refused(f"{place.server} answers {answer.status}")


def entries(content: bytes, headers: Any, url: str) -> list[Item]:
    """The entries as plain values. Raises Broken for what is no feed."""
    import feedparser  # slow to load

    found = feedparser.parse(content, response_headers={**headers, "content-location": url})
    if not found.version:
        raise Broken(f"{url} is no feed")
    head = {"feed": url, "feed_title": found.feed.get("title", ""), "site": found.feed.get("link", "")}
    language = found.feed.get("language", "")
    return [{**head, **_entry(entry, language)} for entry in found.entries]


def _entry(entry: Any, language: str) -> dict[str, Any]:
    content = entry.get("content") or [{}]
    return {
        "id": entry.get("id") or entry.get("link") or "", "link": entry.get("link", ""),
        "title": entry.get("title", ""), "html": content[0].get("value") or entry.get("summary", ""),
        "language": content[0].get("language") or language, "author": entry.get("author", ""),
        "published": _iso(entry.get("published_parsed")), "updated": _iso(dict.get(entry, "updated_parsed")),
        "tags": [tag["term"] for tag in entry.get("tags", ()) if tag.get("term")],
        "replies_to": (entry.get("thr_in-reply-to") or {}).get("ref", ""),
        "enclosures": [one.get("type", "") for one in entry.get("enclosures", ())],
    }  # fmt: skip


def _oldest(items: list[Item]) -> datetime | None:
    """A feed shows everything since its oldest entry."""
    times = [item["published"] for item in items if item["published"]]
    return datetime.fromisoformat(min(times)) if times else None


def _iso(time: struct_time | None) -> str | None:
    return moment(datetime.fromtimestamp(calendar.timegm(time), UTC)) if time else None


def _seconds(retry_after: str) -> float:
    return float(retry_after) if retry_after.isdigit() else USUAL_WAIT


CONNECTOR = Connector(
    name="feed",
    label="RSS/Atom",
    streams={"entries": Stream(every=900, deadline=86_400, signed_in=False)},
    format=FORMAT,
    collect=collect,
    knock=knock,
    not_offered={"replies": "feed", "reactions": "feed", "followers": "feed", "deletions": "feed"},
    known_at="2026-11",
)

"""What a record of a post holds: whom it answers, quotes and names, its tags, addresses and form."""

from collections.abc import Iterator, Mapping
from typing import Any

FORMS = {"app.bsky.embed.images": "photo", "app.bsky.embed.video": "video", "app.bsky.embed.external": "link"}
Record = Mapping[str, Any]


def quoted(record: Record) -> str | None:
    """The address of the post that this one quotes."""
    embed = record.get("embed") or {}
    inner = embed.get("record") or {}
    uri = (inner.get("record") or inner).get("uri")
    return str(uri) if uri and "/app.bsky.feed.post/" in uri else None


def answered(record: Record, which: str) -> str | None:
    """`which`: parent or root."""
    return ((record.get("reply") or {}).get(which) or {}).get("uri")


def mentioned(record: Record) -> Iterator[tuple[str, str]]:
    """(id, handle as it is written) of the accounts it names."""
    for facet, one in _features(record):
        if one.get("did"):
            yield str(one["did"]), _written(record, facet).removeprefix("@")


def hashtags(record: Record) -> list[str]:
    tags = [str(one["tag"]) for _, one in _features(record) if one.get("tag")]
    return list(dict.fromkeys([*tags, *(str(tag) for tag in record.get("tags") or ())]))


def addresses(record: Record) -> list[str]:
    """Of the links in its text and of the one it shows."""
    links = [str(one["uri"]) for _, one in _features(record) if one.get("uri")]
    embed = record.get("embed") or {}
    shown = ((embed.get("media") or embed).get("external") or {}).get("uri")
    return list(dict.fromkeys([*links, *([str(shown)] if shown else [])]))


def form(record: Record) -> str:
    embed = record.get("embed") or {}
    return FORMS.get(str((embed.get("media") or embed).get("$type", "")), "text")


def _features(record: Record) -> Iterator[tuple[Record, Record]]:
    for facet in record.get("facets") or ():
        for one in facet.get("features") or ():
            yield facet, one


def _written(record: Record, facet: Record) -> str:
    """The piece of the text a facet is about; its places count bytes."""
    place = facet.get("index") or {}
    text = str(record.get("text") or "").encode()
    return text[place.get("byteStart", 0) : place.get("byteEnd", 0)].decode(errors="ignore")

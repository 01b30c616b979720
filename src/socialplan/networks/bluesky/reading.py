"""Items of Bluesky as canonical rows: posts, reactions, people, and how many follow us."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

import orjson

from ..contract import Item, Row, heard_format
from .content import addresses, answered, form, hashtags, mentioned, quoted

ACTIONS = {
    "like": "like", "repost": "repost", "follow": "follow", "app.bsky.feed.like": "like",
    "app.bsky.feed.repost": "repost", "app.bsky.graph.follow": "follow",
}  # fmt: skip


def rows_of(item: Item) -> Iterator[Row]:
    """A repost is a reaction to the post it passes on, no post of its own. What is gone gives no rows."""
    if item["kind"] == "post":
        view = item["post"]
        by = {"account": view["author"]["handle"]} if item["own"] else _person(view["author"], "author")
        counts = {name: view.get(f"{one}Count") for name, one in COUNTS.items()}
        yield {
            **_post(view["uri"], view["record"], view["indexedAt"]),
            **by,
            **counts,
            "about": item["about"],
        }
    elif item["kind"] == "record":
        yield _record(item)
    elif item["kind"] == "notice":
        by = {"actor": item["by"]["handle"]} if item.get("own") else _person(item["by"], "actor")
        yield _interaction(item["type"], item["by"]["did"], by, item["target"], item["on"], item["at"])
    elif item["kind"] == "person":
        yield {"what": "person", **_person(item["profile"], "author")}
    elif item["kind"] == "account":
        profile = item["profile"]
        yield {"what": "account", "account": profile["handle"], "followers": profile.get("followersCount"),
               "following": profile.get("followsCount")}  # fmt: skip


COUNTS = {"likes": "like", "shares": "repost", "comments": "reply", "quotes": "quote"}


def _record(item: Item) -> Row:
    """A record of the firehose: only ids of accounts stand in it; their handles were looked up."""
    collection, record, who = item["path"].partition("/")[0], item["record"], item["who"]
    did = item["did"]
    by = {"did": did, **who.get(did, {"handle": did})}
    if collection == "app.bsky.feed.post":
        edited = item["at"] if item["action"] == "update" else None
        row = _post(f"at://{did}/{item['path']}", record, item["at"])
        return {**row, **_person(by, "author"), "edited_at": edited}
    subject = record["subject"]
    on = subject["uri"] if isinstance(subject, dict) else None
    to = on.removeprefix("at://").partition("/")[0] if on else subject
    target = who.get(to, {}).get("handle", to)
    return _interaction(collection, did, _person(by, "actor"), target, on, item["at"])


def _post(uri: str, record: Mapping[str, Any], seen: str) -> Row:
    source, parent = quoted(record), answered(record, "parent")
    did, _, key = uri.removeprefix("at://").partition("/app.bsky.feed.post/")
    return {
        "what": "post", "id": uri, "url": f"https://bsky.app/profile/{did}/post/{key}",
        "created_at": _created(record, seen), "text": record.get("text") or "",
        "language": next(iter(record.get("langs") or ()), None), "parent": parent or source,
        "root": answered(record, "root"), "role": "reply" if parent else "quote" if source else "post",
        "kind": form(record), "hashtags": _list(hashtags(record)),
        "mentions": _list([name for _, name in mentioned(record)]),
        "links": _list(addresses(record)),
    }  # fmt: skip


def _list(values: list[str]) -> str:
    return orjson.dumps(values).decode() if values else "[]"


def _created(record: Mapping[str, Any], seen: str) -> str:
    """What the writer's clock says, unless it says nothing usable or a time after the network got it."""
    try:
        said = datetime.fromisoformat(str(record.get("createdAt")))
    except ValueError:
        return seen
    usable = said.tzinfo is not None and said <= datetime.fromisoformat(seen)
    return said.isoformat() if usable else seen


def _person(profile: Mapping[str, Any], as_: str) -> Row:
    """`author` or `actor`, with what is known of them."""
    known = {as_: profile["handle"], f"{as_}_id": profile["did"]}
    known[f"{as_}_name"] = profile.get("displayName") or profile.get("name") or None
    if as_ == "actor":
        return known
    return {**known, "followers": profile.get("followersCount"), "following": profile.get("followsCount"),
            "bio": profile.get("description") or None}  # fmt: skip


def _interaction(native: str, did: str, by: Row, target: str, on: str | None, at: str) -> Row:
    """Known by who did what to what, so that it is the same one wherever it is heard of."""
    action = ACTIONS[native]
    return {"what": "interaction", "id": f"{action}:{did}:{on or target}", "action": action, **by,
            "target": target, "on_post": on, "at": at}  # fmt: skip


FORMAT = heard_format("bluesky", "Bluesky", rows_of, known_at="2026-11")

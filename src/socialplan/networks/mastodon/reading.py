"""Items of Mastodon as canonical rows: posts, reactions, people, and how many follow us."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from ..base import plain_text
from ..contract import Item, Row, heard_format
from .content import handle, kind, linked, quoted

ACTIONS = {"favourite": "like", "reblog": "repost", "follow": "follow"}


def rows_of(item: Item) -> Iterator[Row]:
    """A boost is a reaction to the post it passes on, no post of its own. What is gone gives no rows."""
    if item["kind"] == "post":
        yield from _posted(item)
    elif item["kind"] == "notice":
        yield _interaction(item["type"], item["account"], at=item["at"], on=item["on"], target=item["own"])
    elif item["kind"] == "person":
        yield {"what": "person", **_person(item["account"], "author")}
    elif item["kind"] == "account":
        account = item["account"]
        yield {"what": "account", "account": handle(account), "followers": account["followers_count"],
               "following": account["following_count"]}  # fmt: skip


def _posted(item: Item) -> Iterator[Row]:
    post = item["post"]
    if post.get("reblog"):
        passed_on = post["reblog"]
        author = handle(passed_on["account"])
        yield _interaction(
            "reblog", post["account"], at=post["created_at"], on=passed_on["uri"], target=author,
            own=item["own"],
        )  # fmt: skip
        own = item["own"] and passed_on["account"]["id"] == post["account"]["id"]
        yield _post({**item, "own": own, "parent": None, "about": None}, passed_on)
    else:
        yield _post(item, post)


def _post(item: Item, post: Mapping[str, Any]) -> Row:
    source = quoted(post)
    by = {"account": handle(post["account"])} if item["own"] else _person(post["account"], "author")
    return {
        "what": "post", "id": post["uri"], "url": post.get("url") or post["uri"], **by,
        "about": item["about"], "created_at": post["created_at"], "edited_at": post.get("edited_at"),
        "text": plain_text(post.get("content") or ""), "title": post.get("spoiler_text") or None,
        "language": post.get("language"), "parent": item["parent"] or source, "root": item.get("root"),
        "role": _role(post, source), "kind": kind(post), "native_kind": post.get("visibility"),
        "hashtags": json.dumps([tag["name"] for tag in post.get("tags") or ()]),
        "mentions": json.dumps([handle(one) for one in post.get("mentions") or ()]),
        "links": json.dumps(linked(post.get("content") or "")), "likes": post.get("favourites_count"),
        "shares": post.get("reblogs_count"), "comments": post.get("replies_count"),
        "quotes": post.get("quotes_count"),
    }  # fmt: skip


def _role(post: Mapping[str, Any], source: str | None) -> str:
    """What is said to certain people only is a message."""
    if post.get("visibility") == "direct":
        return "message"
    return "reply" if post.get("in_reply_to_id") else "quote" if source else "post"


def _person(account: Mapping[str, Any], as_: str) -> Row:
    """`author` or `actor`, with what is known of them."""
    known = {
        as_: handle(account), f"{as_}_id": account.get("uri") or account.get("url"),
        f"{as_}_name": account.get("display_name") or None,
    }  # fmt: skip
    if as_ == "actor":
        return known
    bio = plain_text(account.get("note") or "") or None
    return {**known, "followers": account.get("followers_count"), "following": account.get("following_count"),
            "bio": bio}  # fmt: skip


def _interaction(
    type_: str, account: Mapping[str, Any], *, at: str, on: str | None, target: str, own: bool = False
) -> Row:
    """Known by who did what to what, so that it is the same one wherever it is heard of."""
    name, action = handle(account), ACTIONS[type_]
    by = {"actor": name} if own else _person(account, "actor")
    return {"what": "interaction", "id": f"{action}:{name}:{on or target}", "action": action, **by,
            "target": target, "on_post": on, "at": at}  # fmt: skip


FORMAT = heard_format("mastodon", "Mastodon", rows_of, known_at="2026-08")

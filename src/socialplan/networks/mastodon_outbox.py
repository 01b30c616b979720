"""Mastodon archive: `outbox.json`, in the words of ActivityStreams 2."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from .base import Cells, FileFormat, Source, json_items, plain_text

MAPPING = r"""
network = "mastodon"

[[table.posts]]
post_id = "id"
url = "url"
account_id = "author"
created_at = { column = "published", format = "iso" }
edited_at = { column = "updated", format = "iso" }
title = "summary"
text = "text"
language_hint = "language"
parent_id = "reply_to"
kind = "kind"
role = { column = "reply_to", pattern = ".", then = "reply", else = "post" }
hashtags = { column = "hashtags", split = "json" }
mentions = { column = "mentions", split = "json" }

[[table.metrics]]
values = { reactions = "likes", shares = "shares", comments = "replies" }
"""
COLUMNS: Mapping[str, tuple[str, ...]] = dict.fromkeys(
    (
        "id", "url", "author", "published", "updated", "summary", "text", "language", "reply_to", "kind",
        "hashtags", "mentions", "likes", "shares", "replies",
    ), (),
)  # fmt: skip
KINDS = {"image": "photo", "video": "video"}


def rows(source: Source) -> Iterator[tuple[int, Cells]]:
    """One row per own post; what was only passed on (Announce) has no text of its own and is left out."""
    with source.open() as file:
        for number, activity in json_items(file, "orderedItems.item"):
            post = activity.get("object")
            if activity.get("type") == "Create" and isinstance(post, dict):
                yield number, _row(post)


def _row(post: Mapping[str, Any]) -> dict[str, Any]:
    tags = [tag for tag in post.get("tag") or () if isinstance(tag, dict)]
    languages = list(post.get("contentMap") or ())
    return {
        "id": post["id"], "url": post.get("url") if isinstance(post.get("url"), str) else post["id"],
        "author": _account(post), "published": post["published"],
        "updated": post.get("updated"), "summary": post.get("summary"),
        "text": plain_text(post.get("content") or ""), "language": languages[0] if languages else None,
        "reply_to": post.get("inReplyTo"), "kind": _kind(post),
        "hashtags": json.dumps([tag["name"].lstrip("#") for tag in tags if tag.get("type") == "Hashtag"]),
        "mentions": json.dumps([tag["name"].lstrip("@") for tag in tags if tag.get("type") == "Mention"]),
        "likes": _total(post, "likes"), "shares": _total(post, "shares"), "replies": None,
    }  # fmt: skip


def _account(post: Mapping[str, Any]) -> str:
    """`name@server`, as others write it. Newer servers know authors by number; the page of the post names
    them."""
    author, page = str(post["attributedTo"]), str(post.get("url") or "")
    found = re.match(r"https?://([^/]+)/(?:users/|@)?([^/]+)$", author)
    found = found or re.match(r"https?://([^/]+)/@([^/@]+)/", page)
    return f"{found[2]}@{found[1]}" if found else author


def _kind(post: Mapping[str, Any]) -> str:
    media = [str(one.get("mediaType", "")).split("/")[0] for one in post.get("attachment") or ()]
    if len(media) > 1:
        return "carousel"
    return KINDS.get(media[0], "other") if media else "text"


def _total(post: Mapping[str, Any], name: str) -> int | None:
    """Newer servers say how often a post was liked and passed on."""
    found = post.get(name)
    return found.get("totalItems") if isinstance(found, dict) else None


FORMAT = FileFormat(
    name="mastodon_outbox",
    label="Mastodon archive (outbox.json)",
    evidence="documentation",
    known_at="2026-11",
    mapping=MAPPING,
    columns=COLUMNS,
    own=True,
    begins=r'\s*\{.{0,5000}?"(?:orderedItems"\s*:\s*\[|type"\s*:\s*"OrderedCollection")',
    members=r"(.*/)?outbox\.json$",
    rows=rows,
    how_to={
        "en": (
            "Open Mastodon, go to Preferences, Import and export, Data export.",
            "Choose to request your archive; the server makes one at most every seven days.",
            "Bring the archive here, or only the file outbox.json from it.",
        ),
        "nl": (
            "Open Mastodon, ga naar Voorkeuren, Importeren en exporteren, Exporteren.",
            "Vraag je archief aan; de server maakt er hoogstens een per zeven dagen.",
            "Breng het archief hierheen, of alleen het bestand outbox.json daaruit.",
        ),
    },
)

"""X (Twitter) archive: `tweets.js` of the download of one's own data."""

import html
import json
from collections.abc import Iterator, Mapping
from typing import Any

from .base import Cells, FileFormat, Source, json_items

# JavaScript that sets a variable to a list; behind the sign "=" it is JSON.
MAPPING = r"""
network = "twitter"

[[table.posts]]
post_id = "id"
account_id = { const = "X (own)" }
created_at = { column = "created_at", format = "%a %b %d %H:%M:%S %z %Y" }
text = "text"
language_hint = "lang"
parent_id = "reply_to"
hashtags = { column = "hashtags", split = "json" }
mentions = { column = "mentions", split = "json" }

[table.posts.role]
column = "text"
pattern = "^RT @\\w+:"
then = "repost"
else = { column = "reply_to", pattern = ".", then = "reply", else = "post" }

[[table.metrics]]
where = { not = { column = "text", pattern = "^RT @\\w+:" } }
values = { reactions = "likes", shares = "reposts" }

[[table.interactions]]
where = { column = "text", pattern = "^RT @\\w+:" }
kind = { const = "repost" }
target = { column = "text", extract = "^RT @(\\w+):" }
"""
COLUMNS: Mapping[str, tuple[str, ...]] = dict.fromkeys(
    ("id", "created_at", "text", "lang", "reply_to", "hashtags", "mentions", "likes", "reposts"), ()
)


def rows(source: Source) -> Iterator[tuple[int, Cells]]:
    """One row per post; the number is its place in the list."""
    with source.open() as file:
        while (sign := file.read(1)) != b"=":
            if not sign:
                raise ValueError("no list of posts in it")
        for number, record in json_items(file, "item"):
            yield number, _row(record.get("tweet", record))


def _row(post: Mapping[str, Any]) -> dict[str, Any]:
    entities = post.get("entities") or {}
    return {
        "id": post["id_str"],
        "created_at": post["created_at"],
        "text": _as_written(post.get("full_text") or post.get("text") or "", entities.get("urls") or ()),
        "lang": post.get("lang"),
        "reply_to": post.get("in_reply_to_status_id_str"),
        "hashtags": json.dumps([tag["text"] for tag in entities.get("hashtags") or ()]),
        "mentions": json.dumps([one["screen_name"] for one in entities.get("user_mentions") or ()]),
        "likes": post.get("favorite_count"),
        "reposts": post.get("retweet_count"),
    }


def _as_written(text: str, urls: Any) -> str:
    """As it was written: X keeps & and < as in web pages, and shortens links."""
    text = html.unescape(text)
    for url in urls:
        text = text.replace(url["url"], url.get("expanded_url") or url["url"])
    return text


FORMAT = FileFormat(
    name="x_archive",
    label="X archive (tweets.js)",
    evidence="documentation",
    known_at="2026-11",
    mapping=MAPPING,
    columns=COLUMNS,
    own=True,
    begins=r"\s*window\.YTD\.tweets?\.part\d+\s*=",
    members=r"(?i)(.*/)?tweets?(-part\d+)?\.js$",
    rows=rows,
    how_to={
        "en": (
            "Open X, go to Settings, Your account, and choose to download an archive of your data.",
            "X sends a message when it is ready, often after a day or more.",
            "Bring the zip file here, or only the file tweets.js from the folder data.",
        ),
        "nl": (
            "Open X, ga naar Instellingen, Je account, en kies een archief van je gegevens downloaden.",
            "X stuurt een bericht als het klaar is, vaak na een dag of langer.",
            "Breng het zip-bestand hierheen, of alleen het bestand tweets.js uit de map data.",
        ),
    },
)

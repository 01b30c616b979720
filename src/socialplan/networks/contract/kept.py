"""Pages as they are kept: a line of JSON per item, and the rows such lines give.

Every network's items are brought to one set of canonical columns, so one mapping reads them all. A count
(likes, passed on, answers) is dated to the hour in which it was seen: asked more often, it is still one row.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

import orjson

from ..base import BadContent, Cells, FileFormat, Source
from .terms import Item

Row = dict[str, Any]
HEAD = "collected"
FIELDS = (
    # what the row is: post, interaction, person, account (ours, as it is now)
    "what", "id", "url", "account", "author", "author_id", "author_name", "followers", "following", "bio",
    "about", "created_at", "edited_at", "deleted_at", "text", "title", "language", "parent", "root", "role",
    "kind", "native_kind", "hashtags", "mentions", "links", "likes", "shares", "comments", "quotes",
    # of an interaction
    "action", "actor", "actor_id", "actor_name", "target", "on_post", "at",
    "seen_at", "seen_hour",
)  # fmt: skip
MAPPING = r"""
network = "{network}"

[[table.posts]]
where = { column = "what", equals = "post" }
on_conflict = "last"
post_id = "id"
url = "url"
account_id = "account"
person = "author"
about_account = "about"
created_at = { column = "created_at", format = "iso" }
edited_at = { column = "edited_at", format = "iso" }
deleted_at = { column = "deleted_at", format = "iso" }
text = "text"
title = "title"
language_hint = "language"
parent_id = "parent"
root_id = "root"
role = "role"
kind = "kind"
native_kind = "native_kind"
hashtags = { column = "hashtags", split = "json" }
mentions = { column = "mentions", split = "json" }
links = { column = "links", split = "json" }
extra = false

[[table.metrics]]
where = { column = "what", equals = "post" }
on_conflict = "last"
subject_id = "id"
values = { reactions = "likes", shares = "shares", comments = "comments" }
taken_at = { column = "seen_hour", format = "iso" }

[[table.metrics]]
where = { column = "what", equals = "account" }
on_conflict = "last"
subject = { const = "account" }
subject_id = "account"
values = { followers = "followers", following = "following" }
taken_at = { column = "seen_hour", format = "iso" }

[[table.interactions]]
where = { column = "what", equals = "interaction" }
on_conflict = "last"
interaction_id = "id"
kind = "action"
actor = "actor"
target = "target"
post_id = "on_post"
occurred_at = { column = "at", format = "iso" }

[[table.people]]
where = { column = "author", not_empty = true }
handle = "author"
network_id = "author_id"
display_name = "author_name"
followers = "followers"
following = "following"
bio = "bio"
as_of = { column = "seen_at", format = "iso" }

[[table.people]]
where = { column = "actor", not_empty = true }
handle = "actor"
network_id = "actor_id"
display_name = "actor_name"
as_of = { column = "seen_at", format = "iso" }
"""


def kept_line(network: str, stream: str, item: Item, *, seen_at: datetime) -> bytes:
    """One item as it is kept, with when and where it was heard."""
    head = {HEAD: network, "stream": stream, "seen_at": moment(seen_at)}
    return orjson.dumps({**head, "item": item}) + b"\n"


def heard_format(
    name: str, label: str, rows_of: Callable[[Item], Iterable[Row]], *, known_at: str
) -> FileFormat:
    """The format of kept pages of a network; `rows_of` gives the canonical rows of one item."""

    def rows(source: Source) -> Iterator[tuple[int, Cells]]:
        for number, line in enumerate(source.lines(), start=1):
            yield from ((number, row) for row in _read(line, number, name, rows_of))

    return FileFormat(
        name=f"{name}_heard", label=f"{label} (heard live)", evidence="documentation", known_at=known_at,
        mapping=MAPPING.replace("{network}", name), columns=dict.fromkeys(FIELDS, ()), how_to={},
        begins=rf'\{{"{HEAD}":"{name}"', rows=rows,
    )  # fmt: skip


def moment(when: datetime) -> str:
    """ISO in UTC, without parts of a second."""
    return when.astimezone(UTC).replace(microsecond=0).isoformat()


def _read(
    line: str, number: int, name: str, rows_of: Callable[[Item], Iterable[Row]]
) -> Iterator[Mapping[str, Any]]:
    try:
        kept = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        raise BadContent("json", number) from error
    if not isinstance(kept, dict) or kept.get(HEAD) != name:
        raise BadContent("json", number)
    seen = kept["seen_at"]
    for row in rows_of(kept["item"]):
        yield {**row, "seen_at": seen, "seen_hour": f"{seen[:13]}:00:00+00:00"}

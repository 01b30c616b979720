"""Posts that their network took away are marked and emptied, once; nothing else changes."""

from datetime import UTC, datetime
from typing import Any

import pyarrow as pa

from socialplan.pipeline.listening.gone import Gone, gone_of, take_away
from socialplan.records import POSTS
from socialplan.store import Store

AT = datetime(2026, 11, 2, 12, tzinfo=UTC)
POST = "https://a.example/users/korst/statuses/7"
OTHER = "https://b.example/users/korst/statuses/7"


def stored(store: Store, *rows: dict[str, Any]) -> None:
    names = ["network", "post_id", "text", "title", "hashtags", "created_at", "account_id"]
    schema = pa.schema([POSTS.schema.field(name) for name in names])
    given = [dict.fromkeys(names) | {"network": "mastodon", "hashtags": ["brood"]} | row for row in rows]
    with store.writer(1) as writer:
        writer.add("posts", pa.Table.from_pylist(given, schema=schema))
        writer.commit(sha256="first", kind="collection", source="test")


def posts(store: Store) -> dict[str, dict[str, Any]]:
    rows = store.execute(store.current(store.snapshot(1), "posts")).to_pylist()
    return {row["post_id"]: row for row in rows}


def took(store: Store, *gone: Gone) -> int | None:
    return take_away(store, workspace=1, network="mastodon", gone=gone, at=AT)


def test_a_post_is_emptied_and_keeps_what_it_was(store: Store) -> None:
    at = datetime(2026, 11, 1, 9)
    stored(store, {"post_id": POST, "text": "Brood", "title": "Dag", "created_at": at, "account_id": "korst"})
    assert took(store, Gone(id=POST)) == 2
    row = posts(store)[POST]
    assert (row["text"], row["title"], row["hashtags"]) == (None, None, [])
    assert (row["created_at"], row["account_id"], row["deleted_at"]) == (
        at,
        "korst",
        datetime(2026, 11, 2, 12),
    )


def test_by_its_number_only_the_post_of_that_server_is_found(store: Store) -> None:
    stored(store, {"post_id": POST, "text": "a"}, {"post_id": OTHER, "text": "b"})
    assert took(store, Gone(begins="https://b.example/", ends="/7")) == 2
    assert {name: row["text"] for name, row in posts(store).items()} == {POST: "a", OTHER: None}


def test_of_another_network_unknown_or_gone_before_changes_nothing(store: Store) -> None:
    stored(store, {"post_id": POST, "text": "a"}, {"post_id": OTHER, "text": "b", "network": "bluesky"})
    assert took(store) is None
    assert (
        took(store, Gone(id=OTHER), Gone(id="nothing"), Gone(begins="https://c.example/", ends="/7")) is None
    )
    assert took(store, Gone(id=POST)) == 2
    assert took(store, Gone(id=POST)) is None


def test_items_say_what_is_gone() -> None:
    items = [
        {"kind": "post"},
        {"kind": "gone", "id": POST},
        {"kind": "gone", "id": None, "begins": "b", "ends": "e"},
    ]
    assert gone_of(items) == (Gone(id=POST), Gone(begins="b", ends="e"))

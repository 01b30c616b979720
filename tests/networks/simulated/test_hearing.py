"""The simulated network as a connector: heard page by page it gives what happened, in canonical rows."""

from datetime import date

import pytest

from socialplan.networks.contract import NotOffered, Order, Place
from socialplan.networks.simulated import World
from socialplan.networks.simulated.happenings import happenings
from socialplan.networks.simulated.hearing import CONNECTOR, address, rows_of, world_at
from socialplan.outside import Outside

WORLD = World(last=date(2026, 10, 31), seed=5, days=14, newer=7, people=80, scale=0.3)


def test_an_address_says_which_world_it_is() -> None:
    assert world_at(address(WORLD)) == WORLD
    with pytest.raises(ValueError, match="simulated"):
        world_at("https://example.org")


def test_all_pages_together_are_what_happened() -> None:
    heard, cursor, more = [], "", True
    with Outside() as outside:
        while more:
            order = Order("firehose", cursor=cursor, items=50)
            page = CONNECTOR.collect(outside, Place(address(WORLD, drip=20)), order)
            assert len(page.items) <= 20
            heard += [(one["type"], one["id"]) for one in page.items]
            cursor, more = page.cursor, page.more
    happened = [(one.kind, one.raw["id"]) for span in WORLD.spans(WORLD.first, WORLD.end)
                for one in happenings(span)]  # fmt: skip
    assert heard == happened and len(heard) > 100


def test_a_stream_it_does_not_have_is_told() -> None:
    with Outside() as outside, pytest.raises(NotOffered):
        CONNECTOR.collect(outside, Place(address(WORLD)), Order("stories"))


def test_posts_interactions_and_deletions_become_rows_or_none() -> None:
    post = {
        "type": "post", "id": "p1", "role": "reply", "text": "Hoi", "created_at": "2026-10-04T11:51:24",
        "parent_id": "p0", "author": {"id": "a1", "handle": "iemand", "display_name": "I", "followers": 3},
    }  # fmt: skip
    [row] = rows_of(post)
    assert (row["what"], row["id"], row["author"], row["parent"]) == ("post", "p1", "iemand", "p0")
    assert row["created_at"] == "2026-10-04T11:51:24+00:00"
    like = {"type": "like", "id": "l1", "actor": "~a", "target": "~b", "post_id": "p1",
            "created_at": "2026-10-04T12:00:00"}  # fmt: skip
    [row] = rows_of(like)
    assert (row["what"], row["action"], row["on_post"]) == ("interaction", "like", "p1")
    assert not list(rows_of({"type": "delete", "id": "p1"}))

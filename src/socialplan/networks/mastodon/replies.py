"""Conversations under our own posts: everything below a post whose number of answers changed."""

from collections.abc import Mapping
from typing import Any

from socialplan.outside import Outside

from ..contract import Item, Order, Page, Place
from .asking import Api
from .items import posts
from .paging import LIMIT, page, state_of

MOST = 10  # conversations in one turn


def replies(outside: Outside, place: Place, order: Order) -> Page:
    """The conversations under the newest own posts, as far as they were not read with this many answers."""
    api = Api(outside, place)
    before = state_of(order.cursor).get("seen") or {}
    path = f"/api/v1/accounts/{place.account}/statuses"
    mine, _ = api.listed(path, limit=LIMIT, exclude_reblogs="true")
    counts = {str(one["id"]): int(one.get("replies_count") or 0) for one in mine}
    due = [one for one in mine if counts[str(one["id"])] != int(before.get(str(one["id"]), 0))]
    seen = {number: before[number] for number in counts if number in before}
    items: list[Item] = []
    read = 0
    for one in due[:MOST]:
        if api.pause:
            break
        items += _below(api, one)
        seen[str(one["id"])] = counts[str(one["id"])]
        read += 1
    return page(api, items, {"seen": seen}, more=read < len(due))


def _below(api: Api, post: Mapping[str, Any]) -> list[Item]:
    """The answers to a post, the answers to those, and so on; all know where the conversation began."""
    found = api.find(f"/api/v1/statuses/{post['id']}/context")
    if found is None:
        return []
    began = found["ancestors"][0] if found["ancestors"] else post
    known = {str(one["id"]): str(one["uri"]) for one in (*found["ancestors"], post)}
    return posts(api, found["descendants"], known=known, root=began["uri"])

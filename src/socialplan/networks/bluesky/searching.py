"""Posts with the words that are asked for, as the network's own search finds them."""

from collections.abc import Mapping, Sequence
from typing import Any

from socialplan.outside import Outside

from ..contract import Order, Page, Place
from . import items
from .asking import Api
from .paging import LIMIT, cursor_of, downwards, known_until, state_of

SEARCH = "app.bsky.feed.searchPosts"


def search(outside: Outside, place: Place, order: Order) -> Page:
    """From the newest down to what is known; the network is told from when on."""
    api, state = Api(outside, place), state_of(order)
    until = known_until(state)
    since = until.strftime("%Y-%m-%dT%H:%M:%S.%fZ") if until else ""

    def fetch(below: str) -> tuple[Sequence[Mapping[str, Any]], str]:
        found = api.get(SEARCH, q=order.asked, sort="latest", limit=LIMIT, since=since, cursor=below)
        return found["posts"], str(found.get("cursor") or "")

    read = downwards(fetch, state)
    told = tuple(items.post(one, place) for one in read.entries)
    return Page(told, cursor_of(read.state), more=read.more, since=read.since, pause=api.pause)

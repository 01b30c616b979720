"""Posts with the words that are asked for, as the network's own search finds them."""

from collections.abc import Mapping, Sequence
from typing import Any

from socialplan.outside import Outside
from socialplan.tracked import Abilities, Phrase, Query
from socialplan.tracked.query import leaves

from ..contract import Asks, Order, Page, Place
from . import items
from .asking import Api
from .paging import BACK, LIMIT, cursor_of, downwards, known_until, state_of

SEARCH = "app.bsky.feed.searchPosts"
# 3,000 questions in five minutes: docs.bsky.app/docs/advanced-guides/rate-limits
REQUESTS, SECONDS = 3_000, 300.0


def question(query: Query) -> str:
    """All words and phrases must be there; the network says nothing of more than that."""
    said = (one.text for one in leaves(query) if isinstance(one, Phrase))
    return " ".join(f'"{one}"' if " " in one else one for one in said)


ASKS = Asks(Abilities(), question, page=LIMIT, back=BACK, requests=REQUESTS, seconds=SECONDS)


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

"""Public posts with a hashtag, or with words where the server can search posts."""

import re
from typing import Any
from urllib.parse import quote

from socialplan.outside import Outside
from socialplan.tracked import Abilities, Phrase, Query
from socialplan.tracked.query import leaves

from ..base import plain_text
from ..contract import Asks, NotOffered, Order, Page, Place
from .again import look_again, noted, without_counts
from .asking import Api
from .items import posts
from .paging import LIMIT, Entries, State, follow, later, newest_of, page, state_of

BACK = 25  # pages of what was said before we began to listen
PATH = "/api/v2/search"
TAG = re.compile(r"#[\w·]+")
# 300 questions in five minutes: docs.joinmastodon.org/api/rate-limits
REQUESTS, SECONDS = 300, 300.0


def question(query: Query) -> str:
    """A hashtag where one must be there: every server knows those. Else the words, in quotes."""
    said = [one.text for one in leaves(query) if isinstance(one, Phrase)]
    tags = [one for one in said if TAG.fullmatch(one)]
    return max(tags, key=len) if tags else " ".join(f'"{one}"' if " " in one else one for one in said)


ASKS = Asks(Abilities(), question, page=LIMIT, back=BACK, requests=REQUESTS, seconds=SECONDS)
LIVE_TAG = Asks(Abilities(phrase=lambda said: bool(TAG.fullmatch(said)), joins=False), question)


def search(outside: Outside, place: Place, order: Order) -> Page:
    """`#tag` gives the hashtag as far as this server has heard it; anything else is searched for.

    Raises NotOffered where a server cannot search the text of posts.
    """
    api, state = Api(outside, place), state_of(order.cursor)
    if tag := tag_of(order.asked):
        return _tagged(api, f"/api/v1/timelines/tag/{quote(tag, safe='')}", state)
    found, state, more = _searched(api, order.asked, state)
    return page(api, posts(api, found), state, more=more)


def _tagged(api: Api, path: str, state: State) -> Page:
    """Once nothing is new, the newest posts are looked at again: for edits, late ones and deletions."""
    found, state, more = follow(api, path, state, back=BACK)
    if found or api.pause:
        state = noted(state, found, mark=without_counts)
        return page(api, posts(api, found), state, more=more)
    items, state = look_again(api, path, state, mark=without_counts)
    return page(api, items, state, more=False)


def tag_of(asked: str) -> str:
    """The hashtag that is asked for, blank where it is something else."""
    found = re.fullmatch(r"\s*#([\w·]+)\s*", asked)
    return found[1] if found else ""


def _searched(api: Api, asked: str, state: State) -> tuple[Entries, State, bool]:
    """From the newest down to what was read before. A search has no order from old to new, so how far down
    it came stands in the state until it is there."""
    floor, below, top = (str(state.get(name) or "") for name in ("newest", "below", "top"))
    params: dict[str, Any] = {"q": asked, "type": "statuses", "limit": LIMIT}
    params |= ({"max_id": below} if below else {}) | ({"min_id": floor} if floor else {})
    answered = api.get(PATH, **params).data["statuses"]
    found = [one for one in answered if _between(str(one["id"]), floor, below)]
    pages = int(state.get("pages") or 0) + 1
    if not found and not floor and not below:
        _can_search(api)
    if not found or (not floor and pages >= BACK):
        return found, {"newest": newest_of(found, top or floor)}, False
    lowest = min((str(one["id"]) for one in found), key=lambda each: (len(each), each))
    after = {"newest": floor, "below": lowest, "top": newest_of(found, top), "pages": pages}
    return found, after, True


def _between(number: str, floor: str, below: str) -> bool:
    return later(number, floor) and (not below or later(below, number))


def _can_search(api: Api) -> None:
    """No server says whether it can search posts; one that can finds a word of a post of our own."""
    if not api.place.account:
        return
    path = f"/api/v1/accounts/{api.place.account}/statuses"
    mine, _ = api.listed(path, limit=LIMIT, exclude_reblogs="true")
    texts = (plain_text(one["content"]) for one in reversed(mine))  # the newest may not be indexed yet
    words = (max(re.findall(r"[^\W\d_]{4,}", text), key=len, default="") for text in texts)
    word = next((one for one in words if one), "")
    if word and not api.get(PATH, q=word, type="statuses", limit=LIMIT).data["statuses"]:
        raise NotOffered(f"{api.place.server} does not search the text of posts; ask for a #hashtag")

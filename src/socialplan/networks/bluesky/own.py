"""What the account itself posted and passed on, with its counts; what changed, and what is gone."""

from collections.abc import Mapping, Sequence
from typing import Any

from socialplan.outside import Outside

from ..contract import Item, Order, Page, Place
from . import items
from .asking import Api
from .paging import LIMIT, State, cursor_of, moment_of, state_of

FEED = "app.bsky.feed.getAuthorFeed"
COUNTS = ("likeCount", "repostCount", "replyCount", "quoteCount")
TOGETHER = 25  # posts looked up in one request


def own(outside: Outside, place: Place, order: Order) -> Page:
    """The newest page again, as far as something on it changed; then, once, page by page what is older."""
    api, state = Api(outside, place), state_of(order)
    if state.get("below"):
        listed, below = _page(api, str(state["below"]))
        told = [_item(one, place) for one in listed]
        return Page(tuple(told), cursor_of({**state, "below": below}), more=bool(below), pause=api.pause)
    first = not state
    listed, below = _page(api, "")
    seen = {_name(one): _counts(one) for one in listed}
    before: Mapping[str, Any] = state.get("seen") or {}
    changed = [_item(one, place) for one in listed if before.get(_name(one)) != seen[_name(one)]]
    went, unsure = _gone(api, before, seen, full=bool(below))
    after: State = {"seen": seen | unsure, "below": below if first else ""}
    return Page((*changed, *went), cursor_of(after), more=bool(after["below"]), pause=api.pause)


def _page(api: Api, below: str) -> tuple[Sequence[Mapping[str, Any]], str]:
    found = api.get(FEED, actor=api.place.account, limit=LIMIT, filter="posts_with_replies", cursor=below)
    return found["feed"], str(found.get("cursor") or "")


def _item(entry: Mapping[str, Any], place: Place) -> Item:
    return items.passed_on(entry) if entry.get("reason") else items.post(entry["post"], place)


def _name(entry: Mapping[str, Any]) -> str:
    """Of a post its address; passing one on is something else than the post."""
    uri = str(entry["post"]["uri"])
    return f"repost {uri}" if entry.get("reason") else uri


def _counts(entry: Mapping[str, Any]) -> list[Any]:
    """What can change, after when it was posted."""
    when = moment_of(entry.get("reason") or entry["post"]).isoformat()
    return [when] if entry.get("reason") else [when, *(entry["post"].get(name) or 0 for name in COUNTS)]


def _gone(
    api: Api, before: Mapping[str, Any], seen: Mapping[str, Any], *, full: bool
) -> tuple[list[Item], dict[str, Any]]:
    """Posts that stood on the page and do not any more, although older ones do. Those there was no time to
    ask about are asked about next time."""
    oldest = min((one[0] for one in seen.values()), default="") if full else ""
    missing = [uri for uri, one in before.items() if uri not in seen and one[0] >= oldest]
    posts = [uri for uri in missing if not uri.startswith("repost ")]
    went: list[Item] = []
    for start in range(0, len(posts), TOGETHER):
        if api.pause:
            return went, {uri: before[uri] for uri in posts[start:]}
        asked = posts[start : start + TOGETHER]
        there = {one["uri"] for one in api.get("app.bsky.feed.getPosts", uris=asked)["posts"]}
        went += [items.gone(uri) for uri in asked if uri not in there]
    return went, {}

"""What the network tells the account of: mentions, answers, reactions, new followers."""

from collections.abc import Mapping, Sequence
from typing import Any

from socialplan.outside import Outside

from ..contract import Item, Order, Page, Place
from . import items
from .asking import Api
from .paging import LIMIT, Read, cursor_of, downwards, state_of

NOTICES = "app.bsky.notification.listNotifications"
POSTS = ("mention", "quote", "reply")
TOGETHER = 25
MOST_TRIES = 10  # turns in which a post that was told of may still come


def mentions(outside: Outside, place: Place, order: Order) -> Page:
    return _told(Api(outside, place), order, ("mention", "quote"))


def replies(outside: Outside, place: Place, order: Order) -> Page:
    return _told(Api(outside, place), order, ("reply",))


def reactions(outside: Outside, place: Place, order: Order) -> Page:
    """Likes and reposts of our posts."""
    return _told(Api(outside, place), order, ("like", "repost"))


def followers(outside: Outside, place: Place, order: Order) -> Page:
    """At first everybody who follows; then who is new, and how many there are."""
    api, state = Api(outside, place), state_of(order)
    if not state.get("listed"):
        found = api.get("app.bsky.graph.getFollowers", actor=place.account, limit=LIMIT,
                        cursor=state.get("list_below"))  # fmt: skip
        below = str(found.get("cursor") or "")
        after = {**state, "list_below": below, "listed": not below}
        told = tuple(items.person(one) for one in found["followers"])
        return Page(told, cursor_of(after), more=True, pause=api.pause)
    read = _read(api, state, ("follow",))
    mine = api.get("app.bsky.actor.getProfile", actor=place.account)
    stands = [mine.get("followersCount"), mine.get("followsCount")]
    new = [items.notice(one, place) for one in read.entries]
    now = [items.account(mine)] if stands != state.get("stands") else []
    after = {**read.state, "stands": stands}
    return Page((*new, *now), cursor_of(after), more=read.more, pause=api.pause)


def _read(api: Api, state: Mapping[str, Any], reasons: tuple[str, ...]) -> Read:
    def fetch(below: str) -> tuple[Sequence[Mapping[str, Any]], str]:
        found = api.get(NOTICES, limit=LIMIT, reasons=list(reasons), cursor=below)
        return found["notifications"], str(found.get("cursor") or "")

    return downwards(fetch, dict(state))


def _told(api: Api, order: Order, reasons: tuple[str, ...]) -> Page:
    state = state_of(order)
    read = _read(api, state, reasons)
    posts = [str(one["uri"]) for one in read.entries if one["reason"] in POSTS]
    new = [items.notice(one, api.place) for one in read.entries if one["reason"] not in POSTS]
    tried = dict.fromkeys(posts, 0) | dict(state.get("missing") or {})
    said = _posts(api, list(tried))
    missing = _still_missing(tried, said)
    after = {**read.state, "missing": missing}
    return Page((*new, *said), cursor_of(after), more=read.more, since=read.since, pause=api.pause)


def _still_missing(tried: Mapping[str, int], said: Sequence[Item]) -> dict[str, int]:
    """Posts of which the network told and that it cannot show yet; after some turns they are gone."""
    shown = {str(one["post"]["uri"]) for one in said}
    return {uri: times + 1 for uri, times in tried.items() if uri not in shown and times + 1 < MOST_TRIES}


def _posts(api: Api, uris: Sequence[str]) -> list[Item]:
    """The posts that notices tell of, with their counts; one that is gone or not there yet is left out."""
    found: list[Item] = []
    for start in range(0, len(uris), TOGETHER):
        answer = api.get("app.bsky.feed.getPosts", uris=list(uris[start : start + TOGETHER]))
        found += [items.post(one, api.place, about=True) for one in answer["posts"]]
    return found

"""Listening while it is said: the stream of a server, and by asking what it said while nobody listened.

The stream has no memory. So it is opened first, then what came since the last time is asked for, and only
then the stream is read: nothing falls between the two.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import orjson

from socialplan.outside import Broken, NoStream, Outside

from ..contract import Item, NotOffered, Order, Page, Place, Refused, Revoked
from .asking import UNSUPPORTED, Api
from .filling import fill, fill_notified, of_notifications
from .items import gone, posts
from .paging import State, newest_of, page, state_of
from .searching import tag_of

SECONDS = 20.0  # one worker listens to several sources in turn
REMEMBERED = 200  # posts whose deletion can be told by their number
Events = Iterator[tuple[str, str]]


def live(outside: Outside, place: Place, order: Order) -> Page:
    """What the account would see: posts of those it follows, its own, and what it is notified of."""
    return _listened(Api(outside, place), order, "/api/v1/timelines/home", "user", {})


def live_tag(outside: Outside, place: Place, order: Order) -> Page:
    """Posts with a hashtag. Raises NotOffered for anything else."""
    tag = tag_of(order.asked)
    if not tag:
        raise NotOffered("only one #hashtag can be listened to while it is said")
    return _listened(Api(outside, place), order, f"/api/v1/timelines/tag/{tag}", "hashtag", {"tag": tag})


def _listened(api: Api, order: Order, timeline: str, stream: str, params: Mapping[str, str]) -> Page:
    state = state_of(order.cursor)
    state["stream"] = state.get("stream") or _address(api)
    address, seconds = f"{state['stream']}/api/v1/streaming/{stream}", min(order.seconds, SECONDS)
    try:
        with api.outside.events(address, token=api.place.secret, params=params, seconds=seconds) as events:
            items, state, more, gap = fill(api, timeline, state, most=order.items)
            _remember(state, {number: mark[0] for number, mark in (state.get("seen") or {}).items()})
            if stream == "user" and not more:
                told, state["told"], more = fill_notified(api, state.get("told") or {}, most=order.items)
                items += told
            if not more:
                items += _read(api, events, state, most=order.items - len(items))
    except NoStream as error:
        raise _refused(error) from error
    return page(api, items, state, more=more, gap=gap)


def _address(api: Api) -> str:
    """Where this server streams: it may be another machine, and it is told as that of a web socket."""
    instance = api.find("/api/v2/instance") or {}
    told = str(((instance.get("configuration") or {}).get("urls") or {}).get("streaming") or "")
    return told.replace("ws", "http", 1).rstrip("/") if told.startswith("ws") else api.place.server


def _refused(error: NoStream) -> Exception:
    if error.status in (401, 403):
        return Revoked(str(error))
    return NotOffered(str(error)) if error.status in UNSUPPORTED else Refused(str(error))


def _read(api: Api, events: Events, state: State, *, most: int) -> list[Item]:
    """Events until the time is over or there are enough; the state is kept up with them."""
    items: list[Item] = []
    for name, data in events:
        items += _heard(api, name, data, state)
        if len(items) >= most or api.pause:
            break
    return items


def _heard(api: Api, name: str, data: str, state: State) -> list[Item]:
    if name in ("update", "status.update"):
        post = _content(data)
        _remember(state, {str(post["id"]): str(post["uri"])})
        if name == "update":
            state["newest"] = newest_of([post], str(state.get("newest") or ""))
            state["at"] = max(str(post["created_at"]), str(state.get("at") or ""))
        return posts(api, [post])
    if name == "notification":
        notification = _content(data)
        told = state.get("told") or {}
        state["told"] = {**told, "newest": newest_of([notification], str(told.get("newest") or ""))}
        return of_notifications(api, [notification])
    if name == "delete":
        return [gone(api.place, data.strip(), _recalled(state, data.strip()))]
    return []


def _content(data: str) -> Mapping[str, Any]:
    try:
        found = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        raise Broken("the stream sent what is no JSON") from error
    if not isinstance(found, dict):
        raise Broken("the stream sent what is no post")
    return found


def _remember(state: State, heard: Mapping[str, str]) -> None:
    """So that a deletion, which only tells a number, finds its post."""
    known = {**(state.get("recent") or {}), **heard}
    state["recent"] = dict(list(known.items())[-REMEMBERED:])


def _recalled(state: State, number: str) -> str | None:
    (state.get("seen") or {}).pop(number, None)
    return (state.get("recent") or {}).pop(number, None)

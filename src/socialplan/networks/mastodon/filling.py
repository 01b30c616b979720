"""What a server said while nobody listened: asked for afterwards, and a gap where it does not remember."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from ..contract import Gap, Item
from .again import look_again, noted, without_counts
from .asking import Api
from .items import posts
from .notified import REACTIONS, SPOKEN, notices, notifications
from .paging import LIMIT, Entries, State, follow, oldest_time

HEARD = (*SPOKEN, *REACTIONS, "follow")


def fill(api: Api, path: str, state: State, *, most: int) -> tuple[list[Item], State, bool, Gap | None]:
    """Posts of a timeline since the state; once there are no more, its newest ones are looked at again.

    Returns items, the state after them, whether there is more, and a gap.
    """
    items: list[Item] = []
    gap: Gap | None = None
    more = True
    while more and len(items) < most and not api.pause:
        before = state
        found, state, more = follow(api, path, state, back=0)
        gap = gap or _gap(api, path, before, found)
        items += posts(api, found)
        state = _dated(noted(state, found, mark=without_counts), found)
    if more or api.pause:
        return items, state, True, gap
    again, state = look_again(api, path, state, mark=without_counts)
    return [*items, *again], state, False, gap


def fill_notified(api: Api, state: State, *, most: int) -> tuple[list[Item], State, bool]:
    """What the account was told since the state."""
    items: list[Item] = []
    more = True
    while more and len(items) < most and not api.pause:
        found, state, more = notifications(api, state, HEARD)
        items += of_notifications(api, found)
    return items, state, more


def of_notifications(api: Api, found: Entries) -> list[Item]:
    said = [one["status"] for one in found if one["type"] in SPOKEN and one.get("status")]
    rest = [one for one in found if one["type"] in (*REACTIONS, "follow")]
    return [*posts(api, said, about=api.place.handle), *notices(rest, api.place)]


def _dated(state: State, found: Entries) -> State:
    """The time of the newest entry goes along: a gap begins there."""
    times = [str(one["created_at"]) for one in found]
    return {**state, "at": max([*times, str(state.get("at") or "")])} if times else state


def _gap(api: Api, path: str, before: Mapping[str, Any], found: Entries) -> Gap | None:
    """A timeline that is kept in memory forgets: then nothing stands below what came, nor what we had."""
    if not before.get("at") or len(found) < LIMIT or api.pause:
        return None
    lowest = min((str(one["id"]) for one in found), key=lambda each: (len(each), each))
    below, _ = api.listed(path, limit=1, max_id=lowest)
    until = oldest_time(found)
    if below or until is None:
        return None
    return Gap(datetime.fromisoformat(str(before["at"])), until, "the server does not remember what was said")

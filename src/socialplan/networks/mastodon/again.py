"""Looking again at the newest entries of a list: what changed on them, what came late, what is gone.

A post can reach a server late and then stands below newer ones, where nobody who only asks for newer ones
finds it. A deletion is told to nobody who asks: a post that stood here and does not any more is asked for by
itself.
"""

from collections.abc import Callable, Mapping
from typing import Any

from ..contract import Item
from .asking import Api
from .items import Post, gone, posts
from .paging import LIMIT, Entries, State, later

Mark = Callable[[Post], list[Any]]


def with_counts(post: Post) -> list[Any]:
    counts = [post.get(f"{name}_count") or 0 for name in ("favourites", "reblogs", "replies", "quotes")]
    return [str(post["uri"]), post.get("edited_at"), *counts]


def without_counts(post: Post) -> list[Any]:
    return [str(post["uri"]), post.get("edited_at")]


def look_again(
    api: Api, path: str, state: State, *, mark: Mark = with_counts, told: Mapping[str, Any] | None = None,
    **params: Any,
) -> tuple[list[Item], State]:  # fmt: skip
    """Items of what is different from last time, and the state with what is seen now."""
    now, _ = api.listed(path, limit=LIMIT, **params)
    before: Mapping[str, Any] = state.get("seen") or {}
    seen = {str(one["id"]): mark(one) for one in now}
    lowest = min(before, key=lambda each: (len(each), each), default="")
    changed = [
        one for one in now if before.get(str(one["id"])) != mark(one) and not later(lowest, str(one["id"]))
    ]  # what stands lower than all that was seen was read before
    went, unsure = _gone(api, before, seen, full=len(now) >= LIMIT)
    return [*posts(api, changed, **(told or {})), *went], {**state, "seen": seen | unsure}


def noted(state: State, found: Entries, *, mark: Mark = with_counts) -> State:
    """The state with these entries as seen, so that looking again finds only what changed on them."""
    seen = {**(state.get("seen") or {}), **{str(one["id"]): mark(one) for one in found}}
    newest = sorted(seen, key=lambda each: (len(each), each))[-LIMIT:]
    return {**state, "seen": {number: seen[number] for number in newest}}


def _gone(
    api: Api, before: Mapping[str, Any], seen: Mapping[str, Any], *, full: bool
) -> tuple[list[Item], dict[str, Any]]:
    """Those there was no time to ask about are asked about next time."""
    oldest = min(seen, key=lambda each: (len(each), each), default="")
    missing = [number for number in before if number not in seen and (not full or later(number, oldest))]
    went: list[Item] = []
    unsure: dict[str, Any] = {}
    for number in missing:
        if api.pause:
            unsure[number] = before[number]
        elif api.find(f"/api/v1/statuses/{number}") is None:
            went.append(gone(api.place, number, before[number][0]))
    return went, unsure

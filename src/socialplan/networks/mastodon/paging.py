"""Reading a list of a server from both ends: what came after, and page by page what was before.

Lists stand newest first. `min_id` gives what comes directly after an id, so nothing is skipped however much
came since; `max_id` what was before. What has been read is a small piece of the cursor.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import orjson

from socialplan.outside import Broken

from ..contract import Page
from .asking import Api

LIMIT = 40
State = dict[str, Any]
Entries = Sequence[Mapping[str, Any]]


def state_of(cursor: str) -> State:
    return dict(orjson.loads(cursor)) if cursor else {}


def cursor_of(state: State) -> str:
    return orjson.dumps({name: value for name, value in state.items() if value}).decode()


def later(one: str, other: str) -> bool:
    """Ids grow: Mastodon's are numbers, those of other software text of one length."""
    return (len(one), one) > (len(other), other)


def newest_of(entries: Entries, known: str = "") -> str:
    return max([known, *(str(one["id"]) for one in entries)], key=lambda each: (len(each), each))


def follow(api: Api, path: str, state: State, *, back: int, **params: Any) -> tuple[Entries, State, bool]:
    """The next page of a list: what is new since the state, else what is older (at most `back` pages of it).

    Returns the entries, the state after them, and whether there is more now.
    """
    asked = {"limit": LIMIT, **params}
    if not state.get("newest"):
        entries, older = api.listed(path, **asked)
        if not entries:
            return (), state, False
        after = {**state, "newest": newest_of(entries), "older": older if back else "", "pages": back}
        return entries, after, bool(after["older"])
    known = str(state["newest"])
    entries, _ = api.listed(path, min_id=known, **asked)
    fresh = [one for one in entries if later(str(one["id"]), known)]
    if fresh:
        return fresh, {**state, "newest": newest_of(fresh, known)}, True
    return _older(api, path, state, asked)


def _older(api: Api, path: str, state: State, asked: Mapping[str, Any]) -> tuple[Entries, State, bool]:
    if not state.get("older") or api.pause:
        return (), state, bool(state.get("older"))
    entries, older = api.listed(path, max_id=state["older"], **asked)
    left = int(state.get("pages") or 0) - 1
    after = {**state, "older": older if entries and left > 0 else "", "pages": max(left, 0)}
    return entries, after, bool(after["older"])


def page(api: Api, items: Sequence[Mapping[str, Any]], state: State, *, more: bool, **told: Any) -> Page:
    """A page of the contract; a server that wants a pause is not asked for more now."""
    return Page(items=tuple(items), cursor=cursor_of(state), more=more, pause=api.pause, **told)


def oldest_time(entries: Entries) -> datetime | None:
    """When the oldest entry was written. Raises Broken for what is no time."""
    try:
        times = [datetime.fromisoformat(str(one["created_at"])) for one in entries]
    except (KeyError, ValueError) as error:
        raise Broken("an entry has no time") from error
    return min(times, default=None)

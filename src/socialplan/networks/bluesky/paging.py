"""Reading a list from the newest down to what is known.

Lists of Bluesky have no "after this one", only "below this one", and something can come late below newer
ones. So each turn begins at the top and goes down until OVERLAP before the newest that was known; what was
read before is passed over. How far down it came stands in the cursor until it is there.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

import orjson

from socialplan.outside import Broken

from ..contract import Order

LIMIT = 100
BACK = 25  # pages of what was before we began to listen
OVERLAP = timedelta(hours=1)
MOST_SEEN = 2_000
State = dict[str, Any]
Entry = Mapping[str, Any]
Fetch = Callable[[str], tuple[Sequence[Entry], str]]  # what stands below a place, and the next place


@dataclass(frozen=True)
class Read:
    """What was not read before, the state after it, whether there is more now, and how far back it goes."""

    entries: list[Entry]
    state: State
    more: bool
    since: datetime | None = None


def state_of(order: Order) -> State:
    found = orjson.loads(order.cursor) if order.cursor else {}
    return found if isinstance(found, dict) else {}


def cursor_of(state: State) -> str:
    return orjson.dumps({name: value for name, value in state.items() if value}).decode()


def moment_of(entry: Entry) -> datetime:
    """When the network got it, in UTC. Raises Broken where it does not say."""
    try:
        return datetime.fromisoformat(str(entry["indexedAt"])).astimezone(UTC)
    except (KeyError, ValueError) as error:
        raise Broken("an entry has no time") from error


def known_until(state: State) -> datetime | None:
    """Down to where is read: what stands lower is known."""
    return datetime.fromisoformat(state["newest"]) - OVERLAP if state.get("newest") else None


def downwards(fetch: Fetch, state: State) -> Read:
    """The next page of what is new."""
    until, top = known_until(state), str(state.get("top") or "")
    listed, below = fetch(str(state.get("below") or ""))
    near = [one for one in listed if until is None or moment_of(one) > until]
    seen = {**(state.get("seen") or {}), **(state.get("passed") or {})}
    fresh = [one for one in near if mark(one) not in seen]
    highest = max([*(moment_of(one).isoformat() for one in near), top], default="")
    met = {**(state.get("passed") or {}), **{mark(one): moment_of(one).isoformat() for one in near}}
    passed = _close(met, highest)
    since = min((moment_of(one) for one in near), default=None)
    pages = int(state.get("pages") or 0) + 1
    if not below or len(near) < len(listed) or (until is None and pages >= BACK):
        return Read(fresh, _there(state, highest, passed), more=False, since=since)
    after = {**state, "below": below, "top": highest, "pages": pages, "passed": passed}
    return Read(fresh, after, more=True, since=since)


def _there(state: State, highest: str, passed: Mapping[str, str]) -> State:
    """The state at the end of a way down: the newest, and what stands close enough to be met again."""
    newest = max(highest, str(state.get("newest") or ""))
    left = {name: state[name] for name in state.keys() - {"below", "top", "pages", "passed"}}
    if not newest:
        return left
    return {**left, "newest": newest, "seen": _close({**(state.get("seen") or {}), **passed}, newest)}


def _close(met: Mapping[str, str], newest: str) -> dict[str, str]:
    """Those that the next way down meets again."""
    least = (datetime.fromisoformat(newest) - OVERLAP).isoformat() if newest else ""
    kept = sorted(((at, one) for one, at in met.items() if at > least), reverse=True)
    return {one: at for at, one in kept[:MOST_SEEN]}


def mark(entry: Entry) -> str:
    """Short, as it stands in the cursor."""
    return sha256(f"{entry.get('uri')}{entry.get('reason', '')}".encode()).hexdigest()[:12]

"""The simulated network as one listens to it live: pages of what happened, up to a simulated clock."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from .faults import Busy, Faults, Revoked, TokenRefused
from .happenings import Happening, happenings
from .world import World

STREAMS = ("own", "mentions", "replies", "reactions", "followers", "search", "firehose")
ROLES = {"mentions": "post", "replies": "reply"}
TIMES = ("created_at", "edited_at", "deleted_at")
NO_FAULTS = Faults()
FIRST_TOKEN = "simulated-token-1"


@dataclass(frozen=True)
class Gap:
    """What happened between these moments can no longer be had."""

    since: datetime
    until: datetime
    why: str


@dataclass(frozen=True)
class Page:
    """Items in order of time, and where to go on. `complete`: there was no more at this moment."""

    items: tuple[Mapping[str, Any], ...]
    cursor: str
    complete: bool
    gap: Gap | None = None


@dataclass
class SimulatedNetwork:
    """One signed-in connection. The same world, clock, faults and calls always give the same pages."""

    world: World
    clock: Callable[[], datetime]  # naive, UTC
    faults: Faults = NO_FAULTS
    requests: int = 0
    token: str = FIRST_TOKEN
    _given: dict[tuple[str, str, str], Page] = field(default_factory=dict)  # the page before, per stream

    def collect(self, account: str, stream: str, cursor: str | None, budget: int, *, query: str = "") -> Page:
        """At most `budget` items of a stream after `cursor` (None = from the first day).

        `account` is a company of the world; `search` gives posts with all words of `query`, `firehose`
        everything. Raises Busy, TokenRefused, KeyError for an unknown stream.
        """
        if stream not in STREAMS:
            raise KeyError(stream)
        self._asked()
        before = self._given.get((account, stream, query))
        if before is not None and self.faults.again(self.requests):
            return before
        limit = min(budget, self.faults.drip or budget)
        page = self._page(account, stream, cursor or "0:0", limit, query.lower().split())
        self._given[account, stream, query] = page
        return page

    def refresh(self, token: str) -> str:
        """A new token for an old one. Raises Revoked."""
        if self.faults.revoked and self.faults.refused(self.clock()):
            raise Revoked
        number = int(token.rpartition("-")[2]) + 1
        self.token = f"{token.rpartition('-')[0]}-{number}"
        return self.token

    def _asked(self) -> None:
        self.requests += 1
        if self.faults.busy(self.requests):
            raise Busy(self.faults.retry_after)
        if self.token == FIRST_TOKEN and self.faults.refused(self.clock()):
            raise TokenRefused

    def _page(self, account: str, stream: str, cursor: str, limit: int, words: list[str]) -> Page:
        begin, place = (int(part) for part in cursor.split(":"))
        items: list[Mapping[str, Any]] = []
        lost = False
        for span_begin, number, one in self._after(begin, place):
            if len(items) == limit:
                return Page(tuple(items), f"{begin}:{place}", False, self._gap(lost=lost))
            begin, place = span_begin, number + 1
            if not wanted(one, account, stream, words):
                continue
            if self.faults.loses(one.at):
                lost = True
                continue
            items.append(one.raw)
        return Page(tuple(items), f"{begin}:{place}", True, self._gap(lost=lost))

    def _after(self, begin: int, place: int) -> Iterator[tuple[int, int, Happening]]:
        """What happened from a place on until now."""
        now = self.clock()
        for span in self.world.spans(self.world.day(begin), self.world.end):
            for number, one in enumerate(happenings(span)):
                if one.at > now:
                    return
                if span.begin > begin or number >= place:
                    yield span.begin, number, one

    def _gap(self, *, lost: bool) -> Gap | None:
        if lost and self.faults.lost:
            return Gap(*self.faults.lost, "lost by the network")
        return None


def wanted(one: Happening, account: str, stream: str, words: list[str]) -> bool:
    """Whether it belongs to a stream of this company."""
    if stream == "firehose":
        return True
    said, raw = one.kind in ("post", "edit", "delete"), one.raw
    if stream == "search":
        text = str(raw.get("text", "")).lower()
        return one.kind in ("post", "edit") and bool(words) and all(word in text for word in words)
    if one.about != account:
        return False
    if stream == "followers":
        return one.kind == "follow"
    if stream == "reactions":
        return one.kind == "like" or raw.get("role") == "repost"
    own = raw.get("account_id") == account
    return said and (own if stream == "own" else not own and raw.get("role") == ROLES[stream])


def normalise(raw: Mapping[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """Rows of the vocabulary, with the table of each. A deletion tells no more than which post and when."""
    at = {name: datetime.fromisoformat(raw[name]) for name in TIMES if name in raw}
    if raw["type"] in ("post", "edit", "delete"):
        author = raw.get("author")
        row = {key: value for key, value in raw.items() if key not in ("id", "type", "author", "simulated")}
        row |= {"post_id": raw["id"], "precision": "second", "person_key": author and author["key"], **at}
        return [("posts", row), *([("people", _person(raw, author))] if author else [])]
    row = {
        "network": raw["network"], "interaction_id": raw["id"], "kind": raw["type"],
        "actor_key": raw["actor"], "target_key": raw["target"], "post_id": raw["post_id"],
        "occurred_at": at["created_at"], "precision": "second",
    }  # fmt: skip
    return [("interactions", row)]


def _person(raw: Mapping[str, Any], author: Mapping[str, Any]) -> dict[str, Any]:
    told = {name: author[name] for name in ("handle", "display_name", "followers")}
    return {"network": raw["network"], "person_key": author["key"], "network_id": author["id"], **told}

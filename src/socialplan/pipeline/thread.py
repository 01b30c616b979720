"""The thread of a post: the conversation it stands in, from its beginning, answers in order."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import ibis.expr.types as ir

from socialplan.store import Store
from socialplan.store.ledger import Snapshot

from .stream_posts import StreamPost, told

MOST = 200  # posts of one conversation
DEEPEST = 5
ROUNDS = 25  # how far up and down answers are followed
COLUMNS = ("post_id", "parent_id", "root_id", "role", "created_at", "turn")
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Node:
    """One post of a thread; `depth` 0 is its beginning. `gap`: what it answers was not heard."""

    post: StreamPost
    depth: int
    selected: bool = False
    gap: bool = False

    @property
    def indent(self) -> int:
        """How far it stands to the right; deep answers stand under each other."""
        return min(self.depth, DEEPEST)


@dataclass(frozen=True)
class Thread:
    """The posts in reading order. `passed_on` says who passed on which of them, `more` posts are left out."""

    nodes: tuple[Node, ...]
    selected: StreamPost
    passed_on: Mapping[str, int]
    more: int = 0

    @property
    def answers(self) -> int:
        return max(0, len(self.nodes) - 1 + self.more)


def thread(store: Store, workspace: int, network: str, post_id: str, *, zone: str) -> Thread | None:
    """None when there is no such post (any more)."""
    snapshot = store.snapshot(workspace)
    asked = _Asked(store, snapshot, network)
    rows = asked.around(post_id)
    if post_id not in rows:
        return None
    reposts = [row for row in rows.values() if row["role"] == "repost" and row["parent_id"] in rows]
    passed = _counted(reposts)
    for row in reposts:
        if row["post_id"] != post_id:
            rows.pop(row["post_id"])
    order = _in_order(rows, post_id)
    kept = _near(order, post_id)
    keys = [(network, one) for one, _depth in kept]
    posts = {one.post_id: one for one in told(store, snapshot, keys, zone=zone)}
    nodes = tuple(_node(posts[one], depth, rows, post_id) for one, depth in kept if one in posts)
    if post_id not in posts:
        return None
    return Thread(nodes, posts[post_id], passed, len(order) - len(kept))


class _Asked:
    """Reads the posts of one network that belong together, by their few columns."""

    def __init__(self, store: Store, snapshot: Snapshot, network: str) -> None:
        self.store = store
        posts = store.current(snapshot, "posts")
        self.posts: ir.Table = posts.filter(posts["network"] == network).select(*COLUMNS)

    def around(self, post_id: str) -> dict[str, Row]:
        rows = self._read("post_id", [post_id])
        if post_id not in rows:
            return {}
        root = rows[post_id]["root_id"]
        if root:
            rows |= self._read("root_id", [root]) | self._read("post_id", [root])
        self._up(rows, post_id)
        self._down(rows)
        return rows

    def _up(self, rows: dict[str, Row], post_id: str) -> None:
        """What a post answers, and what that answers."""
        place = rows[post_id]
        for _round in range(ROUNDS):
            parent = place["parent_id"]
            if not parent:
                return
            if parent not in rows:
                rows |= self._read("post_id", [parent])
            if parent not in rows:
                return
            place = rows[parent]

    def _down(self, rows: dict[str, Row]) -> None:
        """The answers to these posts, and the answers to those."""
        fresh = list(rows)
        for _round in range(ROUNDS):
            found = self._read("parent_id", fresh) if fresh and len(rows) < MOST * 5 else {}
            fresh = [one for one in found if one not in rows]
            rows |= {one: found[one] for one in fresh}

    def _read(self, column: str, values: Sequence[str]) -> dict[str, Row]:
        found = self.posts.filter(self.posts[column].isin(sorted(set(values))))
        return {row["post_id"]: row for row in self.store.execute(found.limit(MOST * 5)).to_pylist()}


def _counted(reposts: Iterable[Row]) -> dict[str, int]:
    counts: dict[str, int] = defaultdict(int)
    for row in reposts:
        counts[row["parent_id"]] += 1
    return dict(counts)


def _in_order(rows: Mapping[str, Row], post_id: str) -> list[tuple[str, int]]:
    """Each post after what it answers, its answers by time (or place in the conversation), with its depth.

    Where the beginning is known, what answers a post that was not heard stands under the beginning.
    """
    root = _root(rows, post_id)
    under: dict[str, list[str]] = defaultdict(list)
    for one, row in rows.items():
        if one != root:
            under[row["parent_id"] if row["parent_id"] in rows else root].append(one)
    order, waiting, seen = [], [(root, 0)], set()
    while waiting:
        one, depth = waiting.pop()
        if one in seen:  # answers that answer each other
            continue
        seen.add(one)
        order.append((one, depth))
        children = sorted(under[one], key=lambda child: _when(rows[child]), reverse=True)
        waiting += [(child, depth + 1) for child in children]
    return order


def _root(rows: Mapping[str, Row], post_id: str) -> str:
    """Where the conversation begins, as far as it was heard."""
    stated = rows[post_id]["root_id"]
    if stated and stated in rows:
        return str(stated)
    place, seen = post_id, {post_id}
    while (parent := rows[place]["parent_id"]) in rows and parent not in seen:
        place = parent
        seen.add(place)
    return place


def _when(row: Row) -> tuple[Any, ...]:
    undated = row["created_at"] is None
    return undated, row["created_at"] or 0, row["turn"] or 0, row["post_id"]


def _near(order: Sequence[tuple[str, int]], post_id: str) -> list[tuple[str, int]]:
    """At most MOST posts: the beginning, and those around the one that was asked for."""
    if len(order) <= MOST:
        return list(order)
    place = next(number for number, (one, _depth) in enumerate(order) if one == post_id)
    first = max(1, min(place - MOST // 2, len(order) - MOST + 1))
    return [order[0], *order[first : first + MOST - 1]]


def _node(post: StreamPost, depth: int, rows: Mapping[str, Row], post_id: str) -> Node:
    parent = rows[post.post_id]["parent_id"]
    return Node(post, depth, post.post_id == post_id, bool(parent) and parent not in rows)

"""Posts as a stream or a thread shows them: who, when, what, its counts, its labels, what it answers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import ibis.expr.types as ir

from socialplan.analysis.response import newest_values
from socialplan.analysis.scope import named
from socialplan.analysis.times import local
from socialplan.store import Store
from socialplan.store.ledger import Snapshot

from .names import names
from .post_labels import Key, PostLabel, labels_of

COUNTED = ("reactions", "shares", "comments")
COLUMNS = (
    "network", "post_id", "url", "account", "account_id", "account_ref", "person_key", "local_at",
    "precision", "text", "title", "role", "kind", "parent_id", "root_id", "edited_at", "deleted_at",
)  # fmt: skip


@dataclass(frozen=True)
class Parent:
    """What a post answers or passes on; `heard` is false where only its id is known."""

    post_id: str
    heard: bool = False
    author: str | None = None
    text: str | None = None


@dataclass(frozen=True)
class StreamPost:
    """One post. `author` is a handle, None for a person whose name is not kept; `at` is wall time.

    `counts` has a number per name of COUNTED, None where the data do not give it.
    """

    network: str
    post_id: str
    url: str | None
    author: str | None
    by_account: bool
    about: str | None  # the account a person wrote to or about
    at: datetime | None
    precision: str | None
    text: str | None
    title: str | None
    role: str | None
    kind: str | None
    parent: Parent | None
    edited_at: datetime | None
    deleted_at: datetime | None
    counts: Mapping[str, int | None]
    labels: tuple[PostLabel, ...] = ()

    @property
    def key(self) -> Key:
        return self.network, self.post_id


def told(
    store: Store, snapshot: Snapshot, keys: Sequence[Key], *, zone: str,
    times: Sequence[datetime | None] = (),
) -> list[StreamPost]:  # fmt: skip
    """These posts in this order; one that is gone is left out. Where their `times` are given, only the
    stretch between the first and the last is looked through."""
    if not keys:
        return []
    rows = _rows(store, snapshot, keys, zone, times)
    parents = _parents(store, snapshot, rows.values(), zone)
    people = {row["person_key"] for row in (*rows.values(), *parents.values()) if row["person_key"]}
    handles = names(store, snapshot, people)
    counts = _counts(store, snapshot, keys)
    labels = labels_of(store, snapshot, keys)
    return [
        _post(rows[key], parents, handles, counts.get(key, {}), labels.get(key, ()))
        for key in keys if key in rows
    ]  # fmt: skip


def _rows(
    store: Store, snapshot: Snapshot, keys: Sequence[Key], zone: str, times: Sequence[datetime | None] = ()
) -> dict[Key, dict[str, Any]]:
    posts = store.current(snapshot, "posts")
    if known := [time for time in times if time is not None and None not in times]:
        posts = posts.filter(posts["created_at"].between(min(known), max(known)))
    posts = posts.filter(posts["post_id"].isin(sorted({post for _network, post in keys})))
    posts = named(posts, {"accounts": store.current(snapshot, "accounts")})
    posts = posts.mutate(local_at=local(posts["created_at"], posts["precision"], zone))
    rows = store.execute(posts.select(*COLUMNS)).to_pylist()
    found = {(row["network"], row["post_id"]): row for row in rows}
    return {key: found[key] for key in keys if key in found}


def _parents(
    store: Store, snapshot: Snapshot, rows: Iterable[Mapping[str, Any]], zone: str
) -> dict[Key, dict[str, Any]]:
    asked = [(row["network"], row["parent_id"]) for row in rows if row["parent_id"]]
    return _rows(store, snapshot, asked, zone) if asked else {}


def _counts(store: Store, snapshot: Snapshot, keys: Sequence[Key]) -> dict[Key, dict[str, int | None]]:
    metrics: ir.Table = store.current(snapshot, "metrics")
    metrics = metrics.filter(metrics["subject_id"].isin(sorted({post for _network, post in keys})))
    rows = store.execute(newest_values(metrics, COUNTED)).to_pylist()
    return {
        (row["network"], row["subject_id"]): {
            name: None if row[name] is None else int(row[name]) for name in COUNTED
        }
        for row in rows
    }  # fmt: skip


def _post(
    row: Mapping[str, Any], parents: Mapping[Key, Mapping[str, Any]], handles: Mapping[str, str],
    counts: Mapping[str, int | None], labels: tuple[PostLabel, ...],
) -> StreamPost:  # fmt: skip
    by_account = bool(row["account_id"])
    return StreamPost(
        network=row["network"], post_id=row["post_id"], url=row["url"], author=_author(row, handles),
        by_account=by_account, about=None if by_account else row["account"], at=row["local_at"],
        precision=row["precision"], text=row["text"], title=row["title"], role=row["role"],
        kind=row["kind"], parent=_parent(row, parents, handles), edited_at=row["edited_at"],
        deleted_at=row["deleted_at"], counts={name: counts.get(name) for name in COUNTED}, labels=labels,
    )  # fmt: skip


def _author(row: Mapping[str, Any], handles: Mapping[str, str]) -> str | None:
    if row["account_id"]:
        return str(row["account"])
    return handles.get(row["person_key"]) if row["person_key"] else None


def _parent(
    row: Mapping[str, Any], parents: Mapping[Key, Mapping[str, Any]], handles: Mapping[str, str]
) -> Parent | None:
    if not row["parent_id"]:
        return None
    found = parents.get((row["network"], row["parent_id"]))
    if found is None:
        return Parent(row["parent_id"])
    return Parent(row["parent_id"], True, _author(found, handles), found["text"] or found["title"])

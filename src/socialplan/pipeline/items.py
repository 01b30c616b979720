"""Items: the posts behind an answer, or behind one row of it, with the names of who wrote them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import ibis

from socialplan.analysis.base import Params
from socialplan.analysis.entry import TAG_GROUPS
from socialplan.analysis.groups import with_groups
from socialplan.analysis.phrases import mentions
from socialplan.analysis.response import with_response
from socialplan.analysis.scope import posts_in_scope
from socialplan.store import Store
from socialplan.store.ledger import Snapshot

from .measure import entry_of, open_tables
from .names import names
from .post_labels import PostLabel, labels_of

COLUMNS = (
    "network", "post_id", "url", "account", "person_key", "local_at", "precision", "text", "title", "role",
    "kind",
)  # fmt: skip
FIRST = ("answered", "follow_up")  # where posts have these, those without come first
MOST_WITH_LABELS = 200  # posts; longer lists are files, which have no labels beside the text


@dataclass(frozen=True)
class Item:
    """One post. `author` is who wrote it, by handle; `at` is wall time in the zone of the question."""

    network: str
    post_id: str
    url: str | None
    account: str | None
    author: str | None
    at: datetime | None
    precision: str | None
    text: str | None
    title: str | None
    role: str | None
    kind: str | None
    response: float | None
    labels: tuple[PostLabel, ...] = ()  # as they are now, whatever the snapshot


@dataclass(frozen=True)
class Items:
    total: int
    shown: tuple[Item, ...]


def items(
    store: Store, workspace: int, analysis: str, params: Params, *, snapshot: Snapshot | None = None,
    where: Mapping[str, Any] | None = None, limit: int = 20, offset: int = 0,
) -> Items:  # fmt: skip
    """The posts of a question, newest first, undated last; with `where` those of one row (its groups)."""
    snapshot = snapshot or store.snapshot(workspace)
    if not entry_of(analysis).of_posts:
        return Items(0, ())
    posts = _behind(store, snapshot, analysis, params)
    posts = _of_row(*_own_row(analysis, posts, where or {}), params=params)
    total = int(store.execute(posts.agg(n=posts.count()))["n"][0].as_py())
    value = posts["value"] if "value" in posts.columns else ibis.null("float64")
    first = [name for name in FIRST if name in posts.columns]
    chosen = posts.select(*COLUMNS, *first, value=value)
    order = [*first, chosen["local_at"].desc(nulls_first=False), chosen["post_id"].asc()]
    rows = store.execute(chosen.order_by(order).limit(limit, offset=offset)).to_pylist()
    known = names(store, snapshot, [row["person_key"] for row in rows if row["person_key"]])
    keys = [(row["network"], row["post_id"]) for row in rows] if limit <= MOST_WITH_LABELS else []
    labels = labels_of(store, store.snapshot(workspace), keys)
    return Items(total, tuple(item_of(row, known, labels) for row in rows))


def texts(store: Store, workspace: int, post_ids: Sequence[str]) -> dict[str, str]:
    """The words of some posts by their ids, as they are now; a post that is gone has none."""
    posts = store.current(store.snapshot(workspace), "posts")
    words = ibis.coalesce(posts["text"], posts["title"])
    asked = posts.filter(posts["post_id"].isin(list(post_ids)), words.notnull())
    found = asked.select("post_id", words=words)
    rows = store.execute(found).to_pylist() if post_ids else []
    return {row["post_id"]: row["words"] for row in rows}


def _behind(store: Store, snapshot: Snapshot, analysis: str, params: Params) -> ibis.Table:
    """An analysis may say which posts stand behind it; else they are those of its scope."""
    entry = entry_of(analysis)
    tables = {
        "posts": store.current(snapshot, "posts"),
        **open_tables(store, snapshot, entry, query=params.query),
    }
    own = getattr(entry.load(), "items", None)
    if own is not None:
        behind: ibis.Table = own(tables, params)
        return behind
    posts = posts_in_scope(tables, params)
    return with_response(posts, tables["metrics"]) if "metrics" in tables else posts


def _own_row(
    analysis: str, posts: ibis.Table, where: Mapping[str, Any]
) -> tuple[ibis.Table, Mapping[str, Any]]:
    """An analysis may know the posts of its rows (`of_row`), and what of a row that settles (`OF_ROW`)."""
    module = entry_of(analysis).load()
    own = getattr(module, "of_row", None)
    if not own or not where:
        return posts, where
    settled = getattr(module, "OF_ROW", ())
    return own(posts, where), {name: value for name, value in where.items() if name not in settled}


def _of_row(posts: ibis.Table, where: Mapping[str, Any], *, params: Params) -> ibis.Table:
    groups = {name: value for name, value in where.items() if name in params.by and name not in TAG_GROUPS}
    if groups:
        posts = with_groups(posts, params)
    for name, value in groups.items():
        posts = posts.filter(posts[name].isnull() if value is None else posts[name] == value)
    for name in ("account", "network"):  # rows may be of accounts also where nobody asked for them
        if where.get(name) and name not in groups:
            posts = posts.filter(posts[name] == where[name])
    if where.get("theme"):
        said = posts["text"].fill_null("") + ibis.literal(" ") + posts["title"].fill_null("")
        posts = posts.filter(mentions(said, str(where["theme"])))
    if where.get("person"):
        posts = posts.filter(ibis.coalesce(posts["person_key"], posts["account_ref"]) == where["person"])
    if where.get("day") and "day" not in groups:
        posts = posts.filter(posts["local_at"].date().cast("string") == where["day"])
    return posts


def item_of(row: Mapping[str, Any], known: Mapping[str, str], labels: Mapping[Any, Any]) -> Item:
    person = row["person_key"]
    return Item(
        network=row["network"], post_id=row["post_id"], url=row["url"], account=row["account"],
        author=known.get(person) if person else row["account"], at=row["local_at"],
        precision=row["precision"], text=row["text"], title=row["title"], role=row["role"],
        kind=row["kind"], response=row["value"], labels=labels.get((row["network"], row["post_id"]), ()),
    )  # fmt: skip

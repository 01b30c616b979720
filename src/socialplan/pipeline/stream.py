"""The stream: the posts of a workspace as people read them, newest first, a page at a time."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import ibis
import ibis.expr.types as ir

from socialplan.analysis.base import Params
from socialplan.analysis.reads import asked_of
from socialplan.analysis.scope import posts_in_scope
from socialplan.store import Store
from socialplan.store.ledger import Snapshot

from .reading import labels_read
from .stream_posts import StreamPost, told

US, OTHERS = "us", "others"


@dataclass(frozen=True)
class Wanted:
    """Which posts: those of a scope (account, network, window, tracked query), narrowed further.

    `whose` is the kind of owner of the account a post is by or about, `said` is US (by an account of ours) or
    OTHERS, `labels` is labeller -> label.
    """

    scope: Params = field(default_factory=Params)
    role: str = ""
    whose: str = ""
    said: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)

    @property
    def costly(self) -> bool:
        """Whether finding what fits takes more than looking at small columns."""
        return bool(self.scope.query or self.labels)


@dataclass(frozen=True)
class Page:
    """`total` posts fit; `posts` are those of this page."""

    total: int
    posts: tuple[StreamPost, ...]


def stream(store: Store, workspace: int, wanted: Wanted, *, limit: int, offset: int = 0) -> Page:
    """The posts that fit, the newest first and undated ones last.

    What is shown of a post is read for the posts of the page only; the rest costs their few columns that
    the filters look at.
    """
    snapshot = store.snapshot(workspace)
    posts = _fitting(store, snapshot, wanted).select("network", "post_id", "created_at")
    order = [posts["created_at"].desc(nulls_first=False), posts["post_id"].asc()]
    if wanted.costly:  # then what fits is found once, and counted beside it
        posts = posts.mutate(total=posts.count().over(ibis.window()))
    rows = store.execute(posts.order_by(order).limit(limit, offset=offset)).to_pylist()
    total = rows[0]["total"] if rows and wanted.costly else _total(store, posts)
    return Page(total, tuple(told(
        store, snapshot, [(row["network"], row["post_id"]) for row in rows], zone=wanted.scope.zone,
        times=[row["created_at"] for row in rows],
    )))  # fmt: skip


def _total(store: Store, posts: ir.Table) -> int:
    return int(store.execute(posts.agg(n=posts.count()))["n"][0].as_py())


def networks(store: Store, workspace: int) -> tuple[str, ...]:
    """Networks there are posts of."""
    posts = store.current(store.snapshot(workspace), "posts")
    return tuple(sorted(store.execute(posts.select("network").distinct())["network"].to_pylist()))


def _fitting(store: Store, snapshot: Snapshot, wanted: Wanted) -> ir.Table:
    accounts = store.current(snapshot, "accounts")
    tables = {"posts": store.current(snapshot, "posts"), "accounts": accounts}
    if wanted.scope.query:
        tables["people"] = store.current(snapshot, "people")
    if readers := asked_of(wanted.scope.query):
        tables["labels"] = labels_read(store, snapshot, readers)
    posts = posts_in_scope(tables, wanted.scope)
    if wanted.role:
        posts = posts.filter(posts["role"] == wanted.role)
    if wanted.whose:
        posts = _of_accounts(posts, accounts, wanted.whose, "account_ref", ours=True)
    if wanted.said in (US, OTHERS):
        posts = _of_accounts(posts, accounts, "own", "account_id", ours=wanted.said == US)
    for reads, label in wanted.labels.items():
        read = labels_read(store, snapshot, [reads])
        read = read.filter(read["label"] == label).select(label_network="network", label_post="subject_id")
        same = [posts["network"] == read["label_network"], posts["post_id"] == read["label_post"]]
        posts = posts.semi_join(read, same)
    return posts


def _of_accounts(
    posts: ir.Table, accounts: ir.Table, owner_kind: str, column: str, *, ours: bool
) -> ir.Table:
    """Posts of which `column` names an account of this kind, or with `ours` false those that do not."""
    known = accounts.filter(accounts["owner_kind"] == owner_kind)
    known = known.select(kind_network="network", kind_account="account_id")
    same = [posts["network"] == known["kind_network"], posts[column] == known["kind_account"]]
    return posts.semi_join(known, same) if ours else posts.anti_join(known, same)

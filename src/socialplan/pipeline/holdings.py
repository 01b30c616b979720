"""What a workspace holds: its accounts, what was covered, and what is known of one person."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time

import ibis

from socialplan.store import Store
from socialplan.store.ledger import Snapshot

MOST_PEOPLE = 20


@dataclass(frozen=True)
class HeldAccount:
    """An account and how much of it there is; times are naive UTC, None where nothing is dated."""

    network: str
    account_id: str
    owner_kind: str
    posts: int
    first: datetime | None
    last: datetime | None
    handle: str | None = None

    @property
    def name(self) -> str:
        """What a person calls it, and what analyses call it."""
        return self.handle or self.account_id


@dataclass(frozen=True)
class CoverageSpan:
    """One stated stretch of what was collected; naive UTC, half-open."""

    network: str
    account_id: str | None
    source: str
    stream: str
    since: datetime | None
    until: datetime | None
    state: str
    why: str


@dataclass(frozen=True)
class WeekGiven:
    """Of one network in the week of a Monday: its posts, and how many of them have each figure."""

    network: str
    week: date
    posts: int
    reactions: int
    shares: int
    comments: int


@dataclass(frozen=True)
class HeldPerson:
    """A person and how many rows of each table carry them."""

    person_key: str
    network: str
    handle: str
    display_name: str
    posts: int
    mentions: int
    interactions: int


def accounts(store: Store, snapshot: Snapshot) -> list[HeldAccount]:
    """Every account there is, the fullest first; those without posts last."""
    posts = store.current(snapshot, "posts")
    named = store.current(snapshot, "accounts")
    counted = (
        posts.mutate(who=ibis.coalesce(posts.account_id, posts.about_account))
        .filter(lambda row: row.who.notnull())
        .group_by(["network", "who"])
        .agg(
            posts=lambda row: row.count(),
            first=lambda row: row.created_at.min(),
            last=lambda row: row.created_at.max(),
        )
    )
    joined = counted.outer_join(
        named, [counted.network == named.network, counted.who == named.account_id], rname="{name}_named"
    )
    rows = joined.select(
        network=ibis.coalesce(joined.network, joined.network_named),
        account_id=ibis.coalesce(joined.who, joined.account_id),
        owner_kind=ibis.coalesce(joined.owner_kind, "other"),
        posts=ibis.coalesce(joined.posts, 0), first=joined.first, last=joined.last, handle=joined.handle,
    )  # fmt: skip
    ordered = rows.order_by([ibis.desc("posts"), "network", "account_id"])
    return [HeldAccount(**row) for row in store.execute(ordered).to_pylist()]


def coverage(store: Store, snapshot: Snapshot) -> list[CoverageSpan]:
    """Every stated stretch, oldest first."""
    table = store.current(snapshot, "coverage")
    rows = table.select(
        "network", "account_id", "source", "stream", since=table.from_at, until=table.to_at,
        state=table.state, why=ibis.coalesce(table.why, ""),
    ).order_by("since", "network", "account_id", "source")  # fmt: skip
    return [CoverageSpan(**row) for row in store.execute(rows).to_pylist()]


STREAMS = ("reactions", "shares", "comments")


def given(store: Store, snapshot: Snapshot, *, since: date, until: date) -> list[WeekGiven]:
    """Per network and week of the half-open days: posts, and posts with each figure. Weeks in UTC."""
    posts = store.current(snapshot, "posts")
    first, after = (datetime.combine(day, time()) for day in (since, until))
    posts = posts.filter(posts["created_at"] >= first, posts["created_at"] < after)
    metrics = store.current(snapshot, "metrics")
    figures = metrics.filter(metrics["subject"] == "post", metrics["name"].isin(STREAMS))
    figures = figures.filter(figures["value"].notnull())
    per_post = figures.group_by(f_network="network", f_post="subject_id").agg(
        **{name: (figures["name"] == name).any() for name in STREAMS}
    )
    joined = posts.left_join(
        per_post, [posts["network"] == per_post["f_network"], posts["post_id"] == per_post["f_post"]]
    )
    week = joined["created_at"].truncate("W").date()
    rows = joined.group_by(network=joined["network"], week=week).agg(
        posts=joined.count(), **{name: joined[name].cast("int64").sum().fill_null(0) for name in STREAMS}
    )
    return [WeekGiven(**row) for row in store.execute(rows).to_pylist()]


def networks_with(store: Store, snapshot: Snapshot) -> dict[str, frozenset[str]]:
    """network -> what its data ever gave of reactions, shares, comments and followers."""
    metrics = store.current(snapshot, "metrics")
    rows = metrics.filter(metrics["name"].isin((*STREAMS, "followers")), metrics["value"].notnull())
    found: dict[str, set[str]] = defaultdict(set)
    for row in store.execute(rows.select("network", "name").distinct()).to_pylist():
        found[row["network"]].add(row["name"])
    people = store.current(snapshot, "people")
    known = people.filter(people["followers"].notnull()).select("network").distinct()
    for network in store.execute(known)["network"].to_pylist():
        found[network].add("followers")
    shared = store.current(snapshot, "interactions")
    passed = shared.filter(shared["kind"] == "repost").select("network").distinct()
    for network in store.execute(passed)["network"].to_pylist():
        found[network].add("shares")
    return {network: frozenset(names) for network, names in found.items()}


def find_people(store: Store, snapshot: Snapshot, handle: str) -> list[HeldPerson]:
    """People with this handle, without "@" and whatever the case, on any network."""
    wanted = handle.strip().lstrip("@").casefold()
    if not wanted:
        return []
    people = store.current(snapshot, "people")
    found = people.filter(people.handle.lower() == wanted).limit(MOST_PEOPLE)
    rows = store.execute(found.select("person_key", "network", "handle", "display_name")).to_pylist()
    return [_footprint(store, snapshot, row) for row in rows]


def _footprint(store: Store, snapshot: Snapshot, row: dict[str, str | None]) -> HeldPerson:
    key = str(row["person_key"])
    posts = store.current(snapshot, "posts")
    ties = store.current(snapshot, "interactions")
    counts = {
        "posts": posts.filter(posts.person_key == key),
        "mentions": posts.filter(posts.mentions.contains(key)),
        "interactions": ties.filter((ties.actor_key == key) | (ties.target_key == key)),
    }
    numbers = {name: _count(store, table) for name, table in counts.items()}
    return HeldPerson(
        person_key=key, network=str(row["network"]), handle=str(row["handle"] or ""),
        display_name=str(row["display_name"] or ""), **numbers,
    )  # fmt: skip


def _count(store: Store, table: ibis.Table) -> int:
    return int(store.execute(table.agg(n=table.count())).column("n")[0].as_py())


def account_owners(store: Store, snapshot: Snapshot) -> dict[str, str]:
    """Handle and id, casefolded, -> own, competitor or other; own wins where networks differ."""
    table = store.current(snapshot, "accounts")
    rows = store.execute(table.select("account_id", "handle", "owner_kind")).to_pylist()
    found: dict[str, str] = {}
    for row in sorted(rows, key=lambda row: row["owner_kind"] != "own"):
        for name in (row["account_id"], row["handle"]):
            if name:
                found.setdefault(str(name).lstrip("@").casefold(), str(row["owner_kind"] or "other"))
    return found

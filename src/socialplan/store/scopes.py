"""What a batch touches, read from its rows, the rows they supersede and the posts they are about.

A scope decides which findings become due, so it must name everything a batch can change and as little more
as can be helped: reactions to posts of one account in May leave findings on another account, and on March,
alone.
"""

from dataclasses import dataclass

import ibis
import pyarrow as pa

from ..records import LABELS, PERSON_MARK, Table
from .engines import Engine
from .ledger import Scope

MOST_LISTED = 200  # more accounts than this are not listed: such a batch touches all
ABOUT_POST = {"metrics": "subject_id", "labels": "subject_id", "interactions": "post_id"}
TOUCHED = pa.schema({"network": pa.string(), "account": pa.string(), "at": pa.timestamp("us")})


@dataclass(frozen=True)
class Touched:
    """Rows of (network, account, at): one per thing touched; NULL is unknown.

    `everything`: rows whose account cannot be told, so that all accounts are touched.
    """

    rows: ibis.Table
    everything: ibis.Table | None = None
    dated: bool = True


def scope_of(engine: Engine, rows: ibis.Table, *, table: Table, posts: ibis.Table) -> Scope:
    """The scope of `rows` of one table; `posts` are all posts they can be about, old ones too."""
    touched = _touched(rows, table, posts)
    asked = ibis.union(*_asked(touched, rows))
    span, networks, everything = sorted(engine.arrow(asked).to_pylist(), key=lambda row: row["place"])
    return Scope(
        accounts=None if everything["found"] else _listed(span["found"]),
        networks=_listed(networks["found"]),
        time_min=span["low"],
        time_max=span["high"],
        undated=bool(span["undated"]) and touched.dated,
    )


def _asked(touched: Touched, rows: ibis.Table) -> list[ibis.Table]:
    """Accounts and times, networks, and one row of those that touch all: parts of one question."""
    at = touched.rows["at"]
    each = touched.rows.group_by("account").agg(low=at.min(), high=at.max(), undated=at.isnull().any())
    times = {"low": each.low.min(), "high": each.high.max(), "undated": each.undated.any()}
    nothing = {name: ibis.null(value.type()) for name, value in times.items()}
    one = (rows.limit(0) if touched.everything is None else touched.everything).limit(1)
    found = [
        each.agg(found=each.account.collect(), **times),
        rows.agg(found=rows.network.collect(distinct=True)).mutate(**nothing),
        one.select(any=ibis.literal("any")).agg(found=lambda row: row["any"].collect()).mutate(**nothing),
    ]
    return [part.mutate(place=ibis.literal(place, "int8")) for place, part in enumerate(found)]


def _listed(found: list[str] | None) -> tuple[str, ...] | None:
    """In the order of the alphabet; None where there are too many to list."""
    known = found or []
    return tuple(sorted(known)) if len(known) <= MOST_LISTED else None


def scopes_of_labels(engine: Engine, rows: ibis.Table, *, posts: ibis.Table) -> dict[str, Scope]:
    """Of each labeller its own scope: what reads the one is not touched by the other."""
    names = rows.agg(found=rows.labeller.collect(distinct=True))
    found = _listed(engine.arrow(names)["found"][0].as_py())
    if found is None:
        return {LABELS.name: scope_of(engine, rows, table=LABELS, posts=posts)}
    apart = {name: rows.filter(rows.labeller == name) for name in found}
    return {
        f"{LABELS.name}:{name}": scope_of(engine, own, table=LABELS, posts=posts)
        for name, own in apart.items()
    }


def _touched(rows: ibis.Table, table: Table, posts: ibis.Table) -> Touched:
    if table.name == "posts":
        return Touched(_of_posts(rows))
    if table.name in ABOUT_POST:
        return _about_posts(rows, table, posts)
    at = rows[table.time] if table.time else ibis.null("timestamp(6)")
    if "account_id" in table.columns:
        return Touched(
            rows.select(rows.network, account=rows.account_id, at=at), dated=table.time is not None
        )
    plain = rows.select(rows.network, account=ibis.null("string"), at=at)
    return Touched(plain, everything=rows, dated=table.time is not None)


def _of_posts(posts: ibis.Table) -> ibis.Table:
    """A post touches who wrote it and whom it is about."""
    both = ibis.array([posts.account_id, posts.about_account])
    return posts.select(posts.network, account=both.unnest(), at=posts.created_at)


def _about_posts(rows: ibis.Table, table: Table, posts: ibis.Table) -> Touched:
    """Figures, labels and interactions touch the accounts and times of the posts they are about.

    What is about a post that is not there counts nowhere yet: when the post comes, its own batch touches.
    """
    subject, others = rows[ABOUT_POST[table.name]], None
    if table.name == "metrics":
        others = rows.filter(~rows.subject.isin(["post", "account"]))
        subject = ibis.ifelse(rows.subject == "post", subject, ibis.null("string"))
    wanted = rows.select(post_id=subject)
    touched = _of_posts(posts.semi_join(wanted, "post_id"))
    if table.name == "metrics":
        own = rows.filter(rows.subject == "account")
        at = ibis.coalesce(own.period_start, own.taken_at)
        touched = touched.union(own.select(own.network, account=own.subject_id, at=at))
    if table.name == "interactions":
        ends = [rows.select(rows.network, account=rows[name], at=rows.occurred_at) for name in table.people]
        touched = touched.union(*(_without_people(end) for end in ends))
    return Touched(touched, everything=others)


def _without_people(rows: ibis.Table) -> ibis.Table:
    """Accounts stay; where a person stands the row stays for its time."""
    person = rows.account.startswith(PERSON_MARK)
    return rows.mutate(account=ibis.ifelse(person, ibis.null("string"), rows.account))

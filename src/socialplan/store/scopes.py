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
    span = engine.arrow(
        touched.rows.agg(low=touched.rows["at"].min(), high=touched.rows["at"].max(),
                         undated=touched.rows["at"].isnull().any())
    ).to_pylist()[0]  # fmt: skip
    unknown = touched.everything is not None and engine.arrow(touched.everything.limit(1)).num_rows
    accounts, networks = _distinct(engine, touched.rows.account, rows.network)
    return Scope(
        accounts=None if unknown else accounts,
        networks=networks,
        time_min=span["low"],
        time_max=span["high"],
        undated=bool(span["undated"]) and touched.dated,
    )


def scopes_of_labels(engine: Engine, rows: ibis.Table, *, posts: ibis.Table) -> dict[str, Scope]:
    """Of each labeller its own scope: what reads the one is not touched by the other."""
    (found,) = _distinct(engine, rows.labeller)
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
    written = posts.select(posts.network, account=posts.account_id, at=posts.created_at)
    about = posts.select(posts.network, account=posts.about_account, at=posts.created_at)
    return written.union(about)


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


def _distinct(engine: Engine, *columns: ibis.Column) -> list[tuple[str, ...] | None]:
    """The values of each column; None where there are too many to list."""
    parts = []
    for place, column in enumerate(columns):
        known = column.name("value").as_table().filter(lambda row: row.value.notnull()).distinct()
        parts.append(known.limit(MOST_LISTED + 1).mutate(place=ibis.literal(place, "int8")))
    rows = engine.arrow(ibis.union(*parts) if len(parts) > 1 else parts[0]).to_pylist()
    listed = [[row["value"] for row in rows if row["place"] == place] for place in range(len(columns))]
    return [tuple(sorted(found)) if len(found) <= MOST_LISTED else None for found in listed]

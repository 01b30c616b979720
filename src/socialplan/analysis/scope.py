"""The scope of a question: which rows belong to it, by account, network, window of time, a tracked query, and
the options `phrase` (words in it) and `said` (by whom) where an analysis has them.

A tracked query asks for posts, so of other rows it says nothing; what passes on a post counts by its words.

Undated rows are kept out as soon as a window is given. Accounts are found without regard to case, by handle
or id; the account of a post is who wrote it, else whom it is about.
"""

from collections.abc import Mapping
from datetime import date, datetime, time

import ibis
import ibis.expr.types as ir

from ..records import PERSON_MARK
from .base import Params
from .phrases import mentions
from .times import local, midnight
from .tracked import asked_for

WITHOUT_ACCOUNT = {"visits": "started_at", "efforts": "period_start"}  # table -> its moment


def account_id(posts: ir.Table) -> ir.StringColumn:
    return ibis.coalesce(posts["account_id"], posts["about_account"])


def in_window(
    moment: ir.TimestampColumn, precision: ir.StringColumn, params: Params
) -> ir.BooleanValue | None:
    """Half-open dates in the zone of the question; None when no window was asked."""
    conditions = []
    if params.since:
        conditions.append(moment >= _edge(params.since, precision, params.zone))
    if params.until:
        conditions.append(moment < _edge(params.until, precision, params.zone))
    if not conditions:
        return None
    return ibis.and_(*conditions)


def _edge(day: date, precision: ir.StringColumn, zone: str) -> ir.TimestampValue:
    """Where a day begins: on the clock in its zone, or by its date where only the date is known."""
    by_date = ibis.literal(datetime.combine(day, time()), type="timestamp(6)")
    by_clock = ibis.literal(midnight(day, zone), type="timestamp(6)")
    return ibis.cases((precision == "day", by_date), else_=by_clock)


def named(posts: ir.Table, tables: Mapping[str, ir.Table]) -> ir.Table:
    """Posts with `account` (the handle, else the id) and `brand` of the account they belong to."""
    posts = posts.mutate(account_ref=account_id(posts))
    if "accounts" not in tables:
        return posts.mutate(account=posts["account_ref"], brand=ibis.null("string"))
    known = tables["accounts"]
    known = known.select(
        account_network=known["network"], account_ref_known=known["account_id"],
        account_handle=known["handle"], brand=known["brand"],
    )  # fmt: skip
    joined = posts.left_join(
        known,
        [posts["network"] == known["account_network"], posts["account_ref"] == known["account_ref_known"]],
    )
    joined = joined.mutate(account=ibis.coalesce(joined["account_handle"], joined["account_ref"]))
    return joined.drop("account_network", "account_ref_known", "account_handle")


def posts_in_scope(tables: Mapping[str, ir.Table], params: Params) -> ir.Table:
    """Posts of the scope, with `account`, `brand` and `local_at` (wall time in the zone) beside their own."""
    posts = named(tables["posts"], tables)
    if params.query:
        posts = posts.filter(asked_for(posts, params.query, tables))
    return _limited(posts, params, moment="created_at")


def in_scope(tables: Mapping[str, ir.Table], params: Params) -> ir.Table:
    """The rows a question is about, with `network`, `account` and `local_at`: those of the first of posts,
    visits, efforts, facts and interactions that is among the tables."""
    if "posts" in tables:
        return posts_in_scope(tables, params)
    for name in WITHOUT_ACCOUNT:
        if name in tables:
            return rows_in_scope(tables[name], params, moment=WITHOUT_ACCOUNT[name])
    if "facts" in tables:  # a published figure is of the day it was published
        facts = tables["facts"].mutate(precision=ibis.literal("day"))
        return rows_in_scope(facts, params, moment="published_at")
    rows = tables["interactions"]
    is_person = rows["target_key"].startswith(PERSON_MARK).fill_null(True)
    target = ibis.cases((is_person, ibis.null("string")), else_=rows["target_key"])
    rows = rows.mutate(account_id=ibis.null("string"), about_account=target)
    return _limited(named(rows, tables), params, moment="occurred_at")


def rows_in_scope(rows: ir.Table, params: Params, *, moment: str) -> ir.Table:
    """Rows that belong to no account: visits, efforts, conversions and figures, by network and window."""
    nobody = ibis.null("string")
    return _limited(rows.mutate(account=nobody, account_ref=nobody, brand=nobody), params, moment=moment)


def _limited(rows: ir.Table, params: Params, *, moment: str) -> ir.Table:
    conditions = []
    if params.account is not None:
        wanted = params.account.lstrip("@").lower()
        conditions.append((rows["account"].lower() == wanted) | (rows["account_ref"].lower() == wanted))
    if params.network is not None:
        conditions.append(rows["network"].lower() == params.network.lower())
    window = in_window(rows[moment], rows["precision"], params)
    if window is not None:
        conditions.append(window)
    if (phrase := params.options.get("phrase")) and "text" in rows.columns:
        conditions.append(mentions(rows["text"], str(phrase)))
    if (whose := params.options.get("said", "all")) != "all" and "account_id" in rows.columns:
        by_account = rows["account_id"].notnull()
        conditions.append(by_account if whose == "own" else ~by_account)
    if conditions:
        rows = rows.filter(*conditions)
    return rows.mutate(local_at=local(rows[moment], rows["precision"], params.zone))

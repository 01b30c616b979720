"""What was heard in a scope: its newest day, and the stretches that are missing."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from difflib import get_close_matches
from typing import Any

import ibis

from socialplan.analysis.base import Params
from socialplan.analysis.refusals import near_or_all
from socialplan.analysis.scope import in_scope, named
from socialplan.analysis.silence import silences
from socialplan.analysis.times import local, midnight
from socialplan.store import Store

NOBODY = 28  # days without anybody's post after which nobody was followed
# network and account -> day (None where there is no time) -> how many
Counts = dict[tuple[str, str | None], dict[date | None, int]]


@dataclass(frozen=True)
class Heard:
    """`nothing` is true when the scope holds no row at all; `as_of` is None when no row has a time."""

    as_of: date | None
    nothing: bool
    coverage: Mapping[str, Any]


def hear(
    store: Store, tables: Mapping[str, ibis.Table], *, coverage: ibis.Table | None, params: Params
) -> Heard:
    """Newest day and coverage of a scope. Gaps are those the sources state and those silence betrays; their
    `since` and `until` are half-open days in the zone of the question."""
    counts = _per_day(store, tables, params)
    if not counts and "interactions" in tables:  # a source may tell who did what and give no posts
        counts = _per_day(store, {name: table for name, table in tables.items() if name != "posts"}, params)
    days = [day for series in counts.values() for day in series if day is not None]
    stated = [] if coverage is None else _stated(store, coverage, params)
    silent = [] if coverage is None else [*_silent(counts), *_uncollected(counts)]
    gaps = [*stated, *(gap for gap in silent if not any(_same(gap, known) for known in stated))]
    return Heard(
        as_of=max(days, default=None),
        nothing=not counts,
        coverage={"complete": not gaps, "gaps": sorted(gaps, key=_in_order)},
    )


def _per_day(store: Store, tables: Mapping[str, ibis.Table], params: Params) -> Counts:
    rows = in_scope(tables, without_phrase(params))  # silence about a word is no gap in what we hear
    daily = rows.group_by("network", "account", day=rows["local_at"].date()).agg(n=rows.count())
    counts: Counts = defaultdict(dict)
    for row in store.execute(daily).to_pylist():
        counts[row["network"], row["account"]][row["day"]] = row["n"]
    return counts


def without_phrase(params: Params) -> Params:
    """Nor a tracked query: whatever was said of other things shows that we listened."""
    options = {name: value for name, value in params.options.items() if name != "phrase"}
    return replace(params, query=None, options=options)


def _same(silent: Mapping[str, Any], stated: Mapping[str, Any]) -> bool:
    """A silence that a source already explains is one gap, not two."""
    about = stated["account"] in (None, silent["account"]) and stated["network"] == silent["network"]
    starts, ends = stated["since"] or "", stated["until"] or "9999"
    return bool(about and silent["since"] < ends and starts < silent["until"])


def _in_order(gap: Mapping[str, Any]) -> tuple[str, str, str]:
    return str(gap["since"]), str(gap["network"]), str(gap["account"])


def _silent(counts: Counts) -> list[dict[str, Any]]:
    found = []
    for (network, account), series in counts.items():
        if account is None:  # many voices have no rhythm of their own
            continue
        dated = {day: n for day, n in series.items() if day is not None}
        for gap in silences(dated):
            until = gap.last + timedelta(days=1)
            found.append(_gap(network, account, since=gap.first, until=until, why="silent"))
    return found


def _uncollected(counts: Counts) -> list[dict[str, Any]]:
    """Long stretches between the last post of some and the first of others: nobody was followed then."""
    spans = sorted((min(days), max(days)) for days in map(_dated, counts.values()) if days)
    found, heard_to = [], spans[0][1] if spans else None
    for first, last in spans:
        assert heard_to is not None
        if (first - heard_to).days > NOBODY:
            since = heard_to + timedelta(days=1)
            found.append(_gap("", None, since=since, until=first, why="not collected"))
        heard_to = max(heard_to, last)
    return found


def _dated(series: Mapping[date | None, int]) -> list[date]:
    return [day for day in series if day is not None]


def _stated(store: Store, coverage: ibis.Table, params: Params) -> list[dict[str, Any]]:
    """Gaps that a source states and that lie in the scope."""
    rows = coverage.filter(coverage["state"] == "gap")
    if params.account is not None:
        account = rows["account_id"].lower()
        rows = rows.filter(account.isnull() | (account == params.account.lstrip("@").lower()))
    if params.network is not None:
        rows = rows.filter(rows["network"].lower() == params.network.lower())
    if params.since is not None:
        rows = rows.filter(rows["to_at"].isnull() | (rows["to_at"] > midnight(params.since, params.zone)))
    if params.until is not None:
        rows = rows.filter(rows["from_at"] < midnight(params.until, params.zone))
    clock = ibis.literal("second")
    rows = rows.select(
        "network", "account_id", "why",
        since=local(rows["from_at"], clock, params.zone).date(),
        until=local(rows["to_at"], clock, params.zone).date(),
    )  # fmt: skip
    return [
        _gap(row["network"], row["account_id"], since=row["since"], until=row["until"], why=row["why"] or "")
        for row in store.execute(rows).to_pylist()
    ]


def _gap(
    network: str, account: str | None, *, since: date | None, until: date | None, why: str
) -> dict[str, Any]:
    dates = {"since": since and since.isoformat(), "until": until and until.isoformat()}
    return {"network": network, "account": account, **dates, "why": why}


def check_names(store: Store, tables: Mapping[str, ibis.Table], params: Params) -> None:
    """Raises BadParameter when the account or network of a question is not known, with the nearest ones."""
    if params.account is not None:
        known = tables["accounts"]
        names = known.select(name=ibis.coalesce(known["handle"], known["account_id"]))
        ids = known.select(name="account_id")
        names = names.union(ids)
        if "posts" in tables:
            names = names.union(named(tables["posts"], tables).select(name="account"))
        _must_know(store, names, "account", params.account)
    if params.network is not None:
        first = next(iter(tables.values()))
        _must_know(store, first.select(name="network"), "network", params.network)


def _must_know(store: Store, names: ibis.Table, what: str, wanted: str) -> None:
    found = store.execute(names.distinct().filter(names["name"].notnull()))["name"].to_pylist()
    known = {name.casefold(): name for name in sorted(found)}
    if wanted.casefold() in known:
        return
    near = get_close_matches(wanted.casefold(), known, 3, 0.5)
    some = sorted(known.values(), key=str.casefold)[:12]
    raise near_or_all(what, wanted, near=[known[name] for name in near], known=some)

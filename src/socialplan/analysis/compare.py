"""compare: accounts side by side, with their share of what is said over a fixed panel."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pyarrow as pa

from . import panel
from .activity import Activity, activity
from .base import Column, Headline, Note, Params, Result
from .compare_gather import NONE, gather, heard_of, items
from .stats import Spread, Sums, clustered_share, tidy, wilson

__all__ = ["conclude", "gather", "heard_of", "items"]

SHARE = "share of posts of the panel"


@dataclass
class Account:
    """One account of the panel: what was gathered of it."""

    network: str
    name: str
    owner: str | None
    days: list[Mapping[str, Any]] = field(default_factory=list)
    values: list[Mapping[str, Any]] = field(default_factory=list)
    words: list[Mapping[str, Any]] = field(default_factory=list)
    top: str | None = None
    others: int = 0  # posts of all other accounts that were gathered
    sums: Sums | None = None

    @property
    def activity(self) -> Activity:
        return activity(self.days)


def conclude(rows: pa.Table, params: Params) -> Result:
    """Without a grain a row per account, the largest share first; with one a row per period and account, and
    per panel where it changes, so that the line breaks there."""
    accounts = _accounts(rows)
    given = panel.parse(str(params.options["panel"]))
    panels = given or (panel.Panel(1, None, tuple(_usual(accounts))),)
    accounts = [one for one in accounts if any(_in(one, part) for part in panels)]
    notes = _notes(accounts, panels)
    if params.by:
        columns, body = _series(accounts, panels, params)
    else:
        columns, body = _side_by_side(accounts, panels[-1], params)
    own = [one for one in accounts if one.owner == "own" and _in(one, panels[-1])]
    total = sum(one.activity.n for one in accounts if _in(one, panels[-1]))
    share = wilson(sum(one.activity.n for one in own), total) if own else None
    n = sum(row["n"] for row in body)
    return Result(
        headline=Headline(tidy(share.value), SHARE, tidy(share.low), tidy(share.high)) if share
        else Headline(len([one for one in accounts if _in(one, panels[-1])]), "accounts"),
        columns=columns, rows=tuple(body), n=n, notes=tuple(notes),
    )  # fmt: skip


def _accounts(rows: pa.Table) -> list[Account]:
    found: dict[tuple[str, str], Account] = {}
    for row in rows.to_pylist():
        key = (row["network"], row["account"])
        one = found.setdefault(key, Account(row["network"], row["account"], row["owner_kind"]))
        if row["part"] == "top":
            one.top = row["word"]
        elif row["part"] == "ratio":
            one.sums = Sums(row["n"], *(row[name] for name in ("y", "x", "yy", "xy", "xx")))
        else:
            {"day": one.days, "value": one.values, "word": one.words}[row["part"]].append(row)
    everybody = sum(one.activity.n for one in found.values())
    for one in found.values():
        one.others = everybody - one.activity.n
    return [found[key] for key in sorted(found, key=lambda key: (key[1].casefold(), key[0]))]


def _usual(accounts: list[Account]) -> list[str]:
    """Our own accounts and the competitors; everybody where nobody is marked."""
    marked = [one.name.lower() for one in accounts if one.owner in panel.MARKED]
    return marked or [one.name.lower() for one in accounts]


def _in(one: Account, part: panel.Panel) -> bool:
    return one.name.lower() in part.accounts


def _side_by_side(
    accounts: list[Account], part: panel.Panel, params: Params
) -> tuple[tuple[Column, ...], list[dict[str, Any]]]:
    inside = [one for one in accounts if _in(one, part)]
    total = sum(one.activity.n for one in inside)
    networks = len({one.network for one in inside}) > 1
    uneven = _uneven(inside)
    body = [_row(one, total, one in uneven, params) for one in inside]
    body.sort(key=lambda row: -row["n"])
    if not networks:
        body = [{name: value for name, value in row.items() if name != "network"} for row in body]
    return _columns(params, networks=networks), body


def _columns(params: Params, *, networks: bool) -> tuple[Column, ...]:
    rate = _ranged("rate", "share") if params.options["per"] != NONE else ()
    return (
        *((Column("network", "group"),) if networks else ()), Column("account", "group"),
        Column("n", "count", "posts"), Column("share", "measure", SHARE), Column("low", "low", SHARE),
        Column("high", "high", SHARE), *_ranged("per_week", "posts per week"), *_ranged("median", "per post"),
        Column("known", "count", "posts"), *rate, Column("form", "text"), Column("forms", "text"),
        Column("words", "text"), Column("top", "text"), Column("first", "text"), Column("last", "text"),
        Column("window", "text"),
    )  # fmt: skip


def _ranged(name: str, unit: str) -> tuple[Column, Column, Column]:
    return (
        Column(name, "measure", unit),
        Column(f"{name}_low", "low", unit), Column(f"{name}_high", "high", unit),
    )  # fmt: skip


def _row(one: Account, total: int, uneven: bool, params: Params) -> dict[str, Any]:
    active = one.activity
    spread = Spread.of([row["value"] for row in one.values], [row["n"] for row in one.values])
    rate = {"rate": clustered_share(one.sums) if one.sums else None} if params.options["per"] != NONE else {}
    figures = {"share": wilson(active.n, total), "per_week": active.per_week(), "median": spread.estimate(),
               **rate}  # fmt: skip
    row: dict[str, Any] = {"network": one.network, "account": one.name, "n": active.n, "known": spread.n}
    for name, figure in figures.items():
        low, high = ("low", "high") if name == "share" else (f"{name}_low", f"{name}_high")
        row |= {name: tidy(figure.value) if figure else None, low: tidy(figure.low) if figure else None,
                high: tidy(figure.high) if figure else None}  # fmt: skip
    return row | {
        "form": active.form()[0], "forms": active.told_forms(), "words": ", ".join(_own_words(one)),
        "top": one.top, "first": active.first.isoformat() if active.first else None,
        "last": active.last.isoformat() if active.last else None, "window": "uneven" if uneven else "even",
    }  # fmt: skip


def _own_words(one: Account) -> list[str]:
    """Up to five words that this account says more than the others do, past chance on both sides."""
    scored = []
    for row in one.words:
        mine, theirs = wilson(row["n"], one.activity.n), wilson(row["total"] - row["n"], one.others)
        if mine and theirs and (mine.low or 0) > (theirs.high or 0):
            scored.append((-(mine.low or 0) / (theirs.high or 1), row["word"]))
    return [word for _score, word in sorted(scored)[:5]]


def _uneven(accounts: list[Account]) -> list[Account]:
    """Accounts that begin later or end earlier than the panel than chance and their own pace allow."""
    spans = [(one, one.activity) for one in accounts]
    first = min((active.first for _one, active in spans if active.first), default=None)
    last = max((active.last for _one, active in spans if active.last), default=None)
    if first is None or last is None:
        return []
    return [
        one for one, active in spans
        if active.first and active.last
        and (active.unlikely_silence((active.first - first).days)
             or active.unlikely_silence((last - active.last).days))
    ]  # fmt: skip


def _notes(accounts: list[Account], panels: tuple[panel.Panel, ...]) -> list[Note]:
    notes = []
    if uneven := _uneven([one for one in accounts if _in(one, panels[-1])]):
        notes.append(Note("windows_differ", {"accounts": ", ".join(one.name for one in uneven)}))
    heard = {one.name.lower() for one in accounts}
    asked = dict.fromkeys(name for part in panels for name in part.accounts)
    if missing := [name for name in asked if name not in heard]:
        notes.append(Note("panel_not_heard", {"accounts": ", ".join(missing)}))
    if len(panels) > 1:
        days = ", ".join(part.since.isoformat() for part in panels[1:] if part.since)
        notes.append(Note("panel_changed", {"days": days}))
    if accounts and not any(one.owner in panel.MARKED for one in accounts):
        notes.append(Note("no_own_accounts"))
    return notes


def _series(
    accounts: list[Account], panels: tuple[panel.Panel, ...], params: Params
) -> tuple[tuple[Column, ...], list[dict[str, Any]]]:
    """Posts per period, panel and account, and their share of those of the panel in that period."""
    counts: dict[tuple[str, int], dict[str, int]] = {}
    for one in accounts:
        for day, n in one.activity.days.items():
            part = panel.at(panels, day)
            if part and _in(one, part):
                period = counts.setdefault((_period(day, params.by[0]), part.number), {})
                period[one.name] = period.get(one.name, 0) + n
    body = []
    for (start, number), said in sorted(counts.items()):
        total = sum(said.values())
        inside = [one.name for one in accounts if _in(one, panels[number - 1])]
        for name in dict.fromkeys(inside):  # an account on two networks is one line
            body.append(_period_row(params.by[0], start, number, name, said.get(name, 0), total))
    several = len(panels) > 1
    if not several:
        body = [{name: row[name] for name in row if name not in ("line", "panel")} for row in body]
    lines = (Column("line", "group"), Column("account", "text"), Column("panel", "text"))
    return (
        Column(params.by[0], "group"), *(lines if several else (Column("account", "group"),)),
        Column("n", "count", "posts"),
        Column("share", "measure", SHARE), Column("low", "low", SHARE), Column("high", "high", SHARE),
    ), body  # fmt: skip


def _period(day: date, grain: str) -> str:
    return (day - timedelta(days=day.weekday()) if grain == "week" else day).isoformat()


def _period_row(grain: str, start: str, number: int, account: str, n: int, total: int) -> dict[str, Any]:
    share = wilson(n, total)
    return {
        grain: start, "line": account if number == 1 else f"{account} ({number})", "account": account,
        "panel": str(number), "n": n, "share": tidy(share.value) if share else None,
        "low": tidy(share.low) if share else None, "high": tidy(share.high) if share else None,
    }  # fmt: skip

"""utm: campaign tags on the links in posts, normalised; the broken ones with the link mended."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.compute as pc

from . import groups, tags
from .base import Column, Headline, Note, Params, Result
from .entry import TAG_GROUPS
from .scope import posts_in_scope
from .stats import tidy, wilson

MAYBE = r"(?i)[?&;#]utm[^&;#=\s]{0,12}="  # tags, also those that are written wrong
TAG = "utm_"
MOST = 1000  # broken links in one answer


def gather(tables: Mapping[str, ir.Table], params: Params) -> ir.Table:
    """Per group that is no tag: without an address, `n` posts with a link and `tagged` posts with one that
    has campaign tags; with one, the `n` posts that hold this tagged `address`, per network."""
    posts = posts_in_scope(tables, params)
    posts = posts.filter((posts["links"].length() > 0).fill_null(False))
    asked = replace(params, by=_plain(params))
    net = () if "network" in asked.by else ("network",)
    marked = posts.mutate(
        tagged=posts["links"].map(lambda link: link["url"].contains(TAG).fill_null(False)).contains(True),
        address=ibis.null("string"),
    )
    whole = groups.gathered(marked, asked, _count, also=("address", *net))
    held = posts.mutate(address=posts["links"].map(lambda link: link["url"]).unique().unnest())
    held = held.filter(held["address"].re_search(MAYBE).fill_null(False)).mutate(tagged=ibis.literal(True))
    each = groups.gathered(held, asked, _count, also=("address", *net))
    return whole.union(each.select(*whole.columns))


def items(tables: Mapping[str, ir.Table], params: Params) -> ir.Table:
    """The posts whose links carry tags, also broken ones."""
    posts = posts_in_scope(tables, params)
    return posts.filter(_any_link(posts, MAYBE))


def of_row(posts: ir.Table, where: Mapping[str, Any]) -> ir.Table:
    """Of those posts the ones behind one row: with this link, or with these values of tags."""
    if where.get("link"):
        posts = posts.filter(posts["links"].map(lambda link: link["url"]).contains(where["link"]))
    for name in TAG_GROUPS:
        if name in where:
            posts = posts.filter(_says(posts, name, where[name]))
    return posts


def _says(posts: ir.Table, name: str, value: str | None) -> ir.BooleanValue:
    if value is None:
        return ~_any_link(posts, rf"(?i)[?&;#]{name}=[^&;#]")
    plain = "|".join(re.escape(word) for word in tags.spellings(name, value.lower())).replace(r"\-", "[-+]")
    return _any_link(posts, rf"(?i)[?&;#]{name}=({plain})([&;#]|$)")


def _any_link(posts: ir.Table, pattern: str) -> ir.BooleanValue:
    found = posts["links"].map(lambda link: link["url"].re_search(pattern).fill_null(False))
    return found.contains(True).fill_null(False)


def _count(posts: ir.Table) -> dict[str, ir.Value]:
    return {"n": posts.count(), "tagged": posts["tagged"].cast("int64").sum()}


def _plain(params: Params) -> tuple[str, ...]:
    return tuple(name for name in params.by if name not in TAG_GROUPS)


@dataclass
class _Group:
    """The links of one row: how many posts, how many of them broken, and the values as they were written."""

    n: int = 0
    broken: int = 0
    written: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True)
class _Link:
    row: Mapping[str, Any]
    tags: tags.Tags


def conclude(rows: pa.Table, params: Params) -> Result:
    """Posts per value of the tags asked for, their share with Wilson's interval, and how many are broken; or,
    with `broken`, every broken link with what is wrong and the link mended."""
    whole = rows.filter(pc.is_null(rows["address"]))
    linked, tagged = (int(pc.sum(whole[name]).as_py() or 0) for name in ("n", "tagged"))
    found = [
        _Link(row, tags.read(row["address"], network=row["network"]))
        for row in rows.filter(pc.is_valid(rows["address"])).to_pylist()
    ]
    wrong = [link for link in found if link.tags.problems]
    notes = [Note("links_tagged", {"linked": linked, "tagged": tagged})] if linked else []
    if wrong:
        notes.append(Note("links_broken", {"links": len(wrong), "posts": sum(one.row["n"] for one in wrong)}))
    columns, body = _broken(wrong, params) if params.options["broken"] else _values(found, params)
    if len(body) > MOST:
        notes.append(Note("first_links_only", {"shown": MOST, "links": len(body)}))
    share = wilson(tagged, linked)
    unit = "share of posts with a link"
    return Result(
        headline=Headline(tidy(share.value), unit, tidy(share.low), tidy(share.high)) if share
        else Headline(None, unit),
        columns=columns, rows=tuple(body[:MOST]), n=linked, notes=tuple(notes),
    )  # fmt: skip


def _values(found: list[_Link], params: Params) -> tuple[tuple[Column, ...], list[dict[str, Any]]]:
    by = params.by or ("utm_source",)
    kept: dict[tuple[Any, ...], _Group] = {}
    for link in found:
        group = kept.setdefault(tuple(_value(link, name, params) for name in by), _Group())
        group.n += link.row["n"]
        group.broken += link.row["n"] if link.tags.problems else 0
        group.written[_written(link, by)] += link.row["n"]
    total = sum(group.n for group in kept.values())
    rows = [_row(by, key, kept[key], total) for key in sorted(kept, key=groups.order)]
    share = "share of posts with tags"
    return (
        *(Column(name, "group") for name in by), Column("n", "count", "posts"),
        Column("tagged_share", "measure", share), Column("low", "low", share), Column("high", "high", share),
        Column("broken", "measure", "posts"), Column("written", "text"),
    ), list(groups.ranked(rows, replace(params, by=by), "n"))  # fmt: skip


def _value(link: _Link, name: str, params: Params) -> Any:
    if name not in TAG_GROUPS:
        return link.row[name]
    said = link.tags.written if params.options["as_written"] else link.tags.values
    return said.get(name) or None


def _written(link: _Link, by: tuple[str, ...]) -> str:
    return " / ".join(link.tags.written.get(name, "") for name in by if name in TAG_GROUPS)


def _row(by: tuple[str, ...], key: tuple[Any, ...], group: _Group, total: int) -> dict[str, Any]:
    share = wilson(group.n, total)
    often = sorted(group.written.items(), key=lambda item: (-item[1], item[0]))[:5]
    return {
        **dict(zip(by, key, strict=True)),
        "n": group.n,
        "tagged_share": tidy(share.value) if share else None,
        "low": tidy(share.low) if share else None,
        "high": tidy(share.high) if share else None,
        "broken": group.broken,
        "written": ", ".join(f"{word} ({count})" for word, count in often if word),
    }


def _broken(wrong: list[_Link], params: Params) -> tuple[tuple[Column, ...], list[dict[str, Any]]]:
    plain = _plain(params)
    ordered = sorted(wrong, key=lambda link: (-link.row["n"], link.row["address"]))
    rows = [
        {
            **{name: link.row[name] for name in plain}, "link": link.row["address"], "n": link.row["n"],
            "problems": ", ".join(link.tags.problems), "corrected": link.tags.mended,
        }
        for link in ordered
    ]  # fmt: skip
    return (
        *(Column(name, "group") for name in plain), Column("link", "group"), Column("problems", "text"),
        Column("corrected", "text"), Column("n", "count", "posts"),
    ), rows  # fmt: skip

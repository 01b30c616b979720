"""What questions are about: the words, hashtags, domains and two-word terms that stand in most of them."""

from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from . import groups
from .base import Column, Headline, Note, Params, Result
from .stats import tidy, wilson
from .theme_terms import terms

LEAST_POSTS, LEAST_AUTHORS = 3, 2
MOST = 50
SHARE = "share of questions"
COLUMNS = (
    Column("theme", "group"), Column("type", "text"), Column("n", "count", "questions"),
    Column("share", "measure", SHARE), Column("low", "low", SHARE), Column("high", "high", SHARE),
    Column("people", "measure", "people"), Column("unanswered", "measure", "questions"),
)  # fmt: skip
READ = (
    "network", "post_id", "person_key", "text", "title", "hashtags", "links", "answered", "pairs_seen",
    "local_at", "precision",
)  # fmt: skip


def gather(questions: ir.Table, params: Params) -> ir.Table:
    """Per group and term: the questions that hold it, `people` who asked them (0 where nobody is known), and
    how many were `answered`; `total` questions of the group. Only terms of at least 3 questions and, where
    people are known, 2 people. A row without a term carries the total of a group."""
    posts = questions.select(*dict.fromkeys((*READ, *(n for n in params.by if n in questions.columns))))
    posts = groups.with_groups(posts, params)
    posts = posts.mutate(key=posts["network"] + ibis.literal(" ") + posts["post_id"])
    by = list(params.by)
    said = terms(posts, (*by, "key", "person_key", "answered"))
    found = said.group_by(*by, "type", "theme").agg(
        n=said["key"].nunique(), people=said["person_key"].nunique(),
        answered=said["key"].nunique(where=said["answered"]),
    )  # fmt: skip
    several = (found["people"] == 0) | (found["people"] >= LEAST_AUTHORS)
    found = found.filter(found["n"] >= LEAST_POSTS, several)
    counted = {"total": posts["key"].nunique(), "pairs_seen": posts["pairs_seen"].any()}
    totals = posts.group_by(by).agg(**counted) if by else posts.agg(**counted)
    if not by:
        return totals.left_join(found, ibis.literal(True))
    same = [totals[name].identical_to(found[name]) for name in by]
    return totals.left_join(found, same).select(*totals.columns, "type", "theme", "n", "people", "answered")


def conclude(rows: pa.Table, params: Params) -> Result:
    """The terms in most questions, at most 50 of a group; shares with Wilson's interval. Terms are counted,
    not tested: a term may stand in many questions because it stands in many posts."""
    found = rows.to_pylist()
    told = [row for row in found if row["theme"] is not None]
    order = sorted(told, key=lambda row: (-row["n"], row["type"], row["theme"]))
    kept: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
    for row in order:
        kept.setdefault(tuple(row[name] for name in params.by), []).append(row)
    shown = [row for key in sorted(kept, key=groups.order) for row in kept[key][:MOST]]
    totals = {tuple(row[name] for name in params.by): row["total"] for row in found}
    n = sum(totals.values())
    notes = [Note("topics_left_out", {"terms": len(told) - len(shown)})] if len(told) > len(shown) else []
    return Result(
        Headline(n, "questions"), (*groups.columns(params), *COLUMNS),
        tuple(_row(row, params) for row in shown), n, tuple(notes),
    )  # fmt: skip


def _row(row: dict[str, Any], params: Params) -> dict[str, Any]:
    share = wilson(row["n"], row["total"])
    assert share is not None
    return {
        **{name: row[name] for name in params.by}, "theme": row["theme"], "type": row["type"],
        "n": row["n"], "share": tidy(share.value), "low": tidy(share.low), "high": tidy(share.high),
        "people": row["people"] or None,
        "unanswered": row["n"] - row["answered"] if row["pairs_seen"] else None,
    }  # fmt: skip

"""theme_map: what is talked about, in eight to twenty themes that posts fall into by the terms they share."""

from collections.abc import Mapping
from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from .base import Column, Headline, Note, Params, Result
from .phrases import mentions
from .scope import posts_in_scope
from .stats import tidy, wilson
from .theme_factors import Factors, factorised
from .theme_terms import DOMAIN, terms

MOST_POSTS = 20_000  # read at once; of more, as many drawn by a hash of their ids
LEAST_POSTS = 200
SHARE = "share of posts"
NO_CLEAR = "no clear theme"
COLUMNS = (
    Column("theme", "group"), Column("n", "count", "posts"), Column("share", "measure", SHARE),
    Column("low", "low", SHARE), Column("high", "high", SHARE), Column("people", "measure", "people"),
    Column("terms", "text"), Column("most_telling_post", "text"),
)  # fmt: skip


def gather(tables: Mapping[str, ir.Table], params: Params) -> ir.Table:
    """One row per post and term: `post`, `author`, `term`, `times`; a post without terms has one row with a
    null term. `everything`: how many posts there are to read. Reposts, posts without words and link domains
    are left out."""
    posts = posts_in_scope(tables, params)
    worded = posts["text"].fill_null("").strip() != ""
    posts = posts.filter((posts["role"] != "repost").fill_null(True), worded)
    key = posts["network"] + ibis.literal(" ") + posts["post_id"]
    author = ibis.coalesce(posts["person_key"], posts["account_id"])
    posts = posts.mutate(post=key, author=author, everything=posts.count().over(ibis.window()))
    drawn = ibis.row_number().over(ibis.window(order_by=[posts["post"].hexdigest("md5")]))
    posts = posts.mutate(drawn=drawn).filter(lambda row: row["drawn"] < MOST_POSTS)
    said = terms(posts, ("post",)).filter(lambda row: row["type"] != DOMAIN)
    counted = said.group_by(said_in="post", term="theme").agg(times=said.count().cast("int64"))
    kept = posts.select("post", "author", "everything")
    return kept.left_join(counted, kept["post"] == counted["said_in"]).drop("said_in")


def conclude(rows: pa.Table, params: Params) -> Result:
    """Themes by how many posts fall into them. A post falls into the theme that explains most of it, and into
    none where no theme explains half of what all themes explain. Method: non-negative factors of TF-IDF
    weights (Lee and Seung 1999), started from singular vectors (Boutsidis and Gallopoulos 2008)."""
    posts = {row["post"]: row["author"] for row in rows.select(["post", "author"]).to_pylist()}
    everything = int(rows["everything"][0].as_py()) if len(rows) else 0
    if len(posts) < LEAST_POSTS:
        return _too_few(len(posts))
    found = factorised(rows, list(posts))
    if found is None:
        return _too_few(len(posts))
    named = [theme for theme in range(found.size) if found.named(theme)]  # a factor may be left empty
    body = [_row(found, theme, posts) for theme in named]
    body.sort(key=lambda row: (-row["n"], row["theme"]))
    unclear = len(posts) - sum(row["n"] for row in body)
    nobody = {"people": None, "terms": "", "most_telling_post": None}
    body.append(_figures(NO_CLEAR, unclear, len(posts)) | nobody)
    share = wilson(len(posts) - unclear, len(posts))
    assert share is not None
    notes = [Note("posts_drawn", {"posts": len(posts), "of": everything})] if everything > len(posts) else []
    return Result(
        Headline(tidy(share.value), "share of posts with a clear theme", tidy(share.low), tidy(share.high)),
        COLUMNS, tuple(body), len(posts), tuple(notes),
    )  # fmt: skip


def _too_few(n: int) -> Result:
    note = Note("too_few_for_themes", {"posts": n, "least": LEAST_POSTS})
    return Result(Headline(None, "share of posts with a clear theme"), COLUMNS, (), n, (note,))


def _figures(name: str, n: int, total: int) -> dict[str, Any]:
    share = wilson(n, total)
    assert share is not None
    return {
        "theme": name, "n": n, "share": tidy(share.value), "low": tidy(share.low), "high": tidy(share.high)
    }  # fmt: skip


def _row(found: Factors, theme: int, posts: Mapping[str, str | None]) -> dict[str, Any]:
    members = found.members(theme)
    people = {posts[found.posts[place]] for place in members} - {None}
    told = found.named(theme)
    return _figures(", ".join(told[:3]), len(members), len(posts)) | {
        "people": len(people) or None, "terms": ", ".join(told),
        "most_telling_post": found.posts[members[0]].split(" ", 1)[1] if len(members) else None,
    }  # fmt: skip


def of_row(posts: ir.Table, where: Mapping[str, Any]) -> ir.Table:
    """Posts that hold at least one of the terms that name the theme."""
    return posts.filter(mentions(posts["text"], str(where["theme"]))) if where.get("terms") else posts

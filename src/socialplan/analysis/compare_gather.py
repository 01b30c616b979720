"""compare, the heavy part: per account its days and forms, its figures, its best post and its words."""

from collections.abc import Mapping
from typing import Any

import ibis
import ibis.expr.types as ir

from . import panel
from .activity import with_owner
from .base import Params
from .response import with_figures, with_response
from .scope import named, posts_in_scope
from .theme_terms import WORD, terms

RESPONSE, NONE = "response", "none"
LEAST_SAID, MOST_WORDS = 20, 200
ACCOUNT = ("network", "account", "owner_kind")
SHAPE = {
    "part": "string", "network": "string", "account": "string", "owner_kind": "string", "kind": "string",
    "day": "string", "word": "string", "n": "int64", "total": "int64", "value": "float64", "y": "float64",
    "x": "float64", "yy": "float64", "xy": "float64", "xx": "float64",
}  # fmt: skip


def gather(tables: Mapping[str, ir.Table], params: Params) -> ir.Table:
    """Rows of five kinds, by `part`: `day` (n posts per account, form and local day), `value` (n posts per
    account and value of the figure), `ratio` (the sums of clustered_share), `top` (the post with the highest
    value, as `word`), `word` (n posts of the account with this word, `total` of all accounts)."""
    posts = _chosen(posts_in_scope(tables, params), params)
    posts = with_owner(posts.filter(posts["account"].notnull()), tables["accounts"])
    figure, per = str(params.options["figure"]), str(params.options["per"])
    valued = _valued(posts, tables["metrics"], figure, per)
    parts = [_days(posts), _values(valued), _top(valued)]
    if per != NONE:
        parts.append(_ratio(valued))
    if params.options["words"] == "yes" and not params.by:
        parts.append(_words(posts))
    return ibis.union(*parts)


def items(tables: Mapping[str, ir.Table], params: Params) -> ir.Table:
    """The posts that are compared, with the value of the figure."""
    posts = _chosen(posts_in_scope(tables, params), params)
    posts = posts.filter(posts["account"].notnull())
    figure, per = str(params.options["figure"]), str(params.options["per"])
    return _valued(posts, tables["metrics"], figure, per).mutate(value=lambda row: row["y"])


def _chosen(posts: ir.Table, params: Params) -> ir.Table:
    """Posts by the accounts, about them, or both; of the panels where any are named."""
    wrote, asked = posts["account_id"].notnull(), str(params.options["posts"])
    if asked != "all":
        posts = posts.filter(wrote if asked == "own" else ~wrote)
    names = {name for one in panel.parse(str(params.options["panel"])) for name in one.accounts}
    if not names:
        return posts
    wanted = sorted(names)
    return posts.filter(posts["account"].lower().isin(wanted) | posts["account_ref"].lower().isin(wanted))


def heard_of(tables: Mapping[str, ir.Table], params: Params) -> dict[str, ir.Table]:
    """The tables with only the posts that are compared: how new the answer is, is how new those are."""
    posts = tables["posts"]
    chosen = _chosen(named(posts, tables), params)
    return {**tables, "posts": chosen.select(*posts.columns)}


def _valued(posts: ir.Table, metrics: ir.Table, figure: str, per: str) -> ir.Table:
    names = [name for name in dict.fromkeys((figure, per)) if name not in (RESPONSE, NONE)]
    if RESPONSE in (figure, per):
        posts = with_response(posts, metrics).rename(response="value")
    if names:
        posts = posts.drop(*(name for name in names if name in posts.columns))
        posts = with_figures(posts, metrics, names)
    return posts.mutate(y=posts[figure], x=posts[per] if per != NONE else ibis.null("float64"))


def _row(rows: ir.Table, part: str, **values: Any) -> ir.Table:
    """The columns every part has, in one order."""
    given = {name: rows[name] for name in ACCOUNT} | {"part": ibis.literal(part)} | values
    return rows.select(**{
        name: given[name].cast(kind) if name in given else ibis.null(kind) for name, kind in SHAPE.items()
    })  # fmt: skip


def _days(posts: ir.Table) -> ir.Table:
    posts = posts.mutate(day=posts["local_at"].date().cast("string"))
    rows = posts.group_by(*ACCOUNT, "kind", "day").agg(n=posts.count())
    return _row(rows, "day", kind=rows["kind"], day=rows["day"], n=rows["n"])


def _values(posts: ir.Table) -> ir.Table:
    known = posts.filter(posts["y"].notnull())
    rows = known.group_by(*ACCOUNT, value="y").agg(n=known.count())
    return _row(rows, "value", value=rows["value"], n=rows["n"])


def _top(posts: ir.Table) -> ir.Table:
    known = posts.filter(posts["y"].notnull())
    order = [known["y"].desc(), known["post_id"].asc()]
    place = ibis.row_number().over(ibis.window(group_by=list(ACCOUNT), order_by=order))
    first = known.mutate(place=place).filter(lambda row: row["place"] == 0)
    return _row(first, "top", word=first["post_id"], value=first["y"])


def _ratio(posts: ir.Table) -> ir.Table:
    both = posts.filter(posts["y"].notnull() & posts["x"].notnull())
    y, x = both["y"], both["x"]
    rows = both.group_by(*ACCOUNT).agg(
        n=both.count(), y=y.sum(), x=x.sum(), yy=(y * y).sum(), xy=(x * y).sum(), xx=(x * x).sum()
    )
    return _row(rows, "ratio", **{name: rows[name] for name in ("n", "y", "x", "yy", "xy", "xx")})


def _words(posts: ir.Table) -> ir.Table:
    """Words said in enough posts, the most said of each account; reposts say what others said."""
    own = posts.filter((posts["role"] != "repost").fill_null(True))
    said = terms(own, (*ACCOUNT, "post_id"))
    said = said.filter(said["type"] == WORD).select(*ACCOUNT, "post_id", "theme").distinct()
    each = said.group_by(*ACCOUNT, "theme").agg(n=said.count())
    each = each.mutate(total=each["n"].sum().over(ibis.window(group_by="theme")))
    order = [each["n"].desc(), each["theme"].asc()]
    place = ibis.row_number().over(ibis.window(group_by=list(ACCOUNT), order_by=order))
    often = each.filter(each["n"] >= LEAST_SAID).mutate(place=place)
    often = often.filter(often["place"] < MOST_WORDS)
    return _row(often, "word", word=often["theme"], n=often["n"], total=often["total"])

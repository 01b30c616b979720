"""An analysis of the tests: the share of posts whose mood begins with "good"."""

from collections.abc import Mapping

import ibis.expr.types as ir
import pyarrow as pa

from socialplan.analysis import Analysis
from socialplan.analysis.base import Column, Headline, Params, Result
from socialplan.analysis.scope import posts_in_scope
from socialplan.analysis.stats import wilson

ENTRY = Analysis(
    name="moods", version=1, module="tests.plan.listen.moods", tables=("posts",), question="?", title="Moods",
    about="", method="", unit="share", measures=("share",), labellers=("mood",),
)  # fmt: skip


def gather(tables: Mapping[str, ir.Table], params: Params) -> ir.Table:
    posts, labels = posts_in_scope(tables, params), tables["labels"]
    read = posts.inner_join(labels, posts.post_id == labels.subject_id)
    return read.agg(n=read.count(), good=read.label.startswith("good").cast("int64").sum())


def conclude(rows: pa.Table, params: Params) -> Result:
    n, good = int(rows["n"][0].as_py()), int(rows["good"][0].as_py() or 0)
    share = wilson(good, n)
    if share is None:
        return Result(Headline(None, "share"), (), (), 0)
    columns = (Column("n", "count", "posts"), Column("share", "measure", "share"))
    return Result(Headline(share.value, "share", share.low, share.high), columns, (), n)

"""Reply links that stand on the answered post instead of on the answer."""

import ibis
import ibis.expr.types as ir

from .workbench import Workbench


def linked(bench: Workbench, posts: ir.Table) -> ir.Table:
    """`parent_id` filled from `parent_of` (ids of answers) where the answer itself does not say it."""
    if "parent_of" not in posts.columns:
        return posts
    single = posts.filter(posts.parent_of.length() > 0)
    pairs = single.select("network", parent=single.post_id, child=single.parent_of.unnest())
    pairs = pairs.filter(pairs.parent != pairs.child)
    pairs = pairs.group_by(["network", "child"]).agg(parent=pairs.parent.min())
    joined = posts.left_join(pairs, [posts.network == pairs.network, posts.post_id == pairs.child])
    parent = ibis.coalesce(joined.parent_id, joined.parent)
    role = ibis.ifelse((joined.role == "post") & parent.notnull(), "reply", joined.role)
    changed = {"parent_id": parent, "role": role}
    columns = {name: changed.get(name, joined[name]) for name in posts.columns if name != "parent_of"}
    return bench.keep(joined.select(**columns), "posts-linked")

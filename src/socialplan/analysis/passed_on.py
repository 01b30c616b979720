"""Passing on: every repost once, with who shared (`sharer`) whose message (`source`)."""

from collections.abc import Mapping

import ibis
import ibis.expr.types as ir

from ..records import PERSON_MARK


def passed_on(tables: Mapping[str, ir.Table]) -> ir.Table:
    """Reposts in the columns of posts, with `sharer` and `source` (person_key or account_id, null unknown).

    A repost may be a row of interactions, a post of its own (role repost, with the original as its parent),
    or both: typed as text it becomes a post and, from the same line of the same file, an interaction. Each
    counts once. A repost without a post of its own belongs to the account whose message it passes on.
    """
    posts = tables["posts"]
    passed = tables["interactions"]
    passed = passed.filter(passed["kind"] == "repost")
    columns = [name for name in posts.columns if name not in ("sharer", "source")]
    told = _as_posts(passed, posts).select(*columns, "sharer", "source")
    return told.union(_native(posts, passed).select(*columns, "sharer", "source"))


def _authored(posts: ir.Table) -> ir.StringValue:
    return ibis.coalesce(posts["account_id"], posts["person_key"])


def _as_posts(passed: ir.Table, posts: ir.Table) -> ir.Table:
    """Interactions in the columns of posts: those of their own post where the same line gave one."""
    reposts = posts.filter(posts["role"] == "repost")
    typed = reposts.group_by(typed_network="network", typed_batch="batch", typed_line="line").agg(
        typed_about=ibis.coalesce(reposts["account_id"], reposts["about_account"]).min(),
        typed_text=reposts["text"].min(),
    )
    originals = posts.select(
        original_network="network", original_post="post_id", original_author=_authored(posts),
        original_account=ibis.coalesce(posts["account_id"], posts["about_account"]),
        original_text=posts["text"],
    )  # fmt: skip
    rows = passed.left_join(
        typed,
        [
            passed["network"] == typed["typed_network"],
            passed["batch"] == typed["typed_batch"],
            passed["line"] == typed["typed_line"],
        ],
    )
    rows = rows.left_join(
        originals,
        [rows["network"] == originals["original_network"], rows["post_id"] == originals["original_post"]],
    )
    source = ibis.coalesce(rows["target_key"], rows["original_author"])
    target_account = ibis.ifelse(source.startswith(PERSON_MARK).fill_null(True), ibis.null("string"), source)
    made = {
        "network": rows["network"],
        "about_account": ibis.coalesce(rows["typed_about"], rows["original_account"], target_account),
        "created_at": rows["occurred_at"],
        "precision": rows["precision"],
        "text": ibis.coalesce(rows["typed_text"], rows["original_text"]),
        "role": ibis.literal("repost"),
    }
    types = posts.schema()
    empty = {name: ibis.null(types[name]) for name in posts.columns if name not in made}
    return rows.select(**made, **empty, sharer=rows["actor_key"], source=source)


def _native(posts: ir.Table, passed: ir.Table) -> ir.Table:
    """Posts with role repost that no interaction tells, with the author of what they pass on."""
    reposts = posts.filter(posts["role"] == "repost")
    reposts = reposts.mutate(sharer=_authored(reposts))
    reposts = reposts.anti_join(passed.select("network", "batch", "line"), ["network", "batch", "line"])
    reposts = reposts.anti_join(passed.select("network", post_id="interaction_id"), ["network", "post_id"])
    reposts = reposts.anti_join(
        passed.select("network", parent_id="post_id", sharer="actor_key"), ["network", "parent_id", "sharer"]
    )
    originals = posts.select(
        original_network="network", original_post="post_id", original_author=_authored(posts),
        original_account=ibis.coalesce(posts["account_id"], posts["about_account"]),
        original_text=posts["text"],
    )  # fmt: skip
    rows = reposts.left_join(
        originals,
        [
            reposts["network"] == originals["original_network"],
            reposts["parent_id"] == originals["original_post"],
        ],
    )
    return rows.mutate(
        source=rows["original_author"],
        text=ibis.coalesce(rows["text"].nullif(""), rows["original_text"]),
        about_account=ibis.coalesce(rows["about_account"], rows["original_account"]),
        account_id=ibis.null("string"),
    )

"""Responses to a message, each once: who (`actor`) liked, passed on, quoted or answered whose (`source`)."""

from collections.abc import Mapping

import ibis
import ibis.expr.types as ir

from ..records import PERSON_MARK


def responded(tables: Mapping[str, ir.Table], kind: str) -> ir.Table:
    """Responses of one kind (like, repost, quote, reply) in the columns of posts, with `actor` and `source`
    (person_key or account_id, null unknown); `parent_id` is the message, where it is known.

    A repost may be a row of interactions, a post of its own (role repost, with the original as its parent),
    or both: typed as text it becomes a post and, from the same line of the same file, an interaction. Each
    counts once, and so do quotes and replies. A like is an interaction only. What has no post of its own
    belongs to the account whose message it responds to.
    """
    posts = tables["posts"]
    native = posts.filter(posts["role"] == kind)
    told = tables["interactions"]
    told = told.filter(told["kind"] == kind)
    columns = [name for name in posts.columns if name not in ("actor", "source")]
    as_posts = _as_posts(told, native, posts, kind).select(*columns, "actor", "source")
    alone = _native(native, posts, told, once=kind == "repost")
    return as_posts.union(alone.select(*columns, "actor", "source"))


def _authored(posts: ir.Table) -> ir.StringValue:
    return ibis.coalesce(posts["account_id"], posts["person_key"])


def _as_posts(passed: ir.Table, native: ir.Table, posts: ir.Table, kind: str) -> ir.Table:
    """Interactions in the columns of posts: those of their own post where the same line gave one."""
    typed = native.group_by(typed_network="network", typed_batch="batch", typed_line="line").agg(
        typed_about=ibis.coalesce(native["account_id"], native["about_account"]).min(),
        typed_text=native["text"].min(),
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
        "role": ibis.literal(kind),
        "parent_id": rows["post_id"],
    }
    types = posts.schema()
    empty = {name: ibis.null(types[name]) for name in posts.columns if name not in made}
    return rows.select(**made, **empty, actor=rows["actor_key"], source=source)


def _native(native: ir.Table, posts: ir.Table, passed: ir.Table, *, once: bool) -> ir.Table:
    """Posts of this kind that no interaction tells, with the author of what they respond to. `once`: nobody
    does this twice with the same message."""
    native = native.mutate(actor=_authored(native))
    native = native.anti_join(passed.select("network", "batch", "line"), ["network", "batch", "line"])
    native = native.anti_join(passed.select("network", post_id="interaction_id"), ["network", "post_id"])
    if once:
        told = passed.select("network", parent_id="post_id", actor="actor_key")
        native = native.anti_join(told, ["network", "parent_id", "actor"])
    originals = posts.select(
        original_network="network", original_post="post_id", original_author=_authored(posts),
        original_account=ibis.coalesce(posts["account_id"], posts["about_account"]),
        original_text=posts["text"],
    )  # fmt: skip
    rows = native.left_join(
        originals,
        [
            native["network"] == originals["original_network"],
            native["parent_id"] == originals["original_post"],
        ],
    )
    return rows.mutate(
        source=rows["original_author"],
        text=ibis.coalesce(rows["text"].nullif(""), rows["original_text"]),
        about_account=ibis.coalesce(rows["about_account"], rows["original_account"]),
        account_id=ibis.null("string"),
    )

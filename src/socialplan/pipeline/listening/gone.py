"""Posts that their network took away: they stay known, with when that was heard, and say nothing any more."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from socialplan.records import POSTS
from socialplan.store import Store

WAIT_SECONDS = 20.0
KIND = "gone"  # of an item that says so
SILENT: Mapping[str, Any] = {
    "text": None, "title": None, "extra": None, "hashtags": [], "mentions": [], "links": [], "media": [],
}  # fmt: skip


@dataclass(frozen=True)
class Gone:
    """A post by its id; where only its server knows that, by how its id begins and ends."""

    id: str = ""
    begins: str = ""
    ends: str = ""


def gone_of(items: Sequence[Mapping[str, Any]]) -> tuple[Gone, ...]:
    """Of items of kind `gone`: with `id`, or with `begins` and `ends`."""
    told = [item for item in items if item.get("kind") == KIND]
    return tuple(
        Gone(id=str(one["id"])) if one.get("id") else Gone(begins=str(one["begins"]), ends=str(one["ends"]))
        for one in told
    )


def take_away(
    store: Store, *, workspace: int, network: str, gone: Sequence[Gone], at: datetime, by: str = "",
    simulated: bool = False,
) -> int | None:  # fmt: skip
    """Mark these posts deleted and empty them, in a batch of their own; None when none of them was known
    and there still. What was counted of them stays. Raises Busy."""
    if not gone:
        return None
    with store.writer(workspace, wait=WAIT_SECONDS) as writer:
        posts = store.current(store.snapshot(workspace), POSTS.name, local=True)
        found = posts.filter((posts.network == network) & posts.deleted_at.isnull() & _any_of(posts, gone))
        rows = store.local.arrow(found.drop("workspace", "batch", "line")).to_pylist()
        if not rows:
            return None
        when = at.astimezone(UTC).replace(tzinfo=None)
        emptied = [{**row, **SILENT, "deleted_at": when} for row in rows]
        schema = pa.schema([POSTS.schema.field(name) for name in emptied[0]])
        writer.add(POSTS.name, pa.Table.from_pylist(emptied, schema=schema))
        named = "\n".join(sorted(str(row["post_id"]) for row in rows))
        content = f"gone\n{writer.number}\n{network}\n{named}"
        return writer.commit(
            sha256=sha256(content.encode()).hexdigest(), kind="gone", source=by, by=by, simulated=simulated
        )


def _any_of(posts: ir.Table, gone: Sequence[Gone]) -> ir.BooleanValue:
    listed = posts.post_id.isin([one.id for one in gone if one.id] or [""])
    told = [one for one in gone if not one.id]
    return ibis.or_(listed, *(_matches(posts, one) for one in told))


def _matches(posts: ir.Table, one: Gone) -> ir.BooleanValue:
    return posts.post_id.startswith(one.begins) & posts.post_id.endswith(one.ends)

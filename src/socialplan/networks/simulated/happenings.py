"""What happens on the simulated network, one thing after another: posts, edits, deletions, likes, follows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

import pyarrow as pa

from .people import population
from .phrases import NAMES
from .posts import audible, posts
from .reactions import interactions
from .world import Span, World

SAID = (
    "network", "post_id", "role", "kind", "text", "language_hint", "parent_id", "root_id", "hashtags",
    "mentions", "about_account", "account_id",
)  # fmt: skip


@dataclass(frozen=True)
class Happening:
    """`about` are the companies whom it concerns; `raw` is what the network says, as JSON would hold it."""

    at: datetime
    kind: str
    about: str | None
    raw: Mapping[str, Any]


@lru_cache(maxsize=2)
def happenings(span: Span) -> tuple[Happening, ...]:
    """Everything of a portion of days, in order of time."""
    told = posts(span)
    found = list(_of_posts(span.world, told)) + list(_of_reactions(span, told))
    return tuple(sorted(found, key=lambda one: (one.at, one.raw["id"], one.kind)))


def _of_posts(world: World, told: pa.Table) -> Iterator[Happening]:
    for row in told.to_pylist():
        about = row["about_account"] or row["account_id"]
        said = {name: row[name] for name in SAID if row[name] is not None}
        said |= {"id": row["post_id"], "simulated": True, "created_at": row["created_at"].isoformat()}
        if row["author"] >= 0:
            said["author"] = _author(world, row["author"], row["person_key"])
        first = row["first_text"] or row["text"]
        yield Happening(row["created_at"], "post", about, said | {"type": "post", "text": first})
        if row["edited_at"]:
            edited = {"type": "edit", "edited_at": row["edited_at"].isoformat()}
            yield Happening(row["edited_at"], "edit", about, said | edited)
        if row["deleted_at"]:
            at = row["deleted_at"]
            gone = {name: said[name] for name in ("id", "network", "role", "simulated")}
            gone |= {"type": "delete", "deleted_at": at.isoformat()}
            yield Happening(at, "delete", about, gone)


def _author(world: World, number: int, key: str) -> dict[str, Any]:
    names = NAMES[world.language]
    return {
        "id": f"simulated-{number}", "key": key, "handle": f"{names['person']}{number:03}",
        "display_name": names["display"].format(number=number),
        "followers": int(population(world).followers[number]),
    }  # fmt: skip


def _of_reactions(span: Span, told: pa.Table) -> Iterator[Happening]:
    whom = dict(zip(told["post_id"].to_pylist(), told["about_account"].to_pylist(), strict=True))
    accounts = {account.account_id for account in span.world.plants.accounts}
    for row in audible(span, interactions(span, told), "occurred_at").to_pylist():
        target = row["target_key"]
        about = whom.get(row["post_id"]) or (target if target in accounts else None)
        raw = {
            "type": row["kind"], "id": row["interaction_id"], "simulated": True, "network": row["network"],
            "actor": row["actor_key"], "target": target, "post_id": row["post_id"],
            "created_at": row["occurred_at"].isoformat(),
        }  # fmt: skip
        yield Happening(row["occurred_at"], row["kind"], about, raw)

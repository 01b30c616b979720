"""A small town talking: posts on two networks with known words, days and writers."""

from datetime import datetime, timedelta

import pyarrow as pa

from socialplan.pipeline.ledger import Store
from socialplan.records import ACCOUNTS, POSTS

FIRST = datetime(2026, 3, 2, 10)
# On each day: two on Mastodon about bread, one of them in a complaint; one of ours; one on Bluesky.
DAILY = (
    ("mastodon", "Vers brood bij Bakkerij Zoet", "nl", None, "~anna"),
    ("mastodon", "Brood was oud, klacht ingediend", "nl", None, "~ben"),
    ("mastodon", "Wij bakken vers brood #bakkerijzoet", "nl", "zoet", None),
    ("bluesky", "Fresh bread at the bakery", "en", None, "~cleo"),
)
DAYS = 29  # the newest is left out of a window: it may not be over


def rows() -> list[dict[str, object]]:
    return [
        {
            "network": network, "post_id": f"{day}-{place}", "text": text, "language_hint": language,
            "account_id": account, "person_key": person, "created_at": FIRST + timedelta(days=day),
            "precision": "second", "role": "post", "kind": "text", "line": day * 10 + place,
        }
        for day in range(DAYS)
        for place, (network, text, language, account, person) in enumerate(DAILY)
    ]  # fmt: skip


def talk(store: Store, workspace: int) -> None:
    """One batch of it."""
    ours = [{"network": "mastodon", "account_id": "zoet", "handle": "zoet", "owner_kind": "own", "line": 1}]
    with store.writer(workspace, wait=0) as writer:
        for name, table in (("posts", (rows(), POSTS)), ("accounts", (ours, ACCOUNTS))):
            some, kind = table
            known = [field for field in kind.schema if field.name not in ("workspace", "batch")]
            writer.add(name, pa.Table.from_pylist(some, schema=pa.schema(known)))
        writer.commit(sha256="talk", kind="import", source="talk.csv", simulated=False, by="t")

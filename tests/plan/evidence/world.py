"""A small world of posts that tests write batch by batch, with responses they choose."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import pyarrow as pa

from socialplan.pipeline.ledger import Store
from socialplan.records import METRIC_ROWS, POSTS

NETWORK = "facebook"
START = datetime(2026, 1, 1, 12)


@dataclass(frozen=True)
class Said:
    """Some posts of one account and kind, one a day from `start`, with these responses."""

    account: str
    kind: str
    responses: Sequence[int]
    start: datetime = START
    name: str = ""  # part of the post ids: the same name means the same posts
    person: str | None = None

    def ids(self) -> list[str]:
        stem = self.name or f"{self.account}-{self.kind}-{self.start:%m%d}"
        return [f"{stem}-{place}" for place in range(len(self.responses))]


def bring(
    store: Store, workspace: int, *said: Said, source: str = "posts.csv", simulated: bool = False
) -> int:
    """One batch with these posts and their reactions; returns its number."""
    posts = [row for one in said for row in _posts(one)]
    figures = [row for one in said for row in _figures(one)]
    with store.writer(workspace, wait=0) as writer:
        writer.add("posts", _table(posts, POSTS.schema))
        writer.add("metrics", _table(figures, METRIC_ROWS.schema))
        return writer.commit(
            sha256=f"{source}-{writer.number}", kind="import", source=source, simulated=simulated, by="tests"
        )


def _posts(said: Said) -> list[dict[str, object]]:
    return [
        {
            "network": NETWORK, "post_id": post, "account_id": said.account, "person_key": said.person,
            "created_at": said.start + timedelta(days=place), "precision": "second",
            "text": f"Post {place}", "role": "post", "kind": said.kind, "line": place + 1,
        }
        for place, post in enumerate(said.ids())
    ]  # fmt: skip


def _figures(said: Said) -> list[dict[str, object]]:
    return [
        {
            "network": NETWORK, "subject": "post", "subject_id": post, "name": "reactions",
            "native_name": "likes", "value": float(value), "aggregation": "total", "line": place + 1,
        }
        for place, (post, value) in enumerate(zip(said.ids(), said.responses, strict=True))
    ]  # fmt: skip


def _table(rows: list[dict[str, object]], schema: pa.Schema) -> pa.Table:
    given = {name for row in rows for name in row}
    return pa.Table.from_pylist(rows, pa.schema([field for field in schema if field.name in given]))

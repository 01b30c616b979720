"""Small rows of several tables, for tests of the store."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import pyarrow as pa

from socialplan.store import Store


def posts(*ids: str, text: str = "hello", day: int = 1, **columns: Any) -> pa.Table:
    size = len(ids)
    rows = {
        "network": ["x"] * size, "post_id": list(ids), "text": [text] * size,
        "created_at": [datetime(2020, 1, day, 12, number % 60) for number in range(size)],
    }  # fmt: skip
    return pa.table({**rows, **{name: [value] * size for name, value in columns.items()}})


def commit(store: Store, sha256: str, tables: Mapping[str, Any], *, workspace: int = 1, **more: Any) -> int:
    with store.writer(workspace) as writer:
        for table, rows in tables.items():
            writer.add(table, rows)
        return writer.commit(sha256=sha256, kind="import", source=f"{sha256}.csv", **more)


def shown(store: Store, table: str, columns: Sequence[str], *, workspace: int = 1) -> list[dict[str, Any]]:
    """The current rows of a table, in the order of their columns."""
    rows = store.current(store.snapshot(workspace), table).select(*columns).order_by(list(columns))
    return store.execute(rows).to_pylist()

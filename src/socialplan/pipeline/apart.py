"""A store apart from the instance, with a small ledger of its own: for verifications."""

from pathlib import Path

import pyarrow as pa

from socialplan.store import Store
from socialplan.store.sqlite_ledger import SqliteLedger


def store_apart(folder: Path) -> Store:
    return Store(folder, SqliteLedger(folder / "ledger.sqlite3"))


def rows_of(store: Store, workspace: int, table: str) -> pa.Table:
    """Every current row of a table, without the columns a batch fills in itself."""
    rows = store.execute(store.current(store.snapshot(workspace), table))
    return rows.drop_columns(["workspace", "batch"])

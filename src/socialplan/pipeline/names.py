"""Names: rows of a finding hold person keys; handles are joined here, at the moment of showing."""

from collections.abc import Iterable
from dataclasses import replace

from socialplan.records import PERSON_MARK
from socialplan.store import Store
from socialplan.store.ledger import Snapshot

from .measure import Finding


def with_names(store: Store, workspace: int, finding: Finding) -> Finding:
    """The finding with handles in its person columns; who was erased since has None."""
    columns = [column.name for column in finding.columns if column.role == "person"]
    if not columns:
        return finding
    keys = {row[name] for row in finding.rows for name in columns if row.get(name)}
    known = names(store, store.snapshot(workspace), keys)
    rows = tuple(
        {**row, **{name: known.get(row[name]) for name in columns if row.get(name)}} for row in finding.rows
    )
    return replace(finding, rows=rows)


def names(store: Store, snapshot: Snapshot, keys: Iterable[str]) -> dict[str, str]:
    """Handle by person key or account id; an account without a handle goes by its id, an unknown person by
    nothing."""
    wanted = sorted(set(keys))
    persons = [key for key in wanted if key.startswith(PERSON_MARK)]
    accounts = [key for key in wanted if not key.startswith(PERSON_MARK)]
    found = {key: key for key in accounts}
    if accounts:
        table = store.current(snapshot, "accounts")
        rows = table.filter(table["account_id"].isin(accounts), table["handle"].notnull())
        found.update(_pairs(store, rows.select(key="account_id", handle="handle")))
    if persons:
        table = store.current(snapshot, "people")
        rows = table.filter(table["person_key"].isin(persons))
        handles = rows.select(key="person_key", handle=rows["handle"].coalesce(rows["display_name"]))
        found.update(_pairs(store, handles))
    return found


def _pairs(store: Store, rows: object) -> dict[str, str]:
    return {row["key"]: row["handle"] for row in store.execute(rows).to_pylist() if row["handle"]}

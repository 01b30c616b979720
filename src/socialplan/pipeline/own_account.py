"""The one account that is ours, where there is one."""

from socialplan.store import Store
from socialplan.store.ledger import Snapshot


def own_account(store: Store, snapshot: Snapshot) -> str | None:
    """What the only own account is called, on whatever networks; None where there are none or several."""
    table = store.current(snapshot, "accounts")
    own = table.filter(table["owner_kind"] == "own").select("account_id", "handle")
    names = {str(row["handle"] or row["account_id"]) for row in store.execute(own).to_pylist()}
    return names.pop() if len({name.casefold() for name in names}) == 1 else None

"""Saying whose an account is: a batch of its own, so that findings that compare owners know of it."""

from hashlib import sha256

import pyarrow as pa

from socialplan.records import OWNER_KINDS
from socialplan.store import Store

WAIT_SECONDS = 20.0


def mark_account(
    store: Store, *, workspace: int, network: str, account_id: str, owner_kind: str, by: str = ""
) -> int | None:
    """Mark an account own, competitor or other; returns the batch, None when it was so already.

    What else is known of the account stays. Raises ValueError for an unknown kind, Busy.
    """
    if owner_kind not in OWNER_KINDS:
        raise ValueError(f"An account is {', '.join(OWNER_KINDS)}, not {owner_kind!r}.")
    with store.writer(workspace, wait=WAIT_SECONDS) as writer:
        known = _known(store, workspace, network, account_id)
        if known.get("owner_kind") == owner_kind:
            return None
        row = {**known, "network": network, "owner_kind": owner_kind}
        row.setdefault("account_id", account_id)
        writer.add("accounts", pa.Table.from_pylist([row], schema=_schema(row)))
        content = f"{writer.number}\n{network}\n{account_id}\n{owner_kind}"
        return writer.commit(
            sha256=sha256(content.encode()).hexdigest(), kind="marking", source=str(row["account_id"]), by=by
        )


def _known(store: Store, workspace: int, network: str, account_id: str) -> dict[str, object]:
    accounts = store.current(store.snapshot(workspace), "accounts", local=True)
    wanted = account_id.lstrip("@").lower()
    mine = accounts.filter((accounts.network == network) & (accounts.account_id.lower() == wanted))
    rows = store.execute(
        mine.select("account_id", "handle", "brand", "owner_kind", "url").limit(1)
    ).to_pylist()
    return rows[0] if rows else {}


def _schema(row: dict[str, object]) -> pa.Schema:
    return pa.schema([(name, pa.string()) for name in row])

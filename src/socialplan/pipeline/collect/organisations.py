"""The accounts an import brings: their spelling, brand, and whose they are."""

from collections.abc import Mapping

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from ...store.tables import nothing
from .names import Names, fold
from .workbench import Workbench

DECLARED = pa.schema(
    {"network": pa.string(), "folded": pa.string(), "spelled": pa.string(), "owner": pa.string()}
)
MOST_LISTED = 200
EVERY = "*"  # in [accounts]: every account of these files of which nothing else is known
DETAILS = ("handle", "brand", "url", "owner_kind")


def declared(owners: Mapping[str, str], *, network: str | None) -> ir.Table:
    """Whose account is whose, by the mapping and the person; on any network where none is named."""
    names = {handle.removeprefix("@"): kind for handle, kind in owners.items() if handle != EVERY}
    said = [
        {"network": network, "folded": name.lower(), "spelled": name, "owner": kind}
        for name, kind in names.items()
    ]
    unique = {entry["folded"]: entry for entry in said}
    if not unique:
        return nothing(DECLARED)
    return ibis.memtable(pa.Table.from_pylist(list(unique.values()), schema=DECLARED))


def rows(
    bench: Workbench, given: ir.Table | None, names: Names, stored: ir.Table, said: ir.Table,
    *, usual: str = "other",
) -> ir.Table:  # fmt: skip
    """Accounts that are new or about which these files say something new; what is not said stays.

    `usual` is whose a new account is of which nothing is said.
    """
    told = _told(given)
    old = stored.select(
        "network",
        folded=fold(stored.account_id),
        old_id=stored.account_id,
        **{f"old_{n}": stored[n] for n in DETAILS},
    )
    mine = names.accounts.select("network", "folded", "account_id")
    marked = said.inner_join(old.select("network", "folded", "old_id"), "folded")
    also = marked.select("network", "folded", account_id=marked.old_id)
    every = mine.union(also).distinct()
    joined = every.left_join(old.distinct(on=["network", "folded"]), ["network", "folded"])
    joined = joined.select(
        *every.columns, *[joined[f"old_{n}"] for n in DETAILS], is_old=joined.old_id.notnull()
    )
    joined = _left(joined, told, ["network", "folded"], [f"new_{n}" for n in DETAILS])
    joined = _left(joined, said, ["folded"], ["owner"])
    new = {
        "handle": ibis.coalesce(joined.new_handle, joined.old_handle, joined.account_id),
        "brand": ibis.coalesce(joined.new_brand, joined.old_brand),
        "url": ibis.coalesce(joined.new_url, joined.old_url),
        "owner_kind": ibis.coalesce(
            joined.owner, joined.new_owner_kind, joined.old_owner_kind, ibis.literal(usual)
        ),
    }
    changed = ~joined.is_old
    for name in DETAILS:
        changed = changed | ~new[name].identical_to(joined[f"old_{name}"])
    return bench.keep(joined.filter(changed).select("network", "account_id", **new), "accounts-final")


def _left(rows: ir.Table, other: ir.Table, on: list[str], wanted: list[str]) -> ir.Table:
    joined = rows.left_join(other, on)
    return joined.select(*[joined[name] for name in rows.columns], *[joined[name] for name in wanted])


def _told(given: ir.Table | None) -> ir.Table:
    """The last thing said about each account in these files."""
    if given is None:
        kinds = {"network": "string", "folded": "string"} | {f"new_{name}": "string" for name in DETAILS}
        return nothing(ibis.schema(kinds).to_pyarrow())
    rows = given.filter(given.account_id.notnull()).mutate(folded=lambda t: fold(t.account_id))
    order = [rows.file, rows.line]
    return rows.group_by(["network", "folded"]).agg(
        **{f"new_{name}": rows[name].last(order_by=order) for name in DETAILS}
    )


def listed(bench: Workbench, accounts: ir.Table | None) -> tuple[tuple[str, str], ...]:
    """Name and owner kind, for a receipt."""
    if accounts is None:
        return ()
    found = accounts.select("account_id", "owner_kind").order_by("account_id").limit(MOST_LISTED)
    return tuple((row["account_id"], row["owner_kind"]) for row in bench.engine.arrow(found).to_pylist())

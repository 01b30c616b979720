"""Who is who: names in rows become accounts or people, in joins over all rows at once.

A name that an account of the workspace or of these files carries is that account; every other name is a
person and gets a key, the one it had or a new random one. Names compare without case.
"""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import ibis
import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.parquet as pq

from ...records import PERSON_MARK
from ...store.erased import Erased
from ...store.tables import nothing
from .duplicates import count
from .filled import Filled
from .workbench import Workbench

HANDLES = {
    "posts": ("person_key",),
    "interactions": ("actor_key", "target_key"),
    "conversions": ("person_key",),
}
ACCOUNTS = {"posts": ("account_id", "about_account"), "events": ("account_id",), "accounts": ("account_id",)}
NEW = pa.schema({"network": pa.string(), "folded": pa.string(), "handle": pa.string(), "key": pa.string()})


@dataclass(frozen=True)
class Names:
    """`known`: network, folded name -> key (account or person). `people`: those not known before."""

    known: ir.Table
    count: int  # of the known
    organisations: ir.Table  # the accounts among them
    people: ir.Table
    accounts: ir.Table  # network, folded, account_id: of these files
    erased: ir.Table  # network, folded: people who asked to be forgotten


def fold(name: ir.StringValue) -> ir.StringValue:
    return name.lower()


def _seen(rows: ir.Table, column: str) -> ir.Table:
    if column == "mentions":
        rows = rows.select("network", name=rows.mentions.unnest())
    else:
        rows = rows.select("network", name=rows[column])
    return rows.filter(rows.name.notnull() & (rows.name != "")).select("network", "name")


def _together(parts: Iterable[ir.Table]) -> ir.Table:
    """One spelling per folded name: the first in the alphabet, so that it never depends on order."""
    listed = list(parts)
    rows = ibis.union(*listed) if len(listed) > 1 else listed[0]
    rows = rows.mutate(folded=fold(rows.name))
    return rows.group_by(["network", "folded"]).agg(name=rows.name.min())


def _most_used(parts: Iterable[ir.Table]) -> ir.Table:
    """One spelling per folded name: the most used, of those used alike the first in the alphabet."""
    listed = list(parts)
    rows = ibis.union(*listed) if len(listed) > 1 else listed[0]
    counted = rows.mutate(folded=fold(rows.name)).group_by(["network", "folded", "name"]).agg(
        times=lambda row: row.count()
    )  # fmt: skip
    order = [counted.times.desc(), counted.name.asc()]
    return counted.group_by(["network", "folded"]).agg(name=counted.name.first(order_by=order))


def _named_in(columns: Mapping[str, tuple[str, ...]], filled: Filled) -> list[tuple[str, str]]:
    return [(table, one) for table, several in columns.items() for one in several
            if one in filled.get(table, ())]  # fmt: skip


def accounts(
    bench: Workbench, drafts: Mapping[str, ir.Table], stored: ir.Table, declared: ir.Table, filled: Filled
) -> ir.Table:
    """Accounts of these files and of the mapping: network, folded, account_id. A stored spelling wins,
    else the one used most."""
    seen = [_seen(drafts[table], column) for table, column in _named_in(ACCOUNTS, filled)]
    said = declared.filter(declared.network.notnull()).select("network", name="spelled")
    found = _most_used([*seen, said])
    stored = (
        stored.mutate(folded=fold(stored.account_id))
        .group_by(["network", "folded"])
        .agg(old=lambda t: t.account_id.min())
    )
    joined = found.left_join(stored, ["network", "folded"])
    named = joined.select(
        "network",
        "folded",
        account_id=ibis.coalesce(joined.old, joined.name),
        is_new=joined.old.isnull(),
    )
    return bench.keep(named, "accounts")


def resolve(
    bench: Workbench, drafts: Mapping[str, ir.Table], *, stored_accounts: ir.Table, stored_people: ir.Table,
    declared: ir.Table, erased: Erased, filled: Filled,
) -> Names:  # fmt: skip
    """Every name of these files with its key; new people get one here."""
    mine = accounts(bench, drafts, stored_accounts, declared, filled)
    old = stored_accounts.select("network", "account_id", "handle")
    every = ibis.union(
        mine.select("network", "folded", key=mine.account_id),
        old.select("network", folded=fold(old.account_id), key=old.account_id),
        old.filter(old.handle.notnull()).select("network", folded=fold(old.handle), key=old.account_id),
        *_handles(drafts.get("accounts")),
    )
    organisations = bench.keep(
        every.group_by(["network", "folded"]).agg(key=every.key.min()), "organisations"
    )
    seen = [_seen(drafts[table], column) for table, column in _named_in(HANDLES, filled)]
    if "mentions" in filled.get("posts", ()):
        seen.append(_seen(drafts["posts"], "mentions"))
    if "people" in drafts:
        people = drafts["people"]
        seen.append(people.select("network", name=ibis.coalesce(people.handle, people.network_id)))
    persons = _together(
        seen or [nothing(pa.schema({"network": pa.string(), "name": pa.string()}))]
    ).anti_join(organisations, ["network", "folded"])
    known = _known_people(stored_people)
    fresh = bench.keep(persons.anti_join(known, ["network", "folded"]), "strangers")
    new, gone = _keyed(bench, fresh, erased)
    keyed = persons.inner_join(known, ["network", "folded"]).select("network", "folded", "key")
    together = ibis.union(
        organisations.select("network", "folded", "key"), keyed, new.select("network", "folded", "key")
    )
    names = bench.keep(together, "names")
    return Names(names, count(bench, names), organisations, new, mine, gone)


def _handles(told: ir.Table | None) -> list[ir.Table]:
    """Names these files give to accounts beside their id."""
    if told is None:
        return []
    rows = told.filter(told.handle.notnull() & told.account_id.notnull())
    return [rows.select("network", folded=fold(rows.handle), key=rows.account_id).distinct()]


def _known_people(people: ir.Table) -> ir.Table:
    by_handle = people.filter(people.handle.notnull()).select(
        "network", folded=fold(people.handle), key=people.person_key
    )
    by_id = people.filter(people.network_id.notnull()).select(
        "network", folded=fold(people.network_id), key=people.person_key
    )
    both = by_handle.union(by_id)
    return both.group_by(["network", "folded"]).agg(key=both.key.min())


def _keyed(bench: Workbench, fresh: ir.Table, erased: Erased) -> tuple[ir.Table, ir.Table]:
    """New random keys, written piece by piece; people who were erased get none."""
    bench.made += 1
    kept, gone = bench.folder / f"{bench.made}-keys.parquet", bench.folder / f"{bench.made}-gone.parquet"
    with pq.ParquetWriter(kept, NEW) as keys, pq.ParquetWriter(gone, NEW) as forgotten:
        for batch in bench.engine.stream(fresh):
            table = pa.table({
                "network": batch["network"], "folded": batch["folded"], "handle": batch["name"],
                "key": pa.array(new_keys(batch.num_rows), pa.string()),
            }, schema=NEW)  # fmt: skip
            if not erased:
                keys.write_table(table)
                continue
            held = pa.array([
                erased.holds(network=network, handle=name)
                for network, name in zip(batch["network"].to_pylist(), batch["name"].to_pylist(), strict=True)
            ], pa.bool_())  # fmt: skip
            forgotten.write_table(table.filter(held))
            keys.write_table(table.filter(pa.compute.invert(held)))
    return bench.engine.read([kept], NEW), bench.engine.read([gone], NEW)


def new_keys(count: int) -> list[str]:
    """Random keys that say nothing about whom they stand for."""
    digits = secrets.token_hex(10 * count)
    return [PERSON_MARK + digits[place : place + 20] for place in range(0, 20 * count, 20)]

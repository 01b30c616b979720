"""The people an import brings: new ones with their handle, and what files say about them."""

from datetime import datetime

import ibis
import ibis.expr.types as ir

from ...records import PEOPLE
from .names import Names, fold
from .workbench import Workbench

LONG_AGO = datetime(1, 1, 1)
DETAILS = tuple(name for name in PEOPLE.columns if name != "person_key")


def rows(
    bench: Workbench, given: ir.Table | None, names: Names, stored: ir.Table, said: frozenset[str]
) -> ir.Table:
    """People who are new or about whom these files say something new; what is not said stays.

    `said` are the columns of `given` that can hold a value.
    """
    new = names.people.select("network", "handle", person_key="key")
    kinds = ibis.Schema.from_pyarrow(PEOPLE.schema)
    if given is None:
        missing = {name: ibis.null(kinds[name]) for name in DETAILS if name != "handle"}
        return new.mutate(**missing)
    told = _told(given, names, said)
    old = stored.select("person_key", **{f"old_{name}": stored[name] for name in DETAILS})
    everyone = told.select("network", "person_key").union(new.select("network", "person_key")).distinct()
    joined = _left(everyone, told.drop("network"), [f"new_{name}" for name in DETAILS])
    joined = _left(joined, new.select("person_key", found_handle=new.handle), ["found_handle"])
    joined = _left(joined, old.mutate(is_old=True), [*(f"old_{name}" for name in DETAILS), "is_old"])
    final = {name: ibis.coalesce(joined[f"new_{name}"], joined[f"old_{name}"]) for name in DETAILS}
    by_id = joined.new_network_id.identical_to(joined.found_handle) & joined.new_handle.isnull()
    seen = ibis.ifelse(by_id, ibis.null("string"), joined.found_handle)
    final["handle"] = ibis.coalesce(joined.new_handle, joined.old_handle, seen)
    changed = joined.is_old.isnull()
    for name in DETAILS:
        changed = changed | ~final[name].identical_to(joined[f"old_{name}"])
    return bench.keep(joined.filter(changed).select("network", "person_key", **final), "people-final")


def _told(given: ir.Table, names: Names, said: frozenset[str]) -> ir.Table:
    """The newest known value of each detail, per person."""
    name = ibis.coalesce(given.handle, given.network_id)
    rows = given.mutate(folded=fold(name)).filter(name.notnull())
    known = names.known.filter(names.known.key.startswith("~")).select("network", "folded", key="key")
    joined = rows.inner_join(known, ["network", "folded"])
    newest = joined.file.cast("int64") * 2**40 + joined.line
    if "as_of" in said:
        at = joined.as_of.fill_null(ibis.literal(LONG_AGO, "timestamp(6)"))
        newest = ibis.struct({"at": at, "place": newest})
    found = {f"new_{name}": joined[name].argmax(newest) for name in DETAILS if name in said}
    kinds = ibis.Schema.from_pyarrow(PEOPLE.schema)
    unsaid = {f"new_{name}": ibis.null(kinds[name]) for name in DETAILS if name not in said}
    return joined.group_by(["network", joined.key.name("person_key")]).agg(**found).mutate(**unsaid)


def _left(rows: ir.Table, other: ir.Table, wanted: list[str]) -> ir.Table:
    joined = rows.left_join(other, "person_key")
    return joined.select(*[joined[name] for name in rows.columns], *[joined[name] for name in wanted])

"""Names in rows replaced by the keys they stand for.

The names of a large import fill the engine's memory once. So many names are joined once at a time, with the
rows on disk in between; what only organisations can be called is looked up among those alone.
"""

import ibis
import ibis.expr.types as ir

from .duplicates import count
from .filled import Filled
from .names import ACCOUNTS, HANDLES, Names, fold
from .workbench import Workbench

MANY = 200_000
PLACE = ["file", "line", "post_id"]  # two blocks may make two posts of one row


def place_keys(bench: Workbench, rows: ir.Table, table: str, names: Names, filled: Filled) -> ir.Table:
    """The rows with names replaced by keys; what nobody is called becomes NULL."""
    own = filled.get(table, frozenset())
    for column in [name for name in HANDLES.get(table, ()) if name in own]:
        rows = _placed(rows, column, names.known)
        if bench.few or names.count > MANY:
            rows = bench.keep(rows, f"{table}-{column}")
    for column in [name for name in ACCOUNTS.get(table, ()) if name in own]:
        rows = _placed(rows, column, names.organisations)
    return _mentions_placed(bench, rows, names.known) if "mentions" in own else rows


def _placed(rows: ir.Table, column: str, known: ir.Table) -> ir.Table:
    keys = known.select(_network="network", _folded="folded", _key="key").view()
    joined = rows.left_join(keys, [rows.network == keys._network, fold(rows[column]) == keys._folded])
    return joined.select(
        **{name: joined[name] for name in rows.columns if name != column}, **{column: joined._key}
    )


def _mentions_placed(bench: Workbench, rows: ir.Table, known: ir.Table) -> ir.Table:
    """Keys of the names, each once, in the order of the keys (of two spellings one stays)."""
    single = rows.filter(rows.mentions.length() > 0)
    single = single.select(*PLACE, _folded=fold(single.mentions.unnest()), _network=single.network)
    keys = known.select(_keyed="network", _name="folded", _key="key")
    joined = single.inner_join(keys, [single._folded == keys._name, single._network == keys._keyed])
    listed = bench.keep(
        joined.group_by(PLACE).agg(_mentions=joined._key.collect(order_by=joined._key, distinct=True)),
        "mentions",
    )
    nothing = ibis.literal(["-"], type=rows.mentions.type())[:0]  # `[]` alone would have no type in a file
    if not count(bench, listed):
        return rows.mutate(mentions=nothing)
    whole = rows.left_join(listed, PLACE)
    columns = {name: whole[name] for name in rows.columns if name != "mentions"}
    return whole.select(**columns, mentions=whole._mentions.fill_null(nothing))

"""The same key twice: identical rows count once, different ones are refused unless the mapping chooses."""

from collections.abc import Sequence
from dataclasses import dataclass

import ibis
import ibis.expr.operations as ops
import ibis.expr.types as ir

from ...records import TABLES
from .columns import is_constant, md5, to_json
from .errors import BadImport
from .grammar import Conflict, Reading
from .numbers import number
from .sheets import Sheet
from .workbench import Workbench

# Columns about a row rather than of it.
PLACES = ("file", "line", "bad", "choose", "weight")


@dataclass(frozen=True)
class Unique:
    """Rows with one row per key, and how many rows were the same as another."""

    rows: ir.Table
    dropped: int
    overruled: int  # different rows that lost to another of their key


def weight(sheet: Sheet, conflict: Conflict) -> dict[str, ir.Value]:
    """`choose`: the mapping says which row wins; `weight`: the heaviest does, the earliest among equals."""
    place = sheet.rows.file.cast("float64") * 2.0**40 + sheet.rows.line.cast("float64")
    weights = {"refuse": ibis.literal(0.0), "first": -place, "last": place}
    if conflict.rule == "most":
        found = number(sheet, Reading(column=conflict.column), field="on_conflict").value.fill_null(
            float("-inf")
        )
    else:
        found = weights[conflict.rule]
    return {"choose": ibis.literal(conflict.rule != "refuse"), "weight": found.cast("float64")}


def repeated(bench: Workbench, rows: ir.Table, key: Sequence[str]) -> bool:
    """Whether a key stands more than once."""
    told_apart = _varying(rows, key)
    several = rows.group_by(told_apart).having(rows.count() > 1).agg(times=rows.count())
    return bool(bench.engine.arrow(several.limit(1)).num_rows)


def same_keys(rows: ir.Table, others: ir.Table, key: Sequence[str], other_key: Sequence[str]) -> bool:
    """Whether the keys are made in the same way of the same rows, as can be seen without looking at any."""
    one, other = rows.op(), others.op()
    if not (isinstance(one, ops.Project) and isinstance(other, ops.Project) and one.parent == other.parent):
        return False
    mine = {one.values[name] for name in _varying(rows, key)}
    return mine == {other.values[name] for name in _varying(others, other_key)}


def _varying(rows: ir.Table, key: Sequence[str]) -> list[str]:
    """The key without what is the same in every row, as far as can be seen."""
    made = rows.op()
    if not isinstance(made, ops.Project):
        return list(key)
    return [name for name in key if not is_constant(made.values[name])] or list(key)


def unique(bench: Workbench, table: str, rows: ir.Table, *, files: tuple[str, ...]) -> Unique:
    """One row per natural key. Raises BadImport where rows differ and the mapping does not choose.

    Only keys that stand more than once are looked at further.
    """
    key = list(TABLES[table].key)
    several = bench.keep(
        rows.group_by(key).having(rows.count() > 1).agg(times=rows.count()), f"{table}-several"
    )
    if not bench.engine.arrow(several.limit(1)).num_rows:
        return Unique(rows, 0, 0)
    same = [rows[name].identical_to(several[name]) for name in key]
    repeated = bench.keep(_judged(rows.semi_join(several, same), table), f"{table}-repeated")
    _refuse(bench, repeated, key, files=files)
    chosen = repeated.filter(repeated.rank == 0).select(*rows.columns)
    total = count(bench, repeated)
    different = count(bench, repeated.select(*key, "digest").distinct())
    kept = count(bench, several)
    return Unique(rows.anti_join(several, same).union(chosen), total - different, different - kept)


def digest(rows: ir.Table, names: list[str]) -> ir.StringValue:
    """One text that is equal exactly when all these columns are."""
    return md5(to_json(ibis.struct({name: rows[name] for name in names})))


def _judged(rows: ir.Table, table: str) -> ir.Table:
    own = [name for name in rows.columns if name not in PLACES]
    window = ibis.window(
        group_by=list(TABLES[table].key), order_by=[ibis.desc(rows.weight), rows.file, rows.line]
    )
    return rows.mutate(digest=digest(rows, own), rank=ibis.row_number().over(window))


def _refuse(bench: Workbench, repeated: ir.Table, key: list[str], *, files: tuple[str, ...]) -> None:
    """The first row that differs from an earlier one of its key, with the line of that one."""
    place = repeated.file.cast("int64") * 2**40 + repeated.line
    judged = (
        repeated.mutate(place=place)
        .group_by(key)
        .agg(digests=repeated.digest.nunique(), choose=repeated.choose.all(), first=place.min())
    )
    unclear = judged.filter((judged.digests > 1) & ~judged.choose)
    same = [repeated[name].identical_to(unclear[name]) for name in key]
    rows = repeated.mutate(place=place).inner_join(unclear, same).filter(lambda row: row.place > row["first"])
    first = bench.engine.arrow(rows.order_by("place").limit(1)).to_pylist()
    if first:
        row = first[0]
        shown = " / ".join(str(row[name]) for name in key if name != "network" and row[name] is not None)
        raise BadImport("conflict", files[row["file"]], row["line"], key=shown, other=row["first"] % 2**40)


def count(bench: Workbench, rows: ir.Table) -> int:
    return int(bench.engine.arrow(rows.count().name("n").as_table())["n"][0].as_py())

"""Columns of another file of the mapping, brought to the rows by equal keys."""

from collections.abc import Mapping

import ibis
import ibis.expr.types as ir

from .columns import clean
from .errors import BadImport
from .grammar import Block
from .sheets import Sheet
from .used import readings
from .workbench import Workbench


def looked_up(bench: Workbench, sheet: Sheet, block: Block, sheets: Mapping[str, Sheet]) -> Sheet:
    """The sheet with the columns of other files its block asks for; absent files give blanks."""
    wanted: dict[tuple[str, tuple[tuple[str, str], ...]], dict[str, None]] = {}
    for reading in readings(block):
        if reading.of is not None and reading.column is not None:
            key = (reading.of, tuple(reading.match.items()))
            wanted.setdefault(key, {})[reading.column] = None
    rows, aliases = sheet.rows, dict(sheet.aliases)
    for number, ((other, match), columns) in enumerate(wanted.items()):
        names = {column: f"j{number}_{place}" for place, column in enumerate(columns)}
        if other in sheets:
            found = _other(bench, sheets[other], dict(match), names)
            same = [
                clean(rows[sheet.column(ours)]) == found[f"k{place}"]
                for place, ours in enumerate(dict(match))
            ]
            joined = rows.left_join(found, same)
            rows = joined.select(*[joined[name] for name in (*rows.columns, *names.values())])
        else:
            rows = rows.mutate(**{name: ibis.null("string") for name in names.values()})
        aliases |= {(other, column): name for column, name in names.items()}
    return sheet.joined(rows, aliases)


def _other(bench: Workbench, other: Sheet, match: dict[str, str], names: dict[str, str]) -> ir.Table:
    """Keys and wanted columns of the other file; a key with two answers is refused."""
    keys = {
        f"k{place}": clean(other.rows[other.column(theirs)]) for place, theirs in enumerate(match.values())
    }
    values = {name: other.rows[other.column(column)] for column, name in names.items()}
    rows = other.rows.select(**keys, **values).distinct()
    rows = rows.filter(*[rows[key].notnull() for key in keys])
    several = rows.group_by(list(keys)).having(rows.count() > 1).agg(times=rows.count())
    found = bench.engine.arrow(several.order_by(list(keys)).limit(1)).to_pylist()
    if found:
        shown = " / ".join(str(found[0][key]) for key in keys)
        raise BadImport("lookup", other.files[0].file, key=shown, name=other.name)
    return rows

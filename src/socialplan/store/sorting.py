"""Writes rows sorted by time, in files of limited size and in memory that does not grow with the rows."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.parquet as pq

from ..records import TABLES, Table
from .engines import Engine
from .errors import CannotStore
from .files import new_name, place
from .runs import in_order

SPLIT_BYTES = 96 * 2**20
LARGEST_BYTES = 128 * 2**20
AT_ONCE = 12 * 2**20  # plain bytes that are sorted in one go
GROUP_BYTES = 12 * 2**20
ROWS_AT_ONCE = 2_048


def write_sorted(engine: Engine, rows: ir.Table, *, folder: Path, name: str) -> list[str]:
    """Write rows, in the order of their time, to `name` and more files where one would grow too large.

    `rows` come unsorted and are read once. A failure leaves no file. No rows at all make one empty file.
    """
    table, target = TABLES[name.partition("/")[0]], place(folder, name)
    made: list[str] = []
    try:
        if table.time is None:
            _write_unsorted(engine, rows, table, folder=folder, made=made, name=name)
        else:
            came = engine.stream(rows, rows=ROWS_AT_ONCE)
            parts = in_order(came, table, at_once=AT_ONCE, beside=target)
            _write(parts, table, folder=folder, made=made, name=name)
    except BaseException as error:
        for one in made:
            place(folder, one).unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise CannotStore(f"{table.name} could not be written: {error.strerror or error}.") from error
        raise
    finally:
        for file in target.parent.glob(f"{target.stem}*.loose"):
            file.unlink()
    return made


def _write_unsorted(
    engine: Engine, rows: ir.Table, table: Table, *, folder: Path, made: list[str], name: str
) -> None:
    """Rows of a table without a time, as they come."""
    target = place(folder, name)
    loose = target.with_suffix(".loose")
    engine.copy(rows, loose, loose=True)
    if loose.stat().st_size <= LARGEST_BYTES:
        made.append(name)
        loose.rename(target)
        return
    came = engine.stream(engine.read([loose], table.schema), rows=ROWS_AT_ONCE)
    _write((pa.Table.from_batches([batch]) for batch in came), table, folder=folder, made=made, name=name)


def _write(parts: Iterable[pa.Table], table: Table, *, folder: Path, made: list[str], name: str) -> None:
    """One after the other into files of limited size; `made` gets their names as they begin."""
    writer: pq.ParquetWriter | None = None
    try:
        for rows in _groups(parts, table):
            if writer is None:
                made.append(new_name(table.name) if made else name)
                writer = pq.ParquetWriter(place(folder, made[-1]), table.schema, compression="zstd")
            writer.write_table(rows)
            if place(folder, made[-1]).stat().st_size > SPLIT_BYTES:
                writer.close()
                writer = None
    finally:
        if writer is not None:
            writer.close()
    if not made:
        made.append(name)
        pq.write_table(table.schema.empty_table(), place(folder, name), compression="zstd")


def _groups(parts: Iterable[pa.Table], table: Table) -> Iterator[pa.Table]:
    """The rows in groups of about as many bytes, as they are written."""
    held: list[pa.Table] = []
    size = 0
    for part in parts:
        pieces = max(part.nbytes // GROUP_BYTES, 1)
        rows = max(-(-part.num_rows // pieces), 1)
        for start in range(0, part.num_rows, rows):
            held.append(part.slice(start, rows).cast(table.schema))
            size += held[-1].nbytes
            if size > GROUP_BYTES // 2:
                yield pa.concat_tables(held)
                held, size = [], 0
    if held:
        yield pa.concat_tables(held)

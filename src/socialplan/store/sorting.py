"""Writes rows sorted by time in memory that does not grow with them.

DuckDB sorts wide rows only where they fit in memory. So rows are first written as they come; what is large
is dealt over files by time, each is sorted, and they stand one after the other in the final files.
"""

from collections.abc import Iterator
from math import ceil
from pathlib import Path

import ibis
import ibis.expr.types as ir
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from ..records import TABLES, Table
from .engines import Engine
from .files import new_name, place

SPLIT_BYTES = 96 * 2**20
LARGEST_BYTES = 128 * 2**20
AT_ONCE = 24 * 2**20  # plain bytes that are sorted in one go
MOST_FILES = 32  # rows are dealt over at a time
DEALT_BYTES = 2**19
GROUP_BYTES = 16 * 2**20
ROWS_AT_ONCE = 8_192
TIMES = 200_000  # looked at to choose the slices


def write_sorted(engine: Engine, rows: ir.Table, *, folder: Path, name: str) -> list[str]:
    """Write rows, in the order of their time, to `name` and more files where one would grow too large.

    `rows` come unsorted. A failure leaves no file. Without any rows there is one empty file.
    """
    table, target = TABLES[name.partition("/")[0]], place(folder, name)
    loose = target.with_suffix(".loose")
    made: list[str] = []
    try:
        engine.copy(rows, loose, compression="lz4" if table.time else "zstd", loose=True)
        if table.time is None and loose.stat().st_size <= LARGEST_BYTES:
            made.append(name)
            loose.rename(target)
        elif plain_bytes(loose) <= AT_ONCE:
            made.append(name)
            engine.copy(next(_parts(engine, loose, table)), target)
        else:
            _write_slices(engine, _parts(engine, loose, table), table, folder=folder, made=made)
    except BaseException:
        for one in made:
            place(folder, one).unlink(missing_ok=True)
        raise
    finally:
        for file in target.parent.glob(f"{target.stem}*.loose"):
            file.unlink()
    return made


def plain_bytes(path: Path) -> int:
    """Bytes of the values of a Parquet file, unpacked."""
    footer = pq.read_metadata(path)
    return sum(footer.row_group(place).total_byte_size for place in range(footer.num_row_groups))


def _parts(engine: Engine, path: Path, table: Table) -> Iterator[ir.Table]:
    """Rows of one loose file in parts that follow each other in time, each sorted; NULLs come last.

    What is too large is dealt over files by time, and those again where they are still too large. Rows of
    one and the same moment need no order.
    """
    rows, size = engine.read([path], table.schema), plain_bytes(path)
    if table.time is None:
        yield rows
        return
    if size <= AT_ONCE:
        yield rows.order_by(rows[table.time].asc(nulls_first=False))
        return
    edges = _edges(engine, rows, table.time, min(ceil(size / AT_ONCE), MOST_FILES))
    if edges is None:
        yield rows
        return
    for file in _dealt(engine, rows, table.time, edges=edges, beside=path):
        yield from _parts(engine, file, table)
        file.unlink()


def _edges(engine: Engine, rows: ir.Table, time: str, parts: int) -> np.ndarray | None:
    """Times (microseconds) that cut the rows in about equal parts; None where there is one moment only."""
    numbered = rows.select(time).mutate(number=ibis.row_number())
    every = max(_count(engine, rows) // TIMES, 1)
    sample = engine.arrow(numbered.filter(numbered.number % every == 0).select(time))[time]
    known = np.sort(_micros(sample.drop_null()))
    if not len(known):
        return None
    edges = np.unique(known[[len(known) * part // parts for part in range(1, parts)]])
    edges = edges[edges > known[0]]  # so that every part is smaller than the whole
    if not len(edges) and known[0] != known[-1]:
        edges = known[-1:]
    return edges if len(edges) or sample.null_count else None


def _dealt(engine: Engine, rows: ir.Table, time: str, *, edges: np.ndarray, beside: Path) -> list[Path]:
    """The rows over files by time, in one pass; the last file holds those without a time."""
    names = [beside.with_name(f"{beside.stem}-{place}.loose") for place in range(len(edges) + 2)]
    dealers: dict[int, Dealer] = {}
    try:
        for batch in engine.stream(rows, rows=ROWS_AT_ONCE):
            column = batch[time]
            place = np.searchsorted(edges, _micros(column.fill_null(0)), side="right")
            place[column.is_null().to_numpy(zero_copy_only=False)] = len(edges) + 1
            for one in np.unique(place):
                if int(one) not in dealers:
                    dealers[int(one)] = Dealer(names[one], batch.schema)
                dealers[int(one)].take(batch.filter(pa.array(place == one)))
    finally:
        for dealer in dealers.values():
            dealer.close()
    return [names[place] for place in sorted(dealers)]


class Dealer:
    """Gathers small batches for one file, and writes them in groups."""

    def __init__(self, path: Path, schema: pa.Schema) -> None:
        self.held: list[pa.RecordBatch] = []
        self.bytes = 0
        self.writer = pq.ParquetWriter(path, schema, compression="lz4")

    def take(self, batch: pa.RecordBatch) -> None:
        self.held.append(batch)
        self.bytes += batch.nbytes
        if self.bytes > DEALT_BYTES:
            self._write()

    def close(self) -> None:
        self._write()
        self.writer.close()

    def _write(self) -> None:
        if self.held:
            self.writer.write_table(pa.Table.from_batches(self.held))
        self.held, self.bytes = [], 0


def _micros(times: pa.Array | pa.ChunkedArray) -> np.ndarray:
    return times.cast(pa.timestamp("us")).cast(pa.int64()).to_numpy()


def _count(engine: Engine, rows: ir.Table) -> int:
    return int(engine.arrow(rows.count().name("n").as_table())["n"][0].as_py())


def _write_slices(
    engine: Engine, slices: Iterator[ir.Table], table: Table, *, folder: Path, made: list[str]
) -> None:
    """One after the other into files of limited size; `made` gets their names as they begin."""
    writer: pq.ParquetWriter | None = None
    try:
        for rows in (rows for part in slices for rows in _groups(engine, part)):
            if writer is None:
                made.append(new_name(table.name))
                writer = pq.ParquetWriter(place(folder, made[-1]), table.schema, compression="zstd")
            writer.write_table(rows.cast(table.schema))
            if place(folder, made[-1]).stat().st_size > SPLIT_BYTES:
                writer.close()
                writer = None
    finally:
        if writer is not None:
            writer.close()


def _groups(engine: Engine, rows: ir.Table) -> Iterator[pa.Table]:
    """The rows in groups of limited bytes, as they are written."""
    held: list[pa.RecordBatch] = []
    for batch in engine.stream(rows, rows=ROWS_AT_ONCE):
        held.append(batch)
        if sum(one.nbytes for one in held) > GROUP_BYTES:
            yield pa.Table.from_batches(held)
            held = []
    if held:
        yield pa.Table.from_batches(held)

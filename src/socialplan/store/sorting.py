"""Writes rows sorted by time in memory that does not grow with them.

DuckDB sorts wide rows only where they fit in memory. So rows are dealt over files by time as they come, each
is sorted, and they stand one after the other in the final files.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from math import ceil
from pathlib import Path

import ibis.expr.types as ir
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from ..records import TABLES, Table
from .engines import Engine, plain_errors
from .files import let_go, new_name, place

SPLIT_BYTES = 96 * 2**20
LARGEST_BYTES = 128 * 2**20
AT_ONCE = 8 * 2**20  # plain bytes that are sorted in one go
MOST_FILES = 20  # rows are dealt over at a time
ROWS_IN_A_PART = 10_000  # that are meant to be; two kilobytes each
DEALT_BYTES = 2**19
GROUP_BYTES = 8 * 2**20
ROWS_AT_ONCE = 4_096
TIMES = 200_000  # looked at to choose the slices
NO_EDGES = np.empty(0, np.int64)


def write_sorted(engine: Engine, rows: ir.Table, *, folder: Path, name: str) -> list[str]:
    """Write rows, in the order of their time, to `name` and more files where one would grow too large.

    `rows` come unsorted. A failure leaves no file. Without any rows there is one empty file.
    """
    table, target = TABLES[name.partition("/")[0]], place(folder, name)
    made: list[str] = []
    try:
        with plain_errors():
            if table.time is None:
                _write_as_it_comes(engine, rows, table, folder=folder, name=name, made=made)
            else:
                parts = _parts(engine, rows, table, beside=target)
                _write_slices(_groups(parts), table, folder=folder, name=name, made=made)
    except BaseException:
        for one in made:
            place(folder, one).unlink(missing_ok=True)
        raise
    finally:
        for file in target.parent.glob(f"{target.stem}*.loose"):
            file.unlink()
    return made


def _write_as_it_comes(
    engine: Engine, rows: ir.Table, table: Table, *, folder: Path, name: str, made: list[str]
) -> None:
    target = place(folder, name)
    loose = target.with_suffix(".loose")
    engine.copy(rows, loose, compression="zstd", loose=True)
    if loose.stat().st_size <= LARGEST_BYTES:
        made.append(name)
        loose.rename(target)
        return
    batches = engine.stream(engine.read([loose], table.schema), rows=ROWS_AT_ONCE)
    slices = (pa.Table.from_batches([batch]) for batch in batches)
    _write_slices(_groups(slices), table, folder=folder, name=name, made=made)


def _parts(
    engine: Engine, rows: ir.Table, table: Table, *, beside: Path, size: int = 0
) -> Iterator[pa.Table]:
    """The rows in parts that follow each other in time, each sorted; NULLs come last.

    `size`: their plain bytes, where known. What turns out too large is dealt again; rows of one and the same
    moment need no order.
    """
    assert table.time is not None
    little = None if size else _little(engine, rows)
    if little is not None:
        yield _in_order(little, table.time)
        return
    times = _times(engine, rows, table.time)
    edges = times.edges(min(ceil(size / AT_ONCE) if size else ceil(times.rows / ROWS_IN_A_PART), MOST_FILES))
    if edges is None and size:
        for batch in engine.stream(rows, rows=ROWS_AT_ONCE, loose=True):
            yield pa.Table.from_batches([batch])
        return
    for dealer in _dealt(engine, rows, table.time, edges=NO_EDGES if edges is None else edges, beside=beside):
        if dealer.total <= AT_ONCE or not dealer.on_disk:
            yield _in_order(dealer.all(), table.time)
        else:
            again = engine.read([dealer.path], table.schema)
            yield from _parts(engine, again, table, beside=dealer.path, size=dealer.total)
        dealer.path.unlink(missing_ok=True)
        pa.default_memory_pool().release_unused()


def _little(engine: Engine, rows: ir.Table) -> pa.Table | None:
    """All rows, where they are few; None where they are more than are sorted in one go."""
    held: list[pa.RecordBatch] = []
    batches = engine.stream(rows, rows=ROWS_AT_ONCE, loose=True)
    for batch in batches:
        held.append(batch)
        if sum(one.nbytes for one in held) > AT_ONCE:
            batches.close()
            return None
    schema = rows.schema().to_pyarrow()
    return pa.Table.from_batches(held, held[0].schema if held else schema)


def _in_order(rows: pa.Table, time: str) -> pa.Table:
    order = pc.sort_indices(rows, sort_keys=[(time, "ascending")])  # NULLs last
    return rows.take(order)


@dataclass(frozen=True)
class Times:
    """How many rows there are, some of their times in order (microseconds), and whether some have none."""

    rows: int
    known: np.ndarray
    unknown: bool

    def edges(self, parts: int) -> np.ndarray | None:
        """Times that cut the rows in about equal parts; None where there is one moment only."""
        known = self.known
        if not len(known):
            return None
        edges = np.unique(known[[len(known) * part // parts for part in range(1, parts)]])
        edges = edges[edges > known[0]]  # so that every part is smaller than the whole
        if not len(edges) and known[0] != known[-1]:
            edges = known[-1:]
        return edges if len(edges) or self.unknown else None


def _times(engine: Engine, rows: ir.Table, time: str) -> Times:
    """Looks at every time, and keeps every so many: the more there are, the fewer."""
    kept, every, total, unknown = NO_EDGES, 1, 0, 0
    for batch in engine.stream(rows.select(time), loose=True):
        total, unknown = total + batch.num_rows, unknown + batch[time].null_count
        kept = np.concatenate([kept, _micros(batch[time].drop_null())[::every]])
        if len(kept) > 2 * TIMES:
            kept, every = kept[::2], every * 2
    return Times(total, np.sort(kept), unknown > 0)


def _dealt(engine: Engine, rows: ir.Table, time: str, *, edges: np.ndarray, beside: Path) -> list["Dealer"]:
    """The rows over files by time, in one pass; the last file holds those without a time."""
    dealers: dict[int, Dealer] = {}
    try:
        for batch in engine.stream(rows, rows=ROWS_AT_ONCE, loose=True):
            column = batch[time]
            part = np.searchsorted(edges, _micros(column.fill_null(0)), side="right")
            part[column.is_null().to_numpy(zero_copy_only=False)] = len(edges) + 1
            order = np.argsort(part, kind="stable")
            ones, starts = np.unique(part[order], return_index=True)
            sorted_rows, ends = batch.take(pa.array(order)), [*starts[1:].tolist(), len(order)]
            for one, start, end in zip(ones.tolist(), starts.tolist(), ends, strict=True):
                if one not in dealers:
                    dealers[one] = Dealer(beside.with_name(f"{beside.stem}-{one}.loose"))
                dealers[one].take(sorted_rows.slice(start, end - start))
        for dealer in dealers.values():
            dealer.close()
    except BaseException:
        for dealer in dealers.values():
            dealer.let_go()
        raise
    return [dealers[one] for one in sorted(dealers)]


class Dealer:
    """Gathers small batches for one file, and writes them in groups; what is little stays in memory."""

    def __init__(self, path: Path) -> None:
        self.path, self.total = path, 0
        self._held: list[pa.RecordBatch] = []
        self._bytes = 0
        self._writer: pq.ParquetWriter | None = None

    @property
    def on_disk(self) -> bool:
        return self._writer is not None

    def take(self, batch: pa.RecordBatch) -> None:
        self._held.append(batch)
        self._bytes += batch.nbytes
        self.total += batch.nbytes
        if self._bytes > DEALT_BYTES:
            self._write()

    def close(self) -> None:
        """No more will come."""
        if self._writer is not None:
            self._write()
            self._writer.close()

    def let_go(self) -> None:
        if self._writer is not None:
            let_go(self._writer)

    def all(self) -> pa.Table:
        return pq.read_table(self.path) if self._writer is not None else pa.Table.from_batches(self._held)

    def _write(self) -> None:
        if self._held and self._writer is None:
            schema = self._held[0].schema
            plain = {"use_dictionary": False, "write_statistics": False}  # read once, all of it
            self._writer = pq.ParquetWriter(self.path, schema, compression="lz4", **plain)
        if self._held and self._writer is not None:
            self._writer.write_table(pa.Table.from_batches(self._held))
        self._held, self._bytes = [], 0


def _micros(times: pa.Array | pa.ChunkedArray) -> np.ndarray:
    return times.cast(pa.timestamp("us")).cast(pa.int64()).to_numpy(zero_copy_only=False)


def _write_slices(
    slices: Iterator[pa.Table], table: Table, *, folder: Path, name: str, made: list[str]
) -> None:
    """One after the other into files of limited size, the first of them `name`; `made` gets their names as
    they begin. Without any rows there is one empty file."""
    writer: pq.ParquetWriter | None = None
    try:
        for rows in chain(slices, [table.schema.empty_table()]):
            if writer is None and (rows.num_rows or not made):
                made.append(new_name(table.name) if made else name)
                writer = pq.ParquetWriter(place(folder, made[-1]), table.schema, compression="zstd")
            if writer is not None and rows.num_rows:
                writer.write_table(rows.cast(table.schema))
                if place(folder, made[-1]).stat().st_size > SPLIT_BYTES:
                    writer.close()
                    writer = None
    except BaseException:
        if writer is not None:
            let_go(writer)
        raise
    if writer is not None:
        writer.close()


def _groups(parts: Iterator[pa.Table]) -> Iterator[pa.Table]:
    """The rows in groups of limited bytes, as they are written."""
    held: list[pa.Table] = []
    for rows in parts:
        held.append(rows)
        if sum(one.nbytes for one in held) > GROUP_BYTES:
            yield pa.concat_tables(held)
            held = []
    if held:
        yield pa.concat_tables(held)

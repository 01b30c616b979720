"""Writes rows sorted by time in memory that does not grow with them.

DuckDB sorts wide rows only where they fit in memory. So rows are dealt over files by time as they come
(`dealing`), each is sorted, and they stand one after the other in the final files.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Any

import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.parquet as pq

from ..records import TABLES, Table
from .dealing import Dealt, Source, deal, in_order
from .engines import Engine, plain_errors
from .files import let_go, new_name, place

SPLIT_BYTES = 96 * 2**20
LARGEST_BYTES = 128 * 2**20
AT_ONCE = 8 * 2**20  # plain bytes that are sorted in one go
GROUP_BYTES = 8 * 2**20
LITTLE = 2 * 2**20  # plain bytes that are sorted as they come, without looking at the times first
ROWS_AT_ONCE = 4_096


def write_sorted(engine: Engine, rows: ir.Table, *, folder: Path, name: str) -> list[str]:
    """Write rows, in the order of their time, to `name` and more files where one would grow too large.

    `rows` come unsorted. A failure leaves no file. Without any rows there is one empty file.
    """
    return Sorting(engine, rows, folder=folder, name=name).write()


class Sorting:
    """Rows with a time are all there when this is made, so that another thread may go on with `write`, while
    this one asks the engine for something else. `rows` says how many, None where that is seen when they stand
    in their files. `write` must be called, once: a failure leaves no file."""

    def __init__(self, engine: Engine, rows: ir.Table, *, folder: Path, name: str) -> None:
        self._table, self._folder, self._name = TABLES[name.partition("/")[0]], folder, name
        self._made: list[str] = []
        self._parts: Iterator[pa.Table] = iter([])
        self.rows: int | None = None
        with self._nothing_left(done=False):
            if self._table.time is None:
                _write_as_it_comes(engine, rows, self._table, folder=folder, name=name, made=self._made)
            else:
                found = _in_parts(engine, rows, self._table.time, beside=place(folder, name))
                self.rows, self._parts = found.rows, found.parts

    def write(self) -> list[str]:
        """The names of the files."""
        with self._nothing_left(done=True):
            if self._table.time is not None:
                slices = _groups(self._parts)
                _write_slices(slices, self._table, folder=self._folder, name=self._name, made=self._made)
        return self._made

    @contextmanager
    def _nothing_left(self, *, done: bool) -> Iterator[None]:
        target = place(self._folder, self._name)
        try:
            with plain_errors():
                yield
        except BaseException:
            done = True
            for one in self._made:
                place(self._folder, one).unlink(missing_ok=True)
            raise
        finally:
            if done:
                for file in target.parent.glob(f"{target.stem}*.loose"):
                    file.unlink()


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


def _in_parts(engine: Engine, rows: ir.Table, time: str, *, beside: Path) -> Dealt:
    """The rows in parts that follow each other in time, each sorted."""
    little = _little(engine, rows)
    if little is not None:
        return Dealt(little.num_rows, iter([in_order(little, time)]))
    asked = Source(
        rows=lambda: engine.stream(rows, rows=ROWS_AT_ONCE, loose=True),
        times=lambda: engine.stream(rows.select(time), loose=True),
    )
    return deal(asked, time, beside=beside, at_once=AT_ONCE)


def _little(engine: Engine, rows: ir.Table) -> pa.Table | None:
    """All rows, where they are few; None where they are more."""
    held: list[pa.RecordBatch] = []
    batches = engine.stream(rows, rows=ROWS_AT_ONCE, loose=True)
    for batch in batches:
        held.append(batch)
        if sum(one.nbytes for one in held) > LITTLE:
            batches.close()
            return None
    schema = rows.schema().to_pyarrow()
    return pa.Table.from_batches(held, held[0].schema if held else schema)


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
                writer = pq.ParquetWriter(place(folder, made[-1]), table.schema, **_packed(table))
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


def _packed(table: Table) -> dict[str, Any]:
    """How a table is packed: what differs from row to row is not looked for among the values before it, and
    of long texts the first and the last say nothing."""
    names = table.schema.names
    unlike = {*table.texts, "line", table.time, *(name for name in names if name.endswith("_id"))}
    listed = [name for name in names if name not in unlike or name == "account_id"]
    known = [name for name in names if name not in table.texts]
    return {"compression": "zstd", "use_dictionary": listed, "write_statistics": known}


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

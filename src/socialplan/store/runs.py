"""Puts more rows in the order of their time than memory holds: sorted runs on disk, merged part by part.

Rows come once, in any order. What fits is sorted at once; else each load becomes a run: a file of sorted rows
in small pieces. A part of the result is the same stretch of time out of every run.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil
from pathlib import Path

import numpy as np
import pyarrow as pa

from ..records import Table

LAST = np.iinfo(np.int64).max  # where rows without a time stand
MOST_PARTS = 512
PIECES = 64  # of a run
TIMES = 200_000  # looked at to choose the parts


@dataclass(frozen=True)
class Run:
    """A file of rows in the order of time, and beside it their times (microseconds, int64)."""

    path: Path
    rows: int
    bytes: int
    piece: int  # rows that are read at a time

    def part(self, start: int, stop: int) -> pa.Table:
        """Rows `start` up to `stop`; of the file only the pieces they stand in are read."""
        first, last = start // self.piece, (stop - 1) // self.piece
        with pa.OSFile(str(self.path)) as file:
            reader = pa.ipc.open_file(file)
            pieces = [reader.get_batch(place) for place in range(first, last + 1)]
        rows = pa.Table.from_batches(pieces).slice(start - first * self.piece, stop - start)
        if 2 * len(rows) > (last - first + 1) * self.piece:
            return rows
        return rows.take(pa.array(np.arange(len(rows))))  # a copy, so that the rest of the pieces goes

    @property
    def times(self) -> np.ndarray:
        return np.memmap(_times(self.path), np.int64, "r")


@dataclass(frozen=True)
class Stretch:
    """Rows `start` up to `stop` of one run."""

    run: Run
    start: int
    stop: int

    def cut(self, edges: np.ndarray) -> list["Stretch"]:
        """The stretches before, between and behind these times."""
        inner = self.start + np.searchsorted(self.run.times[self.start : self.stop], edges, side="left")
        bounds = [self.start, *map(int, inner), self.stop]
        return [Stretch(self.run, low, high) for low, high in pairwise(bounds)]


def in_order(
    batches: Iterable[pa.RecordBatch], table: Table, *, at_once: int, beside: Path
) -> Iterator[pa.Table]:
    """The rows in tables that follow each other in time; rows without a time come last.

    Holds about `at_once` bytes; the runs stand beside `beside`, as `NAME-*.loose`, until the last part went.
    """
    runs: list[Run] = []
    held: list[pa.RecordBatch] = []
    size = 0
    for batch in batches:
        held.append(batch)
        size += batch.nbytes
        if size > at_once:
            runs.append(_run(held, table, beside.with_name(f"{beside.stem}-{len(runs)}.loose"), size))
            held, size = [], 0
    if held and not runs:
        yield _sorted(_whole(held, table), table)[0]
        return
    if held:
        runs.append(_run(held, table, beside.with_name(f"{beside.stem}-{len(runs)}.loose"), size))
        held = []
    pa.default_memory_pool().release_unused()
    yield from _merged([Stretch(run, 0, run.rows) for run in runs], table, at_once=at_once)
    for run in runs:
        run.path.unlink()
        _times(run.path).unlink()


def _merged(stretches: Sequence[Stretch], table: Table, *, at_once: int) -> Iterator[pa.Table]:
    there = [one for one in stretches if one.stop > one.start]
    size = sum(one.run.bytes * (one.stop - one.start) // one.run.rows for one in there)
    if size <= at_once:
        if there:
            rows = pa.concat_tables(one.run.part(one.start, one.stop) for one in there)
            yield _sorted(rows, table)[0]
        return
    edges = _edges(there, min(ceil(size / at_once), MOST_PARTS))
    if not len(edges):  # one moment: in any order
        for one in there:
            yield one.run.part(one.start, one.stop)
        return
    for part in zip(*(one.cut(edges) for one in there), strict=True):
        yield from _merged(part, table, at_once=at_once)


def _edges(stretches: Sequence[Stretch], parts: int) -> np.ndarray:
    """Times that cut the rows in about equal parts, each smaller than the whole; none for one moment only."""
    every = max(sum(one.stop - one.start for one in stretches) // TIMES, 1)
    low = min(one.run.times[one.start] for one in stretches)
    high = max(one.run.times[one.stop - 1] for one in stretches)
    known = np.sort(np.concatenate([one.run.times[one.start : one.stop : every] for one in stretches]))
    edges = np.unique(known[[len(known) * part // parts for part in range(1, parts)]])
    edges = edges[edges > low]
    return edges if len(edges) or low == high else np.array([high])


def _run(held: Sequence[pa.RecordBatch], table: Table, path: Path, size: int) -> Run:
    rows, times = _sorted(_whole(held, table), table)
    piece = max(len(times) // PIECES, 1)
    with pa.ipc.new_file(str(path), rows.schema) as file:
        file.write_table(rows.combine_chunks(), max_chunksize=piece)
    times.tofile(_times(path))
    return Run(path, len(times), size, piece)


def _whole(held: Sequence[pa.RecordBatch], table: Table) -> pa.Table:
    return pa.Table.from_batches(held).cast(table.schema)


def _sorted(rows: pa.Table, table: Table) -> tuple[pa.Table, np.ndarray]:
    """Rows of one load by time, those of one moment as they came; with their times."""
    assert table.time is not None
    column = rows[table.time].cast(pa.timestamp("us")).cast(pa.int64()).fill_null(LAST)
    times = column.to_numpy()
    if (times[1:] >= times[:-1]).all():
        return rows, times
    order = np.argsort(times, kind="stable")
    return rows.take(pa.array(order)), times[order]


def _times(path: Path) -> Path:
    return path.with_name(f"{path.stem}.times.loose")

"""Deals rows over files by time, and gives them back in parts that follow each other, each sorted."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from math import ceil
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

MOST_FILES = 20  # rows are dealt over at a time
ROWS_IN_A_PART = 10_000  # that are meant to be; two kilobytes each
ROWS_AT_ONCE = 4_096
TIMES = 200_000  # looked at to choose the slices
NO_EDGES = np.empty(0, np.int64)

Batches = Callable[[], Iterable[pa.RecordBatch]]


@dataclass(frozen=True)
class Source:
    """Rows, which can be asked for again, and their times alone. `size`: their plain bytes, where known."""

    rows: Batches
    times: Batches
    size: int = 0


@dataclass(frozen=True)
class Dealt:
    """How many rows there are, and the parts of them that follow each other in time, each sorted."""

    rows: int
    parts: Iterator[pa.Table]


def deal(source: Source, time: str, *, beside: Path, at_once: int) -> Dealt:
    """All rows, dealt when this returns; NULLs come last.

    What turns out larger than `at_once` bytes is dealt again; rows of one and the same moment need no order.
    """
    times, size = _times(source, time), source.size
    wanted = ceil(size / at_once) if size else ceil(times.rows / ROWS_IN_A_PART)
    edges = times.edges(min(wanted, MOST_FILES))
    if edges is None and size:
        return Dealt(times.rows, (pa.Table.from_batches([batch]) for batch in source.rows()))
    found = _dealt(source, time, edges=NO_EDGES if edges is None else edges, beside=beside)
    return Dealt(times.rows, _each(found, time, at_once=at_once))


def _each(found: Iterable["Part"], time: str, *, at_once: int) -> Iterator[pa.Table]:
    for part in found:
        if part.total <= at_once:
            yield in_order(part.all(), time)
        else:
            yield from deal(part.again(time), time, beside=part.path, at_once=at_once).parts
        part.path.unlink(missing_ok=True)
        pa.default_memory_pool().release_unused()


def in_order(rows: pa.Table, time: str) -> pa.Table:
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


def _times(source: Source, time: str) -> Times:
    """Looks at every time, and keeps every so many: the more there are, the fewer."""
    kept, every, total, unknown = NO_EDGES, 1, 0, 0
    for batch in source.times():
        total, unknown = total + batch.num_rows, unknown + batch[time].null_count
        kept = np.concatenate([kept, _micros(batch[time].drop_null())[::every]])
        if len(kept) > 2 * TIMES:
            kept, every = kept[::2], every * 2
    return Times(total, np.sort(kept), unknown > 0)


def _dealt(source: Source, time: str, *, edges: np.ndarray, beside: Path) -> list["Part"]:
    """The rows over files by time, in one pass; the last file holds those without a time."""
    found: dict[int, Part] = {}
    try:
        for batch in source.rows():
            column = batch[time]
            part = np.searchsorted(edges, _micros(column.fill_null(0)), side="right")
            part[column.is_null().to_numpy(zero_copy_only=False)] = len(edges) + 1
            order = np.argsort(part, kind="stable")
            ones, starts = np.unique(part[order], return_index=True)
            sorted_rows, ends = batch.take(pa.array(order)), [*starts[1:].tolist(), len(order)]
            for one, start, end in zip(ones.tolist(), starts.tolist(), ends, strict=True):
                if one not in found:
                    found[one] = Part(beside.with_name(f"{beside.stem}-{one}.loose"), batch.schema)
                found[one].take(sorted_rows.slice(start, end - start))
    finally:
        for one_of in found.values():
            one_of.close()
    return [found[one] for one in sorted(found)]


class Part:
    """Rows of one stretch of time in a file of their own, plain as they stand in memory."""

    def __init__(self, path: Path, schema: pa.Schema) -> None:
        self.path, self.total = path, 0
        self._file = pa.OSFile(str(path), "wb")
        self._writer = pa.ipc.new_stream(self._file, schema)

    def take(self, batch: pa.RecordBatch) -> None:
        self.total += batch.nbytes
        self._writer.write_batch(batch)

    def close(self) -> None:
        """No more will come."""
        with closing(self._file):
            self._writer.close()

    def all(self) -> pa.Table:
        with pa.OSFile(str(self.path)) as file, pa.ipc.open_stream(file) as reader:
            return reader.read_all()

    def again(self, time: str) -> Source:
        """To be dealt over more parts."""
        return Source(lambda: self._batches(), lambda: self._batches(time), self.total)

    def _batches(self, *names: str) -> Iterator[pa.RecordBatch]:
        with pa.OSFile(str(self.path)) as file, pa.ipc.open_stream(file) as reader:
            held: list[pa.RecordBatch] = []
            for batch in reader:
                held.append(batch.select(names) if names else batch)
                if sum(one.num_rows for one in held) >= ROWS_AT_ONCE:
                    yield pa.concat_batches(held)
                    held = []
            if held:
                yield pa.concat_batches(held)


def _micros(times: pa.Array | pa.ChunkedArray) -> np.ndarray:
    return times.cast(pa.timestamp("us")).cast(pa.int64()).to_numpy(zero_copy_only=False)

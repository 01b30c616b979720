"""A simulated world on disk: Parquet files of its records, and of its truth in a folder beside them."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from . import IN_TIME, STREAMS, everything, marked, stream, truth
from .world import World

Progress = Callable[[int], None]


def write(world: World, folder: Path, *, progress: Progress | None = None) -> dict[str, int]:
    """Writes `data/TABLE.parquet` and `truth/TABLE.parquet`; returns the rows of each, truth as `truth/...`.

    Memory does not grow with the days. `progress` hears how many posts there are so far.
    Raises OSError where it cannot write, FileExistsError where the folder holds something already.
    """
    if folder.exists() and any(folder.iterdir()):
        raise FileExistsError(f"{folder} is not empty: choose another folder")
    with ExitStack() as stack:
        files = _Files(folder, stack)
        for name, table in _whole(world):
            files.add(name, table)
        for portion in everything(world, since=world.first, until=world.end):
            for name, table in _named(portion.data, "data") + _named(portion.truth, "truth"):
                files.add(name, table)
            if progress:
                progress(files.rows["data/posts"])
        return files.rows


def _whole(world: World) -> Iterator[tuple[str, pa.Table]]:
    for name in STREAMS:
        if name not in IN_TIME:
            batches = stream(world, name, since=world.first, until=world.end)
            yield f"data/{name}", pa.Table.from_batches(list(batches))
    for name, table in truth(world).items():
        yield f"truth/{name}", marked(table)


def _named(tables: dict[str, pa.Table], folder: str) -> list[tuple[str, pa.Table]]:
    return [(f"{folder}/{name}", table) for name, table in tables.items()]


class _Files:
    """Parquet files that are opened when the first rows for them come."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.folder, self.stack = folder, stack
        self.writers: dict[str, pq.ParquetWriter] = {}
        self.rows: dict[str, int] = {}

    def add(self, name: str, table: pa.Table) -> None:
        if name not in self.writers:
            path = self.folder / f"{name}.parquet"
            path.parent.mkdir(parents=True, exist_ok=True)
            self.writers[name] = self.stack.enter_context(pq.ParquetWriter(path, table.schema))
            self.rows[name] = 0
        self.writers[name].write_table(table)
        self.rows[name] += table.num_rows

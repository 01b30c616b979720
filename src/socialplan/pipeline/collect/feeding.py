"""Hands pieces of a file to a second thread: one reads while the other works."""

from collections.abc import Callable, Iterator
from queue import Full, Queue
from threading import Thread

import pyarrow as pa

WAITING = 1  # pieces between the two
PATIENCE = 0.2  # seconds after which it is looked whether the other thread still works


class Feed:
    """`work` gets the pieces as one reader, in its own thread."""

    def __init__(self, schema: pa.Schema, work: Callable[[pa.RecordBatchReader], None], *, rows: int) -> None:
        self._pieces: Queue[pa.Table | None] = Queue(WAITING)
        self._error: BaseException | None = None
        self._rows = rows
        reader = pa.RecordBatchReader.from_batches(schema, self._batches())
        self._thread = Thread(target=self._run, args=(work, reader), daemon=True)
        self._thread.start()

    def put(self, piece: pa.Table) -> bool:
        """Whether it is taken: False when the work has stopped, which `end` explains."""
        return self._put(piece)

    def end(self) -> None:
        """Wait until all is done; raises what the work raised."""
        self._put(None)
        self._thread.join()
        if self._error:
            raise self._error

    def _put(self, piece: pa.Table | None) -> bool:
        while self._thread.is_alive():
            try:
                self._pieces.put(piece, timeout=PATIENCE)
            except Full:
                continue
            return True
        return False

    def _batches(self) -> Iterator[pa.RecordBatch]:
        while (piece := self._pieces.get()) is not None:
            yield from piece.to_batches(max_chunksize=self._rows)

    def _run(self, work: Callable[[pa.RecordBatchReader], None], reader: pa.RecordBatchReader) -> None:
        try:
            work(reader)
        except BaseException as error:  # noqa: BLE001 - `end` raises it where it is waited for
            self._error = error

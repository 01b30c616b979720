"""What nobody mapped of JSON lines stays in the kept file, and is taken out of it when somebody asks.

Most of a record is mapped nowhere. Writing it beside the rows would be the larger part of an import, and it
is kept already: a row says which line of which batch it came from. An erasure rewrites the kept file, so what
is taken out of it afterwards holds nobody who is gone.
"""

from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import IO, Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from ...store import Store
from ...store import raw as raw_files
from ...store.engines import Engine
from ...store.ledger import Snapshot
from .feeding import Feed
from .json_lines import SCHEMA, pieces
from .limits import Limits
from .staging_json import left

KEY = "rest"  # in the details of a batch
DOCS = "rest_docs"
REST = pa.schema({"rest_batch": pa.int64(), "rest_line": pa.int64(), "rest": pa.string()})
ROWS_AT_ONCE = 256


def details(paths: Sequence[str], encoding: str) -> Mapping[str, Any]:
    """What a batch says of itself whose rest stays in its kept file."""
    return {KEY: {"without": list(paths), "encoding": encoding}}


def filled(store: Store, snapshot: Snapshot, posts: ir.Table, *, folder: Path) -> ir.Table:
    """The posts with `extra` as if it stood beside them; what is read for that is put in `folder`."""
    parts = []
    for batch in store.ledger.batches(snapshot):
        said = batch.draft.details.get(KEY)
        if not said:
            continue
        path = raw_files.raw_place(store.home, snapshot.workspace, batch.draft.details["raw"][0])
        if path.exists():
            parts.append(folder / f"rest-{batch.number}.parquet")
            _write(store.local, path, said, batch=batch.number, target=parts[-1])
    if not parts:
        return posts
    rest = store.local.read(parts, REST)
    joined = posts.left_join(rest, [posts.batch == rest.rest_batch, posts.line == rest.rest_line])
    columns = {name: joined[name] for name in posts.columns}
    return joined.select(**columns | {"extra": ibis.coalesce(posts.extra, rest.rest)})


def _write(engine: Engine, path: Path, said: Mapping[str, Any], *, batch: int, target: Path) -> None:
    docs = ibis.table(ibis.Schema.from_pyarrow(SCHEMA), name=DOCS)
    rest = left(docs.doc, said["without"])
    rows = docs.select(rest_batch=ibis.literal(batch, "int64"), rest_line=docs.line, rest=rest)

    def work(records: pa.RecordBatchReader) -> None:
        engine.take_in(records, DOCS)
        try:
            engine.copy(rows, target, compression="lz4", loose=True)
        finally:
            engine.forget(DOCS)

    feed = Feed(SCHEMA, work, rows=ROWS_AT_ONCE)
    try:
        with closing(raw_files.opened(path)) as file:
            for piece in pieces(Kept(path, file), said["encoding"]):
                if not feed.put(piece):
                    break
    finally:
        feed.end()


class Kept:
    """A kept file as blocks."""

    def __init__(self, path: Path, file: IO[bytes]) -> None:
        self.path, self.limits, self._file = path, Limits(), file

    def read(self) -> bytes:
        return self._file.read(2**20)

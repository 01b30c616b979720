"""Brings JSON lines to text columns: the paths the mapping uses, and the rest of the record as JSON."""

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any
from uuid import uuid4

import ibis
import ibis.expr.datatypes as dt
import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.parquet as pq

from ...store import CannotStore
from ...store.engines import Engine
from .errors import BadImport, Cancelled
from .feeding import Feed
from .json_columns import cells_of, columns_of, paths_of, pointer, without
from .json_lines import SCHEMA, pieces
from .limits import Limits
from .opening import Stream
from .reading import Look, StagedFile

LOOKED_AT = 1000
ROWS_AT_ONCE = 256  # more take more memory and are slower: an engine parses all of them at once
LIST = dt.Array(dt.string)


@ibis.udf.scalar.builtin(name="json_extract_string", signature=((dt.string, LIST), LIST))
def extracted(doc, paths): ...  # type: ignore[no-untyped-def]


@ibis.udf.scalar.builtin(name="json_merge_patch", signature=((dt.string, dt.string), dt.json))
def _patched(doc, patch): ...  # type: ignore[no-untyped-def]


@ibis.udf.scalar.builtin(name="json_valid", signature=((dt.string,), dt.boolean))
def _valid(doc): ...  # type: ignore[no-untyped-def]


def left(doc: ir.StringValue, paths: Sequence[str]) -> ir.StringValue:
    """The record without these paths, as JSON; NULL where nothing is left, or where it is no JSON."""
    return ibis.ifelse(_valid(doc), _left(doc, paths), ibis.null("string"))


def _left(doc: ir.StringValue, paths: Sequence[str]) -> ir.StringValue:
    return _patched(doc, without(paths)).cast("string").nullif("{}")


def stage_json(
    path: Path, found: Look, *, engine: Engine, wanted: Sequence[str], kept: Sequence[str], folder: Path,
    limits: Limits, watch: Callable[[int], None] | None,
) -> StagedFile:  # fmt: skip
    """`wanted`: paths that become columns; `kept`: those of them that do not stay in the rest as well."""
    sample, encoding = _sample(path, found.encoding, limits), found.encoding
    columns = tuple(wanted) or columns_of(sample, file=path.name, limits=limits)
    stage = Stage(engine, folder / "0.parquet", columns, tuple(kept or columns))
    stream = Stream(path, limits, watch)
    try:
        _feed(stage, pieces(stream, encoding), limits.first)
    except (CannotStore, Cancelled):
        raise
    except Exception:
        _refuse_first(path, encoding, limits)
        raise
    finally:
        stream.close()
    if not stage.rows:
        raise BadImport("no_rows" if stream.size else "empty", path.name)
    if lines := stage.empty_lines():
        _refuse_first(path, encoding, limits, lines=lines)
    seen = (*paths_of(sample), *_further(stage, columns, paths_of(sample)))
    return StagedFile(
        path.name, (str(stage.target),), columns, stage.rows, stream.sha256, stream.size, found, rest=True,
        seen=seen,
    )  # fmt: skip


def _further(stage: "Stage", columns: tuple[str, ...], seen: Sequence[str]) -> list[str]:
    """Paths that the first records do not have and later ones do."""
    unseen = {path: f"c{place}" for place, path in enumerate(columns) if path not in seen}
    if not unseen:
        return []
    rows = stage.engine.read([stage.target], schema_of(len(columns)))
    filled = stage.engine.arrow(rows.agg(**{name: rows[name].notnull().any() for name in unseen.values()}))
    return [path for path, name in unseen.items() if filled[name][0].as_py()]


def _sample(path: Path, encoding: str, limits: Limits) -> list[dict[str, Any]]:
    stream = Stream(path, limits)
    try:
        piece = next((piece for piece in pieces(stream, encoding) if piece.num_rows), None)
        return _records(piece, path.name) if piece is not None else []
    finally:
        stream.close()


def _feed(stage: "Stage", found: Iterator[pa.Table], first: int | None) -> None:
    """All pieces, or no more than the `first` rows of the first."""
    feed = Feed(SCHEMA, stage.write, rows=ROWS_AT_ONCE)
    try:
        for piece in found:
            piece = piece.slice(0, first)
            if not feed.put(piece) or (first is not None and piece.num_rows):
                break
    finally:
        feed.end()


class Stage:
    """The columns of the lines on their way to one file."""

    def __init__(self, engine: Engine, target: Path, columns: tuple[str, ...], kept: tuple[str, ...]) -> None:
        self.engine, self.target, self.rows = engine, target, 0
        self._columns, self._kept = columns, kept

    def write(self, docs: pa.RecordBatchReader) -> None:
        """Bring them to columns as they come, on every core."""
        name = f"incoming_{uuid4().hex}"
        rows = self.engine.take_in(docs, name)
        try:
            self.engine.copy(self._shaped(rows), self.target, compression="lz4", loose=True)
            self.rows = pq.read_metadata(self.target).num_rows
        finally:
            self.engine.forget(name)

    def _shaped(self, rows: ir.Table) -> ir.Table:
        values = extracted(rows.doc, ibis.literal([pointer(path) for path in self._columns], type=LIST))
        cells = {f"c{place}": values[place] for place in range(len(self._columns))}
        return rows.select(line=rows.line, rest=_left(rows.doc, self._kept), **cells)

    def empty_lines(self) -> list[int]:
        """Lines that gave nothing at all: they may be no objects: 5, "text", [1]."""
        rows = self.engine.read([self.target], schema_of(len(self._columns)))
        cells = [rows[f"c{place}"] for place in range(len(self._columns))]
        nothing = rows.filter(rows.rest.isnull()).filter(ibis.coalesce(*cells).isnull())
        return [int(line) for line in self.engine.arrow(nothing.select("line"))["line"].to_pylist()]


def _refuse_first(path: Path, encoding: str, limits: Limits, *, lines: Sequence[int] | None = None) -> None:
    """Reads the file again up to what is wrong with it (where `lines` are given, with one of them)."""
    stream = Stream(path, limits)
    try:
        for piece in pieces(stream, encoding):
            if lines is not None:
                piece = piece.filter(pa.compute.is_in(piece["line"], pa.array(lines, pa.int64())))
            _refuse(piece, path.name)
    finally:
        stream.close()


def _refuse(piece: pa.Table, file: str) -> None:
    """Raises BadImport for the first line that is no JSON object, or holds half a character."""
    for line, doc in zip(piece["line"].to_pylist(), piece["doc"].to_pylist(), strict=True):
        try:
            found = json.loads(doc)
            good = isinstance(found, dict)
            if good and "\\u" in doc:
                json.dumps(found, ensure_ascii=False).encode()
        except UnicodeEncodeError as error:
            raise BadImport("broken_line", file, line, why="it holds half a character") from error
        except (ValueError, RecursionError):
            good = False
        if not good:
            raise BadImport("json", file, line)


def _records(piece: pa.Table, file: str) -> list[dict[str, Any]]:
    found = []
    head = piece.slice(0, LOOKED_AT)
    _refuse(head, file)
    for doc in head["doc"].to_pylist():
        found.append(json.loads(doc))
    return found


def schema_of(width: int) -> pa.Schema:
    columns = ((f"c{place}", pa.string()) for place in range(width))
    return pa.schema([("line", pa.int64()), ("rest", pa.string()), *columns])


def first_records(
    stream: Stream, found: Look, most: int
) -> tuple[tuple[str, ...], list[tuple[int, list[str]]]]:
    """Paths and cells of the first records."""
    for piece in pieces(stream, found.encoding):
        records = _records(piece.slice(0, most), stream.path.name)
        paths = columns_of(records, file=stream.path.name, limits=stream.limits)
        lines = piece["line"].to_pylist()
        rows = [(line, cells_of(record, paths)) for line, record in zip(lines, records, strict=False)]
        return paths, rows
    raise BadImport("empty", stream.path.name)

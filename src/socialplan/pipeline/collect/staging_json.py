"""Brings JSON lines to text columns: the paths the mapping uses, and the rest of the record as JSON."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from uuid import uuid4

import ibis
import ibis.expr.datatypes as dt
import pyarrow as pa

from ...store.engines import Engine
from .errors import BadImport
from .json_columns import cells_of, columns_of, paths_of, pointer, without
from .json_lines import pieces
from .limits import Limits
from .opening import Stream
from .reading import Look, StagedFile

LOOKED_AT = 1000
LIST = dt.Array(dt.string)


@ibis.udf.scalar.builtin(name="json_extract_string", signature=((dt.string, LIST), LIST))
def _extract(doc, paths): ...  # type: ignore[no-untyped-def]


@ibis.udf.scalar.builtin(name="json_merge_patch", signature=((dt.string, dt.string), dt.string))
def _patched(doc, patch): ...  # type: ignore[no-untyped-def]


@ibis.udf.scalar.builtin(name="json_valid", signature=((dt.string,), dt.boolean))
def _is_valid(doc): ...  # type: ignore[no-untyped-def]


def stage_json(
    path: Path, found: Look, *, engine: Engine, wanted: Sequence[str], kept: Sequence[str], folder: Path,
    limits: Limits, watch: Callable[[int], None] | None,
) -> StagedFile:  # fmt: skip
    """`wanted`: paths that become columns; `kept`: those of them that do not stay in the rest as well."""
    stream = Stream(path, limits, watch)
    columns, sample = tuple(wanted), []
    targets: list[str] = []
    count = 0
    try:
        for piece in pieces(stream, found.encoding):
            if not targets:
                sample = _records(piece, path.name)
                columns = columns or columns_of(sample, file=path.name, limits=limits)
                kept = kept or columns
            piece = piece.slice(0, limits.first)
            if not piece.num_rows:
                continue
            target = folder / f"{len(targets)}.parquet"
            _stage_piece(engine, piece, target, columns=columns, kept=kept, file=path.name)
            targets.append(str(target))
            count += piece.num_rows
            if limits.first is not None:
                break
    finally:
        stream.close()
    if not count:
        raise BadImport("no_rows" if stream.size else "empty", path.name)
    seen = (*paths_of(sample), *_further(engine, targets, columns, paths_of(sample)))
    return StagedFile(
        path.name, tuple(targets), columns, count, stream.sha256, stream.size, found, rest=True, seen=seen,
    )  # fmt: skip


def _further(
    engine: Engine, targets: Sequence[str], columns: tuple[str, ...], seen: Sequence[str]
) -> list[str]:
    """Paths that the first records do not have and later ones do."""
    unseen = {path: f"c{place}" for place, path in enumerate(columns) if path not in seen}
    if not unseen:
        return []
    rows = engine.read([Path(target) for target in targets], schema_of(len(columns)))
    filled = engine.arrow(rows.agg(**{name: rows[name].notnull().any() for name in unseen.values()}))
    return [path for path, name in unseen.items() if filled[name][0].as_py()]


def _stage_piece(
    engine: Engine, piece: pa.Table, target: Path, *, columns: tuple[str, ...], kept: Sequence[str], file: str
) -> None:
    name = f"incoming_{uuid4().hex}"
    rows = engine.take_in(piece.to_reader(), name)
    values = _extract(rows.doc, ibis.literal([pointer(path) for path in columns], type=LIST))
    cells = {f"c{place}": values[place] for place in range(len(columns))}
    patched = ibis.literal("") + _patched(rows.doc, without(kept))  # as a text, not as the engine's JSON
    rest = patched.nullif("{}")
    try:
        engine.copy(rows.select(line=rows.line, rest=rest, **cells), target, compression="lz4", loose=True)
    except Exception:
        _refuse(piece, file)
        raise
    finally:
        engine.forget(name)
    _check_objects(engine, piece, target, len(columns), file)


def _check_objects(engine: Engine, piece: pa.Table, target: Path, width: int, file: str) -> None:
    """A line that gives nothing at all may be no object: 5, "text", [1]."""
    rows = engine.read([target], schema_of(width))
    nothing = rows.filter(ibis.coalesce(*[rows[f"c{place}"] for place in range(width)]).isnull())
    wrong = engine.arrow(nothing.select("line"))["line"].to_pylist()
    if wrong:
        _refuse(piece.filter(pa.compute.is_in(piece["line"], pa.array(wrong, pa.int64()))), file)


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

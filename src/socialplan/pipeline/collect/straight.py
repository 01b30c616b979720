"""JSON lines straight to rows: what a mapping makes of a record is worked out while the file is read, once.

The longer path puts text columns and the rest of every record on disk first, and shapes the rows of each
table from those. Here one question gives the columns of all tables, by the same readings; what nobody mapped
stays in the kept file (`rest`). Whatever is unusual (a mapping that needs more than the record, a line or a
cell that does not fit, a key that stands twice) is left to the longer path, which says it as ever: `Detour`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import ibis.expr.types as ir
import orjson
import pyarrow as pa

from ...store.raw import Keeping
from . import straight_rows
from .errors import BadImport, Cancelled, Detour
from .feeding import Feed
from .grammar import Block
from .grammar import Mapping as MappingFile
from .json_columns import paths_of
from .json_lines import SCHEMA, pieces
from .known import reader_of
from .look import look
from .matching import by_name
from .opening import Stream
from .reading import Look, StagedFile
from .shaping import Shaped
from .tables_of import anchor_of, needs_row_id
from .together import Together
from .used import mapped_columns, needed_columns, readings
from .workbench import Workbench

LOOKED_AT = (20, 1000)  # records in which every column should be met: a few, else more
ROWS_AT_ONCE = 1024
LITTLE = 16 * 2**20  # bytes of a file whose rest goes with the rows


@dataclass(frozen=True)
class Straight:
    """One file of JSON lines read straight, under its name in the mapping: the rows of every block."""

    staged: StagedFile
    name: str
    shaped: tuple[Shaped, ...]
    rest: tuple[str, ...] | None  # where the rest stays in the kept file: the paths that are not in it


def fits(mapping: MappingFile, paths: Sequence[Path]) -> bool:
    """Whether the mapping asks for nothing but what stands in the record itself, in one file."""
    name = by_name(paths[0], mapping) if len(paths) == 1 else None
    if name is None or reader_of(mapping.settings(name).format):
        return False
    return all(block.file == name and _is_of_the_record(block, mapping) for block in mapping.blocks)


def _is_of_the_record(block: Block, mapping: MappingFile) -> bool:
    if needs_row_id(block, anchor_of(block, mapping)) or "parent_of" in block.fields:
        return False
    return not any(reading.of is not None or reading.hash for reading in readings(block))


def read(bench: Workbench, path: Path, mapping: MappingFile, kept: Keeping | None) -> Straight:
    """The file by one question; `kept`: who packs it meanwhile, and so knows its sha256.

    Raises Detour for what the longer path must look at, BadImport for what is no such file at all, Cancelled.
    """
    name = by_name(path, mapping)
    assert name is not None
    found = look(path, mapping.settings(name), bench.limits)
    if found.kind != "jsonl" or bench.limits.first is not None:
        raise Detour
    wanted = needed_columns(mapping, name)
    if not wanted:
        raise Detour
    mapped = tuple(sorted(mapped_columns(mapping.blocks))) or wanted
    total = path.stat().st_size
    whole = total <= LITTLE
    plan = straight_rows.plan(mapping, name, wanted, mapped=mapped if whole else None)
    hashed = kept is None or found.gzip  # what is packed is known by what is in it
    stream = Stream(path, bench.limits, lambda done: bench.say("reading", done, total), hashed=hashed)
    try:
        spool = _spooled(bench, plan, stream, found, wanted)
    except (Cancelled, Detour):
        raise
    except Exception as error:
        if isinstance(error, BadImport) and error.line is None:
            raise
        raise Detour from error
    finally:
        stream.close()
    count = _checked(bench, spool, plan)
    sha = kept.sha256(path) if kept is not None and not hashed else stream.sha256
    staged = StagedFile(path.name, (), wanted, count, sha, stream.size, found, rest=True, seen=wanted)
    rest = None if whole or not _keeps(mapping) else mapped
    return Straight(staged, name, plan.shaped(spool), rest)


def _keeps(mapping: MappingFile) -> bool:
    """Whether what nobody mapped is to be kept."""
    return any(block.table == "posts" and "extra" not in block.off for block in mapping.blocks)


def _spooled(
    bench: Workbench, plan: Together, stream: Stream, found: Look, wanted: Sequence[str]
) -> ir.Table:
    """The columns of all tables in one file."""
    target, schema = bench.folder / "straight.parquet", plan.rows.schema().to_pyarrow()

    def work(docs: pa.RecordBatchReader) -> None:
        bench.engine.take_in(docs, straight_rows.DOCS)
        try:
            bench.engine.copy(plan.rows, target, compression="uncompressed", loose=True)
        finally:
            bench.engine.forget(straight_rows.DOCS)

    feed, first = Feed(SCHEMA, work, rows=ROWS_AT_ONCE), True
    try:
        for piece in pieces(stream, found.encoding):
            if first and piece.num_rows:
                _all_there(piece, wanted)
                first = False
            if not feed.put(piece):
                break
    finally:
        feed.end()
    return bench.engine.read([target], schema)


def _all_there(piece: pa.Table, wanted: Sequence[str]) -> None:
    """Raises Detour where the first records lack a column: later ones may have it."""
    for most in LOOKED_AT:
        try:
            records = [orjson.loads(doc) for doc in piece["doc"].slice(0, most).to_pylist()]
        except ValueError:
            break
        if all(isinstance(one, dict) for one in records) and set(wanted) <= set(paths_of(records)):
            return
    raise Detour


def _checked(bench: Workbench, spool: ir.Table, plan: Together) -> int:
    """How many rows there are. Raises Detour where there are none, or one holds what does not fit."""
    odd = spool[straight_rows.NOTHING] | plan.misfits(spool)
    found = bench.engine.arrow(spool.agg(rows=spool.count(), odd=odd.any())).to_pylist()[0]
    if not found["rows"] or found["odd"]:
        raise Detour
    return int(found["rows"])

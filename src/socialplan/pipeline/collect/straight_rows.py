"""The one question of the straight path: the columns that all blocks of a mapping make of a JSON record."""

from collections.abc import Sequence
from dataclasses import replace

import ibis

from .grammar import Block
from .grammar import Mapping as MappingFile
from .json_columns import pointer
from .json_lines import SCHEMA
from .reading import Look, StagedFile
from .shaping import draft
from .sheets import REST, Sheet
from .staging_json import LIST, extracted, left
from .tables_of import anchor_of
from .together import Together, together

DOCS = "straight_docs"
NOTHING = "nothing"  # the record has none of the columns: it may be no object at all


def plan(mapping: MappingFile, name: str, wanted: Sequence[str], *, mapped: Sequence[str] | None) -> Together:
    """What is asked of the records of the file `name`; `wanted` are the paths the mapping uses.

    With `mapped`, paths too, what nobody mapped goes with the posts.
    """
    sheet = _sheet(mapping, name, wanted, mapped)
    blocks = mapping.blocks if mapped is not None else tuple(map(_bare, mapping.blocks))
    drafts = [draft(sheet, block, mapping, anchor=anchor_of(block, mapping)) for block in blocks]
    cells = [sheet.rows[column] for column in sheet.names.values()]
    return together(drafts, more={NOTHING: ibis.coalesce(*cells).isnull()})


def _sheet(mapping: MappingFile, name: str, wanted: Sequence[str], mapped: Sequence[str] | None) -> Sheet:
    """Text columns of the records, as a sheet has them."""
    docs = ibis.table(ibis.Schema.from_pyarrow(SCHEMA), name=DOCS)
    rest = {} if mapped is None else {REST: left(docs.doc, mapped)}
    values = extracted(docs.doc, ibis.literal([pointer(path) for path in wanted], type=LIST))
    rows = docs.select(line=docs.line, values=values, **rest)
    names = {path: f"c{place}" for place, path in enumerate(wanted)}
    cells = {column: rows["values"][place] for place, column in enumerate(names.values())}
    cells |= {kept: rows[kept] for kept in rest}
    rows = rows.select(file=ibis.literal(0, "int32"), line=rows.line, **cells)
    file = StagedFile("", (), tuple(wanted), 0, "", 0, Look("jsonl", False, "utf-8"), rest=bool(rest))
    return Sheet(name, (file,), names, rows, mapping.settings(name), {}, many=mapped is None)


def _bare(block: Block) -> Block:
    """Without what nobody mapped."""
    return replace(block, off=block.off | {"extra"})

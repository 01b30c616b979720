"""Shapes every block of a mapping, on disk, and refuses the first cell that does not fit."""

from collections.abc import Mapping, Sequence

import ibis.expr.types as ir

from .errors import BadImport
from .fields import ID_OF
from .grammar import Block
from .grammar import Mapping as MappingFile
from .lookups import looked_up
from .reading import StagedFile
from .row_ids import with_row_ids
from .shaping import Shaped, shape
from .sheets import Sheet, open_sheet
from .workbench import Workbench

OF_A_POST = ("metrics", "labels", "interactions")


def open_all(
    bench: Workbench, staged: Mapping[str, Sequence[StagedFile]], mapping: MappingFile
) -> dict[str, Sheet]:
    sheets, start = {}, 0
    for name, files in staged.items():
        sheet = open_sheet(bench.engine, name, files, mapping.settings(name), start=start)
        start += len(files)
        blocks = [block for block in mapping.blocks if block.file == name]
        if any(_needs_row_id(block, anchor_of(block, mapping)) for block in blocks):
            sheet = with_row_ids(bench.engine, sheet, bench.folder)
        sheets[name] = sheet
    return sheets


def shape_all(
    bench: Workbench, staged: Mapping[str, Sequence[StagedFile]], mapping: MappingFile
) -> tuple[Shaped, ...]:
    """One entry per block whose file is there. Raises BadImport with file and line of the first misfit."""
    sheets = open_all(bench, staged, mapping)
    blocks = [block for block in mapping.blocks if block.file in sheets]
    done = []
    for place, block in enumerate(blocks):
        bench.say("shaping", place, len(blocks))
        sheet = looked_up(bench, sheets[block.file], block, sheets)
        shaped = shape(sheet, block, mapping, anchor=anchor_of(block, mapping))
        kept = bench.keep(shaped.rows, block.table)
        refuse_misfits(bench, shaped, kept)
        done.append(Shaped(shaped.table, sheet, block, kept, shaped.problems))
    return tuple(done)


def anchor_of(block: Block, mapping: MappingFile) -> Block | None:
    """The block that makes the posts of the same file."""
    found = [other for other in mapping.blocks if other.table == "posts" and other.file == block.file]
    return found[0] if found else None


def refuse_misfits(bench: Workbench, shaped: Shaped, kept: ir.Table) -> None:
    rows = kept.filter(kept.bad.notnull()).order_by("file", "line").limit(1)
    for row in bench.engine.arrow(rows.select("file", "line", "bad", "shown")).to_pylist():
        problem = shaped.problems[row["bad"]]
        file = shaped.sheet.file(row["file"])
        values = {"value": row["shown"], "field": problem.field}
        wanted = {"time": "format", "word": "allowed"}.get(problem.code)
        if wanted:
            values[wanted] = problem.wanted
        raise BadImport(problem.code, file, row["line"], **values)


def _needs_row_id(block: Block, anchor: Block | None) -> bool:
    name = "subject_id" if block.table in ("metrics", "labels") else ID_OF.get(block.table)
    if name is None or name in block.fields:
        return False
    if block.table in OF_A_POST:
        return anchor is None or "post_id" not in anchor.fields
    return True

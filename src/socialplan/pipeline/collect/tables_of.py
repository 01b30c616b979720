"""Shapes every block of a mapping, on disk, and refuses the first cell that does not fit."""

import threading
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from . import misfits
from .fields import ID_OF
from .grammar import Block
from .grammar import Mapping as MappingFile
from .lookups import looked_up
from .reading import StagedFile
from .row_ids import ROW_ID, with_row_ids
from .shaping import Shaped, shape
from .sheets import Sheet, open_sheet
from .workbench import Workbench

MOST_KNOWN = 48  # blocks of mappings whose columns are kept
OF_A_POST = ("metrics", "labels", "interactions")


def open_all(
    bench: Workbench, staged: Mapping[str, Sequence[StagedFile]], mapping: MappingFile
) -> dict[str, Sheet]:
    sheets, start = {}, 0
    for name, files in staged.items():
        sheet = open_sheet(bench.engine, name, files, mapping.settings(name), start=start)
        start += len(files)
        blocks = [block for block in mapping.blocks if block.file == name]
        if any(needs_row_id(block, anchor_of(block, mapping)) for block in blocks):
            sheet = with_row_ids(bench.engine, sheet, bench.folder)
        sheets[name] = replace(sheet, rows=bench.name(sheet.rows))
    return sheets


def shape_all(
    bench: Workbench, staged: Mapping[str, Sequence[StagedFile]], mapping: MappingFile
) -> tuple[Shaped, ...]:
    """One entry per block whose file is there. Raises BadImport with file and line of the first misfit."""
    done = []
    for part in _shaped(bench, staged, mapping):
        misfits.refuse(bench, part)
        done.append(part)
    return tuple(done)


def shape_freely(
    bench: Workbench, staged: Mapping[str, Sequence[StagedFile]], mapping: MappingFile
) -> tuple[Shaped, ...]:
    """The same, misfits and all."""
    return tuple(_shaped(bench, staged, mapping))


def _shaped(
    bench: Workbench, staged: Mapping[str, Sequence[StagedFile]], mapping: MappingFile
) -> Iterator[Shaped]:
    sheets, said = open_all(bench, staged, mapping), repr(mapping)
    blocks = [block for block in mapping.blocks if block.file in sheets]
    for place, block in enumerate(blocks):
        bench.say("shaping", place, len(blocks))
        sheet = looked_up(bench, sheets[block.file], block, sheets)
        shaped = _before.shape(sheet, block, mapping, said=said)
        if bench.few or not _is_wide(sheet, block):
            shaped = replace(shaped, rows=bench.keep(shaped.rows, block.table))
        yield shaped


class Before:
    """What blocks made of sheets before: of sheets with the same columns under the same name they make the
    same. May be shared by threads."""

    def __init__(self) -> None:
        self._known: OrderedDict[Any, Shaped] = OrderedDict()
        self._lock = threading.Lock()

    def shape(self, sheet: Sheet, block: Block, mapping: MappingFile, *, said: str) -> Shaped:
        """The rows `block` makes of `sheet`; `said` is the whole mapping as text."""
        key = (sheet.rows.op(), tuple(sheet.names.items()), tuple(sheet.aliases.items()), said,
               mapping.blocks.index(block), sheet.from_sheet, sheet.has_rest, sheet.many)  # fmt: skip
        with self._lock:
            known = self._known.get(key)
        shaped = known or shape(sheet, block, mapping, anchor=anchor_of(block, mapping))
        with self._lock:
            self._known[key] = shaped
            self._known.move_to_end(key)
            if len(self._known) > MOST_KNOWN:
                self._known.popitem(last=False)
        return replace(shaped, sheet=sheet, block=block)


_before = Before()


def _is_wide(sheet: Sheet, block: Block) -> bool:
    """Whether rows are so wide, and made of so little, that making them again costs less than keeping them:
    who reads them again wants few of their columns."""
    return block.table == "posts" and not sheet.aliases and ROW_ID not in sheet.rows.columns


def anchor_of(block: Block, mapping: MappingFile) -> Block | None:
    """The block that makes the posts of the same file."""
    found = [other for other in mapping.blocks if other.table == "posts" and other.file == block.file]
    return found[0] if found else None


def needs_row_id(block: Block, anchor: Block | None) -> bool:
    name = "subject_id" if block.table in ("metrics", "labels") else ID_OF.get(block.table)
    if name is None or name in block.fields:
        return False
    if block.table in OF_A_POST:
        return anchor is None or "post_id" not in anchor.fields
    return True

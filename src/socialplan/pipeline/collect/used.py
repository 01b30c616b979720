"""Which columns of which file a mapping uses."""

from collections.abc import Iterable, Iterator

from .grammar import Block, Mapping, Reading, Where


def readings(block: Block) -> Iterator[Reading]:
    """Every reading of a block, those inside readings too."""
    for reading in (*block.fields.values(), *block.values.values(), *block.dims.values()):
        yield from inside(reading)


def inside(reading: Reading) -> Iterator[Reading]:
    yield reading
    for part in (*reading.parts, *reading.sum, *reading.first, reading.then, reading.otherwise):
        if part is not None:
            yield from inside(part)


def mapped_columns(blocks: Iterable[Block]) -> frozenset[str]:
    """Columns whose value lands somewhere; a column that is only a condition stays unmapped."""
    return frozenset(
        reading.column
        for block in blocks
        for reading in readings(block)
        if reading.column is not None and reading.of is None
    )


def needed_columns(mapping: Mapping, file: str) -> tuple[str, ...]:
    """Columns that must stand in the files of this name, conditions and look-ups included."""
    found: dict[str, None] = {}
    for block in mapping.blocks:
        for reading in readings(block):
            _note(found, reading, mine=block.file == file, file=file)
        if block.file == file:
            found |= dict.fromkeys(_conditions(block))
            found |= dict.fromkeys(where_columns(mapping.where))
            found |= dict.fromkeys(part.column for part in inside(mapping.network) if part.column)
    return tuple(found)


def _note(found: dict[str, None], reading: Reading, *, mine: bool, file: str) -> None:
    if reading.of == file:
        found |= dict.fromkeys([reading.column or "", *reading.match.values()])
    elif mine and reading.of is not None:
        found |= dict.fromkeys(reading.match)
    elif mine and reading.column is not None:
        found[reading.column] = None


def _conditions(block: Block) -> Iterator[str]:
    yield from where_columns(block.where)
    for reading in readings(block):
        yield from where_columns(reading.where)
    if block.on_conflict and block.on_conflict.column:
        yield block.on_conflict.column


def where_columns(where: Where | None) -> Iterator[str]:
    if where is None:
        return
    if where.column is not None:
        yield where.column
    for part in (*where.all, *where.any, *([where.negated] if where.negated else [])):
        yield from where_columns(part)

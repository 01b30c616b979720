"""Fits the mapping of a known export to a file: columns by the names they have there, absent ones out."""

from collections.abc import Mapping as MappingOf
from dataclasses import replace

from .fields import REQUIRED
from .grammar import Block, Mapping, Reading, Where

Names = MappingOf[str, str]  # canonical name -> the name in the file


def adapted(mapping: Mapping, names: Names) -> Mapping:
    """The mapping in the words of the file; readings whose columns are not there are left out."""
    blocks = tuple(block for old in mapping.blocks if (block := _block(old, names)) is not None)
    network = _reading(mapping.network, names) or Reading(const="other")
    return replace(mapping, blocks=blocks, network=network, where=_where(mapping.where, names))


def _block(block: Block, names: Names) -> Block | None:
    fields = _readings(block.fields, names)
    values, dims = _readings(block.values, names), _readings(block.dims, names)
    if not (fields or values) or (block.values and not values):
        return None
    if any(name not in fields for name in REQUIRED.get(block.table, ())):
        return None
    conflict = block.on_conflict
    if conflict and conflict.column:
        conflict = replace(conflict, column=names[conflict.column]) if conflict.column in names else None
    return replace(
        block, where=_where(block.where, names), fields=fields, values=values, dims=dims, on_conflict=conflict
    )


def _readings(readings: MappingOf[str, Reading], names: Names) -> dict[str, Reading]:
    found = {name: _reading(reading, names) for name, reading in readings.items()}
    return {name: reading for name, reading in found.items() if reading is not None}


def _reading(reading: Reading, names: Names) -> Reading | None:
    if reading.column is not None:
        if reading.column not in names:
            return None
        reading = replace(reading, column=names[reading.column])
    kept = {name: _kept(getattr(reading, name), names) for name in ("parts", "sum", "first")}
    if any(getattr(reading, name) and not parts for name, parts in kept.items()):
        return None
    return replace(
        reading, parts=kept["parts"], sum=kept["sum"], first=kept["first"],
        then=reading.then and _reading(reading.then, names),
        otherwise=reading.otherwise and _reading(reading.otherwise, names),
        where=_where(reading.where, names),
    )  # fmt: skip


def _kept(readings: tuple[Reading, ...], names: Names) -> tuple[Reading, ...]:
    return tuple(part for one in readings if (part := _reading(one, names)) is not None)


def _where(where: Where | None, names: Names) -> Where | None:
    """A condition on a column that is not there says nothing."""
    if where is None or (where.column is not None and where.column not in names):
        return None
    return replace(
        where,
        column=names[where.column] if where.column is not None else None,
        all=tuple(part for one in where.all if (part := _where(one, names)) is not None),
        any=tuple(part for one in where.any if (part := _where(one, names)) is not None),
        negated=_where(where.negated, names),
    )

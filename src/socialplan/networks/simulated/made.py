"""Posts as they are made: the columns of the vocabulary with the truth beside them."""

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from socialplan.records import TABLES

from .phrases import LANGUAGES
from .world import DAY, Span

# The truth of a post. `author` is the number of a person, -1 a company; `act` a number of ACTS, -1 none.
TRUTH = {
    "author": pa.int64(), "act": pa.int64(), "theme": pa.string(), "cause": pa.string(),
    "first_text": pa.string(), "minutes": pa.float64(), "answer": pa.string(), "follow_up": pa.bool_(),
}  # fmt: skip
POSTS = TABLES["posts"].schema
MADE = pa.schema([*POSTS, *TRUTH.items()])
NIGHT = 60  # the last minute of a day is left free


def columns(schema: pa.Schema, size: int, **given: Any) -> pa.Table:
    """A table of this schema: columns as they are given, single values repeated, the rest empty."""
    arrays = []
    for field in schema:
        value = given.get(field.name)
        if isinstance(value, (pa.Array, pa.ChunkedArray)):
            arrays.append(value if value.type == field.type else value.cast(field.type))
        elif isinstance(value, np.ndarray):
            arrays.append(_typed(value, field.type))
        elif value is None:
            arrays.append(pa.nulls(size, field.type))
        else:
            arrays.append(pa.repeat(pa.scalar(value, field.type), size))
    return pa.Table.from_arrays(arrays, schema=schema)


def _typed(value: np.ndarray, type_: pa.DataType) -> pa.Array:
    """Times are numbers of seconds."""
    if pa.types.is_timestamp(type_):
        return pa.array(value.astype(np.int64) * 1_000_000).cast(type_)
    return pa.array(value).cast(type_)


def posts(size: int, *, language: np.ndarray, at: np.ndarray, **given: Any) -> pa.Table:
    hints = pa.array(LANGUAGES).take(pa.array(language.astype(np.int64)))
    return columns(MADE, size, language_hint=hints, created_at=at, precision="second", **given)


def seconds(column: pa.ChunkedArray) -> np.ndarray:
    """Times as whole seconds since 1970."""
    return column.cast(pa.int64()).to_numpy() // 1_000_000


def names(*parts: Any) -> pa.Array:
    """Ids of parts: strings, columns of strings, or numbers."""
    told = [pc.cast(pa.array(part), pa.string()) if isinstance(part, np.ndarray) else part for part in parts]
    return pc.binary_join_element_wise(*told, "")


def numbered(counts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """For `counts` per row: which row each belongs to, and its number within that row."""
    rows = np.repeat(np.arange(len(counts)), counts)
    return rows, np.arange(len(rows)) - np.repeat(np.cumsum(counts) - counts, counts)


def dated(span: Span) -> pa.Array:
    """The days of a span as text for ids."""
    return pa.array([f"{span.world.day(int(day)):%Y%m%d}" for day in span.days])


def later(at: np.ndarray, minutes: np.ndarray) -> np.ndarray:
    """So many minutes later, but still on the same day: data that end with a day have its answers."""
    night = (at // DAY + 1) * DAY - NIGHT
    return np.minimum(at + np.round(minutes * 60).astype(np.int64), night)


def lists(values: pa.Array, present: np.ndarray) -> pa.Array:
    """A list of one where present, else none."""
    kept = values.filter(pa.array(present))
    offsets = np.concatenate(([0], np.cumsum(present))).astype(np.int32)
    found = pa.ListArray.from_arrays(pa.array(offsets), kept)
    return pc.if_else(pa.array(present), found, pa.scalar(None, found.type))

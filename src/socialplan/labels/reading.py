"""Which posts a labeller reads, and in which language each is read."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from .base import SCHEMA, Places, as_strings, known_languages

Reader = Callable[[pa.Array, str], pa.RecordBatch]


def read_by_language(
    texts: pa.Array, languages: pa.Array | None, *, reads: tuple[str, ...], read: Reader
) -> pa.RecordBatch:
    """What `read(texts, language)` says of the posts of each language; nothing where no language is read.

    Where a language is not known, the language labeller is asked, among those that are read.
    """
    from . import load  # the catalogue knows this module's users

    texts = as_strings(texts)
    known = known_languages(texts, languages)
    unknown = [place for place, one in enumerate(known) if one is None]
    if unknown:
        found = load("language", reads).label(texts.take(pa.array(unknown, pa.int64())))["label"].to_pylist()
        for place, one in zip(unknown, found, strict=True):
            known[place] = one
    spoken = np.array(known, dtype=object)
    parts = [(np.flatnonzero(spoken == one), one) for one in reads]
    rest = np.flatnonzero(~np.isin(spoken.astype(str), reads))
    batches = [read(texts.take(pa.array(places)), one) for places, one in parts if len(places)]
    return _in_order(
        [places for places, _one in parts if len(places)] + [rest], [*batches, nothing(len(rest))]
    )


def _in_order(places: list[Places], batches: list[pa.RecordBatch]) -> pa.RecordBatch:
    whole = pa.Table.from_batches(batches, SCHEMA)
    order = np.argsort(np.concatenate(places), kind="stable")
    found = whole.take(pa.array(order)).combine_chunks().to_batches()
    return found[0] if found else nothing(0)


@dataclass(frozen=True)
class Silent:
    """What a labeller says in a workspace none of whose languages it reads."""

    name: str
    version: str
    languages: tuple[str, ...] = ()

    def label(self, texts: pa.Array, languages: pa.Array | None = None) -> pa.RecordBatch:
        return nothing(len(texts))


def nothing(size: int) -> pa.RecordBatch:
    """Rows of posts that were not read."""
    empty = pa.array([[]] * size, SCHEMA.field("evidence").type)
    return pa.RecordBatch.from_arrays(
        [pa.nulls(size, field.type) for field in list(SCHEMA)[:3]] + [empty], schema=SCHEMA
    )

"""The contract of a labeller: a column of posts in, a record batch of the same length out.

A label is null where nothing was read: the post holds no words, or is in a language the labeller does not
read. Which of the two follows from the post and its language; score and confidence are null then too.
A post that was read, but on which the labeller dares not decide, gets the label `unsure` (`und` for a
language, the code of ISO 639-2 for undetermined), with the score and the confidence it arrived at.
"""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

SCHEMA = pa.schema(
    {
        "label": pa.string(),
        "score": pa.float64(),  # what it means is said per labeller in the catalogue
        "confidence": pa.float64(),  # chance that the label is right; null = unknown
        "evidence": pa.list_(pa.string()),  # words of the post that led to it, the strongest first
    }
)
UNSURE = "unsure"
UNDETERMINED = "und"

Numbers = npt.NDArray[np.float64]
Truths = npt.NDArray[np.bool_]
Places = npt.NDArray[np.intp]


class Labeller(Protocol):
    """Reads one thing into posts. Pure: no clock, no dice, no state between calls."""

    @property
    def name(self) -> str:
        """What it reads: language, sentiment, question ..."""
        ...

    @property
    def version(self) -> str:
        """Changes whenever a label may change; stored with every label."""
        ...

    @property
    def languages(self) -> tuple[str, ...]:
        """ISO 639-1 codes of the languages it reads; for the language labeller those it tells apart."""
        ...

    def label(self, texts: pa.Array, languages: pa.Array | None = None) -> pa.RecordBatch:
        """SCHEMA, a row per text in the same order.

        `languages` is the language of each text (ISO 639-1; null or `und` = not known; None = none is known).
        Where it is not known, the language labeller is asked first, among the languages this one reads.
        Raises ValueError where the two differ in length.
        """
        ...


def labeller_id(labeller: Labeller) -> str:
    """How a labeller is called in the table `labels`."""
    return f"{labeller.name}@{labeller.version}"


def batch(
    labels: Sequence[str | None] | pa.Array,
    scores: Numbers,
    confidences: Numbers,
    evidence: Sequence[Sequence[str]] | pa.Array,
    *,
    read: Truths,
) -> pa.RecordBatch:
    """A record batch of SCHEMA; where `read` is false, everything is null and the evidence empty.

    NaN in scores or confidences becomes null.
    """
    unread = ~read
    label = pa.array(labels, pa.string()) if not isinstance(labels, pa.Array) else labels.cast(pa.string())
    keep = pa.array(read)
    nothing = pa.scalar(None, pa.string())
    words = evidence if isinstance(evidence, pa.Array) else pa.array(evidence, pa.list_(pa.string()))
    columns = [
        pc.if_else(keep, label, nothing),
        pa.array(scores, pa.float64(), mask=unread | np.isnan(scores)),
        pa.array(confidences, pa.float64(), mask=unread | np.isnan(confidences)),
        pc.if_else(keep, words, pa.scalar([], pa.list_(pa.string()))),
    ]
    return pa.RecordBatch.from_arrays(columns, schema=SCHEMA)


def as_strings(texts: pa.Array | pa.ChunkedArray) -> pa.Array:
    """One array of strings, whatever came: large strings, chunks, dictionaries."""
    whole = texts.combine_chunks() if isinstance(texts, pa.ChunkedArray) else texts
    return whole if whole.type == pa.string() else whole.cast(pa.string())


def of_one_length(texts: pa.Array, languages: pa.Array | None) -> None:
    """Raises ValueError where there is not a language per text."""
    if languages is not None and len(languages) != len(texts):
        raise ValueError(f"{len(texts)} texts and {len(languages)} languages")


def known_languages(texts: pa.Array, languages: pa.Array | None) -> list[str | None]:
    """The language of each text; None where it is not known. Raises ValueError on another length."""
    if languages is None:
        return [None] * len(texts)
    of_one_length(texts, languages)
    return [None if one in (None, "", UNDETERMINED) else one for one in languages.to_pylist()]

"""A chunk of waiting posts through the labellers: the language first, which the others are given."""

from collections.abc import Iterator, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from socialplan.labels.base import SCHEMA, Labeller, labeller_id

LANGUAGE = "language"
# Rows of the table `labels`, with the batch of the post that was read.
LABELLED = pa.schema(
    [
        ("network", pa.string()), ("subject_id", pa.string()), ("labeller", pa.string()),
        ("language", pa.string()), *SCHEMA, ("post_batch", pa.int64()),
    ]
)  # fmt: skip


def waits(place: int) -> str:
    """The column that says whether a post waits for the reader in this place."""
    return f"waits_{place}"


def labelled(chunk: pa.RecordBatch, readers: Sequence[Labeller]) -> Iterator[tuple[str, pa.RecordBatch]]:
    """LABELLED per reader for those posts of the chunk (see `waiting`) that wait for it; with its name."""
    languages = chunk[LANGUAGE]
    for place, reader in enumerate(readers):
        mine = chunk[waits(place)]
        if reader.name == LANGUAGE:
            found = reader.label(chunk["text"].filter(mine))
            told = pc.replace_with_mask(languages, mine, found["label"])
            languages = pc.if_else(chunk["settled"], chunk[LANGUAGE], told)
            spoken = found["label"]
        else:
            spoken = languages.filter(mine)
            found = reader.label(chunk["text"].filter(mine), spoken)
        if found.num_rows:
            yield labeller_id(reader), _rows(chunk.filter(mine), found, spoken, labeller_id(reader))


def _rows(posts: pa.RecordBatch, found: pa.RecordBatch, spoken: pa.Array, name: str) -> pa.RecordBatch:
    columns = [
        posts["network"], posts["post_id"], pa.array([name] * len(spoken), pa.string()), spoken,
        *(found[field.name] for field in SCHEMA), posts["post_batch"],
    ]  # fmt: skip
    return pa.RecordBatch.from_arrays(columns, schema=LABELLED)

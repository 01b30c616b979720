"""Edits and deletions by people, after they posted."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from .made import MADE, later, seconds
from .phrases import NAMES
from .world import Span

EDITED, DELETED = 0.015, 0.01  # share of what people write themselves
WAITS = (20, 120)  # minutes until then, on average


def changed(span: Span, told: pa.Table) -> pa.Table:
    """The posts as they are in the end: `text` as it was edited (`first_text` is what it was), `edited_at`
    and `deleted_at`. A deleted post keeps its text; networks that no longer show it give none."""
    dice, size = span.dice("changes"), told.num_rows
    draw = dice.random(size)
    at = seconds(told["created_at"])
    for name, wait, chosen in (
        ("edited_at", WAITS[0], draw < EDITED), ("deleted_at", WAITS[1], draw > 1 - DELETED),
    ):  # fmt: skip
        when = later(at, 1 + dice.exponential(wait, size))
        times = pa.array(np.where(chosen, when * 1_000_000, 0), mask=~chosen).cast(MADE.field(name).type)
        told = told.set_column(MADE.get_field_index(name), MADE.field(name), times)
    edited = pa.array(draw < EDITED)
    text = told["text"].combine_chunks()
    first = pc.if_else(edited, text, pa.scalar(None, pa.string()))
    told = told.set_column(MADE.get_field_index("first_text"), MADE.field("first_text"), first)
    tail = NAMES[span.world.language]["edited"]
    text = pc.binary_join_element_wise(text, pc.if_else(edited, tail, ""), "")
    return told.set_column(MADE.get_field_index("text"), MADE.field("text"), text)

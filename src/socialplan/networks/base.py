"""The contract between networks and the pipeline, as far as it is used today."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Protocol

import pyarrow as pa


@dataclass(frozen=True)
class Network:
    """An entry of the catalogue. `module` is loaded when it is asked for; `abilities` say what it can do."""

    name: str
    label: str
    module: str
    abilities: frozenset[str]


class Stream(Protocol):
    """Records of one table over a period, in batches: nothing is held longer than a day of data.

    `since` and `until` are half-open days in UTC; the batches have the columns of `records`.
    """

    def __call__(self, table: str, *, since: date, until: date) -> Iterator[pa.RecordBatch]: ...

"""Files of very many columns: what the mapping uses becomes columns, the rest of a row is one JSON text.

The hash of the whole row goes with it, so that an id made of it does not depend on the mapping.

An engine needs memory for each column it reads; hundreds of columns nobody maps need not be read.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

FOLDED = ("rest", "hash")  # the columns that come after those that stay
MANY = 64  # columns; fewer are read as they are


@dataclass(frozen=True)
class Fold:
    """Places of the columns that stay, name and place of those that go into the rest, and of all."""

    columns: tuple[str, ...]
    kept: tuple[int, ...]
    rest: tuple[tuple[str, int], ...]
    all: tuple[tuple[str, int], ...]  # by name

    def __call__(self, cells: list[str]) -> list[str | None]:
        """The cells that stay, the rest as a JSON object without blanks (None where all are), the hash."""
        left = {name: cells[place] for name, place in self.rest if cells[place]}
        whole = _json({name: cells[place] for name, place in self.all})
        text = _json(left) if left else None
        return [*(cells[place] for place in self.kept), text, sha256(whole.encode()).hexdigest()]


def _json(cells: dict[str, str]) -> str:
    return json.dumps(cells, ensure_ascii=False, separators=(",", ":"))


def fold(columns: Sequence[str], *, wanted: Sequence[str], mapped: Sequence[str]) -> Fold | None:
    """How rows of these columns are folded; None where they are few, or where nobody says what is wanted."""
    if len(columns) <= MANY or not wanted:
        return None
    chosen = [place for place, name in enumerate(columns) if name in set(wanted)]
    gone = set(mapped)
    left = tuple((name, place) for place, name in enumerate(columns) if name not in gone)
    every = tuple(sorted((name, place) for place, name in enumerate(columns)))
    return Fold(tuple(columns[place] for place in chosen), tuple(chosen), left, every)

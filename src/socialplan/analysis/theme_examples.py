"""What else is told of a theme: by how many people, since when, and the post that drew most."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import ibis.expr.types as ir
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from .base import Column, Params
from .theme_test import Tested

TOLD = ("authors", "days", "posts")
COLUMNS_TOLD = (Column("people", "count", "people"), Column("first", "text"), Column("top", "text"))


def told(posts: ir.Table, params: Params) -> dict[str, ir.Value]:
    """Per cell the author (a number), the local day and the id of each post, by its place in the cell;
    nothing without the option `examples`. A theme is a set of places: this tells of every theme at once."""
    if not params.options.get("examples"):
        return {}
    days = posts["local_at"].date().cast("string")
    each = {"authors": posts["author"], "days": days, "posts": posts["post_id"]}
    return {name: one.collect(order_by="place", include_null=True) for name, one in each.items()}


@dataclass(frozen=True)
class Behind:
    """The posts of all cells, one after another, in the order of `Tested.cells`."""

    authors: np.ndarray
    days: pa.Array
    posts: pa.Array

    @classmethod
    def of(cls, rows: pa.Table) -> "Behind":
        base = rows.filter(pc.is_null(rows["theme"])).sort_by([("part", "ascending"), ("cell", "ascending")])
        flat = {name: pc.list_flatten(base[name]).combine_chunks() for name in TOLD}
        return cls(flat["authors"].to_numpy(zero_copy_only=False), flat["days"], flat["posts"])

    def of_theme(self, tested: Tested, number: int) -> Mapping[str, Any]:
        """`people` (accounts too, each once), the `first` day and the `top` post: the one whose response is
        the largest against its usual (of equals the first id). Days nobody knows count for nothing."""
        places, ratios = _places(tested, number)
        days = [day for day in self.days.take(pa.array(places)).to_pylist() if day]
        return {
            "people": len(np.unique(self.authors[places])), "first": min(days, default=None),
            "top": self.posts[int(places[int(np.argmax(ratios))])].as_py(),
        }  # fmt: skip


def _places(tested: Tested, number: int) -> tuple[np.ndarray, np.ndarray]:
    """Where the posts of a theme stand among those of all cells, and their responses over usual."""
    pairs, cells = tested.pairs, tested.cells
    first, last = np.searchsorted(pairs.theme, [number, number + 1])
    ends = np.concatenate(([0], np.cumsum(pairs.sizes)))
    within = slice(ends[first], ends[last])
    starts = np.repeat(cells.starts[pairs.cell[first:last]], pairs.sizes[first:last])
    return starts + pairs.ranks[within], tested.ratios[within]

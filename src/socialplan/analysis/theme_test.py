"""Testing themes: from the rows that were gathered to lifts and chances, for all themes at once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from .base import Params
from .theme_lift import Cells, Lift, Pairs, lift, p_values, usual, usual_draws


@dataclass(frozen=True)
class Tested:
    """Every theme that could be tested, and the arrays its figures come from."""

    names: list[tuple[Any, ...]]  # group key, then type and theme
    cells: Cells
    cell_names: list[tuple[Any, ...]]
    pairs: Pairs
    ratios: np.ndarray  # response over usual, per rank of the pairs
    p: np.ndarray
    uncompared: int  # posts in cells whose usual is zero
    draws: dict[int, np.ndarray] = field(default_factory=dict)  # of the usual per cell, made when needed

    def lift(self, number: int) -> Lift:
        """The lift of a theme, with its interval; the same for the same question on the same data."""
        first, last = np.searchsorted(self.pairs.theme, [number, number + 1])
        ends = np.concatenate(([0], np.cumsum(self.pairs.sizes)))
        ratios = self.ratios[ends[first] : ends[last]]
        return lift(ratios, self._wobble(first, last, len(ratios)), "themes", self.names[number])

    def _wobble(self, first: int, last: int, posts: int) -> np.ndarray:
        """What the usual may be off by, over the cells of a theme by their share of its posts."""
        numbers, sizes = self.pairs.cell[first:last], self.pairs.sizes[first:last]
        whole = self.cells.sizes[numbers]
        weights = sizes / posts * np.sqrt(whole / (whole - sizes))
        for number in set(numbers.tolist()) - self.draws.keys():
            self.draws[number] = usual_draws(self.cells, number, "usual", self.cell_names[number])
        return weights @ np.stack([self.draws[number] for number in numbers.tolist()])


def test(rows: pa.Table, params: Params, *, cell: tuple[str, ...], least: int) -> Tested:
    """Tests every theme that `gather` of themes found, with at least `least` posts that can be compared."""
    base = rows.filter(pc.is_null(rows["theme"])).sort_by([("part", "ascending"), ("cell", "ascending")])
    cells = Cells.of([np.array(values, dtype=float) for values in base["values"].to_pylist()])
    numbers = {number: place for place, number in enumerate(base["cell"].to_pylist())}
    keys = (
        zip(*(base[name].to_pylist() for name in params.by), strict=True) if params.by else [()] * len(base)
    )
    groups = dict(zip(base["part"].to_pylist(), keys, strict=True))
    cell_names = list(zip(*(base[name].to_pylist() for name in (*params.by, *cell)), strict=True))
    themes = rows.filter(pc.is_valid(rows["theme"]))
    coded = _coded(themes)
    names = [_name(text, groups) for text in coded.dictionary.to_pylist()]
    placed = np.array([numbers[number] for number in themes["cell"].to_pylist()], dtype=np.int64)
    pairs = _pairs(themes, coded.indices.to_numpy(), placed)
    return _compared(names, cells, cell_names, pairs, least=least)


_SEPARATOR = "\x1f"


def _coded(themes: pa.Table) -> pa.DictionaryArray:
    """Group, type and theme of each row as one number, in the order of their text."""
    part = pc.utf8_lpad(pc.cast(themes["part"], pa.string()), 10, "0")
    text = pc.binary_join_element_wise(part, themes["type"], themes["theme"], _SEPARATOR).combine_chunks()
    names = pc.unique(text).sort()
    return pa.DictionaryArray.from_arrays(pc.index_in(text, names), names)


def _name(text: str, groups: Mapping[int, tuple[Any, ...]]) -> tuple[Any, ...]:
    part, kind, theme = text.split(_SEPARATOR)
    return (*groups[int(part)], kind, theme)


def _pairs(themes: pa.Table, theme: np.ndarray, cell: np.ndarray) -> Pairs:
    """The ranks of the table's lists, pairs in order of theme and cell, ranks sorted and once within each."""
    lists = themes["ranks"].combine_chunks()
    lists = lists.combine_chunks() if isinstance(lists, pa.ChunkedArray) else lists
    sizes = pc.list_value_length(lists).to_numpy(zero_copy_only=False).astype(np.int64)
    ranks = lists.flatten().to_numpy(zero_copy_only=False).astype(np.int64)
    order = np.lexsort((cell, theme))
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    pair = np.repeat(place, sizes)
    by_pair = np.lexsort((ranks, pair))
    pair, ranks = pair[by_pair], ranks[by_pair]
    fresh = np.ones(len(ranks), dtype=bool)
    fresh[1:] = (pair[1:] != pair[:-1]) | (ranks[1:] != ranks[:-1])
    sizes = np.bincount(pair[fresh], minlength=len(order)).astype(np.int64)
    return Pairs(theme[order].astype(np.int64), cell[order], sizes, ranks[fresh])


def _compared(
    names: list[tuple[Any, ...]], cells: Cells, cell_names: list[tuple[Any, ...]], pairs: Pairs, *, least: int
) -> Tested:
    """Leaves out cells without a usual to compare with, and themes that then have too few posts."""
    middle = usual(cells, pairs)
    zero = int(cells.sizes[np.unique(pairs.cell[middle == 0])].sum())
    usable = middle > 0
    posts = np.bincount(pairs.theme[usable], weights=pairs.sizes[usable], minlength=len(names))
    usable &= posts[pairs.theme] >= least
    kept = pairs.only(usable)
    alive, theme = np.unique(kept.theme, return_inverse=True)
    kept = Pairs(theme.astype(np.int64), kept.cell, kept.sizes, kept.ranks)
    values = cells.values[np.repeat(cells.starts[kept.cell], kept.sizes) + kept.ranks]
    ratios = values / np.repeat(middle[usable], kept.sizes)
    p = p_values(cells, kept, len(alive))
    return Tested([names[place] for place in alive], cells, cell_names, kept, ratios, p, zero)


def shuffled(rows: pa.Table, dice: np.random.Generator) -> pa.Table:
    """The same themes with the responses dealt anew among the posts of each cell: nothing is left to find."""
    base, themes = rows.filter(pc.is_null(rows["theme"])), rows.filter(pc.is_valid(rows["theme"]))
    sizes = pc.list_value_length(base["values"]).to_pylist()
    dealt = {cell: dice.permutation(size) for cell, size in zip(base["cell"].to_pylist(), sizes, strict=True)}
    pairs = zip(themes["cell"].to_pylist(), themes["ranks"].to_pylist(), strict=True)
    ranks = [dealt[cell][places] for cell, places in pairs]
    place = themes.schema.get_field_index("ranks")
    themes = themes.set_column(place, themes.schema.field("ranks"), pa.array(ranks, pa.list_(pa.int64())))
    return pa.concat_tables([base, themes])

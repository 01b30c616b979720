"""Lifts of many themes at once: response with a theme against the usual without it, and how sure that is.

Posts are compared within cells: one account, network and kind. A post's rank within its cell (by response)
says all there is to know about it; so a theme is a set of ranks per cell.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import special

from .stats import generator, median_draws

DRAWS = 2000
LEAST_OTHERS = 10  # other posts in a cell, below which there is no usual to compare with


@dataclass(frozen=True)
class Cells:
    """The responses of every cell, sorted within it, one after another."""

    values: np.ndarray
    starts: np.ndarray
    sizes: np.ndarray

    @classmethod
    def of(cls, lists: list[np.ndarray]) -> "Cells":
        sizes = np.array([len(values) for values in lists], dtype=np.int64)
        joined = np.concatenate([np.sort(values) for values in lists]) if lists else np.empty(0)
        return cls(joined, np.cumsum(sizes) - sizes, sizes)

    def cell(self, number: int) -> np.ndarray:
        return self.values[self.starts[number] : self.starts[number] + self.sizes[number]]

    def scores(self) -> tuple[np.ndarray, np.ndarray]:
        """Mid-rank of each post in its cell, from 0 to 1 around 0.5, and the variance of these per cell."""
        scores, variances = np.empty(len(self.values)), np.zeros(len(self.sizes))
        for number, (start, size) in enumerate(zip(self.starts, self.sizes, strict=True)):
            values = self.values[start : start + size]
            low, high = np.searchsorted(values, values, "left"), np.searchsorted(values, values, "right")
            scores[start : start + size] = (low + high + 1) / 2 / (size + 1)
            variances[number] = scores[start : start + size].var()
        return scores, variances


@dataclass(frozen=True)
class Pairs:
    """Themes within cells: pair i is theme `theme[i]` in cell `cell[i]`; `ranks` are its posts."""

    theme: np.ndarray
    cell: np.ndarray
    sizes: np.ndarray
    ranks: np.ndarray  # from 0, pair after pair, sorted within each

    @property
    def of_rank(self) -> np.ndarray:
        return np.repeat(np.arange(len(self.sizes)), self.sizes)

    def only(self, keep: np.ndarray) -> "Pairs":
        return Pairs(
            self.theme[keep], self.cell[keep], self.sizes[keep], self.ranks[np.repeat(keep, self.sizes)]
        )


def usual(cells: Cells, pairs: Pairs) -> np.ndarray:
    """Per pair the median response of the posts of its cell without the theme; NaN with too few others."""
    total = cells.sizes[pairs.cell]
    others = total - pairs.sizes
    enough = others >= LEAST_OTHERS
    middle = [
        _remaining(cells, pairs, np.where(enough, rank, 0)) for rank in ((others - 1) // 2, others // 2)
    ]
    return np.where(enough, (middle[0] + middle[1]) / 2, np.nan)


def _remaining(cells: Cells, pairs: Pairs, rank: np.ndarray) -> np.ndarray:
    """The value of this rank once the posts of the pair are taken out of the cell.

    The i-th removed rank r pushes the rest up by one from place r - i on.
    """
    starts = np.cumsum(pairs.sizes) - pairs.sizes
    within = np.arange(len(pairs.ranks)) - np.repeat(starts, pairs.sizes)
    pushed = (pairs.ranks - within) <= np.repeat(rank, pairs.sizes)
    place = rank + np.bincount(pairs.of_rank, weights=pushed, minlength=len(pairs.sizes)).astype(np.int64)
    last = cells.sizes[pairs.cell] - 1
    return cells.values[cells.starts[pairs.cell] + np.minimum(place, last)]


def p_values(cells: Cells, pairs: Pairs, themes: int) -> np.ndarray:
    """Two-sided chance of ranks this far from the middle, were responses dealt at random within cells.

    Method: rank sum test stratified by cell (van Elteren, 1960), variance of the permutation with ties.
    """
    scores, variances = cells.scores()
    flat = scores[np.repeat(cells.starts[pairs.cell], pairs.sizes) + pairs.ranks] - 0.5
    excess = np.bincount(np.repeat(pairs.theme, pairs.sizes), weights=flat, minlength=themes)
    total = cells.sizes[pairs.cell]
    spread = variances[pairs.cell] * pairs.sizes * (total - pairs.sizes) / np.maximum(total - 1, 1)
    variance = np.bincount(pairs.theme, weights=spread, minlength=themes)
    z = np.divide(excess, np.sqrt(variance), out=np.zeros(themes), where=variance > 0)
    return 2 * special.ndtr(-np.abs(z))


@dataclass(frozen=True)
class Lift:
    n: int
    value: float
    low: float
    high: float


def usual_draws(cells: Cells, number: int, *question: Any) -> np.ndarray:
    """How far the usual of a cell might lie from what it is: logarithms of bootstrap medians, around 0."""
    values = cells.cell(number)
    drawn = median_draws(values, DRAWS, generator(*question))
    return np.log(np.maximum(drawn, 0.5)) - np.log(max(float(np.median(values)), 0.5))


def lift(ratios: np.ndarray, wobble: np.ndarray, *question: Any) -> Lift:
    """The median of posts' responses over their usual, with its bootstrap interval (percentiles of DRAWS).

    `wobble` is what the usual itself may be off by, in logarithms, weighted over the cells of the theme.
    """
    ordered = np.sort(ratios)
    drawn = median_draws(ordered, DRAWS, generator(*question)) / np.exp(wobble)
    low, high = np.quantile(drawn, [0.025, 0.975])
    return Lift(len(ordered), float(np.median(ordered)), float(low), float(high))

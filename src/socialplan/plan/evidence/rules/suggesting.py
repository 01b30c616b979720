"""Which comparisons of an answer are worth suggesting: enough behind them, and no chance finds.

Every pair of rows is a look, and so is every question: the more one looks, the more chance finds. So all
pairs of all questions are judged together (Holm 1979), and at most one set of data in twenty without any
effect gives a suggestion.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import erfc, sqrt
from typing import Any, Generic, TypeVar

from .expectation import Expectation, Op, Pick, difference
from .reading import Answered, Estimate, read_row

FROM = 20  # rows with fewer are not compared
LEVEL = 0.05
Z95 = 1.959963984540054
Key = TypeVar("Key")


@dataclass(frozen=True)
class Pair(Generic[Key]):
    """Row `higher` against row `lower` of one answer, and how often chance alone would do this."""

    question: Key
    higher: Mapping[str, Any]
    lower: Mapping[str, Any]
    measure: str
    chance: float
    ratio: float

    def expectation(self) -> Expectation:
        return Expectation(Pick(self.measure, self.higher), Op.MORE, Pick(self.measure, self.lower))


def pairs(question: Key, answered: Answered) -> list[Pair[Key]]:
    """Every pair of rows of the main measure with a range and enough behind them."""
    measure = answered.main_measure()
    groups = answered.groups()
    if measure is None or not groups:
        return []
    rows = [
        ({name: row.get(name) for name in groups}, estimate)
        for row in answered.rows
        if (estimate := read_row(answered, row, measure)) and _enough(estimate)
    ]
    return [_pair(question, measure, one, other) for one, other in combinations(rows, 2)]


def beyond_chance(found: Iterable[Pair[Key]]) -> list[Pair[Key]]:
    """The pairs that stand when all looks are counted, the surest first."""
    ordered: Sequence[Pair[Key]] = sorted(found, key=lambda pair: (pair.chance, -pair.ratio))
    kept = []
    for place, pair in enumerate(ordered):
        if pair.chance > LEVEL / (len(ordered) - place):
            break
        kept.append(pair)
    return kept


def telling(found: Iterable[Pair[Key]], *, per_question: int = 2) -> list[Pair[Key]]:
    """Of each question the pairs that say most: the largest ratio, no row twice on the same side."""
    kept: list[Pair[Key]] = []
    for pair in sorted(found, key=lambda pair: (-pair.ratio, pair.chance)):
        same = [other for other in kept if other.question == pair.question]
        repeated = any(other.higher == pair.higher or other.lower == pair.lower for other in same)
        if len(same) < per_question and not repeated:
            kept.append(pair)
    return kept


def _enough(estimate: Estimate) -> bool:
    return not estimate.counted and estimate.bounded and estimate.n >= FROM


def _pair(
    question: Key,
    measure: str,
    one: tuple[Mapping[str, Any], Estimate],
    other: tuple[Mapping[str, Any], Estimate],
) -> Pair[Key]:
    (higher, top), (lower, bottom) = sorted((one, other), key=lambda row: -row[1].value)
    ratio = top.value / bottom.value if bottom.value > 0 else float("inf")
    return Pair(question, higher, lower, measure, chance(top, bottom), ratio)


def chance(top: Estimate, bottom: Estimate) -> float:
    """Two-sided, from the interval of the difference (MOVER) read as a normal one."""
    low, _high = difference(top, bottom)
    gap = top.value - bottom.value
    half = gap - low
    if gap <= 0:
        return 1.0
    return 0.0 if half == 0 else erfc(Z95 * gap / half / sqrt(2))

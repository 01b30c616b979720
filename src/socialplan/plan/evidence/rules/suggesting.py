"""Which finds of an answer are worth suggesting: enough behind them, and no chance finds.

Every pair of rows is a look, every theme question is one and every day that was judged: the more one looks,
the more chance finds. So all looks of all questions are judged together (Holm 1979), and at most one set of
data in twenty without any effect gives a suggestion.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from math import erfc, sqrt
from typing import Any, Generic, TypeVar

import scipy

from .drafting import expectation, threshold
from .expectation import Expectation, Op, Pick, difference
from .reading import Answered, Estimate, read_row

FROM = 20  # rows with fewer are not compared
LEVEL = 0.05
Z95 = 1.959963984540054
TAILS = 6  # degrees of freedom: the usual is known from few weeks, so far days are likelier than normal
Key = TypeVar("Key")


@dataclass(frozen=True)
class Pair(Generic[Key]):
    """Row `higher` against row `lower` of one answer, or alone, and how often chance alone would do this."""

    question: Key
    higher: Mapping[str, Any]
    lower: Mapping[str, Any] | None
    measure: str
    chance: float
    ratio: float
    alone: Expectation | None = None
    other_measure: str = ""  # of a row alone: what it is set against in the same row
    shared: bool = False  # its chance already counts the other rows of its question

    def expectation(self) -> Expectation:
        if self.alone is not None:
            return self.alone
        assert self.lower is not None
        return Expectation(Pick(self.measure, self.higher), Op.MORE, Pick(self.measure, self.lower))


@dataclass(frozen=True)
class Looks(Generic[Key]):
    """What an answer offers, and how many times one looked to find it."""

    found: Sequence[Pair[Key]] = field(default=())
    count: int = 0


def pairs(question: Key, answered: Answered, measure: str | None = None) -> Looks[Key]:
    """Every pair of rows of a measure (else the main one) with a range and enough behind them."""
    measure = measure or answered.main_measure()
    groups = answered.groups()
    if measure is None or not groups:
        return Looks()
    rows = [
        ({name: row.get(name) for name in groups}, estimate)
        for row in answered.rows
        if (estimate := read_row(answered, row, measure)) and _enough(estimate)
    ]
    found = [_pair(question, measure, one, other) for one, other in combinations(rows, 2)]
    return Looks(found, len(found))


def themes(question: Key, answered: Answered) -> Looks[Key]:
    """Themes that draw more than usual. Their `q` counts every theme that was tested, so together they are
    one look."""
    found = [
        pair
        for row in answered.rows
        if row.get("stands_out") and (pair := _theme(question, answered, row)) is not None
    ]
    return Looks(found, 1)


def _theme(question: Key, answered: Answered, row: Mapping[str, Any]) -> Pair[Key] | None:
    estimate = read_row(answered, row, "lift")
    if estimate is None or not _enough(estimate) or (estimate.low or 0) <= 1:
        return None
    pick = Pick("lift", {name: row.get(name) for name in answered.groups()})
    line = threshold(estimate, "lift", moves=False)
    says = expectation(pick, line)
    return Pair(question, pick.row, None, "lift", float(row["q"]), estimate.value, says, shared=True)


def days_above(question: Key, answered: Answered, *, judged: int, k: float) -> Looks[Key]:
    """Days on which more people said something, by how far they lie above the usual: in its own spreads, and
    counts spread at least as chance would have it (the root of what is usual)."""
    found = []
    for row in answered.rows:
        if row.get("verdict") != "more_people" or not row.get("baseline"):
            continue
        spread = max((row["threshold"] - row["baseline"]) / k, sqrt(row["baseline"]))
        far = (row["count"] - row["baseline"]) / spread
        pick = Pick("count", {name: row.get(name) for name in answered.groups()})
        says = Expectation(pick, Op.AT_LEAST, float(row["count"]))
        rarely = 2 * float(scipy.special.stdtr(TAILS, -far))
        ratio = row["count"] / row["baseline"]
        found.append(Pair(question, pick.row, None, "count", rarely, ratio, says, "baseline"))
    return Looks(found, max(judged, len(found)))


def beyond_chance(given: Iterable[Looks[Key]]) -> list[Pair[Key]]:
    """The finds that stand when all looks are counted, the surest first."""
    looks = list(given)
    total, rejected = sum(one.count for one in looks), 0
    kept = []
    for pair in sorted(
        (pair for one in looks for pair in one.found), key=lambda pair: (pair.chance, -pair.ratio)
    ):
        if pair.chance > LEVEL / max(1, total - rejected):
            break
        kept.append(pair)
        rejected += not pair.shared
    return kept


def telling(found: Iterable[Pair[Key]], *, per_question: int = 2) -> list[Pair[Key]]:
    """Of each question the pairs that say most: the largest ratio, no row twice on the same side, and
    of themes that share a word the first."""
    kept: list[Pair[Key]] = []
    for pair in sorted(found, key=lambda pair: (-pair.ratio, pair.chance)):
        same = [other for other in kept if other.question == pair.question]
        repeated = any(
            other.higher == pair.higher
            or (pair.lower is not None and other.lower == pair.lower)
            or _words(other) & _words(pair)
            for other in same
        )
        if len(same) < per_question and not repeated:
            kept.append(pair)
    return kept


def _words(pair: Pair[Key]) -> frozenset[str]:
    """Of a theme: "leonardo dicaprio", "dicaprio" and "#dicaprio" are one find."""
    return frozenset(str(pair.higher.get("theme") or "").casefold().replace("#", " ").split())


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

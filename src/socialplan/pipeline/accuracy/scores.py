"""How well labels agree with what people said: score, interval, and whether confidence keeps its word."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Table = npt.NDArray[np.float64]  # truth in rows, given label in columns; one more column: anything else
ROUNDS = 2000


@dataclass(frozen=True)
class Score:
    """A figure in 0-100 with its 95 % interval (bootstrap)."""

    value: float
    low: float
    high: float


def accuracy(tables: Table) -> Table:
    """The share that is right. `tables` has one table or many (the first axis)."""
    return np.trace(tables[..., :-1], axis1=-2, axis2=-1) / tables.sum(axis=(-2, -1))


def recalls(tables: Table) -> Table:
    """Per label the share of its posts that are found."""
    hits = np.diagonal(tables[..., :-1], axis1=-2, axis2=-1)
    return hits / np.maximum(tables.sum(axis=-1), 1)


def f1s(tables: Table) -> Table:
    """Per label 2 hits / (posts of that label + posts given it)."""
    hits = np.diagonal(tables[..., :-1], axis1=-2, axis2=-1)
    return 2 * hits / np.maximum(tables.sum(axis=-1) + tables[..., :-1].sum(axis=-2), 1)


METRICS: dict[str, Callable[[Table], Table]] = {
    "accuracy": accuracy,
    "macro_recall": lambda tables: recalls(tables).mean(axis=-1),
    "macro_f1": lambda tables: f1s(tables).mean(axis=-1),
    "f1": lambda tables: f1s(tables)[..., 0],  # of the label that comes first
}


def score(
    truth: Sequence[str], given: Sequence[str], *, metric: str, first: str = "",
    groups: Sequence[str] | None = None, seed: int = 1,
) -> Score:  # fmt: skip
    """A metric with its interval. `first` is the label whose F1 is meant.

    The interval is the percentile bootstrap (Efron, 1979) over 2,000 draws of posts, or of groups whole;
    Wilson's for the accuracy of posts that stand alone.
    """
    tables = _tables(truth, given, _labels(truth, first), groups or list(map(str, range(len(truth)))))
    function = METRICS[metric]
    value = float(function(tables.sum(axis=0)))
    if metric == "accuracy" and groups is None:
        return Score(100 * value, *_wilson(value, len(truth)))
    drawn = function(_drawn(tables, np.random.default_rng(seed)))
    low, high = np.percentile(drawn, [2.5, 97.5])
    return Score(100 * value, 100 * float(low), 100 * float(high))


def value(truth: Sequence[str], given: Sequence[str], *, metric: str, first: str = "") -> float:
    """A metric without its interval, 0-100."""
    table = _tables(truth, given, _labels(truth, first), ["all"] * len(truth))[0]
    return 100 * float(METRICS[metric](table))


def _labels(truth: Sequence[str], first: str) -> list[str]:
    """The labels there are; the one whose F1 is meant comes first."""
    return sorted(set(truth), key=lambda one: (one != first, one))


def _wilson(share: float, n: int, z: float = 1.96) -> tuple[float, float]:
    """The interval of a share (Wilson, 1927), in percent; also where all or none are right."""
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * (share * (1 - share) / n + z * z / (4 * n * n)) ** 0.5
    return 100 * max(0.0, middle - half), 100 * min(1.0, middle + half)


def _tables(truth: Sequence[str], given: Sequence[str], labels: list[str], groups: Sequence[str]) -> Table:
    """A table per group."""
    place = {label: i for i, label in enumerate(labels)}
    _names, group = np.unique(np.array(groups, dtype=object).astype(str), return_inverse=True)
    tables = np.zeros((group.max() + 1, len(labels), len(labels) + 1))
    columns = np.array([place.get(one, len(labels)) for one in given])
    np.add.at(tables, (group, np.array([place[one] for one in truth]), columns), 1.0)
    return tables


def _drawn(tables: Table, dice: np.random.Generator) -> Table:
    """What ROUNDS draws with replacement give; like tables are drawn by their number."""
    kinds, counts = np.unique(tables.reshape(len(tables), -1), axis=0, return_counts=True)
    times = dice.multinomial(len(tables), counts / len(tables), size=ROUNDS)
    return (times @ kinds).reshape(ROUNDS, *tables.shape[1:])


@dataclass(frozen=True)
class Bin:
    """Labels of like confidence: how sure they were on average, and which share was right."""

    n: int
    confidence: float
    right: float


def bins(confidence: Table, right: Table, most: int = 8) -> tuple[Bin, ...]:
    """Labels in order of confidence, cut into parts of equal size (at least 20 each)."""
    parts = max(1, min(most, len(confidence) // 20))
    order = np.argsort(confidence, kind="stable")
    return tuple(
        Bin(len(part), float(confidence[part].mean()), float(right[part].mean()))
        for part in np.array_split(order, parts)
        if len(part)
    )

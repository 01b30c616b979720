"""Features of posts that are passed on against those that are not, with the range of each difference."""

from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from scipy import stats as tests

from . import groups
from .base import Column, Params
from .stats import difference, false_discovery, tidy, wilson

LEAST = 20  # posts with a feature
SHARE, POINTS = "share of posts", "percentage points"


def rows(gathered: pa.Table, params: Params) -> tuple[tuple[Column, ...], list[dict[str, Any]]]:
    """Per group and feature: how many shared and other posts have it, and the difference, largest first."""
    found = []
    whole = [groups.Part((), groups.whole(gathered, params))]
    for part in groups.parts(gathered, params) if params.by else whole:
        key = dict(zip(params.by, part.key, strict=True))
        found += [{**key, **row} for row in _features(part.rows)]
    for row, q in zip(found, false_discovery([row.pop("p") for row in found]).tolist(), strict=True):
        row["q"] = tidy(float(f"{q:.3g}"))
    order = [groups.order(tuple(row[name] for name in params.by)) for row in found]
    ranked = sorted(zip(order, found, strict=True), key=lambda pair: (pair[0], -abs(pair[1]["difference"])))
    return (
        *groups.columns(params), Column("feature", "group"), Column("detail", "group"),
        Column("n", "count", "posts"), Column("difference", "measure", POINTS), Column("low", "low", POINTS),
        Column("high", "high", POINTS), Column("with_shared", "measure", SHARE),
        Column("with_unshared", "measure", SHARE), Column("q", "text"),
    ), [row for _order, row in ranked]  # fmt: skip


def _features(part: pa.Table) -> list[dict[str, Any]]:
    values = part.filter(pc.equal(part["part"], "value"))
    n, shared = (int(pc.sum(values[name]).as_py() or 0) for name in ("n", "much"))
    sums: dict[tuple[str, str], list[int]] = {}
    for row in part.filter(pc.equal(part["part"], "feature")).to_pylist():
        counts = sums.setdefault((row["feature"], row["detail"]), [0, 0])
        counts[0] += row["n"]
        counts[1] += row["much"]
    often = [(key, counts) for key, counts in sorted(sums.items()) if LEAST <= counts[0] < n]
    found = [_compared(key, counts, n, shared) for key, counts in often]
    return [row for row in found if row]


def _compared(key: tuple[str, str], counts: list[int], n: int, shared: int) -> dict[str, Any]:
    having, both = counts
    one, other = wilson(both, shared), wilson(having - both, n - shared)
    gap = difference(one, other) if one and other else None
    if one is None or other is None or gap is None:
        return {}
    table = [[both, shared - both], [having - both, n - shared - having + both]]
    return {
        "feature": key[0], "detail": key[1], "n": having, "difference": tidy(gap.value),
        "low": tidy(gap.low), "high": tidy(gap.high), "with_shared": tidy(one.value),
        "with_unshared": tidy(other.value), "p": float(tests.chi2_contingency(table, correction=False)[1]),
    }  # fmt: skip

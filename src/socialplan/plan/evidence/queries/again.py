"""Computing an old finding again on its own snapshot: the same number, or both numbers."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from math import isclose
from typing import Any

from socialplan.analysis import ANALYSES
from socialplan.analysis.parameters import parse
from socialplan.pipeline.ledger import Snapshot

from .. import measuring
from ..models import Finding

CLOSE = 1e-9


@dataclass(frozen=True)
class Recomputed:
    """`differences`: row (None: the headline), measure, then, now of each value that came out otherwise."""

    finding_id: str
    same: bool
    differences: tuple[tuple[int | None, str, Any, Any], ...] = ()
    erased_rows: int = 0


def recompute(finding: Finding) -> Recomputed:
    """Counts come out identical, other numbers to 1e-9; after an erasure the old number cannot be had."""
    from socialplan.pipeline.measure import measure

    if not finding.reproducible:
        return Recomputed(finding.finding_id, same=False, erased_rows=finding.erased_rows)
    params = parse(ANALYSES[finding.analysis], finding.params, zone=finding.workspace.zone)
    snapshot = Snapshot.parse(finding.snapshot)
    store = measuring.open_store()
    again = measure(store, finding.workspace_id, finding.analysis, params, snapshot)
    pairs: list[tuple[int | None, Mapping[str, Any], Mapping[str, Any]]]
    pairs = [(None, finding.headline, asdict(again.headline))]
    pairs += [(place, *both) for place, both in enumerate(zip(finding.rows, again.rows, strict=False))]
    differences: list[tuple[int | None, str, Any, Any]] = [
        (place, *values) for place, old, new in pairs for values in _differing(old, new)
    ]
    if len(finding.rows) != len(again.rows):
        differences.append((None, "rows", len(finding.rows), len(again.rows)))
    return Recomputed(finding.finding_id, not differences, tuple(differences))


def _differing(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[tuple[str, Any, Any]]:
    names = [*old, *(name for name in new if name not in old)]
    return [(name, old.get(name), new.get(name)) for name in names if not _same(old.get(name), new.get(name))]


def _same(then: Any, now: Any) -> bool:
    if isinstance(then, float) and isinstance(now, int | float):
        return isclose(then, now, rel_tol=CLOSE, abs_tol=CLOSE)
    return bool(then == now)

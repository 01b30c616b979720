"""Two findings side by side: what explore shows, and what the terminal and the API print."""

from collections.abc import Mapping
from dataclasses import asdict, is_dataclass
from typing import TYPE_CHECKING, Any

from socialplan.analysis.versus import days_of

from ..models import Finding
from ..rules import Answered, Comparison, compare

if TYPE_CHECKING:
    from socialplan.pipeline.measure import Finding as Measured


def comparison(one: "Finding | Measured", other: "Finding | Measured") -> Comparison:
    """The figures of both and their differences; stored findings or freshly measured ones."""
    sides = [finding.params for finding in (one, other)]
    days = [days_of(params.get("since"), params.get("until")) for params in sides]
    names = [str(params.get("account") or "").casefold() for params in sides]
    windows = [(params.get("since"), params.get("until")) for params in sides]
    return compare(
        _answered(one), _answered(other), days=(days[0], days[1]), accounts_differ=names[0] != names[1],
        periods_differ=windows[0] != windows[1],
    )  # fmt: skip


def comparison_json(one: "Measured", other: "Measured") -> dict[str, Any]:
    """What stands under `versus` in the public shape of a finding."""
    found = comparison(one, other)
    whole = found.whole.as_json()
    shown = other.as_json()
    names = ("params", "finding_id", "as_of", "n", "coverage", "simulated", "headline")
    return {
        **{name: shown[name] for name in names}, "difference": whole, "per_day": found.per_day,
        "rows": [row.as_json() for row in found.rows],
    }  # fmt: skip


def _answered(finding: "Finding | Measured") -> Answered:
    columns = [_plain(column) for column in finding.columns]
    return Answered(columns, finding.rows, _plain(finding.headline), finding.n)


def _plain(value: Any) -> Mapping[str, Any]:
    return asdict(value) if is_dataclass(value) and not isinstance(value, type) else value

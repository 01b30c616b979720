"""The own history of a KPI: the same question over the periods before, each as long as its window."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from socialplan.analysis.base import Params
from socialplan.pipeline.ledger import Snapshot
from socialplan.pipeline.measure import Finding as Measured
from socialplan.pipeline.measure import measure

from ...evidence.measuring import as_params
from ...evidence.rules import Answered, Window, read
from ...sources.queries import open_store
from ..models import Kpi
from ..queries.readings import HEADLINE

MOST = 20  # periods back


def measure_history(kpi: Kpi) -> Kpi:
    """Fill `kpi.history`, oldest first, the baseline's own period last. A period with a gap in what was heard
    is kept with its reason and not compared. Nothing is measured twice for the same finding."""
    finding = kpi.question.latest if kpi.question else None
    if finding is None or kpi.history_of == finding.finding_id:
        return kpi
    kpi.history = _periods(kpi)
    kpi.history_of = finding.finding_id
    Kpi.objects.filter(pk=kpi.pk).update(history=kpi.history, history_of=kpi.history_of)
    return kpi


def _periods(kpi: Kpi) -> list[dict[str, Any]]:
    assert kpi.question is not None and kpi.question.latest is not None
    days = Window.parse(kpi.question.window).days
    until = kpi.question.latest.params.get("until")
    if days is None or until is None:
        return []
    params, store = as_params(kpi.question.params), open_store()
    snapshot = store.snapshot(kpi.workspace_id)
    first = _first_day(kpi, params, snapshot)
    end = date.fromisoformat(str(until))
    found: list[dict[str, Any]] = []
    while first and len(found) < MOST and end - timedelta(days=days) >= first:
        start = end - timedelta(days=days)
        asked = replace(params, since=start, until=end)
        found.append(_period(kpi, measure(store, kpi.workspace_id, kpi.question.analysis, asked, snapshot)))
        end = start
    return found[::-1]


def _first_day(kpi: Kpi, params: Params, snapshot: Snapshot) -> date | None:
    """The first day anything was heard in this scope, whatever the words."""
    scope = Params(by=("day",), account=params.account, network=params.network, zone=params.zone)
    heard = measure(open_store(), kpi.workspace_id, "volume", scope, snapshot)
    days = [str(row["day"]) for row in heard.rows if row.get("day")]
    return date.fromisoformat(min(days)) if days else None


def _period(kpi: Kpi, measured: Measured) -> dict[str, Any]:
    answered = Answered(
        [{"name": column.name, "role": column.role, "unit": column.unit} for column in measured.columns],
        measured.rows, {"value": measured.headline.value, "low": measured.headline.low,
                        "high": measured.headline.high, "unit": measured.headline.unit}, measured.n,
    )  # fmt: skip
    seen = read(answered, kpi.row, kpi.measure or HEADLINE)
    return {
        "since": measured.params.get("since"), "until": measured.params.get("until"),
        "value": seen.value if seen else None, "low": seen.low if seen else None,
        "high": seen.high if seen else None, "n": measured.n, "finding_id": measured.finding_id,
        "complete": bool(measured.coverage.get("complete", True)),
    }  # fmt: skip

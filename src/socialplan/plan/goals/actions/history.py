"""The own history of a KPI: the same question over the periods before. A job measures it."""

from dataclasses import asdict
from datetime import date
from typing import Any

from socialplan.pipeline.series import Period, periods_before

from ...evidence.measuring import as_params
from ...evidence.rules import Answered, Window, read
from ...sources.models import Job
from ...sources.queries import open_store
from ...team.actions import require
from ...team.models import Member
from ..models import Kpi
from ..queries.histories import JOB, UNDER_WAY, needs_history
from ..queries.readings import HEADLINE

MOST = 12  # periods back; eight are needed, and each costs a third of a second


def leave_history(kpi: Kpi, *, by: Member) -> Job | None:
    """Leave the measuring of a KPI's history to the worker, once; None where there is nothing to measure."""
    require(by, "plan.edit")
    if not needs_history(kpi):
        return None
    jobs = Job.objects.filter(workspace=kpi.workspace, kind=JOB, params__kpi=kpi.pk)
    waiting = jobs.filter(state__in=UNDER_WAY).first()
    return waiting or Job.objects.create(
        workspace=kpi.workspace, kind=JOB, params={"kpi": kpi.pk}, by=str(by)
    )


def measure_history(kpi: Kpi) -> Kpi:
    """Fill `kpi.history`, oldest first, the baseline's own period last. A period with a gap in what was heard
    is kept and not compared. Nothing is measured twice for the same finding."""
    finding = kpi.question.latest if kpi.question else None
    if finding is None or not needs_history(kpi):
        return kpi
    kpi.history = [_kept(kpi, period) for period in _periods(kpi)]
    kpi.history_of = finding.finding_id
    Kpi.objects.filter(pk=kpi.pk).update(history=kpi.history, history_of=kpi.history_of)
    return kpi


def _periods(kpi: Kpi) -> list[Period]:
    assert kpi.question is not None and kpi.question.latest is not None
    days = Window.parse(kpi.question.window).days
    until = kpi.question.latest.params.get("until")
    if days is None or until is None:
        return []
    store = open_store()
    return periods_before(
        store, kpi.workspace_id, kpi.question.analysis, as_params(kpi.question.params),
        until=date.fromisoformat(str(until)), days=days, at_most=MOST,
        snapshot=store.snapshot(kpi.workspace_id),
    )  # fmt: skip


def _kept(kpi: Kpi, period: Period) -> dict[str, Any]:
    result = period.result
    answered = Answered(
        [asdict(column) for column in result.columns], result.rows, asdict(result.headline), result.n
    )
    seen = read(answered, kpi.row, kpi.measure or HEADLINE)
    return {
        "since": period.since.isoformat(), "until": period.until.isoformat(),
        "value": seen.value if seen and result.n else None, "low": seen.low if seen else None,
        "high": seen.high if seen else None, "n": result.n, "finding_id": period.finding_id,
        "complete": period.complete,
    }  # fmt: skip

"""The start of a KPI and its own history: the same question now and over the periods before. A job measures
both."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from typing import Any

from socialplan.pipeline.series import Period, periods_before

from ...evidence import actions as evidence
from ...evidence.measuring import as_params
from ...evidence.rules import Answered, Window, read
from ...sources.models import Job
from ...sources.queries import open_store
from ...team.actions import require
from ...team.models import Member
from ..models import Kpi
from ..queries.histories import JOB, UNDER_WAY, needs_history, needs_measuring
from ..queries.readings import HEADLINE

BASELINE, PERIODS = "baseline", "periods"  # what is being measured
Progress = Callable[[str, int, int | None], None]
MOST = 12  # periods back; eight are needed, and each costs a third of a second


def leave_history(kpi: Kpi, *, by: Member) -> Job | None:
    """Leave the measuring of a KPI's start and history to the worker, once; None where nothing is left to
    measure."""
    require(by, "plan.edit")
    if not needs_measuring(kpi):
        return None
    jobs = Job.objects.filter(workspace=kpi.workspace, kind=JOB, params__kpi=kpi.pk)
    waiting = jobs.filter(state__in=UNDER_WAY).first()
    return waiting or Job.objects.create(
        workspace=kpi.workspace, kind=JOB, params={"kpi": kpi.pk}, by=str(by)
    )


def measure_kpi(kpi: Kpi, *, progress: Progress = lambda *_: None) -> Kpi:
    """What the worker does: answer the question, take the answer as the start where there is none, then the
    history. Raises BadParameter when what it asks about is no longer there."""
    if kpi.question is None:
        return kpi
    if kpi.baseline_id is None:
        progress(BASELINE, 0, None)
        question = evidence.answer_question(kpi.question)
        Kpi.objects.filter(pk=kpi.pk, question=question, baseline=None).update(baseline=question.latest)
        kpi.refresh_from_db()
    return measure_history(kpi, progress=progress)


def measure_history(kpi: Kpi, *, progress: Progress = lambda *_: None) -> Kpi:
    """Fill `kpi.history`, oldest first, the baseline's own period last. A period with a gap in what was heard
    is kept and not compared. Nothing is measured twice for the same finding."""
    finding = kpi.question.latest if kpi.question else None
    if finding is None or not needs_history(kpi):
        return kpi
    kpi.history = [_kept(kpi, period) for period in _periods(kpi, progress)]
    kpi.history_of = finding.finding_id
    Kpi.objects.filter(pk=kpi.pk).update(history=kpi.history, history_of=kpi.history_of)
    return kpi


def _periods(kpi: Kpi, progress: Progress) -> list[Period]:
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
        progress=lambda done, total: progress(PERIODS, done, total),
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

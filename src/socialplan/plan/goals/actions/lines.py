"""Control lines: a crossing is found when the question was answered again, and written once."""

from contextlib import suppress

from django.db import transaction

from ...evidence import actions as evidence
from ...evidence.measuring import FAILURES
from ...team.models import Workspace
from ..models import Kpi, KpiCrossing
from ..queries.readings import reading
from ..rules import crossed
from .history import measure_kpi
from .rows import node_of

WITHIN = "within"


def check_lines(*, workspace: Workspace) -> list[KpiCrossing]:
    """Every KPI against its control lines, after each recheck. Returns new crossings."""
    live = Kpi.objects.of(workspace).filter(criterion__removed_at=None, question__isnull=False)
    live = live.select_related("question__latest", "criterion")
    found = [check_line(kpi) for kpi in live]
    for kpi in live:
        _history_again(kpi)
    return [crossing for crossing in found if crossing]


def _history_again(kpi: Kpi) -> None:
    """Newer data make the own history longer, and a start that is still missing is measured. What cannot be
    measured now is measured next time."""
    with suppress(*FAILURES):
        measure_kpi(kpi)


@transaction.atomic
def check_line(kpi: Kpi) -> KpiCrossing | None:
    """Writes a new crossing and says so in what changed; the same crossing is not told twice."""
    kpi = Kpi.objects.select_for_update().select_related("question__latest").get(pk=kpi.pk)
    finding = kpi.question.latest if kpi.question else None
    seen = reading(kpi, finding)
    line = crossed(seen.value if seen else None, lower=kpi.lower, upper=kpi.upper)
    if line == kpi.crossed or finding is None or seen is None:
        return None
    before, kpi.crossed = kpi.crossed, line
    kpi.save(update_fields=["crossed"])
    if not line:
        return None
    limit = kpi.lower if line == "lower" else kpi.upper
    assert limit is not None
    crossing, new = KpiCrossing.objects.get_or_create(
        kpi=kpi, line=line, finding=finding, defaults={"limit": limit, "value": seen.value}
    )
    details = {"value": seen.value, "limit": limit, "line": line, "action": kpi.when_crossed}
    evidence.record_change(
        node=node_of(kpi), kind="kpi_crossed", before=before or WITHIN, after=line, finding=finding,
        details=details,
    )  # fmt: skip
    return crossing if new else None

"""What a KPI says now and said at the start: figures read from its findings."""

from collections.abc import Collection
from math import ceil

from ...evidence import measuring
from ...evidence.models import Finding
from ...evidence.queries import Figure, figure
from ...evidence.rules import Estimate, Window, read
from ...evidence.rules.reading import HEADLINE
from ..models import Goal, Kpi

STALE = "stale"


def reading(kpi: Kpi, finding: Finding | None) -> Estimate | None:
    """The KPI's figure in a finding, None where it is not there."""
    answered = measuring.answered(finding)
    return read(answered, kpi.row, kpi.measure or HEADLINE) if answered else None


def figure_of(kpi: Kpi, finding: Finding | None, *, due: Collection[int] = ()) -> Figure | None:
    """The same for a page, marked stale while its question is due."""
    if finding is None:
        return None
    state = STALE if kpi.question_id in due and finding == (kpi.question and kpi.question.latest) else ""
    return figure(finding, kpi.row or None, kpi.measure or None, state=state)


def window_days(kpi: Kpi) -> int | None:
    return Window.parse(kpi.question.window).days if kpi.question else None


def comparable(kpi: Kpi) -> tuple[float, ...]:
    """The values of the own earlier periods that can be compared: heard in full, with a value."""
    return tuple(
        period["value"] for period in kpi.history if period["value"] is not None and period["complete"]
    )


def periods_ahead(kpi: Kpi, goal: Goal) -> int:
    """How many periods lie between the newest one and the goal's date, at least one."""
    days, finding = window_days(kpi), kpi.question.latest if kpi.question else None
    if goal.date is None or not days or finding is None or finding.as_of is None:
        return 1
    return max(1, ceil((goal.date - finding.as_of).days / days))


def baseline_moved(kpi: Kpi) -> bool:
    """Whether what is measured now surely differs from where it started, or from where somebody last kept
    the value to reach."""
    known = kpi.kept or kpi.baseline
    if kpi.question is None or known == kpi.question.latest:
        return False
    start, now = reading(kpi, known), reading(kpi, kpi.question.latest)
    if not start or not now or now.low is None or now.high is None:
        return False
    return not now.low <= start.value <= now.high


def is_share(kpi: Kpi) -> bool:
    """Whether the KPI's figure is a share of a whole, which people write in percent."""
    seen = reading(kpi, kpi.question.latest if kpi.question else None)
    return bool(seen and (seen.unit == "share" or seen.unit.startswith("share ")))

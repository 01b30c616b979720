"""What is drawn on a time chart: campaigns and events of the plan, and holes in the data."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from socialplan.analysis.base import Params
from socialplan.plan.brief.queries import events_for_charts
from socialplan.report.gaps import together
from socialplan.web.charts import Event

if TYPE_CHECKING:
    from socialplan.plan.evidence.models import Finding
    from socialplan.plan.team.models import Workspace

MOST = 30


def events_of(workspace: "Workspace", params: Params) -> tuple[Event, ...]:
    found = events_for_charts(workspace, params.since, params.until)[:MOST]
    return tuple(
        Event(
            event.starts.isoformat(),
            event.name,
            event.ends.isoformat() if event.ends != event.starts else None,
        )
        for event in found
    )


def gaps_of(finding: "Finding") -> tuple[Event, ...]:
    """Stretches without data, so that nobody reads them as silence; each once, whoever it holds for."""
    gaps = [gap for gap in finding.coverage.get("gaps", ()) if gap.get("since")]
    return tuple(
        Event(str(one.since), _("data missing: %(who)s") % {"who": one.who}, one.until, gap=True)
        for one in together(gaps)[:MOST]
    )

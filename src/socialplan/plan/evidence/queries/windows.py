"""The dates a window means on the newest data of a workspace."""

from datetime import date
from typing import TYPE_CHECKING

from socialplan.analysis import ANALYSES
from socialplan.analysis.base import Params

from ..measuring import open_store
from ..rules import Window

if TYPE_CHECKING:
    from ...team.models import Workspace

# The newest day is that of everything of its kind, so that every page of it means the same dates.
PLAINEST = {"visits": "traffic", "efforts": "spend", "facts": "official"}


def newest_day(workspace: "Workspace", analysis: str) -> date | None:
    """Of all posts, visits, efforts or figures, whichever the analysis is about; in the workspace's zone."""
    from socialplan.pipeline.measure import newest_day as newest

    plainest = PLAINEST.get(ANALYSES[analysis].tables[0], "volume")
    return newest(open_store(), workspace.pk, plainest, Params(zone=workspace.zone))


def window_dates(workspace: "Workspace", analysis: str, window: Window) -> tuple[date | None, date | None]:
    """Half-open dates; reads the data only where the window moves with them."""
    return window.resolve(newest_day(workspace, analysis) if window.relative else None)

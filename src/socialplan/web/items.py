"""The first posts behind an answer."""

from typing import TYPE_CHECKING

from socialplan.analysis.base import Params
from socialplan.pipeline.items import Item, items
from socialplan.plan.sources.queries import open_store

if TYPE_CHECKING:
    from socialplan.plan.evidence.models import Finding
    from socialplan.plan.team.models import Workspace

FIRST = 20


def items_of(workspace: "Workspace", finding: "Finding", params: Params) -> tuple[Item, ...]:
    """Newest first, with the names of who wrote them."""
    return items(open_store(), workspace.pk, finding.analysis, params, limit=FIRST).shown

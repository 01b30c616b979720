"""The posts behind an answer."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from socialplan.analysis.base import Params

if TYPE_CHECKING:
    from socialplan.plan.evidence.models import Finding
    from socialplan.plan.team.models import Workspace

FIRST = 20


def items_of(workspace: "Workspace", finding: "Finding", params: Params) -> Sequence[Any]:
    return ()

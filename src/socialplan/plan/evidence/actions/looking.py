"""Looking: an answer that is kept as a finding without becoming a question that is asked again."""

from socialplan.analysis.base import Params

from ...team.models import Workspace
from .. import measuring
from ..models import Finding


def look(*, workspace: Workspace, analysis: str, params: Params) -> Finding:
    """The answer on the newest data; measured once as long as its data do not move. Raises BadParameter."""
    return measuring.looked(workspace, analysis, params)

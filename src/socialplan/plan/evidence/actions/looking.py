"""Looking: an answer that is kept as a finding without becoming a question that is asked again."""

from socialplan.analysis.base import Params

from ...sources.queries import open_store
from ...team.models import Workspace
from .. import measuring
from ..models import Finding


def look(*, workspace: Workspace, analysis: str, params: Params) -> Finding:
    """The answer on the newest data; measured once as long as its data do not move. Raises BadParameter."""
    from socialplan.pipeline.measure import entry_of, identity, measure, touching

    store = open_store()
    snapshot = store.snapshot(workspace.pk)
    entry = entry_of(analysis)
    numbers, _simulated = touching(store, snapshot, entry=entry, params=params)
    known = identity(store, snapshot, entry=entry, params=params, batches=numbers)
    kept = Finding.objects.filter(workspace=workspace, finding_id=known).first()
    return kept or measuring.keep(workspace, measure(store, workspace.pk, analysis, params, snapshot))

"""Handles for the person keys of a finding, joined at the moment of showing."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from socialplan.pipeline.names import names
from socialplan.plan.sources.queries import open_store

if TYPE_CHECKING:
    from socialplan.plan.evidence.models import Finding
    from socialplan.plan.team.models import Workspace


def names_of(workspace: "Workspace", finding: "Finding") -> dict[str, str]:
    """Key -> handle for every person in the rows."""
    columns = [column["name"] for column in finding.columns if column["role"] == "person"]
    keys = {str(row[name]) for row in finding.rows for name in columns if row.get(name)}
    return handles(workspace, keys)


def handles(workspace: "Workspace", keys: Iterable[str]) -> dict[str, str]:
    wanted = set(keys)
    if not wanted:
        return {}
    store = open_store()
    known: Mapping[str, str] = names(store, store.snapshot(workspace.pk), wanted)
    return dict(known)

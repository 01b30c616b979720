"""Adopted versions that can no longer read: after an upgrade, or because a folder went. See
docs/decisions/model-upgrades.md."""

from collections.abc import Sequence
from dataclasses import dataclass

from socialplan.pipeline.label_versions import shipped_versions
from socialplan.pipeline.label_waiting import unread_by

from ..sources.models import Adoption
from ..sources.queries import open_store
from ..team.models import Workspace
from .shelf import at_hand


@dataclass(frozen=True)
class Stale:
    """A labeller that reads no new posts: what is adopted, what can take its place, and what lies unread."""

    name: str
    adopted: str
    newest: str  # the version that comes with this release
    unread: int  # posts with words


def stale_models(workspace: Workspace, only: Sequence[str] | None = None) -> list[Stale]:
    """Of these labellers (all), those whose adopted version reads no new posts. Posts are counted only where
    there are such labellers."""
    rows = Adoption.objects.filter(workspace=workspace).order_by("number")
    adopted = {row.labeller: row.version for row in rows if only is None or row.labeller in only}
    gone = [
        (one.name, adopted[one.name], one.version) for one in shipped_versions()
        if one.name in adopted and not at_hand(workspace.pk, one.name, adopted[one.name])
    ]  # fmt: skip
    if not gone:
        return []
    store = open_store()
    snapshot = store.snapshot(workspace.pk)
    return [Stale(name, held, newest, unread_by(store, snapshot, f"{name}@{held}"))
            for name, held, newest in gone]  # fmt: skip

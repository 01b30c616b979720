"""Queries that follow the brief change when the brief changes, in the same transaction."""

from ...team.actions import audit
from ...team.edits import save_row
from ...team.models import Member, Workspace
from ..models import TrackedQuery
from ..ready import spellings_of
from ..rules import followed_text
from .asking import ask_networks
from .tracking import counted


def follow_brief(*, workspace: Workspace, by: Member) -> list[TrackedQuery]:
    """The queries that changed, their sources with them. One whose part of the brief is empty stays."""
    changed = []
    for row in TrackedQuery.objects.of(workspace).exclude(follows=""):
        now = list(spellings_of(workspace, row.follows))
        if not now or now == row.followed:
            continue
        text = followed_text(row.text, row.followed, now)
        saved = save_row(row, changes={"text": text, "followed": now}, version=None, by=by)
        audit(workspace=workspace, by=by, action="query_follows_brief", object=saved.name)
        ask_networks(saved, by=by)
        changed.append(saved)
    return changed


def count_again(rows: list[TrackedQuery], *, by: Member) -> None:
    """How often they are heard now; after the transaction."""
    for row in rows:
        counted(row, by=by)

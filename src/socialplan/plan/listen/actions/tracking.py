"""What people do with tracked queries: begin, change, pause, take away, put back."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from socialplan.analysis import ANALYSES
from socialplan.analysis.parameters import parse
from socialplan.tracked import parse_query, write_query

from ...evidence import actions as evidence
from ...evidence.measuring import FAILURES
from ...evidence.rules import Window
from ...team.actions import audit, require
from ...team.edits import add_row, save_row, undo
from ...team.models import Member, Workspace
from ..models import TrackedQuery
from .asking import ask_networks

PERMISSION = "data.import"
FIELDS = ("name", "text", "follows", "followed", "places")
PACE, RECENT = Window(days=28), Window(days=7)


def add_query(*, workspace: Workspace, fields: Mapping[str, Any], by: Member) -> TrackedQuery:
    """Saving begins listening. Raises BadQuery, ValidationError, NotAllowed."""
    require(by, PERMISSION)
    with transaction.atomic():
        row = add_row(TrackedQuery(workspace=workspace, **_tidied(fields)), by=by)
        audit(workspace=workspace, by=by, action="add_query", object=row.name)
        ask_networks(row, by=by)
    return counted(row, by=by)


def change_query(*, query: TrackedQuery, fields: Mapping[str, Any], version: int, by: Member) -> TrackedQuery:
    """Its sources change with it. Raises BadQuery, StaleEdit, ValidationError, NotAllowed."""
    return _saved(query, _tidied(fields), version=version, by=by, action="change_query")


def pause_query(*, query: TrackedQuery, version: int, by: Member, now: datetime) -> TrackedQuery:
    return _saved(query, {"paused_at": now}, version=version, by=by, action="pause_query")


def resume_query(*, query: TrackedQuery, version: int, by: Member) -> TrackedQuery:
    """Goes on from where its sources stopped."""
    return _saved(query, {"paused_at": None}, version=version, by=by, action="resume_query")


def remove_query(*, query: TrackedQuery, version: int, by: Member, now: datetime) -> TrackedQuery:
    """Its sources stop; it can be put back, and what was heard stays."""
    return _saved(query, {"removed_at": now}, version=version, by=by, action="remove_query")


def undo_query(*, query: TrackedQuery, version: int, by: Member, now: datetime) -> TrackedQuery:
    """Back to what it was before the change that made `version`. Raises CannotUndo, NotAllowed."""
    require(by, PERMISSION)
    with transaction.atomic():
        saved = undo(query, version=version, by=by, now=now)
        audit(workspace=query.workspace, by=by, action="undo_query", object=saved.name)
        ask_networks(saved, by=by)
    return counted(saved, by=by)


def counted(row: TrackedQuery, *, by: Member | None) -> TrackedQuery:
    """Asks how often it is heard; outside the transaction, so that nobody waits for it. Where that fails it
    is counted later."""
    if row.removed_at is not None:
        return row
    asked = (("pace", "pace", PACE), ("recent", "volume", RECENT))
    try:
        for field, analysis, window in asked:
            params = parse(ANALYSES[analysis], {"query": row.text}, zone=row.workspace.zone)
            question = evidence.put_question(
                workspace=row.workspace, analysis=analysis, params=params, window=window, by=by
            )
            setattr(row, field, question)
    except FAILURES:
        row.pace = row.recent = None
    row.save(update_fields=["pace", "recent"])
    return row


def _saved(
    row: TrackedQuery, changes: Mapping[str, Any], *, version: int, by: Member, action: str
) -> TrackedQuery:
    require(by, PERMISSION)
    with transaction.atomic():
        saved = save_row(row, changes=changes, version=version, by=by)
        audit(workspace=row.workspace, by=by, action=action, object=saved.name)
        ask_networks(saved, by=by)
    return counted(saved, by=by)


def _tidied(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The query as everybody writes it; a name where none was given."""
    known = {name: fields[name] for name in FIELDS if name in fields}
    if "text" in known:
        known["text"] = write_query(parse_query(str(known["text"])))
    if "name" in known:
        known["name"] = " ".join(str(known["name"]).split())[:120]
        if not known["name"]:
            raise ValidationError({"name": _("Give it a name, so that you find it back.")})
    return known

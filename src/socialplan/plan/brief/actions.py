"""What people do with the brief: add, change, remove and undo; every row keeps its history."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from socialplan.analysis import ANALYSES
from socialplan.analysis.parameters import parse

from ..evidence import actions as evidence
from ..evidence.measuring import FAILURES
from ..evidence.rules import Window
from ..team.actions import audit, require
from ..team.edits import add_row, save_row, undo
from ..team.models import Member, Workspace
from .models import Campaign, Expectation, Kept, Name, Offer
from .rules import phrase, spellings, tidy

KINDS: dict[str, type[Kept]] = {
    "expectation": Expectation, "name": Name, "offer": Offer, "campaign": Campaign,
}  # fmt: skip
FIELDS: dict[str, tuple[str, ...]] = {
    "expectation": ("sentence", "document", "page", "measure"),
    "name": ("text",),
    "offer": ("name", "aliases"),
    "campaign": ("name", "kind", "starts", "ends", "place", "cost"),
}
Also = Callable[[], None]
HEARD = Window(days=30)  # hits are those of the last 30 days


def nothing() -> None:
    """What is done with a change where nothing else follows the brief."""


def add(
    *, workspace: Workspace, kind: str, fields: Mapping[str, Any], by: Member, also: Also = nothing
) -> Kept:
    """A new row; `also` runs in the transaction. Raises ValidationError with the fields that do not fit."""
    require(by, "plan.edit")
    with transaction.atomic():
        row = add_row(KINDS[kind](workspace=workspace, **_tidied(kind, fields)), by=by)
        audit(workspace=workspace, by=by, action=f"add_{kind}", object=str(row.pk))
        also()
    return _settled(row, by=by)


def change(*, row: Kept, fields: Mapping[str, Any], version: int, by: Member, also: Also = nothing) -> Kept:
    """New words for a row. Raises StaleEdit with the difference, ValidationError."""
    kind = kind_of(row)
    changes = _tidied(kind, fields)
    return _saved(row, changes=changes, version=version, by=by, action=f"change_{kind}", also=also)


def remove(*, row: Kept, version: int, by: Member, now: datetime, also: Also = nothing) -> Kept:
    """Takes a row out of the brief; it can be put back."""
    changes = {"removed_at": now}
    return _saved(row, changes=changes, version=version, by=by, action=f"remove_{kind_of(row)}", also=also)


def undo_last(*, row: Kept, version: int, by: Member, now: datetime, also: Also = nothing) -> Kept:
    """Puts back what the row was before the change that made `version`. Raises CannotUndo."""
    require(by, "plan.edit")
    with transaction.atomic():
        saved = undo(row, version=version, by=by, now=now)
        audit(workspace=row.workspace, by=by, action=f"undo_{kind_of(row)}", object=str(row.pk))
        also()
    return _settled(saved, by=by)


def hear_again(*, workspace: Workspace, by: Member | None = None) -> int:
    """Asks the questions of rows that have none, such as those written before any data came in; how many
    were asked. A row whose question fails keeps waiting."""
    asked = 0
    for row in (*Name.objects.of(workspace), *Offer.objects.of(workspace), *Campaign.objects.of(workspace)):
        if row.question_id is None:
            try:
                _listen(row, by=by)
                asked += 1
            except FAILURES:
                continue
    return asked


def kind_of(row: Kept) -> str:
    return str(row._meta.model_name)


def _tidied(kind: str, fields: Mapping[str, Any]) -> dict[str, Any]:
    known = {name: fields[name] for name in FIELDS[kind] if name in fields}
    return {name: tidy(value) if isinstance(value, str) else value for name, value in known.items()}


def _saved(
    row: Kept, *, changes: Mapping[str, Any], version: int, by: Member, action: str, also: Also
) -> Kept:
    require(by, "plan.edit")
    with transaction.atomic():
        saved = save_row(row, changes=changes, version=version, by=by)
        audit(workspace=row.workspace, by=by, action=action, object=str(row.pk))
        also()
    return _settled(saved, by=by)


def _settled(row: Kept, *, by: Member) -> Kept:
    """What hangs on a row follows it: its node, or the question that counts it. Measuring stands outside the
    transaction, so that nobody waits for it; a row whose question fails is kept and counted later."""
    if isinstance(row, Expectation):
        _place(row)
    elif isinstance(row, Name | Offer | Campaign) and row.removed_at is None:
        _listen(row, by=by)
    return row


def _place(row: Expectation) -> None:
    node = evidence.register_node(
        workspace=row.workspace, room="brief", kind="expectation", object_id=row.pk, title=row.sentence
    )
    if row.version > 1:
        evidence.changed_decision(node=node, ref=f"expectation {row.pk} v{row.version}")
    if row.removed_at is not None:
        evidence.retire_node(node=node, now=row.removed_at)


def _listen(row: Name | Offer | Campaign, *, by: Member | None) -> None:
    """Asks how often a spelling is heard, or how much was said while a campaign ran."""
    given: dict[str, str] = {}
    if isinstance(row, Campaign):
        window = Window(since=row.starts, until=row.ends + timedelta(days=1))
    else:
        window, given = HEARD, {"phrase": phrase(_texts(row))}
    params = parse(ANALYSES["volume"], given, zone=row.workspace.zone)
    question = evidence.put_question(
        workspace=row.workspace, analysis="volume", params=params, window=window, by=by
    )
    row.question = question
    row.save(update_fields=["question"])


def _texts(row: Kept) -> tuple[str, ...]:
    if isinstance(row, Offer):
        return spellings(row.name, row.aliases)
    return (row.text,) if isinstance(row, Name) else ()

"""What people do with the confrontation matrix: score cells with a reason, choose at most five key issues."""

from collections.abc import Mapping
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from ..evidence import actions as evidence
from ..evidence.models import Node
from ..team.actions import audit, require
from ..team.edits import add_row, save_row
from ..team.models import Member, Workspace
from .matrix import CELL, ISSUE, ROOM
from .matrix_rules import MOST_ISSUES
from .models import SwotCard
from .rules import INSIDE, OUTSIDE
from .situation import KeyIssue, MatrixScore


class TooManyIssues(Exception):
    """Five key issues stand already; one must go first."""


def score_cell(
    *, workspace: Workspace, inside: SwotCard, outside: SwotCard, score: int, reason: str, version: int,
    by: Member, today: date,
) -> MatrixScore:  # fmt: skip
    """Give a cell its score, or another one. Raises ValidationError without a reason, StaleEdit."""
    require(by, "plan.edit")
    _on_their_sides(inside, outside)
    values = {
        "score": score, "reason": _reason(reason), "scorer_id": by.pk, "scored_on": today,
    }  # fmt: skip
    with transaction.atomic():
        Workspace.objects.select_for_update().get(pk=workspace.pk)
        row = MatrixScore.objects.of(workspace).filter(inside=inside, outside=outside).first()
        if row is None:
            saved = add_row(MatrixScore(workspace=workspace, inside=inside, outside=outside, **values), by=by)
        else:
            saved = save_row(row, changes=values, version=version, by=by)
        _place(saved, CELL, f"{inside} × {outside}", [_card_node(inside), _card_node(outside)], owner=by)
        audit(workspace=workspace, by=by, action="score_cell", object=f"matrix_cell {saved.pk}",
              details={"score": score})  # fmt: skip
    return saved


def choose_issue(
    *, workspace: Workspace, inside: SwotCard, outside: SwotCard, sentence: str, by: Member
) -> KeyIssue:
    """A scored cell becomes a question for the goals. Raises TooManyIssues, ValidationError, NotAllowed."""
    require(by, "plan.edit")
    with transaction.atomic():
        Workspace.objects.select_for_update().get(pk=workspace.pk)
        if KeyIssue.objects.of(workspace).count() >= MOST_ISSUES:
            raise TooManyIssues
        cell = MatrixScore.objects.of(workspace).filter(inside=inside, outside=outside).first()
        if cell is None:
            raise ValidationError(_("Score this cell first."))
        row = KeyIssue(
            workspace=workspace, inside=inside, outside=outside, sentence=" ".join(sentence.split()), owner=by
        )
        saved = add_row(row, by=by)
        _place(saved, ISSUE, saved.sentence, [_node(cell, CELL)], owner=by)
        audit(workspace=workspace, by=by, action="choose_issue", object=f"key_issue {saved.pk}")
    return saved


def change_issue(*, issue: KeyIssue, sentence: str, version: int, by: Member) -> KeyIssue:
    """Other words for the same question. Raises StaleEdit, ValidationError, NotAllowed."""
    require(by, "plan.edit")
    with transaction.atomic():
        saved = save_row(issue, changes={"sentence": " ".join(sentence.split())}, version=version, by=by)
        _place(saved, ISSUE, saved.sentence, [], owner=saved.owner)
        audit(workspace=issue.workspace, by=by, action="change_issue", object=f"key_issue {issue.pk}")
    return saved


def drop_issue(*, issue: KeyIssue, version: int, by: Member, now: datetime) -> KeyIssue:
    """The plan no longer asks this. Raises StaleEdit, NotAllowed."""
    require(by, "plan.edit")
    with transaction.atomic():
        saved = save_row(issue, changes={"removed_at": now}, version=version, by=by)
        evidence.retire_node(node=_node(saved, ISSUE), now=now)
        audit(workspace=issue.workspace, by=by, action="drop_issue", object=f"key_issue {issue.pk}")
    return saved


def pair(workspace: Workspace, inside: int, outside: int) -> tuple[SwotCard, SwotCard] | None:
    """Two cards of this board by their numbers, None unless both are there and on their sides."""
    cards: Mapping[int, SwotCard] = SwotCard.objects.of(workspace).in_bulk([inside, outside])
    one, other = cards.get(inside), cards.get(outside)
    if one is None or other is None or one.quadrant not in INSIDE or other.quadrant not in OUTSIDE:
        return None
    return one, other


def issue_of(workspace: Workspace, pk: int) -> KeyIssue | None:
    return KeyIssue.objects.of(workspace).filter(pk=pk).first()


def _on_their_sides(inside: SwotCard, outside: SwotCard) -> None:
    if inside.quadrant not in INSIDE or outside.quadrant not in OUTSIDE:
        raise ValidationError(_("A cell stands between what is inside and what is outside."))


def _reason(text: str) -> str:
    reason = " ".join(text.split())
    if not reason:
        raise ValidationError({"reason": _("Write why. One sentence is enough.")})
    return reason


def _place(
    row: MatrixScore | KeyIssue, kind: str, title: str, grounds: list[Node], *, owner: Member | None
) -> None:
    """The node of a row on its grounds; what rests on it hears of a change."""
    node = evidence.register_node(
        workspace=row.workspace, room=ROOM, kind=kind, object_id=row.pk, title=title, owner=owner
    )
    for ground in grounds:
        evidence.rest_on(node=node, ground=ground)
    if row.version > 1:
        evidence.changed_decision(node=node, ref=f"{kind} {row.pk} v{row.version}")


def _node(row: MatrixScore | KeyIssue, kind: str) -> Node:
    return Node.objects.get(workspace=row.workspace, room=ROOM, kind=kind, object_id=row.pk)


def _card_node(card: SwotCard) -> Node:
    return Node.objects.get(workspace=card.workspace, room=ROOM, kind="swot_card", object_id=card.pk)

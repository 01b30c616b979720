"""What people do with the SWOT board: write, tie, move, reword, remove and undo cards."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from ..evidence import actions as evidence
from ..evidence.models import Claim, Question
from ..evidence.queries import Suggestion
from ..evidence.rules import Expectation
from ..team.actions import audit, require
from ..team.edits import add_row, save_row, undo
from ..team.models import Member, Workspace
from .models import SwotCard
from .queries import owner_kinds
from .rules import SideDoubt, doubt, moved

ROOM = "analyse"


class SideQuestioned(Exception):
    """The fact seems to belong on the other side; nothing was stored. A reason settles it."""

    def __init__(self, found: SideDoubt) -> None:
        super().__init__(f"this is about {found.about}: perhaps {' or '.join(found.choices)}")
        self.doubt = found


def add_card(
    *, workspace: Workspace, quadrant: str, sentence: str, by: Member, claim: Claim | None = None,
    owner: Member | None = None, reason: str = "",
) -> SwotCard:  # fmt: skip
    """A card at the end of its quadrant. Raises SideQuestioned unless a reason is given, ValidationError."""
    require(by, "plan.edit")
    reason = _question(claim, quadrant, reason)
    with transaction.atomic():
        row = SwotCard(
            workspace=workspace, quadrant=quadrant, sentence=" ".join(sentence.split()), claim=claim,
            owner=owner or by, position=_end(workspace, quadrant), side_reason=reason,
        )  # fmt: skip
        card = add_row(row, by=by)
        _place(card)
        audit(workspace=workspace, by=by, action="add_swot_card", object=str(card.pk))
    return card


def adopt_as_card(
    *, workspace: Workspace, quadrant: str, sentence: str, question: Question, expectation: Expectation,
    by: Member, author_kind: str = "person", reason: str = "",
) -> SwotCard:  # fmt: skip
    """A fact from the data becomes a claim and the card that rests on it, together or not at all."""
    require(by, "plan.edit")
    with transaction.atomic():
        claim = evidence.adopt_claim(
            workspace=workspace, room=ROOM, sentence=sentence, question=question, expectation=expectation,
            by=by, author_kind=author_kind,
        )  # fmt: skip
        return add_card(
            workspace=workspace, quadrant=quadrant, sentence=sentence, claim=claim, by=by, reason=reason
        )


def adopt_suggestion(
    *, suggestion: Suggestion, quadrant: str, by: Member, sentence: str = "", reason: str = ""
) -> SwotCard:
    """A suggestion becomes a claim and its card. Raises SideQuestioned unless a reason is given."""
    require(by, "plan.edit")
    with transaction.atomic():
        claim = evidence.adopt_suggestion(suggestion=suggestion, by=by, room=ROOM, sentence=sentence)
        return add_card(
            workspace=claim.workspace, quadrant=quadrant, sentence=claim.sentence, claim=claim, by=by,
            reason=reason,
        )  # fmt: skip


def tie_card(*, card: SwotCard, claim: Claim | None, by: Member, version: int, reason: str = "") -> SwotCard:
    """Gives a card its evidence, or takes it away. Raises SideQuestioned, StaleEdit."""
    reason = _question(claim, card.quadrant, reason)
    changes = {"claim_id": claim.pk if claim else None, "side_reason": reason}
    return _saved(card, changes=changes, version=version, by=by, action="tie_swot_card")


def change_card(*, card: SwotCard, fields: Mapping[str, Any], version: int, by: Member) -> SwotCard:
    """New words or another owner. Raises StaleEdit, ValidationError."""
    changes = {name: fields[name] for name in ("sentence", "owner_id") if name in fields}
    if "sentence" in changes:
        changes["sentence"] = " ".join(changes["sentence"].split())
    return _saved(card, changes=changes, version=version, by=by, action="change_swot_card")


def move_card(
    *, card: SwotCard, quadrant: str, place: int, by: Member, version: int, reason: str = ""
) -> SwotCard:
    """To a place (from 0) in a quadrant; the others make room. Raises SideQuestioned, StaleEdit."""
    if quadrant != card.quadrant:
        reason = _question(card.claim, quadrant, reason)
    changes = {"quadrant": quadrant} if quadrant != card.quadrant else {}
    if changes or reason:
        changes["side_reason"] = reason
    with transaction.atomic():
        saved = _saved(card, changes=changes, version=version, by=by, action="move_swot_card")
        _order(saved, place)
    return saved


def remove_card(*, card: SwotCard, version: int, by: Member, now: datetime) -> SwotCard:
    return _saved(card, changes={"removed_at": now}, version=version, by=by, action="remove_swot_card")


def undo_card(*, card: SwotCard, version: int, by: Member, now: datetime) -> SwotCard:
    """Puts back what the card was before the change that made `version`. Raises CannotUndo."""
    require(by, "plan.edit")
    with transaction.atomic():
        saved = undo(card, version=version, by=by, now=now)
        _place(saved)
        audit(workspace=card.workspace, by=by, action="undo_swot_card", object=str(card.pk))
    return saved


def _saved(card: SwotCard, *, changes: Mapping[str, Any], version: int, by: Member, action: str) -> SwotCard:
    require(by, "plan.edit")
    with transaction.atomic():
        saved = save_row(card, changes=changes, version=version, by=by)
        if saved.version != card.version:
            _place(saved)
            audit(workspace=card.workspace, by=by, action=action, object=str(card.pk))
    return saved


def _question(claim: Claim | None, quadrant: str, reason: str) -> str:
    """The reason to keep with the card; empty where nobody doubts the side."""
    found = doubt(quadrant=quadrant, owner_kinds=owner_kinds(claim))
    if found and not reason.strip():
        raise SideQuestioned(found)
    return reason if found else ""


def _place(card: SwotCard) -> None:
    """The card's node, resting on its claim and on nothing else; what rests on the card hears of a change."""
    node = evidence.register_node(
        workspace=card.workspace, room=ROOM, kind="swot_card", object_id=card.pk, title=card.sentence,
        owner=card.owner,
    )  # fmt: skip
    ground = card.claim.node if card.claim else None
    for edge in node.rests_on.exclude(ground=ground) if ground else node.rests_on.all():
        evidence.no_longer_rests_on(node=node, ground=edge.ground)
    if ground:
        evidence.rest_on(node=node, ground=ground)
    if card.version > 1:
        evidence.changed_decision(node=node, ref=f"swot_card {card.pk} v{card.version}")
    if card.removed_at is not None:
        evidence.retire_node(node=node, now=card.removed_at)


def _end(workspace: Workspace, quadrant: str) -> int:
    return SwotCard.objects.of(workspace).filter(quadrant=quadrant).count()


def _order(card: SwotCard, place: int) -> None:
    cards = SwotCard.objects.of(card.workspace).filter(quadrant=card.quadrant)
    order = moved(list(cards.values_list("pk", flat=True)), card=card.pk, place=place)
    for position, pk in enumerate(order):
        SwotCard.objects.filter(pk=pk).update(position=position)

"""What people do with the DESTEP register: write factors, tie them to a figure, look at a letter."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from ..evidence import actions as evidence
from ..evidence.models import Node
from ..evidence.rules import Expectation, Op, Pick
from ..team.actions import audit, require
from ..team.edits import add_row, save_row
from ..team.models import Member, Workspace
from .actions import add_card
from .models import SwotCard
from .register import FACTOR, ROOM, Published, newest_of, official
from .situation import DestepFactor, DestepLook

FIELDS = (
    "letter", "sentence", "direction", "impact", "likelihood", "source", "source_day", "review_on",
)  # fmt: skip


def add_factor(
    *, workspace: Workspace, fields: Mapping[str, Any], series: str, by: Member, now: datetime
) -> DestepFactor:
    """A dated development; with a series it rests on the newest figure of it. Raises ValidationError."""
    require(by, "plan.edit")
    with transaction.atomic():
        row = DestepFactor(workspace=workspace, owner=by, **_clean(fields))
        _tie(row, newest_of(workspace, series), by=by)
        factor = add_row(row, by=by)
        for look in DestepLook.objects.of(workspace).filter(letter=factor.letter):
            save_row(look, changes={"removed_at": now}, version=None, by=by)  # there is something after all
        _place(factor)
        audit(workspace=workspace, by=by, action="add_factor", object=f"destep_factor {factor.pk}")
    return factor


def change_factor(
    *, factor: DestepFactor, fields: Mapping[str, Any], series: str, version: int, by: Member, now: datetime
) -> DestepFactor:
    """Other words, weights or dates; another series means another claim. Raises StaleEdit."""
    require(by, "plan.edit")
    changes = _clean(fields)
    with transaction.atomic():
        if series.casefold() != factor.series.casefold():
            if factor.claim is not None and factor.claim.withdrawn_at is None:
                evidence.withdraw_claim(claim=factor.claim, by=by, now=now)
            factor.claim = None
            _tie(factor, newest_of(factor.workspace, series), by=by)
            changes |= _cell(factor) | {"claim_id": factor.claim.pk if factor.claim else None}
        saved = save_row(factor, changes=changes, version=version, by=by)
        _place(saved)
        audit(workspace=factor.workspace, by=by, action="change_factor", object=f"destep_factor {factor.pk}")
    return saved


def renew_factor(*, factor: DestepFactor, version: int, by: Member) -> DestepFactor:
    """Take the newest figure of the series; the claim is about that one from now on. Raises StaleEdit."""
    require(by, "plan.edit")
    newest = newest_of(factor.workspace, factor.series)
    if newest is None:  # the series is no longer there: nothing to take
        return factor
    with transaction.atomic():
        _tie(factor, newest, by=by)
        saved = save_row(factor, changes=_cell(factor), version=version, by=by)
        _place(saved)
        audit(workspace=factor.workspace, by=by, action="renew_factor", object=f"destep_factor {factor.pk}")
    return saved


def remove_factor(*, factor: DestepFactor, version: int, by: Member, now: datetime) -> DestepFactor:
    """The plan no longer counts with it. Raises StaleEdit, NotAllowed."""
    require(by, "plan.edit")
    with transaction.atomic():
        saved = save_row(factor, changes={"removed_at": now}, version=version, by=by)
        node = Node.objects.get(workspace=factor.workspace, room=ROOM, kind=FACTOR, object_id=factor.pk)
        evidence.retire_node(node=node, now=now)
        audit(workspace=factor.workspace, by=by, action="remove_factor", object=f"destep_factor {factor.pk}")
    return saved


def look_at(*, workspace: Workspace, letter: str, by: Member, today: date) -> DestepLook:
    """Looked at a letter on a day, and nothing of it matters to us. Raises ValidationError."""
    require(by, "plan.edit")
    with transaction.atomic():
        look = add_row(DestepLook(workspace=workspace, letter=letter, looked_on=today, by=by), by=by)
        audit(workspace=workspace, by=by, action="look_at_letter", object=letter)
    return look


def use_in_swot(*, factor: DestepFactor, by: Member) -> SwotCard:
    """A card from the factor: what works for us is an opportunity, else it is a threat."""
    require(by, "plan.edit")
    quadrant = "opportunity" if factor.direction == DestepFactor.Direction.FOR else "threat"
    with transaction.atomic():
        card = add_card(
            workspace=factor.workspace, quadrant=quadrant, sentence=factor.sentence, claim=factor.claim, by=by
        )
        save_row(factor, changes={"card_id": card.pk}, version=None, by=by)
        audit(workspace=factor.workspace, by=by, action="factor_to_swot", object=f"destep_factor {factor.pk}")
    return card


def _clean(fields: Mapping[str, Any]) -> dict[str, Any]:
    given = {name: fields[name] for name in FIELDS if name in fields}
    return {name: " ".join(v.split()) if isinstance(v, str) else v for name, v in given.items()}


def _cell(factor: DestepFactor) -> dict[str, Any]:
    return {"series": factor.series, "period": factor.period, "value": factor.value}


def _tie(factor: DestepFactor, cell: Published | None, *, by: Member) -> None:
    """Onto one figure: the claim that it is the newest of its series turns when a newer one comes."""
    if cell is None:
        factor.series, factor.period, factor.value = "", "", None
        return
    factor.series, factor.period, factor.value = cell.series, cell.period, cell.value
    expectation = Expectation(Pick("newer", {"series": cell.series, "period": cell.period}), Op.EXACTLY, 0)
    question = evidence.put_question(
        workspace=factor.workspace, analysis="official", params=official(factor.workspace, cell.series), by=by
    )
    sentence = _("%(series)s, %(period)s: %(value)s is the newest figure.") % {
        "series": cell.series, "period": cell.period, "value": number_format(cell.value),
    }  # fmt: skip
    if factor.claim is not None and factor.claim.withdrawn_at is None:
        evidence.reword_claim(claim=factor.claim, sentence=sentence[:300], by=by)
        evidence.tie_claim(claim=factor.claim, question=question, expectation=expectation, by=by)
        return
    factor.claim = evidence.adopt_claim(
        workspace=factor.workspace, room=ROOM, sentence=sentence[:300], question=question,
        expectation=expectation, by=by, keep_days=None,
    )  # fmt: skip


def _place(factor: DestepFactor) -> None:
    """The factor's node, on the claim about its figure and on nothing else."""
    node = evidence.register_node(
        workspace=factor.workspace, room=ROOM, kind=FACTOR, object_id=factor.pk, title=factor.sentence,
        owner=factor.owner,
    )  # fmt: skip
    ground = factor.claim.node if factor.claim else None
    for edge in node.rests_on.select_related("ground").exclude(ground=ground):
        evidence.no_longer_rests_on(node=node, ground=edge.ground)
    if ground is not None:
        evidence.rest_on(node=node, ground=ground)
    if factor.version > 1:
        evidence.changed_decision(node=node, ref=f"destep_factor {factor.pk} v{factor.version}")

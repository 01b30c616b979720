"""What it means: the claims and the SWOT board."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from socialplan.plan.analyse import queries
from socialplan.plan.analyse.queries import CardLine
from socialplan.plan.evidence.queries import ClaimView, claims_in
from socialplan.plan.loop import STEPS

from ..document import Block, Chapter, Missing, Section, Statement
from ..shown import shown
from ..standing import standing
from ..words import QUADRANTS, state_word
from . import situation

if TYPE_CHECKING:
    from socialplan.plan.team.models import Workspace

STEP = next(step for step in STEPS if step.slug == "analyse")


def chapter(workspace: "Workspace", owner: str) -> Chapter:
    claims = claims_in(workspace)
    board = queries.board(workspace)
    sections = [Section(_("What we believe"), _claims(claims, workspace, owner))]
    if not board.cards:
        sections.append(Section(_("SWOT"), (Missing(_("No card yet."), owner),)))
    else:
        sections += [
            Section(str(title), _cards(board.counting(quadrant), workspace, owner))
            for quadrant, title in QUADRANTS.items()
        ]
    return Chapter(
        STEP.slug, str(STEP.title), str(STEP.question), standing([claim.state for claim in claims]),
        (*sections, *situation.sections(workspace, owner)),
    )  # fmt: skip


def claim_block(claim: ClaimView, workspace: "Workspace") -> Statement:
    figure = shown(claim.figure, workspace) if claim.figure else None
    note = _("The newest data can be chance: uncertain.") if claim.uncertain else ""
    other = shown(claim.other, workspace) if claim.other else None
    beside = claim.other.label if claim.other else ""
    return Statement(
        claim.sentence, claim.state, state_word(claim.state), figure, note, other,
        _("Beside it, %(what)s") % {"what": beside} if beside else _("Beside it"),
    )  # fmt: skip


def _claims(claims: list[ClaimView], workspace: "Workspace", owner: str) -> tuple[Block, ...]:
    if not claims:
        return (Missing(_("No claim is adopted yet."), owner),)
    return tuple(claim_block(claim, workspace) for claim in claims)


def _cards(cards: tuple[CardLine, ...], workspace: "Workspace", owner: str) -> tuple[Block, ...]:
    if not cards:
        return (Missing(_("No card yet."), owner),)
    return tuple(
        Statement(
            card.sentence, card.state, state_word(card.state),
            shown(card.figure, workspace) if card.figure else None,
        )
        for card in cards
    )  # fmt: skip

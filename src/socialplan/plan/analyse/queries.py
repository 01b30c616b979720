"""What the SWOT board reads: cards with their figure and state, per quadrant, and claims to place."""

from collections.abc import Mapping
from dataclasses import dataclass

from socialplan.pipeline.holdings import account_owners

from ..evidence.models import Claim
from ..evidence.queries import ClaimView, Figure, Suggestion, claim_views, suggestions
from ..evidence.rules import Expectation, Op, Pick
from ..sources.queries import open_store
from ..team.models import Workspace
from .models import SwotCard
from .rules import COUNTING, QUADRANTS, SideDoubt, counts, doubt, suggested

UNSUPPORTED = "unsupported"


@dataclass(frozen=True)
class CardLine:
    """One card as a screen shows it; `state` is the claim's, or `unsupported` without one."""

    id: int
    version: int
    sentence: str
    quadrant: str
    place: int  # from 1
    counts: bool
    state: str
    uncertain: bool
    figure: Figure | None
    owner: str
    owner_id: int | None
    claim_id: int | None
    side_reason: str
    doubt: SideDoubt | None  # the fact turned out to be about the other side and nobody said why it stays


@dataclass(frozen=True)
class Board:
    """Four lists of cards, in order; the first five of each count, the rest is parked."""

    quadrants: Mapping[str, tuple[CardLine, ...]]

    @property
    def cards(self) -> tuple[CardLine, ...]:
        return tuple(card for cards in self.quadrants.values() for card in cards)

    def counting(self, quadrant: str) -> tuple[CardLine, ...]:
        return self.quadrants[quadrant][:COUNTING]

    def parked(self, quadrant: str) -> tuple[CardLine, ...]:
        return self.quadrants[quadrant][COUNTING:]

    def in_state(self, *states: str) -> int:
        return sum(card.state in states for card in self.cards)


def board(workspace: Workspace) -> Board:
    """The SWOT of a workspace."""
    cards = list(SwotCard.objects.of(workspace).select_related("claim__question", "owner__user"))
    claims = [card.claim for card in cards if card.claim]
    views = {
        view.id: view
        for view in claim_views(
            workspace, Claim.objects.standing().filter(pk__in=[claim.pk for claim in claims])
        )
    }
    owners = _owners(workspace, claims)
    found: dict[str, list[CardLine]] = {quadrant: [] for quadrant in QUADRANTS}
    for card in cards:
        lines = found[card.quadrant]
        lines.append(_line(card, views.get(card.claim_id or 0), place=len(lines), owners=owners))
    return Board({quadrant: tuple(lines) for quadrant, lines in found.items()})


@dataclass(frozen=True)
class Offer:
    """A suggestion for the board: own facts for the inside quadrants, others for the outside ones."""

    suggestion: Suggestion
    quadrants: tuple[str, ...]  # the likelier one first
    about: str  # own, competitor, other; empty where no account is named

    @property
    def quadrant(self) -> str:
        return self.quadrants[0]


def offers(workspace: Workspace) -> tuple[Offer, ...]:
    """What the data suggest, by quadrant, the surest first within one."""
    found = suggestions(workspace)
    owners = _all_owners(workspace) if found else {}
    made = [_offer(one, owners) for one in found]
    return tuple(sorted(made, key=lambda offer: QUADRANTS.index(offer.quadrant)))


def offer(workspace: Workspace, key: str) -> Offer | None:
    return next((one for one in offers(workspace) if one.suggestion.key == key), None)


def _offer(suggestion: Suggestion, owners: Mapping[str, str]) -> Offer:
    name = str(suggestion.finding.params.get("account") or "").lstrip("@").casefold()
    about = owners.get(name, "")
    expectation = suggestion.expectation
    quadrants = suggested(
        outside=about in ("competitor", "other"), more=expectation.op in (Op.MORE, Op.AT_LEAST),
        measure=expectation.left.measure or "",
    )  # fmt: skip
    return Offer(suggestion, quadrants, about)


def card(workspace: Workspace, pk: int) -> SwotCard | None:
    """A card on the board; one of another workspace is not there."""
    return SwotCard.objects.of(workspace).select_related("claim__question").filter(pk=pk).first()


def any_card(workspace: Workspace, pk: int) -> SwotCard | None:
    """The same, a removed one too: it can be put back."""
    return SwotCard.objects.filter(workspace=workspace, pk=pk).first()


def claims_to_place(workspace: Workspace) -> list[Claim]:
    """Standing claims no card rests on yet."""
    placed = SwotCard.objects.of(workspace).exclude(claim=None).values("claim_id")
    return list(Claim.objects.standing().filter(workspace=workspace).exclude(pk__in=placed).order_by("id"))


def owner_kinds(claim: Claim | None) -> tuple[str, ...]:
    """Whose fact this is: own, competitor, other, for every account its question or expectation names."""
    if claim is None:
        return ()
    return _kinds(claim, _owners(claim.workspace, [claim]))


def accounts_of(claim: Claim) -> tuple[str, ...]:
    """The accounts a claim is about, casefolded handles."""
    names = [claim.question.params.get("account")] if claim.question else []
    if claim.expectation:
        expectation = Expectation.parse(claim.expectation)
        picks = [pick for pick in (expectation.left, expectation.right) if isinstance(pick, Pick)]
        names += [pick.row.get("account") for pick in picks]
    return tuple(dict.fromkeys(str(name).lstrip("@").casefold() for name in names if name))


def _line(card: SwotCard, view: ClaimView | None, *, place: int, owners: Mapping[str, str]) -> CardLine:
    """A withdrawn claim carries nothing: the card is without evidence again."""
    kinds = _kinds(card.claim, owners) if card.claim and view else ()
    found = None if card.side_reason else doubt(quadrant=card.quadrant, owner_kinds=kinds)
    return CardLine(
        id=card.pk, version=card.version, sentence=card.sentence, quadrant=card.quadrant, place=place + 1,
        counts=counts(place), state=view.state if view else UNSUPPORTED,
        uncertain=view.uncertain if view else False, figure=view.figure if view else None,
        owner=str(card.owner or ""), owner_id=card.owner_id, claim_id=view.id if view else None,
        side_reason=card.side_reason, doubt=found,
    )  # fmt: skip


def _kinds(claim: Claim, owners: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(owners[name] for name in accounts_of(claim) if name in owners)


def _owners(workspace: Workspace, claims: list[Claim]) -> dict[str, str]:
    """handle or id, casefolded -> own, competitor or other; the store is asked only when needed."""
    if not any(accounts_of(claim) for claim in claims):
        return {}
    return _all_owners(workspace)


def _all_owners(workspace: Workspace) -> dict[str, str]:
    store = open_store()
    return account_owners(store, store.snapshot(workspace.pk))

"""Plain decisions of the SWOT board: sides, moves and what counts."""

from collections.abc import Sequence
from dataclasses import dataclass

INSIDE = ("strength", "weakness")
OUTSIDE = ("opportunity", "threat")
QUADRANTS = (*INSIDE, *OUTSIDE)
COUNTING = 5  # cards per quadrant; further ones are parked
OTHER_SIDE = {
    "strength": OUTSIDE, "weakness": OUTSIDE, "opportunity": INSIDE, "threat": INSIDE,
}  # fmt: skip
LOWER_IS_BETTER = frozenset({"median_minutes", "p90_minutes", "unanswered"})
_OWNERS = {"own": "inside", "competitor": "outside", "other": "outside"}


@dataclass(frozen=True)
class SideDoubt:
    """A fact that seems to stand on the wrong side: whom it is about and where it may belong."""

    about: str  # own, competitor, other
    choices: tuple[str, ...]


def side(quadrant: str) -> str:
    return "inside" if quadrant in INSIDE else "outside"


def doubt(*, quadrant: str, owner_kinds: Sequence[str]) -> SideDoubt | None:
    """Question the side when everything the fact is about belongs on the other side.

    A fact about several accounts of both sides (a comparison) fits either side and is not questioned.
    """
    kinds = set(owner_kinds)
    sides = {_OWNERS[kind] for kind in kinds if kind in _OWNERS}
    if len(sides) != 1 or side(quadrant) in sides:
        return None
    about = "competitor" if "competitor" in kinds else sorted(kinds)[0]
    return SideDoubt(about, OTHER_SIDE[quadrant])


def suggested(*, outside: bool, more: bool, measure: str) -> tuple[str, ...]:
    """The quadrants of the side a fact is on, the likelier one first. A person decides.

    What goes well with ourselves helps; what goes well with others threatens."""
    well = more != (measure in LOWER_IS_BETTER)
    pair = ("threat", "opportunity") if outside else INSIDE
    return pair if well else (pair[1], pair[0])


def counts(place: int) -> bool:
    """Whether the card at this place (from 0) counts; the others are parked."""
    return place < COUNTING


def moved(order: Sequence[int], *, card: int, place: int) -> list[int]:
    """The order after `card` goes to `place`; a place outside the list is its nearest end."""
    rest = [item for item in order if item != card]
    at = max(0, min(place, len(rest)))
    return [*rest[:at], card, *rest[at:]]

"""Sides of the SWOT board, moving cards, and what counts."""

import pytest

from socialplan.plan.analyse.rules import QUADRANTS, counts, doubt, moved, side, suggested


def test_two_quadrants_lie_inside_and_two_outside() -> None:
    assert [side(quadrant) for quadrant in QUADRANTS] == ["inside", "inside", "outside", "outside"]


@pytest.mark.parametrize("quadrant", ["strength", "weakness"])
def test_a_fact_about_a_competitor_is_questioned_inside(quadrant: str) -> None:
    found = doubt(quadrant=quadrant, owner_kinds=["competitor"])
    assert found and found.about == "competitor" and found.choices == ("opportunity", "threat")


@pytest.mark.parametrize("quadrant", ["opportunity", "threat"])
def test_a_fact_about_ourselves_is_questioned_outside(quadrant: str) -> None:
    found = doubt(quadrant=quadrant, owner_kinds=["own", "own"])
    assert found and found.about == "own" and found.choices == ("strength", "weakness")


@pytest.mark.parametrize(
    ("quadrant", "owner_kinds"),
    [
        ("strength", ["own"]), ("weakness", ["own"]), ("threat", ["competitor"]), ("opportunity", ["other"]),
        ("strength", []), ("threat", []), ("strength", ["own", "competitor"]), ("threat", ["own", "other"]),
    ],
)  # fmt: skip
def test_the_right_side_a_comparison_and_an_unknown_owner_are_not_questioned(
    quadrant: str, owner_kinds: list[str]
) -> None:
    assert doubt(quadrant=quadrant, owner_kinds=owner_kinds) is None


def test_five_cards_count_and_the_sixth_is_parked() -> None:
    assert [counts(place) for place in range(7)] == [True] * 5 + [False] * 2


@pytest.mark.parametrize(
    ("card", "place", "order"),
    [(3, 0, [3, 1, 2]), (1, 1, [2, 1, 3]), (1, 99, [2, 3, 1]), (3, -4, [3, 1, 2]), (9, 1, [1, 9, 2, 3])],
)
def test_a_card_moves_to_its_place_and_the_others_keep_their_order(
    card: int, place: int, order: list[int]
) -> None:
    assert moved([1, 2, 3], card=card, place=place) == order


@pytest.mark.parametrize(
    ("outside", "more", "measure", "first"),
    [
        (False, True, "median", "strength"), (False, False, "median", "weakness"),
        (False, True, "median_minutes", "weakness"), (False, False, "unanswered", "strength"),
        (True, True, "median", "threat"), (True, True, "p90_minutes", "opportunity"),
    ],
)  # fmt: skip
def test_what_goes_well_helps_when_it_is_ours(outside: bool, more: bool, measure: str, first: str) -> None:
    found = suggested(outside=outside, more=more, measure=measure)
    assert found[0] == first and {side(one) for one in found} == {"outside" if outside else "inside"}

"""movements, held to what it promises: planted changes are found on their day, and quiet series stay quiet.

Made series (made_days.py) with a weekly rhythm, spread beyond chance, storms and days without data; longer
runs and more restless series are printed by benchmarks/movements.py. Real parties' accounts change around
elections.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest

from tests.analysis.made_days import LIVELY, STEADY, WILD, Kind, Step, changes, made, moved

SERIES = 40
NEAR = 10  # days; a change further off is another one


def edges_found(kind: Kind, mean: float, times: float, lasting: int) -> tuple[float, float, float]:
    """Of the planted changes: the share found, of those the share within a day, and in the stated range."""
    found, sharp, covered = 0, 0, 0
    for number in range(SERIES):
        dice = np.random.default_rng([int(mean), int(times * 10), lasting, number])
        begins = int(dice.integers(40, 325 - lasting))
        rows = changes(made(dice, kind, mean, steps=[Step(begins, begins + lasting, times)]))
        for edge in (begins, begins + lasting):
            off = min(rows, key=lambda row: abs(row["day_place"] - edge), default=None)
            if off and abs(off["day_place"] - edge) <= NEAR:
                found += 1
                sharp += abs(off["day_place"] - edge) <= 1
                covered += off["earliest_place"] <= edge <= off["latest_place"]
    return found / (2 * SERIES), sharp / max(found, 1), covered / max(found, 1)


@pytest.mark.parametrize("times", [2.0, 0.5])
@pytest.mark.parametrize("lasting", [14, 60])
@pytest.mark.parametrize("kind", [STEADY, LIVELY], ids=lambda kind: kind.name.split(",")[0])
def test_twice_or_half_as_much_for_two_weeks_is_found_within_a_day(kind: Kind, lasting: int, times: float):
    found, sharp, covered = edges_found(kind, 50, times, lasting)
    assert found >= 0.9 and sharp >= (0.85 if kind is STEADY else 0.7) and covered >= 0.85


@pytest.mark.parametrize("lasting", [14, 60])
def test_half_as_much_again_is_found_within_a_day_where_days_are_steady(lasting: int):
    found, sharp, covered = edges_found(STEADY, 50, 1.5, lasting)
    assert found >= 0.85 and sharp >= 0.7 and covered >= 0.85


@pytest.mark.parametrize("kind", [STEADY, LIVELY, WILD], ids=lambda kind: kind.name.split(",")[0])
def test_of_quiet_years_at_most_one_in_twenty_shows_a_change(kind: Kind):
    told = [
        bool(changes(made(np.random.default_rng([mean, number]), kind, mean)))
        for mean in (2, 8, 25, 80) for number in range(50)
    ]  # fmt: skip
    assert np.mean(told) <= 0.05


def test_of_many_quiet_accounts_together_hardly_any_is_said_to_move():
    told = []
    for number in range(12):
        dice = np.random.default_rng([7, number])
        rows = moved({f"a{place}": made(dice, LIVELY, 20) for place in range(15)})
        told.append(len({row["account"] for row in rows}))
    assert np.mean([some > 0 for some in told]) <= 0.2 and sum(told) <= 0.02 * 12 * 15


def test_the_range_of_how_many_times_holds_it():
    held = []
    for number in range(SERIES):
        dice = np.random.default_rng([3, number])
        rows = changes(made(dice, LIVELY, 50, steps=[Step(180, 365, 2)]))
        near = [row for row in rows if abs(row["day_place"] - 180) <= 3]
        held += [row["times_low"] <= 2 <= row["times_high"] for row in near]
    assert len(held) >= 0.9 * SERIES and np.mean(held) >= 0.85


# Days of elections in the Netherlands: European, House of Representatives, municipal.
ELECTIONS = (date(2019, 5, 23), date(2021, 3, 17), date(2022, 3, 16))


@pytest.mark.real_data
def test_parties_say_less_from_the_day_after_an_election(asked: Callable[..., Any]):
    rows = asked("nl_party_tweets", "movements").rows
    falls = {row["day"] for row in rows if row["verdict"] == "lower" and row["times"] < 0.5}
    for election in ELECTIONS:
        after = election + timedelta(days=1)
        assert {(after + timedelta(days=off)).isoformat() for off in (-1, 0, 1)} & falls, election

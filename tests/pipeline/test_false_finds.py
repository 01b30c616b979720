"""Themes in responses dealt at random, and themes planted there: what is found, and what faults show."""

import numpy as np
import pytest

from socialplan.cli.verify.themes import measured
from socialplan.pipeline import false_finds
from socialplan.pipeline.apart import store_apart
from socialplan.plan.evidence import shuffles
from socialplan.plan.evidence.discipline import Bench


@pytest.fixture(scope="module")
def accounts(tmp_path_factory: pytest.TempPathFactory) -> list:
    """Six accounts whose posts, words and responses are drawn apart from each other."""
    store = store_apart(tmp_path_factory.mktemp("finds"))
    return false_finds.gathered(store, Bench(store).put(shuffles.dealt(seed=7, sets=6)))


def test_the_stated_rate_holds_planted_themes_are_found_and_faults_show(accounts: list) -> None:
    report = measured(accounts, "made", seed=3, shuffles=60, planted=40)
    assert report.good and report.accounts == 6
    assert report.fault_each_by_itself and report.fault_never_finds == "0 of 20"


def test_a_planted_theme_has_twice_the_response_and_leaves_the_other_posts_alone(accounts: list) -> None:
    before = accounts[0].to_pylist()
    after = false_finds.planted(accounts[0], np.random.default_rng(1)).to_pylist()
    own = {row["cell"]: row["ranks"] for row in after if row["theme"] == false_finds.PLANTED}
    assert 50 <= sum(map(len, own.values())) <= 400 // 3
    was = {row["cell"]: sorted(row["values"]) for row in before if row["theme"] is None}
    for row in (one for one in after if one["theme"] is None):
        doubled = set(own.get(row["cell"], ()))
        back = [value / 2 if rank in doubled else value for rank, value in enumerate(row["values"])]
        assert sorted(back) == was[row["cell"]]

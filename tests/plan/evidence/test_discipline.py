"""Short form of `verify claims`, on data made here and, where they are, on real data."""

from dataclasses import replace
from pathlib import Path

import pytest

from socialplan.cli.verify.claims import LEAST_TURNED, MOST_FLIPS, MOST_WITH_FINDS, measured, words
from socialplan.pipeline.apart import store_apart
from socialplan.plan.evidence.discipline import Bench, deal, flips
from socialplan.plan.evidence.discipline_data import imported, made


def test_claims_hardly_fall_without_reason_and_fall_with_one(tmp_path: Path) -> None:
    bench = Bench(store_apart(tmp_path))
    report = measured(bench, made(seed=7, posts=800), "made", seed=1, trials=20, splits=1, sets=20)
    assert report.flip_share < MOST_FLIPS and report.turned_share >= LEAST_TURNED
    assert report.sets_with_finds <= MOST_WITH_FINDS * report.sets
    assert report.fault_never_finds and report.fault_without_ranges and report.fault_each_by_itself
    assert report.good and report.claims > 200 and report.trials == 20
    assert "OK" in words(report) and "20 sets of data without any effect" in words(report)
    assert not replace(report, sets_with_finds=3).good and not replace(report, fault_without_ranges="").good
    assert not replace(report, flip_share=0.02).good and not replace(report, turned_share=0.79).good


@pytest.mark.real_data
def test_real_posts_dealt_to_two_halves_leave_the_claims_standing(real_data: Path, tmp_path: Path) -> None:
    store = store_apart(tmp_path)
    mapping = Path(__file__).parents[2] / "mappings" / "facebook_metrics_cosmetics_2014.toml"
    posts = imported(store, real_data / "facebook_metrics_cosmetics_2014", mapping)
    (halves,) = deal(Bench(store), posts, seeds=[1])
    found = flips(halves)
    assert found.claims > 5 and found.share < MOST_FLIPS

"""Damaged exports are read whole or refused whole: the 10,000 of benchmarks/mutated_exports.py, in short."""

from pathlib import Path

import pytest

from tests.networks import damaged
from tests.networks.damaged import Damaged, outcome, samples


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Damaged:
    return Damaged(tmp_path_factory.mktemp("damaged"))


@pytest.mark.parametrize("sample", samples(), ids=lambda path: f"{path.parts[-3]}/{path.parts[-2]}")
def test_a_damaged_sample_is_read_or_refused(bench: Damaged, sample: Path) -> None:
    assert {outcome(bench, sample, seed) for seed in (1, 7)} <= {"read", "refused"}


def test_half_of_an_import_would_be_seen(bench: Damaged, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(damaged, "mutated", lambda content, seed: content)
    assert outcome(bench, samples()[0], 1) == "read"
    assert not bench.is_empty()
    next(iter(bench.home.rglob("posts/*.parquet"))).unlink()
    assert not bench.is_whole()

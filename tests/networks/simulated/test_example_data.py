"""The data of the example company: what stands with the first files and falls with the newer ones."""

from pathlib import Path

import pytest

from socialplan.analysis.stats import Estimate, difference
from socialplan.networks.simulated import truth
from socialplan.pipeline.example import FIRST, NEWER, add_example, as_details, world_of
from socialplan.store import Store
from socialplan.store.sqlite_ledger import SqliteLedger
from tests.networks.simulated.worlds import OWN, WORLD, ask


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Both parts of the Dutch example: workspace 1 has the first, workspace 2 both."""
    home: Path = tmp_path_factory.mktemp("example")
    store = Store(home, SqliteLedger(home / "ledger.sqlite3"), threads=1)
    for workspace, parts in ((1, (FIRST,)), (2, (FIRST, NEWER))):
        for part in parts:
            add_example(store, workspace=workspace, world=WORLD, part=part)
    return store


def test_there_is_a_month_without_data(store: Store) -> None:
    since, until = WORLD.silence
    coverage = ask(store, 1, "volume", account=OWN).coverage
    assert not coverage["complete"]
    gap = next(gap for gap in coverage["gaps"] if gap["why"].startswith("Van deze maand"))
    assert (gap["since"], gap["until"]) == (since.isoformat(), until.isoformat())


def test_video_beats_photo_until_the_newer_files_arrive(store: Store) -> None:
    lifts = truth(WORLD)["phases"]["video"].to_pylist()
    assert [lift > 1 for lift in lifts] == [True, False]
    for workspace, better in ((1, True), (2, False)):
        found = ask(store, workspace, "engagement", by="kind", account=OWN).rows
        by_kind = {row["kind"]: Estimate(row["median"], row["low"], row["high"]) for row in found}
        gap = difference(by_kind["video"], by_kind["photo"])
        assert gap is not None and gap.low is not None and gap.high is not None
        assert gap.low > 0 if better else gap.high < 0


def test_one_theme_is_real_and_one_only_looks_it(store: Store) -> None:
    found = {(row["theme"], row["type"]): row for row in ask(store, 2, "themes", account=OWN).rows}
    assert found[("recept", "hashtag")]["stands_out"] and found[("recept", "hashtag")]["low"] > 1
    # the garden has a higher mean, by a few lucky posts; the giveaway has too few posts
    by_tag = {row["hashtag"]: row for row in ask(store, 2, "engagement", by="hashtag", account=OWN).rows}
    assert by_tag["tuin"]["mean"] > by_tag["recept"]["mean"]
    standing_out = {theme for (theme, _kind), row in found.items() if row["stands_out"]}
    assert not standing_out & {"tuin", "winactie"}


def test_every_figure_of_it_is_simulated(store: Store) -> None:
    assert ask(store, 1, "volume").simulated
    assert all(row.draft.simulated for row in store.ledger.batches(store.snapshot(2)))


def test_the_world_is_kept_with_its_batch(store: Store) -> None:
    batch = store.ledger.batches(store.snapshot(1))[0]
    assert world_of(batch.draft.details["world"]) == WORLD
    assert world_of(as_details(WORLD)) == WORLD


def test_an_unknown_part_is_refused(store: Store) -> None:
    with pytest.raises(ValueError, match="third"):
        add_example(store, workspace=1, world=WORLD, part="third")

"""Suggestions come from differences beyond chance; on shuffled data hardly ever."""

import numpy as np
import pytest

from socialplan.analysis.base import Params
from socialplan.pipeline.apart import store_apart
from socialplan.pipeline.ledger import Store
from socialplan.plan.evidence import actions, drafts, queries
from socialplan.plan.evidence.discipline import Bench, Posts
from socialplan.plan.evidence.discipline_data import made
from socialplan.plan.evidence.models import Claim
from socialplan.plan.evidence.rules.suggesting import beyond_chance, pairs
from socialplan.plan.team.models import Member, Workspace

from .world import Said, bring

SHUFFLES = 40
MOST_WITH_A_FIND = 0.10


def shuffled(posts: Posts, seed: int) -> Posts:
    dice = np.random.default_rng(seed)
    place = posts.metrics.schema.get_field_index("value")
    values = posts.metrics["value"].to_numpy().copy()
    dice.shuffle(values)
    return Posts(posts.posts, posts.metrics.set_column(place, "value", [values]))


def test_on_shuffled_data_suggestions_hardly_ever_appear(tmp_path: object) -> None:
    """Forty shuffles of one account, asked in one go: each shuffle is an account of its own."""
    from socialplan.plan.evidence.discipline import joined

    bench = Bench(store_apart(tmp_path))  # type: ignore[arg-type]
    one = made(seed=3, accounts=1, posts=600)
    workspace = bench.put(joined({seed: shuffled(one, seed) for seed in range(SHUFFLES)}))
    answers = {by: bench.ask(workspace, "engagement", ("account", by)) for by in ("kind", "weekday")}
    with_a_find = 0
    for seed in range(SHUFFLES):
        looks = []
        for by, answered in answers.items():
            mine = [row for row in answered.rows if row["account"] == str(seed)]
            looks += pairs(by, type(answered)(answered.columns, mine, answered.headline, answered.n))
        with_a_find += bool(beyond_chance(looks))
    assert with_a_find / SHUFFLES <= MOST_WITH_A_FIND


@pytest.fixture
def bakery(store: Store, workspace: Workspace) -> Workspace:
    bring(
        store, workspace.pk, Said("bakery", "video", range(100, 160)), Said("bakery", "photo", range(10, 70))
    )
    return workspace


def test_a_real_difference_is_offered_and_adopted_by_a_person(bakery: Workspace, owner: Member) -> None:
    (offered,) = [one for one in queries.suggestions(bakery) if "video" in one.sentence]
    assert offered.sentence == "bakery: video draws more response than photo"
    assert (offered.figure.value, offered.other.value) == (129.5, 39.5)
    assert Claim.objects.count() == 0
    claim = actions.adopt_suggestion(suggestion=offered, by=owner)
    assert (claim.state, claim.author_kind) == ("supported", "rule")
    assert offered.key not in {one.key for one in queries.suggestions(bakery)}


def test_a_declined_suggestion_does_not_come_back(bakery: Workspace, owner: Member) -> None:
    for one in queries.suggestions(bakery):
        actions.decline_suggestion(workspace=bakery, key=one.key, by=owner)
    assert queries.suggestions(bakery) == []


class TestDrafts:
    def test_any_row_and_its_counts_can_be_claimed(self, bakery: Workspace) -> None:
        finding = actions.ask(
            workspace=bakery, analysis="engagement", params=Params(by=("kind",), account="bakery", zone="UTC")
        )
        video = next(place for place, row in enumerate(finding.rows) if row["kind"] == "video")
        median = drafts.draft_claim(finding, video, language="en")
        assert median.sentence == (
            "bakery: video: usually at least 120 reactions, comments and shares per post"
        )
        count = drafts.draft_claim(finding, video, "n", language="en")
        assert count.expectation.right == 60

    def test_a_draft_speaks_dutch(self, bakery: Workspace) -> None:
        finding = actions.ask(workspace=bakery, analysis="volume", params=Params(by=("kind",), zone="UTC"))
        draft = drafts.draft_claim(finding, 0, language="nl")
        assert draft.sentence.endswith("minstens 45 berichten")

    def test_an_average_without_a_range_is_refused(self, bakery: Workspace) -> None:
        finding = actions.ask(
            workspace=bakery, analysis="engagement", params=Params(by=("kind",), zone="UTC")
        )
        with pytest.raises(drafts.NoFigure):
            drafts.draft_claim(finding, 0, "mean")

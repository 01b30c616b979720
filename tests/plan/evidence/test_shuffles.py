"""On shuffled figures hardly any account has a suggestion."""

from pathlib import Path

import numpy as np

from socialplan.pipeline.apart import store_apart
from socialplan.plan.evidence.discipline import Bench, Posts, joined
from socialplan.plan.evidence.discipline_data import made
from socialplan.plan.evidence.rules.suggesting import beyond_chance, pairs

SHUFFLES = 40
MOST_WITH_A_FIND = 0.10


def shuffled(posts: Posts, seed: int) -> Posts:
    dice = np.random.default_rng(seed)
    place = posts.metrics.schema.get_field_index("value")
    values = posts.metrics["value"].to_numpy().copy()
    dice.shuffle(values)
    return Posts(posts.posts, posts.metrics.set_column(place, "value", [values]))


def test_on_shuffled_data_suggestions_hardly_ever_appear(tmp_path: Path) -> None:
    """Forty shuffles of one account, asked in one go: each shuffle is an account of its own."""
    bench = Bench(store_apart(tmp_path))
    one = made(seed=3, accounts=1, posts=600)
    workspace = bench.put(joined({seed: shuffled(one, seed) for seed in range(SHUFFLES)}))
    answers = {by: bench.ask(workspace, "engagement", ("account", by)) for by in ("kind", "weekday")}
    with_a_find = 0
    for seed in range(SHUFFLES):
        looks = []
        for by, answered in answers.items():
            mine = [row for row in answered.rows if row["account"] == str(seed)]
            looks.append(pairs(by, type(answered)(answered.columns, mine, answered.headline, answered.n)))
        with_a_find += bool(beyond_chance(looks))
    assert with_a_find / SHUFFLES <= MOST_WITH_A_FIND

"""By whom something is said: everybody, others than accounts, or accounts themselves."""

import pytest

from socialplan.analysis import ANALYSES
from socialplan.analysis.base import Params
from socialplan.analysis.scope import posts_in_scope
from socialplan.store.engines import duck

from .small_tables import answer, tables

POSTS = """
| post_id | account_id | about_account | person_key | created_at          | text      |
| 1       | cafe       | -             | -          | 2026-03-02T10:00:00 | our cake  |
| 2       | -          | cafe          | ~a         | 2026-03-02T11:00:00 | nice cake |
| 3       | -          | cafe          | ~b         | 2026-03-03T11:00:00 | dry cake  |
"""


@pytest.mark.parametrize(("said", "counted"), [("all", 3), ("others", 2), ("own", 1)])
def test_volume_counts_only_who_was_asked(said: str, counted: int) -> None:
    assert answer("volume", tables(posts=POSTS), said=said, account="cafe").headline.value == counted


@pytest.mark.parametrize(("said", "ids"), [("all", "123"), ("others", "23"), ("own", "1")])
def test_the_posts_behind_it_are_the_same(said: str, ids: str) -> None:
    behind = posts_in_scope(tables(posts=POSTS), Params(options={"said": said}))
    assert "".join(sorted(duck(threads=1).arrow(behind)["post_id"].to_pylist())) == ids


def many(day: int, count: int, author: str) -> list[str]:
    who = "cafe | - | -" if author == "cafe" else f"- | cafe | ~{author}"
    return [f"| {author}{day}-{i} | {who} | 2026-03-{day:02}T10:00:00 | cake |" for i in range(count)]


def test_a_day_on_which_only_the_account_wrote_more_is_no_spike_of_what_others_say() -> None:
    rows = [line for day in range(1, 21) for line in many(day, 4, "guest") + many(day, 2, "cafe")]
    rows += many(12, 30, "cafe")[2:]
    head = "| post_id | account_id | about_account | person_key | created_at | text |"
    given = tables(posts="\n".join([head, *rows]))
    assert [row["day"] for row in answer("spikes", given).rows] == ["2026-03-12"]
    assert answer("spikes", given, said="others").rows == ()
    assert [row["day"] for row in answer("spikes", given, said="own").rows] == ["2026-03-12"]


def test_every_analysis_that_offers_it_offers_the_same_choices() -> None:
    offering = {
        name: option.choices
        for name, entry in ANALYSES.items()
        for option in entry.options
        if option.name == "said"
    }
    assert {"volume", "spikes", "sentiment", "products", "theme_map"} <= set(offering)
    assert set(offering.values()) == {("all", "others", "own")}

"""Before a query is saved: what it gives, which row empties it, what collecting it takes."""

import pytest

from socialplan.pipeline.ledger import Store
from socialplan.plan.listen.actions import preview
from socialplan.plan.listen.rules import cost, too_wide
from socialplan.plan.sources.models import Connection
from socialplan.plan.team.models import Member

from .talk import talk


def test_it_counts_the_newest_four_weeks_and_shows_some(owner: Member, store: Store) -> None:
    talk(store, owner.workspace_id)
    found = preview(workspace=owner.workspace, text="klacht AND brood")
    assert found.pace is not None and (found.pace.value, found.pace.n) == (1, 28)
    assert (found.since, found.until) == ("2026-03-02", "2026-03-30")
    assert {item.text for item in found.items} == {"Brood was oud, klacht ingediend"} and len(
        found.items
    ) == 5
    assert found.emptied is None and not found.wide


def test_about_everything_is_too_wide(owner: Member, store: Store) -> None:
    """Three of the four posts of each day."""
    talk(store, owner.workspace_id)
    assert preview(workspace=owner.workspace, text="brood").wide
    assert too_wide(1_001, None) and not too_wide(1_000, 0.5)


@pytest.mark.parametrize(
    ("text", "kind", "number", "alone"),
    [
        ("taart", "group", 1, True),
        ("vers AND klacht", "group", 2, False),
        ("vers AND taart", "group", 2, True),
        ("klacht NOT oud", "without", 1, False),
        ("klacht language:en", "language", 1, False),
        ("#bakkerijzoet NOT from:own", "leave_out", 1, False),
        ("(vers AND klacht) OR taart", "part", 1, True),
    ],
)
def test_a_query_that_finds_nothing_says_which_row_empties_it(
    owner: Member, store: Store, text: str, kind: str, number: int, alone: bool
) -> None:
    talk(store, owner.workspace_id)
    found = preview(workspace=owner.workspace, text=text).emptied
    assert found is not None and (found.kind, found.number, found.alone) == (kind, number, alone)


def test_without_any_post_nothing_is_said_of_how_much(owner: Member) -> None:
    found = preview(workspace=owner.workspace, text="brood")
    assert found.pace is None and found.items == () and found.emptied is None


def test_what_collecting_takes_is_said_per_place(owner: Member, store: Store) -> None:
    talk(store, owner.workspace_id)
    Connection.objects.create(
        workspace=owner.workspace,
        network="mastodon",
        server="https://a.example",
        account="1",
        handle="a",
        sealed="x",
    )
    found = {
        one.place.code.split("-", 2)[-1]: one
        for one in preview(workspace=owner.workspace, text="brood").costs
    }
    search = found["search"]
    assert search.pace is not None and search.pace.value == 3
    # 25 answers of 40 posts at one request a second; every two minutes a day
    assert search.cost.first == 25 and search.cost.a_day == 720
    assert search.cost.reach_days == pytest.approx(25 * 40 / 3)
    assert found["firehose"].cost.first is None
    assert not found["live_tag"].place.can


def test_more_than_can_be_asked_for_is_said() -> None:
    """300 requests in five minutes with 40 posts each are at most 3,456,000 a day; two minutes' turns of 20
    answers at most 576,000."""
    known = {"questions": 1, "every": 120.0, "page": 40, "back": 25, "requests": 300, "seconds": 300.0}
    assert cost(**known, per_day=576_000).keeps_up is True
    assert cost(**known, per_day=576_001).keeps_up is False
    assert cost(**known, per_day=None).keeps_up is None
    assert cost(**known, per_day=80_000).a_day == 2_000
